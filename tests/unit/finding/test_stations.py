"""Finding stations: filters, words, order."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache

import pytest

from services.geo import distance_m
from services.models import CheckResult, Point, Region, Station, StationKind, WifiCheck
from services.opening_hours import Holidays
from services.regions import RegionRepository
from services.station_status import VerdictKind
from services.stations import KIND_WORDS, StationFilter, StationRepository
from tests.unit.finding.rows import NOW, Rows, StillClock, content, station

HERE = Point(-3.7928, 102.2608)
EVERYTHING = StationFilter()


@lru_cache
def regions() -> RegionRepository:
    return RegionRepository(content("regions", Region))


@lru_cache
def seed() -> StationRepository:
    return StationRepository(content("wifi-stations", Station), regions(), StillClock())


def repository(*rows: Station, clock: StillClock | None = None) -> StationRepository:
    return StationRepository(Rows(*rows), regions(), clock or StillClock())


def ids(found: StationRepository, wanted: StationFilter = EVERYTHING, here: Point | None = HERE) -> list[str]:
    return [hit.station.id for hit in found.find(wanted, here)]


def test_seed_nearest_first_and_without_position_last() -> None:
    hits = seed().find(EVERYTHING, HERE)
    known = [hit.distance_m for hit in hits if hit.distance_m is not None]
    assert len(hits) == 48
    assert hits[0].station.name == "Masjid Jamik"
    assert known == sorted(known)
    assert all(hit.distance_m is None for hit in hits[len(known) :])
    assert {hit.verdict.kind for hit in hits} == {VerdictKind.CANDIDATE}


def test_distance_and_bearing_of_a_hit() -> None:
    hit = seed().find(EVERYTHING, HERE, limit=1)[0]
    assert hit.station.point is not None
    assert hit.distance_m == pytest.approx(distance_m(HERE, hit.station.point), abs=0.01)
    assert hit.bearing_deg is not None


def test_nearest_is_the_head_of_the_list() -> None:
    near = seed().nearest(HERE, 20)
    listed = seed().find(EVERYTHING, HERE, limit=20)
    assert [hit.station.id for hit in near] == [hit.station.id for hit in listed]
    assert [hit.distance_m for hit in near] == pytest.approx([hit.distance_m for hit in listed], abs=3)
    assert [hit.verdict for hit in near] == [hit.verdict for hit in listed]


def test_nearest_leaves_out_the_retired_and_the_placeless() -> None:
    spot = {"lat": -3.8, "lon": 102.3}
    rows = repository(
        station("gone", lifecycle="retired", **spot), station("nowhere"), station("here", **spot)
    )
    assert [hit.station.id for hit in rows.nearest(HERE, 5)] == ["here"]


def test_limit_counts_after_every_filter() -> None:
    fresh = (NOW - timedelta(minutes=5)).isoformat()
    up = {"state": "online", "last_proof_at": fresh}
    rows = repository(station("a"), station("b", **up), station("c"), station("d", **up), station("e", **up))
    found = rows.find(StationFilter(working_now=True), HERE, limit=2)
    assert [hit.station.id for hit in found] == ["b", "d"]


def test_without_a_position_by_name() -> None:
    rows = repository(station("b", name="beta"), station("a", name="Alfa", lat=-3.8, lon=102.3))
    hits = rows.find(EVERYTHING)
    assert [hit.station.id for hit in hits] == ["a", "b"]
    assert {(hit.distance_m, hit.bearing_deg) for hit in hits} == {(None, None)}


def test_nothing_works_among_candidates() -> None:
    assert seed().find(StationFilter(working_now=True), HERE) == ()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("mega mal", "Mega Mall Bengkulu"),
        ("masjit", "Masjid Jamik"),
        ("universtas dehasen", "Universitas Dehasen"),
        ("bandara enggano", "Bandara Enggano"),
        ("pasr panoram", "Pasar Panorama"),
        ("airport enggano", None),
        ("rumah sakit curup", "RSUD Curup"),
        ("hospital lebong", "RSUD Curup"),  # of Rejang Lebong; the one of Lebong follows
        ("teluk segara", "Masjid Jamik"),
        ("kel tengah padang", "Masjid Jamik"),
        ("Wi-Fi di teluk segara", "Masjid Jamik"),
        ("wifi bandara enggano", "Bandara Enggano"),
    ],
)
def test_words_over_name_address_area_and_kind(text: str, first: str | None) -> None:
    hits = seed().find(StationFilter(text=text), HERE)
    assert (hits[0].station.name if hits else None) == first


def test_kind_words_in_both_languages() -> None:
    rows = repository(*(station(kind.value, kind=kind.value) for kind in StationKind))
    for word, kind in {
        "kesehatan": "health",
        "school": "education",
        "wisata": "tourism",
        "remote": "remote_village",
    }.items():
        assert ids(rows, StationFilter(text=word)) == [kind]
    assert set(KIND_WORDS) == set(StationKind)


def test_kinds_and_regency() -> None:
    found = seed().find(StationFilter(kinds=frozenset({StationKind.HEALTH}), regency_id="17.71"), HERE)
    assert found
    assert {(h.station.kind, h.station.regency_id) for h in found} == {(StationKind.HEALTH, "17.71")}


def test_retired_is_hidden_everywhere() -> None:
    rows = repository(station("gone", lifecycle="retired"), station("here"))
    assert [s.id for s in rows.all()] == ["here"]
    assert rows.get("gone") is None
    assert rows.hit("gone") is None
    assert ids(rows) == ["here"]
    assert ids(rows, StationFilter(text="gone")) == []


def test_working_now_follows_the_verdict() -> None:
    fresh = (NOW - timedelta(minutes=5)).isoformat()
    voices = {"ok": 0, "absent": 4, "last_at": fresh}
    rows = repository(
        station("up", state="online", last_proof_at=fresh),
        station("weak", state="degraded", last_proof_at=fresh),
        station("denied", state="online", last_proof_at=fresh, checks_24h=voices),
        station("silent", state="online"),
    )
    assert sorted(ids(rows, StationFilter(working_now=True))) == ["up", "weak"]


def test_working_ends_with_time() -> None:
    clock = StillClock()
    rows = repository(station("up", state="online", last_proof_at=NOW.isoformat()), clock=clock)
    assert ids(rows, StationFilter(working_now=True)) == ["up"]
    clock.pass_by(hours=2)
    assert ids(rows, StationFilter(working_now=True)) == []


def test_open_now_wants_to_know() -> None:
    rows = repository(
        station("always", opening_hours="24/7"),
        station("weekdays", opening_hours="Mo-Fr 08:00-16:00"),
        station("saturday", opening_hours="Sa 09:00-12:00"),
        station("unsaid"),
        station("damaged", opening_hours="when the sun shines"),
    )
    assert sorted(ids(rows, StationFilter(open_now=True))) == ["always", "saturday"]
    opened = {row.id: rows.is_open(row) for row in rows.all()}
    assert opened == {"always": True, "weekdays": False, "saturday": True, "unsaid": None, "damaged": None}


def test_open_now_knows_the_holidays() -> None:
    row = station("office", opening_hours="Sa 09:00-12:00; PH off")
    holidays = Holidays(public=frozenset({NOW.date()}))
    rows = StationRepository(Rows(row), regions(), StillClock(), holidays)
    assert rows.is_open(row) is False


def test_own_checks_reach_the_verdict() -> None:
    rows = repository(station("s"))
    mine = [WifiCheck("s", CheckResult.OK, NOW)] * 3
    assert rows.find(EVERYTHING)[0].verdict.kind is VerdictKind.UNKNOWN
    assert rows.find(EVERYTHING, own_checks=mine)[0].verdict.kind is VerdictKind.WORKING
    hit = rows.hit("s", HERE, mine)
    assert hit is not None
    assert hit.verdict.checks.ok == 3
    assert rows.hit("nobody") is None


def test_changed_rows_are_searched_at_once() -> None:
    source = Rows(station("a", name="Lama"))
    rows = StationRepository(source, regions(), StillClock())
    assert ids(rows, StationFilter(text="baru")) == []
    source.replace(station("a", name="Baru"))
    assert ids(rows, StationFilter(text="baru")) == ["a"]
    assert rows.age.synced_at is None
