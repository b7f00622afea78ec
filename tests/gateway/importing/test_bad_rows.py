"""One table of everything that is refused: the changed row, the field named, words of the reason."""

from __future__ import annotations

from typing import Any

import pytest

from gateway.content.checks import file_faults
from gateway.content.files import ContentFile
from gateway.content.schemas import SCHEMAS
from tests.gateway.importing import trade, world

TEXT = {"id": "Teks", "en": "Text"}
SOURCED = {"source": "test", "precision": "exact"}
EDITION = {"from": "2027-06-06", "to": "2027-06-15", "precision": "estimated"}
FIELD = {"code": "note", "type": "text", "label": TEXT}
SOUND: dict[str, dict[str, Any]] = {
    "regions": world.region("17.01.01.2001", -3.05, 102.05, 8_000),
    "wifi-stations": world.station(),
    "destinations": {
        "id": "pantai",
        "name": TEXT,
        "category": "beach",
        "summary": TEXT,
        "summary_source": "test",
        "lat": -3.05,
        "lon": 102.1,
        "regency_code": "17.01",
        "verified": "memory",
        "opening_hours": "Mo-Fr 08:00-16:00",
        "facilities": ["toilet", "parking"],
        "fee": {**TEXT, "source": "test", "as_of": "2026-01-02", "precision": "exact"},
        **SOURCED,
    },
    "operators": {
        "id": "satu",
        "name": "Satu",
        "company": "PT Satu",
        "brands": ["A"],
        "mobile": True,
        **SOURCED,
    },
    "emergency-numbers": {
        "id": "112",
        "number": "112",
        "name": TEXT,
        "regency_codes": ["17.01"],
        "verified": "source",
        **SOURCED,
    },
    "services": {
        "id": "ktp",
        "name": TEXT,
        "owner": "Dukcapil",
        "agency_id": "opd-01",
        "group": "identity",
        "cost": TEXT,
        "target_days": 3,
        "keywords": ["kartu", "card"],
        "form": {"version": 1, "fields": [FIELD]},
        "verified": "memory",
        **SOURCED,
    },
    "agencies": {"id": "opd-01", "name": "Sekretariat", "verified": "memory", **SOURCED},
    "programmes": {
        "id": "jalan",
        "name": TEXT,
        "order": 1,
        "source": "test",
        "verified": "memory",
    },
    "notices": {
        "id": "n1",
        "title": TEXT,
        "body": TEXT,
        "published_at": "2026-11-21T08:00:00+07:00",
        "expires_at": "2026-11-22T08:00:00+07:00",
        "source": "test",
    },
    "holidays": {
        "id": "2026-01-01",
        "date": "2026-01-01",
        "name": TEXT,
        "kind": "public",
        "precision": "date",
        "source": "test",
        "verified": "source",
    },
    "events": {
        "id": "pesta",
        "name": TEXT,
        "category": "festival",
        "summary": TEXT,
        "dates": [EDITION],
        "dates_known": True,
        "place": "Lapangan",
        "regency_code": "17.01",
        "verified": "source",
        **SOURCED,
    },
    "routes": {
        "id": "keliling",
        "name": TEXT,
        "summary": TEXT,
        "stops": [{"destination_id": "pantai", "note": TEXT}, {"destination_id": "bukit"}],
        "days": 2,
        "season": TEXT,
        "verified": "suggestion",
        **SOURCED,
    },
}
PROGRESS = {"kind": "progress", "state": "under_way", "fact_on": "2026-11-20"}

SOUND |= trade.SOUND

MISSING = object()

