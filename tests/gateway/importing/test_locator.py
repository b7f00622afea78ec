"""Positions: which village, which regency, and what is wrong with them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.content.geography import distance_m, in_box, misplaced
from gateway.content.locator import Locator, Whereabouts
from tests.gateway.importing import world

POLYGONS, CENTROIDS = world.locator(), world.locator(with_polygons=False)
M_PER_DEG = 111_195.0


def test_distance_of_one_degree_along_a_meridian() -> None:
    assert distance_m(-3, 102, -4, 102) == pytest.approx(M_PER_DEG, rel=1e-4)
    assert distance_m(-3, 102, -3, 102) == 0


@given(st.floats(-6, -1.8), st.floats(100.5, 104.5))
def test_minus_sign_and_order_are_recognised_everywhere(lat: float, lon: float) -> None:
    assert misplaced(lat, lon) is None
    assert in_box(lat, lon)
    assert "minus" in (misplaced(-lat, lon) or ("", ""))[1]
    assert "swapped" in (misplaced(lon, lat) or ("", ""))[1]
    assert "swapped" in (misplaced(lon, -lat) or ("", ""))[1]


@given(st.integers(0, 3), st.floats(0.01, 0.09), st.floats(0.01, 0.09))
def test_village_by_polygon(index: int, east: float, south: float) -> None:
    found = POLYGONS.locate(-3.0 - south, 102.0 + index / 10 + east)
    assert found == Whereabouts(world.VILLAGES[index], "polygon")


def test_codes_of_the_village_give_district_and_regency() -> None:
    found = Whereabouts("17.71.03.1011", "polygon")
    assert (found.regency_code, found.district_code) == ("17.71", "17.71.03")


def test_shore_counts_as_inside_and_open_sea_does_not() -> None:
    assert POLYGONS.locate(-3.1 - 250 / M_PER_DEG, 102.05) == Whereabouts(world.VILLAGES[0], "polygon")
    assert POLYGONS.locate(-3.1 - 350 / M_PER_DEG, 102.05) is None


def test_without_polygons_the_nearest_centroid_answers_and_says_so() -> None:
    assert CENTROIDS.locate(-3.05, 102.16) == Whereabouts(world.VILLAGES[1], "centroid")
    assert CENTROIDS.locate(-4.5, 102.16) is None
    assert CENTROIDS.locate(3.05, 102.16) is None


def test_nothing_known_locates_nothing() -> None:
    assert Locator([]).locate(-3.05, 102.1) is None
    assert Locator([]).misfit(-3.05, 102.1, "17.01") is None


@pytest.mark.parametrize("locator", [POLYGONS, CENTROIDS])
def test_fitting_position_has_no_fault(locator: Locator) -> None:
    assert locator.misfit(*world.INSIDE["17.01"], "17.01") is None


def test_coarse_position_gets_slack_but_not_without_limit() -> None:
    lat = -3.1 - 4_000 / M_PER_DEG
    assert POLYGONS.misfit(lat, 102.1, "17.01", slack_m=200) is not None
    assert POLYGONS.misfit(lat, 102.1, "17.01", slack_m=4_500) is None
    assert POLYGONS.misfit(-3.1 - 6_000 / M_PER_DEG, 102.1, "17.01", slack_m=50_000) is not None


def test_centroid_and_radius_decide_without_polygons() -> None:
    assert CENTROIDS.misfit(-3.05, 102.3, "17.01") == (
        "lat",
        "-3.05, 102.3 is outside regency 17.01 (17.01): "
        "22 km from its centre, whose furthest point is 13 km away",
    )


def test_regency_without_polygons_falls_back_to_its_circle() -> None:
    partly = Locator(world.regions(), {world.VILLAGES[2]: world.square(2)})
    assert partly.misfit(*world.INSIDE["17.01"], "17.01") is None
    assert partly.misfit(-3.05, 102.3, "17.01") is not None
