"""The camera's arithmetic: what is on screen, when the ground must be drawn again, where home is."""

from __future__ import annotations

import math

import pytest

from services.mercator import to_pixels
from services.models import Point
from views.components.map import camera as cam
from views.components.map.camera import Camera, Part

TUGU = Point(-3.7928, 102.2608)


@pytest.mark.parametrize("zoom", [7.0, 10.5, 14.0, 18.0])
def test_bounds_are_as_large_as_the_screen(zoom: float) -> None:
    camera = Camera(TUGU, zoom, 412, 700)
    box = camera.bounds
    west, north = to_pixels(Point(box.north, box.west), zoom)
    east, south = to_pixels(Point(box.south, box.east), zoom)
    assert east - west == pytest.approx(412, abs=0.01)
    assert south - north == pytest.approx(700, abs=0.01)
    assert box.contains(TUGU)


def test_metres_per_pixel_halve_with_every_level() -> None:
    near, far = Camera(TUGU, 13), Camera(TUGU, 12)
    assert far.metres_per_px == pytest.approx(2 * near.metres_per_px)
    assert near.metres_per_px == pytest.approx(19.07, abs=0.05)


def test_zooming_stops_at_the_limits() -> None:
    assert Camera(TUGU, 17.5).zoomed(2).zoom == cam.MAX_ZOOM
    assert Camera(TUGU, 7.5).zoomed(-3).zoom == cam.MIN_ZOOM


@pytest.mark.parametrize("zoom", [7.0, 7.74, 7.76, 8.3, 12.99, 18.0])
def test_a_new_part_serves_the_camera_it_was_made_for(zoom: float) -> None:
    camera = Camera(TUGU, zoom)
    assert Part.around(camera).serves(camera)


def test_a_part_serves_small_moves_and_not_large_ones() -> None:
    camera = Camera(TUGU, 13, 400, 400)
    part = Part.around(camera)
    degrees = 400 * 360 / (256 * 2**13)
    assert part.serves(Camera(Point(TUGU.lat, TUGU.lon + degrees * 0.25), 13, 400, 400))
    assert not part.serves(Camera(Point(TUGU.lat, TUGU.lon + degrees * 0.6), 13, 400, 400))


def test_a_part_serves_one_level_with_some_slack() -> None:
    part = Part.around(Camera(TUGU, 12.0))
    assert part.level == 12
    assert part.serves(Camera(TUGU, 12.9))
    assert not part.serves(Camera(TUGU, 13.0))
    assert not part.serves(Camera(TUGU, 11.5))


def test_a_larger_window_needs_a_larger_part() -> None:
    part = Part.around(Camera(TUGU, 12, 400, 700))
    assert not part.serves(Camera(TUGU, 12, 1300, 700))


def test_the_camera_is_called_home_from_outside_the_province() -> None:
    assert cam.strayed(TUGU) is None
    assert cam.strayed(Point(-6.2, 106.8)) == Point(cam.HOME.south, cam.HOME.east)
    assert cam.strayed(Point(-3.8, 99.0)) == Point(-3.8, cam.HOME.west)


def test_home_itself_is_home_whatever_the_rounding() -> None:
    home = cam.strayed(Point(-6.2, 106.8))
    assert home is not None
    assert cam.strayed(cam.lifted(home, 10.3, 0, 0)) is None


def test_fit_shows_all_points_and_no_closer_than_asked() -> None:
    points = [TUGU, Point(-4.47, 102.9), Point(-2.6, 101.1)]
    camera = cam.fit(points, 400, 300)
    assert all(camera.bounds.contains(point) for point in points)
    assert cam.fit([TUGU], 400, 300).zoom == cam.CLOSE_ZOOM
    assert cam.fit([], 400, 300).zoom == cam.START_ZOOM


def test_lifted_puts_the_point_beside_the_middle() -> None:
    zoom = 14.0
    center = cam.lifted(TUGU, zoom, right_px=-100, down_px=-150)
    x, y = to_pixels(TUGU, zoom)
    u, v = to_pixels(center, zoom)
    assert x - u == pytest.approx(-100, abs=0.01)
    assert y - v == pytest.approx(-150, abs=0.01)
    assert math.isclose(cam.lifted(TUGU, zoom, 0, 0).lat, TUGU.lat, abs_tol=1e-9)