BAD: list[tuple[str, dict[str, Any], str, str]] = [
    ("wifi-stations", {"name": MISSING}, "name", "is missing"),
    ("wifi-stations", {"name": ""}, "name", "at least 1 character"),
    ("wifi-stations", {"name": "   "}, "name", "match"),
    ("wifi-stations", {"name": 7}, "name", "string"),
    ("wifi-stations", {"id": "Taman Kota"}, "id", "match"),
    ("wifi-stations", {"id": "a" * 101}, "id", "match"),
    ("wifi-stations", {"kind": "cafe"}, "kind", "'cafe' is unknown; known: 'tourism'"),
    ("wifi-stations", {"lifecycle": "open"}, "lifecycle", "unknown"),
    ("wifi-stations", {"verified": "yes"}, "verified", "unknown"),
    ("wifi-stations", {"security": "wep"}, "security", "unknown"),
    ("wifi-stations", {"ssid": "x" * 33}, "ssid", "32"),
    ("wifi-stations", {"lat": "-3.05"}, "lat", "number"),
    ("wifi-stations", {"lat": True}, "lat", "number"),
    ("wifi-stations", {"lat": float("nan")}, "lat", "finite"),
    ("wifi-stations", {"lat": 1e9}, "lat", "180"),
    ("wifi-stations", {"lat": None}, "", "both or neither"),
    ("wifi-stations", {"precision_m": -1}, "precision_m", "greater"),
    ("wifi-stations", {"speed_mbps": 0}, "speed_mbps", "greater"),
    ("wifi-stations", {"login_hint": "klik"}, "login_hint", "valid dictionary"),
    ("wifi-stations", {"login_hint": {"en": "Click"}}, "login_hint.id", "is missing"),
    ("wifi-stations", {"lat": 3.05}, "lat", "missing minus sign?"),
    ("wifi-stations", {"lat": 102.1, "lon": -3.05}, "lat", "swapped"),
    ("wifi-stations", {"lat": 102.1, "lon": 3.05}, "lat", "swapped"),
    ("wifi-stations", {"lat": -3.05, "lon": 112.1}, "lon", "outside the province"),
    ("wifi-stations", {"lat": -8.05, "lon": 102.1}, "lat", "outside the province"),
    (
        "wifi-stations",
        {"lon": 102.3},
        "lat",
        "outside regency 17.01 (17.01): it lies in regency 17.02 (17.02)",
    ),
    ("wifi-stations", {"lat": -4.5}, "lat", "it lies in no regency of the province"),
    ("wifi-stations", {"regency_code": "17.99"}, "regency_code", "17.99 is not a regency"),
    ("wifi-stations", {"regency_code": "1701"}, "regency_code", "match"),
    ("wifi-stations", {"village_code": "17.01.01.2999"}, "village_code", "is not a village"),
    ("wifi-stations", {"village_code": "17.02.01.2001"}, "village_code", "not in the regency 17.01"),
    ("wifi-stations", {"opening_hours": "Senin 08:00-16:00"}, "opening_hours", "'Senin' is not known"),
    ("destinations", {"category": "pantai"}, "category", "unknown"),
    ("destinations", {"name": "Pantai"}, "name", "valid dictionary"),
    ("destinations", {"summary_source": MISSING}, "summary_source", "is missing"),
    ("destinations", {"opening_hours": "Senin 08.00"}, "opening_hours", "colon"),
    ("destinations", {"facilities": ["toilet", "kolam"]}, "facilities.1", "unknown"),
    ("destinations", {"fee": TEXT}, "fee.source", "is missing"),
    ("destinations", {"fee": {**TEXT, "source": "x", "as_of": "2 Januari"}}, "fee.as_of", "isoformat"),
    ("destinations", {"story": "Cerita"}, "story", "valid dictionary"),
    ("destinations", {"elevation_m": 9000}, "elevation_m", "6000"),
    ("destinations", {"lat": 3.05}, "lat", "missing minus sign?"),
    ("operators", {"mobile": 1}, "mobile", "boolean"),
    ("operators", {"brands": ["A", 1]}, "brands.1", "string"),
    ("emergency-numbers", {"number": "call us"}, "number", "match"),
    ("emergency-numbers", {"regency_codes": ["17.01", "17.98"]}, "regency_codes.1", "17.98 is not a regency"),
    ("services", {"requirements": ["KTP"]}, "requirements.0", "valid dictionary"),
    ("services", {"group": "kendaraan"}, "group", "'kendaraan' is unknown; known: 'business'"),
    ("services", {"group": MISSING}, "group", "is missing"),
    ("services", {"agency_id": "opd-99"}, "agency_id", "opd-99 is not in the agencies"),
    ("services", {"agency_id": None}, "agency_id", "needs an agency"),
    ("services", {"agency_id": None, "form": None, "kind": "blank_spot"}, "agency_id", "needs an agency"),
    ("services", {"kind": "blank_spot"}, "form", "own screen"),
    ("services", {"kind": "complaint"}, "kind", "unknown"),
    ("services", {"cost": "Gratis"}, "cost", "valid dictionary"),
    ("services", {"target_days": 0}, "target_days", "greater"),
    ("services", {"target_days": 1.5}, "target_days", "integer"),
    ("services", {"keywords": [""]}, "keywords.0", "at least 1 character"),
    ("services", {"form": "jalan"}, "form", "valid dictionary"),
    ("services", {"form": {"fields": [FIELD]}}, "form.version", "is missing"),
    ("services", {"form": {"version": 1, "fields": [{"type": "map"}]}}, "form.fields.0.type", "'map' is unk"),
    ("agencies", {"source": MISSING}, "source", "is missing"),
    ("notices", {"published_at": "2026-11-21T08:00:00"}, "published_at", "offset"),
    ("notices", {"published_at": "kemarin"}, "published_at", "isoformat"),
    ("notices", {"published_at": 1_763_700_000}, "published_at", "string"),
    ("notices", {"expires_at": "2026-11-20T08:00:00+07:00"}, "", "later than"),
    ("notices", {"kind": "gossip"}, "kind", "unknown"),
    ("notices", {**PROGRESS, "state": "95 %"}, "state", "unknown"),
    ("notices", {**PROGRESS, "state": None}, "state", "needs a state"),
    ("notices", {**PROGRESS, "fact_on": None}, "fact_on", "needs the day"),
    ("notices", {**PROGRESS, "fact_on": "kemarin"}, "fact_on", "isoformat"),
    ("notices", {"state": "done"}, "state", "progress only"),
    ("notices", {"link": "javascript:alert(1)"}, "link", "match"),
    ("notices", {"link": "bengkuluprov.go.id"}, "link", "match"),
    ("notices", {"lat": -3.05, "lon": 102.1}, "precision_m", "needs its precision"),
    ("notices", {"lat": -3.05}, "", "both or neither"),
    ("notices", {"lat": 3.05, "lon": 102.1, "precision_m": 10}, "lat", "missing minus sign?"),
    ("notices", {"regency_code": "17.99"}, "regency_code", "17.99 is not a regency"),
    ("programmes", {"name": "Jalan"}, "name", "valid dictionary"),
    ("programmes", {"order": 0}, "order", "greater"),
    ("programmes", {"order": 1.5}, "order", "integer"),
    ("programmes", {"verified": "suggestion"}, "verified", "unknown"),
    ("routes", {"stops": [{"destination_id": "pantai"}]}, "stops", "at least 2 items"),
    ("routes", {"stops": [{"destination_id": f"p{n}"} for n in range(26)]}, "stops", "at most 25 items"),
    ("routes", {"stops": [{"destination_id": "pantai"}] * 2}, "stops", "pantai is a stop twice"),
    (
        "routes",
        {"stops": [{"destination_id": "A B"}, {"destination_id": "c"}]},
        "stops.0.destination_id",
        "match",
    ),
    ("routes", {"days": 0}, "days", "greater"),
    ("routes", {"days": 15}, "days", "less"),
    ("routes", {"verified": "sure"}, "verified", "unknown"),
    ("routes", {"summary": MISSING}, "summary", "is missing"),
    ("events", {"category": "pesta"}, "category", "unknown"),
    ("events", {"place": MISSING}, "place", "is missing"),
    ("events", {"dates_known": 1}, "dates_known", "boolean"),
    ("events", {"dates": []}, "dates", "at least one edition"),
    ("events", {"dates": [{"from": "2027-06-06"}]}, "dates.0.to", "is missing"),
    ("events", {"dates": [EDITION, EDITION | {"from": "besok"}]}, "dates.1.from", "isoformat"),
    ("events", {"dates": [EDITION | {"to": "2027-06-05"}]}, "dates.0", "0 to 92 days"),
    ("events", {"dates": [EDITION | {"to": "2027-09-07"}]}, "dates.0", "0 to 92 days"),
    ("events", {"dates": [EDITION | {"precision": "sure"}]}, "dates.0.precision", "unknown"),
    ("events", {"regency_code": "17.99"}, "regency_code", "17.99 is not a regency"),
    ("events", {"lat": 3.05, "lon": 102.1}, "lat", "missing minus sign?"),
    ("holidays", {"date": "1 Januari"}, "date", "isoformat"),
    ("regions", {"id": "17.01.01.20"}, "id", "match"),
    ("regions", {"level": "district"}, "level", "that of a village, not of a district"),
    ("regions", {"level": "kampung"}, "level", "unknown"),
    ("regions", {"parent_id": "17.02.01"}, "parent_id", "the parent of 17.01.01.2001 is 17.01.01"),
    (
        "regions",
        {"id": "17.01.09.2001", "parent_id": "17.01.09"},
        "parent_id",
        "17.01.09 is not in the regions",
    ),
    ("regions", {"lat": 3.05}, "lat", "missing minus sign?"),
    ("regions", {"lon": 102.35}, "lat", "outside regency 17.01"),
    *trade.BAD,
]


