"""A trip over today's content: legs, estimates, ways over water, places without position, places gone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from services.crossings import ENGGANO, Crossing, lies_at_enggano
from services.geo import distance_m
from services.kept_places import Kept, KeptKind, Key
from services.models import Place, Point
from services.spots import Spot, spot_of_place
from services.trips import Trip, moved, short_order, trip_of
from tests.unit.finding.rows import CONTENT

ROWS = json.loads((Path(CONTENT) / "destinations.json").read_text("utf-8"))["items"]
PLACES = {row["id"]: Place.from_wire(row) for row in ROWS}
TUGU = Point(-3.7928, 102.2608)
NOWHERE = next(place.id for place in PLACES.values() if place.point is None)
MAINLAND_M = 70_000


def trip(*names: str, here: Point | None = None) -> Trip:
    """Return the trip through places of the seed, or through some that are gone."""
    text = PLACES["fort-marlborough"].name
    rows = [Kept(KeptKind.DESTINATION, name, PLACES[name].name if name in PLACES else text) for name in names]

    def find(kept: Kept) -> Spot | None:
        place = PLACES.get(kept.id)
        return spot_of_place(place) if place else None

    return trip_of(rows, find, here)


def ids(keys: list[Key]) -> list[str]:
    """Return the ids of destinations."""
    assert {kind for kind, _ in keys} <= {KeptKind.DESTINATION}
    return [name for _, name in keys]


def test_legs_begin_where_one_is_or_at_the_first_stop() -> None:
    fort = PLACES["fort-marlborough"].point
    assert fort is not None
    free, placed = trip("fort-marlborough"), trip("fort-marlborough", here=TUGU)
    assert free.stops[0].leg_m is None
    assert free.total_m == 0
    assert placed.stops[0].leg_m == placed.total_m == distance_m(TUGU, fort)


def test_what_has_no_position_or_is_gone_stands_apart() -> None:
    mixed = trip(NOWHERE, "fort-marlborough", "gone-for-good")
    assert ids(mixed.keys()) == ["fort-marlborough"]
    assert [place.id for place in mixed.unplaced] == [NOWHERE]
    assert [row.id for row in mixed.gone] == ["gone-for-good"]
    assert ids(short_order(mixed, None)) == ["fort-marlborough"]


def test_a_coarse_position_makes_both_its_legs_an_estimate() -> None:
    exact = [
        place.id
        for place in PLACES.values()
        if place.point and place.precision_m is not None and place.precision_m <= 200
    ]
    stops = trip(exact[0], "pantai-kaana", exact[1], exact[2]).stops
    assert [stop.about for stop in stops] == [False, True, True, False]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("fort-marlborough",), [()]),
        (("pulau-enggano",), [(Crossing.OUT,)]),
        (("pantai-kaana", "danau-bak-blau"), [(Crossing.OUT,), ()]),
        (("pantai-kaana", "pulau-dua"), [(Crossing.OUT,), (Crossing.BOAT,)]),
        (("pulau-bangkai",), [(Crossing.OUT, Crossing.BOAT)]),
        (("fort-marlborough", "pulau-enggano", "fort-marlborough"), [(), (Crossing.OUT,), (Crossing.BACK,)]),
    ],
)
def test_ways_over_water_are_said_where_they_begin(
    names: tuple[str, ...], expected: list[tuple[Crossing, ...]]
) -> None:
    assert [stop.crossings for stop in trip(*names).stops] == expected


def test_who_stands_on_enggano_crosses_back() -> None:
    at_enggano = Point(-5.39, 102.24)
    assert trip("pulau-enggano", here=at_enggano).stops[0].crossings == ()
    assert trip("fort-marlborough", here=at_enggano).stops[0].crossings == (Crossing.BACK,)


def test_the_box_of_enggano_holds_enggano_alone() -> None:
    for place in PLACES.values():
        if place.point is not None:
            assert lies_at_enggano(place.point) is (
                place.district == "Enggano" or place.id == "pulau-bangkai"
            )
            if not lies_at_enggano(place.point):
                assert distance_m(place.point, ENGGANO.clamp(place.point)) > MAINLAND_M


def test_short_order_begins_near() -> None:
    far_first = trip("pulau-enggano", "fort-marlborough", here=TUGU)
    assert ids(short_order(far_first, TUGU)) == ["fort-marlborough", "pulau-enggano"]


@pytest.mark.parametrize(
    ("name", "step", "order"),
    [("b", -1, "bac"), ("b", 1, "acb"), ("a", -1, "abc"), ("c", 1, "abc"), ("a", 2, "bca")],
)
def test_moving_stays_within_the_list(name: str, step: int, order: str) -> None:
    assert "".join(moved("abc", name, step)) == order
