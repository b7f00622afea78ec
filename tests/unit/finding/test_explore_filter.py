"""The filters of Wisata: what fits, and what is left out for want of a fact."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from services.explore_filter import (
    DayKind,
    EventDays,
    ExploreFilter,
    Frame,
    LeftOut,
    filter_events,
    filter_places,
    next_month,
)
from services.geo import distance_m
from services.models import Edition, Event, Place, Point, Region
from services.open_now import OpenNow
from services.opening_hours import NO_HOLIDAYS
from tests.fakes.clock import FakeClock
from tests.unit.finding.rows import content

TUGU = Point(-3.7928, 102.2608)
SEED = content("destinations", Place).rows()
REGIONS = {region.id: region for region in content("regions", Region).rows()}
EVENTS = content("events", Event).rows()
TODAY = date(2026, 11, 26)  # a Thursday
KNOWN = [place for place in SEED if place.point]


def nobody_knows(_place: Place) -> bool | None:
    return None


def places(wanted: ExploreFilter, frame: Frame) -> list[str]:
    return [place.id for place in filter_places(SEED, wanted, frame, nobody_knows).rows]


def test_no_filter_keeps_everything_in_its_order() -> None:
    found = filter_places(SEED, ExploreFilter(), Frame(), nobody_knows)
    assert list(found.rows) == list(SEED)
    assert found.left_out == ()
    assert ExploreFilter().count == 0


@pytest.mark.parametrize("reach", [5_000.0, 10_000.0, 25_000.0, 50_000.0])
def test_distance_is_that_of_the_geodesic_and_the_rest_is_counted(reach: float) -> None:
    found = filter_places(SEED, ExploreFilter(within_m=reach), Frame(origin=TUGU), nobody_knows)
    near = {place.id for place in KNOWN if place.point and distance_m(TUGU, place.point) <= reach}
    assert {place.id for place in found.rows} == near
    assert near
    assert found.left_out == ((LeftOut.POSITION, len(SEED) - len(KNOWN)),)


def test_a_distance_from_nowhere_judges_nothing() -> None:
    found = filter_places(SEED, ExploreFilter(within_m=5_000), Frame(), nobody_knows)
    assert (found.rows, found.left_out) == ((), ((LeftOut.HERE, len(SEED)),))
    gone = ExploreFilter(within_m=5_000, around_id="no-position")
    assert filter_places(SEED, gone, Frame(), nobody_knows).left_out == ((LeftOut.POSITION, len(SEED)),)


def test_a_regency() -> None:
    found = places(ExploreFilter(region_id="17.71"), Frame(REGIONS["17.71"]))
    assert found == [place.id for place in SEED if place.regency_id == "17.71"]
    assert len(places(ExploreFilter(region_id="17"), Frame(REGIONS["17"]))) == len(SEED)


def test_a_district_by_code_or_name_and_a_village_by_code() -> None:
    one = next(place for place in KNOWN if place.village_id)
    district = REGIONS[str(one.village_id)[:8]]
    other = "Kecamatan Lain"
    coded = replace(one, id="coded", district=other)  # the code is worth more than the name
    named = replace(one, id="named", village_id=None, district=district.name)
    elsewhere = replace(one, id="elsewhere", village_id=None, district=other)
    unknown = replace(one, id="unknown", village_id=None, district=None)
    far = replace(one, id="far", village_id=None, district=district.name, regency_id="17.99")
    rows = (coded, named, elsewhere, unknown, far)
    wanted = ExploreFilter(region_id=district.id)
    found = filter_places(rows, wanted, Frame(district), nobody_knows)
    assert [place.id for place in found.rows] == ["coded", "named"]
    assert found.left_out == ((LeftOut.REGION, 1),)
    village = REGIONS[str(one.village_id)]
    found = filter_places(rows, ExploreFilter(region_id=village.id), Frame(village), nobody_knows)
    assert [place.id for place in found.rows] == ["coded"]
    assert found.left_out == ((LeftOut.REGION, 3),)


def test_open_now_by_the_clock_of_bengkulu() -> None:
    open_now = OpenNow(NO_HOLIDAYS, FakeClock())
    day, night, odd = (
        replace(SEED[n], opening_hours=hours) for n, hours in enumerate(("24/7", "24/7 off", "Senin"))
    )
    unsure = replace(SEED[3], opening_hours='24/7 "by appointment"')
    rows = (day, night, odd, unsure, SEED[4])
    found = filter_places(
        rows, ExploreFilter(open_now=True), Frame(), lambda place: open_now(place.opening_hours)
    )
    assert {place.id for place in found.rows} >= {day.id}
    assert night.id not in {place.id for place in found.rows}
    assert dict(found.left_out)[LeftOut.HOURS] >= 2


def test_what_misses_elsewhere_is_not_counted_as_unknown() -> None:
    asked: list[str] = []

    def is_open(place: Place) -> bool | None:
        asked.append(place.id)
        return None

    wanted = ExploreFilter(region_id="17.71", within_m=10_000, open_now=True)
    found = filter_places(SEED, wanted, Frame(REGIONS["17.71"], TUGU), is_open)
    mine = [place for place in SEED if place.regency_id == "17.71"]
    assert found.rows == ()
    assert sum(count for _, count in found.left_out) == len(asked)
    assert set(asked) <= {place.id for place in mine}
    assert wanted.count == 3


def test_a_place_without_position_that_is_closed_misses() -> None:
    lost = next(place for place in SEED if place.point is None)
    wanted = ExploreFilter(within_m=5_000, open_now=True)
    found = filter_places([lost], wanted, Frame(origin=TUGU), lambda _place: False)
    assert (found.rows, found.left_out) == ((), ())


@pytest.mark.parametrize(
    ("kind", "today", "first", "last"),
    [
        (DayKind.TODAY, TODAY, TODAY, TODAY),
        (DayKind.WEEKEND, TODAY, date(2026, 11, 28), date(2026, 11, 29)),
        (DayKind.WEEKEND, date(2026, 11, 28), date(2026, 11, 28), date(2026, 11, 29)),
        (DayKind.WEEKEND, date(2026, 11, 29), date(2026, 11, 29), date(2026, 11, 29)),
        (DayKind.THIS_MONTH, TODAY, TODAY, date(2026, 11, 30)),
        (DayKind.THIS_MONTH, date(2026, 12, 31), date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_days(kind: DayKind, today: date, first: date, last: date) -> None:
    assert EventDays(kind).span(today) == (first, last)


def test_a_month_is_whole() -> None:
    assert EventDays(DayKind.MONTH, date(2028, 2, 1)).span(TODAY) == (date(2028, 2, 1), date(2028, 2, 29))
    assert next_month(date(2026, 12, 31)) == date(2027, 1, 1)


def test_events_of_a_month_and_those_without_days() -> None:
    june = ExploreFilter(days=EventDays(DayKind.MONTH, date(2027, 6, 1)))
    found = filter_events(EVENTS, june, Frame(), TODAY)
    assert [(one.event.id, one.edition.first) for one in found.rows] == [("festival-tabut", date(2027, 6, 6))]
    unknown = [event for event in EVENTS if not event.dates_known]
    assert found.left_out == ((LeftOut.DAYS, len(unknown)),)


def test_an_event_that_is_on_and_one_whose_days_ran_out() -> None:
    tabut = next(event for event in EVENTS if event.id == "festival-tabut")
    on = filter_events([tabut], ExploreFilter(days=EventDays(DayKind.TODAY)), Frame(), date(2027, 6, 10))
    assert [one.edition.last for one in on.rows] == [date(2027, 6, 15)]
    later = filter_events([tabut], ExploreFilter(days=EventDays(DayKind.TODAY)), Frame(), date(2031, 1, 1))
    assert later.left_out == ((LeftOut.DAYS, 1),)


def test_events_by_regency_and_distance() -> None:
    day = Edition(TODAY, TODAY, estimated=False)
    base = replace(EVENTS[0], editions=(day,), dates_known=True, point=TUGU, regency_id="17.71")
    everywhere = replace(base, id="everywhere", regency_id=None)
    far = replace(base, id="far", regency_id="17.06", point=Point(-2.58, 101.1))
    lost = replace(base, id="lost", point=None)
    rows = (base, everywhere, far, lost)
    today = EventDays(DayKind.TODAY)
    city = filter_events(rows, ExploreFilter(region_id="17.71", days=today), Frame(REGIONS["17.71"]), TODAY)
    assert [one.event.id for one in city.rows] == [base.id, "everywhere", "lost"]
    near = filter_events(rows, ExploreFilter(within_m=5_000, days=today), Frame(origin=TUGU), TODAY)
    assert [one.event.id for one in near.rows] == [base.id, "everywhere"]
    assert near.left_out == ((LeftOut.POSITION, 1),)