def faults_of(collection: str, *rows: Any) -> list[tuple[int, str, str]]:
    file = ContentFile(f"{collection}.json", collection, rows)
    found = file_faults(file, world.regions_by_id(), world.locator(), {"opd-01"}, {"kopi"})
    return [(fault.row, fault.field, fault.reason) for fault in found]


def test_every_collection_has_a_sound_row() -> None:
    assert SOUND.keys() == SCHEMAS.keys()


@pytest.mark.parametrize("collection", SOUND)
def test_sound_row_passes(collection: str) -> None:
    assert faults_of(collection, SOUND[collection]) == []


@pytest.mark.parametrize(("collection", "change", "field", "words"), BAD)
def test_bad_row_is_named(collection: str, change: dict[str, Any], field: str, words: str) -> None:
    row = {name: value for name, value in {**SOUND[collection], **change}.items() if value is not MISSING}
    found = faults_of(collection, row)
    assert [(row_number, name) for row_number, name, _ in found] == [(1, field)]
    assert words in found[0][2]


@pytest.mark.parametrize("thing", [None, 5, "row", [], ["id"]])
def test_a_row_that_is_no_object_is_named(thing: Any) -> None:
    ((row, _, reason),) = faults_of("agencies", thing)
    assert row == 1
    assert "valid dictionary" in reason


def test_duplicate_id_names_the_first_row() -> None:
    sound = SOUND["agencies"]
    assert faults_of("agencies", sound, {**sound, "id": "opd-02"}, sound) == [
        (3, "id", "opd-01 is already in row 1")
    ]


def test_all_faults_of_a_row_are_told_at_once() -> None:
    found = faults_of("wifi-stations", world.station(kind="cafe", name="", lat="x"))
    assert {field for _, field, _ in found} == {"kind", "name", "lat"}


def test_unknown_members_are_kept() -> None:
    assert faults_of("wifi-stations", world.station(iata="BKS")) == []


def test_islets_are_checked_by_the_regencys_circle() -> None:
    islet = {**SOUND["destinations"], "category": "island", "lat": -3.12, "lon": 102.1}
    assert faults_of("destinations", islet) == []
    assert faults_of("destinations", {**islet, "category": "beach"}) != []
    ((_, field, reason),) = faults_of("destinations", {**islet, "lat": -4.5})
    assert field == "lat"
    assert "from its centre" in reason
