"""Routes: lengths are computed from where the places lie, and a place that vanished is said to be gone."""

from __future__ import annotations

from itertools import pairwise

import pytest

from services.crossings import Crossing
from services.geo import distance_m
from services.itineraries import ItineraryRepository
from services.models import Itinerary, Place, Region
from services.places import PlaceRepository
from services.regions import RegionRepository
from services.tour import short_tour, tour_m
from tests.unit.finding.rows import Rows, content

PLACES = PlaceRepository(content("destinations", Place), RegionRepository(content("regions", Region)))
SEEDS = content("routes", Itinerary)
ROUTES = ItineraryRepository(SEEDS, PLACES)


def _route(*stops: str) -> Itinerary:
    row = {
        "id": "contoh",
        "name": {"id": "Contoh"},
        "summary": {"id": "Contoh"},
        "stops": [{"destination_id": stop} for stop in stops],
        "days": 1,
        "source": "contoh",
        "verified": "suggestion",
    }
    return Itinerary.from_wire(row)


def test_the_length_is_that_of_the_straight_lines() -> None:
    trip = ROUTES.trip(_route("fort-marlborough", "masjid-jamik", "rumah-bung-karno"))
    points = [stop.point for stop in trip.stops]
    legs = [distance_m(one, other) for one, other in pairwise(points)]
    assert trip.stops[0].leg_m is None
    assert trip.total_m == pytest.approx(sum(legs))


def test_a_place_that_is_gone_is_left_out_of_the_plan_and_told() -> None:
    route = _route("fort-marlborough", "tidak-ada", "masjid-jamik")
    trip = ROUTES.trip(route)
    assert [kept.id for kept in trip.gone] == ["tidak-ada"]
    assert [stop.place.id for stop in trip.stops] == ["fort-marlborough", "masjid-jamik"]
    assert [kept.id for kept in ROUTES.as_plan(route)] == ["fort-marlborough", "masjid-jamik"]


@pytest.mark.parametrize("route", SEEDS.rows(), ids=lambda route: route.id)
def test_what_the_app_comes_with_is_short_and_says_what_it_is(route: Itinerary) -> None:
    trip = ROUTES.trip(route)
    assert len(trip.stops) == len(route.stops), "every place is in the list, with a position"
    points = [stop.point for stop in trip.stops]
    order = short_tour(points)
    assert tour_m(points, range(len(points))) <= tour_m(points, order) + 1
    assert (route.verified, route.author) == ("suggestion", None)
    assert "belum ada yang memeriksa" in route.source


def test_enggano_needs_a_ship() -> None:
    route = ROUTES.get("pulau-enggano")
    assert route is not None
    assert ROUTES.trip(route).stops[0].crossings == (Crossing.OUT,)


def test_routes_come_in_the_order_of_the_content() -> None:
    assert next(route.id for route in ROUTES.all()) == "kota-tua-bengkulu"
    assert ItineraryRepository(Rows(), PLACES).all() == ()
    assert ROUTES.get("tidak-ada") is None
