"""Layers of the ground: colours and widths by class, casing, the form of coordinates, names."""

from __future__ import annotations

from typing import Any

import flet as ft
import flet_map as fm
import pytest

from services.basemap import Basemap
from services.geo import Bounds
from views import palettes
from views.components.map import ground

BOX = Bounds(-3.9, 102.2, -3.7, 102.4)
LAND = {"scale": 1000, "rings": [[101000, -5000, 3000, 0, 0, 3000, -3000, 0]], "attribution": "© land"}
PACK: dict[str, Any] = {
    "scale": 1000,
    "attribution": "© OpenStreetMap contributors",
    "roads": [
        {"class": "trunk", "lines": [[102210, -3800, 100, 10, 50, 20]]},
        {"class": "minor", "lines": [[102250, -3850, 40, 40]]},
    ],
    "boundaries": [
        {"level": "regency", "lines": [[102200, -3750, 150, 0]]},
        {"level": "district", "lines": [[102200, -3800, 150, 0]]},
    ],
    "labels": [],
}


def drawn(zoom: float, colors: palettes.Palette = palettes.LIGHT) -> list[Any]:
    view = Basemap(LAND, PACK).view(zoom, BOX)
    return ground.layers(view, colors.map, "k")


def test_land_lies_below_borders_and_roads() -> None:
    land, borders, roads = drawn(13)
    assert isinstance(land, fm.PolygonLayer)
    assert land.polygons[0].color == palettes.LIGHT.map.land
    assert land.polygons[0].border_color == palettes.LIGHT.map.coast
    assert len(borders.polylines) == 2
    assert [line.color for line in roads.polylines] == [palettes.LIGHT.map.road, palettes.LIGHT.map.trunk]


def test_the_island_goes_on_beyond_the_outline() -> None:
    land = drawn(8)[0]
    rest = land.polygons[-1]
    assert rest.border_stroke_width == 0
    assert max(point["latitude"] for point in rest.coordinates) > 5


def test_the_main_road_is_drawn_last_with_a_casing_that_shows() -> None:
    trunk = drawn(13)[2].polylines[-1]
    assert trunk.border_stroke_width > 0
    assert trunk.border_color == palettes.LIGHT.map.casing
    assert drawn(8)[2].polylines[-1].border_stroke_width == 0


def test_pale_roads_always_have_a_casing_that_is_seen_on_land() -> None:
    for name, zoom in (("secondary", 9), ("tertiary", 11), ("minor", 13)):
        pack = {**PACK, "roads": [{"class": name, "lines": [[102210, -3800, 100, 10]]}]}
        layer: Any = ground.layers(Basemap(LAND, pack).view(zoom, BOX), palettes.LIGHT.map, "k")[2]
        assert layer.polylines[0].border_stroke_width > 0
        assert layer.polylines[0].border_color == palettes.LIGHT.map.casing


def test_borders_are_quiet_and_dashed() -> None:
    for line in drawn(13)[1].polylines:
        assert isinstance(line.stroke_pattern, fm.DashedStrokePattern)
        assert line.color == palettes.LIGHT.map.boundary


@pytest.mark.parametrize("name", list(ground.WIDTHS))
def test_roads_widen_with_every_level(name: str) -> None:
    widths = [ground.road_width(name, level) for level in range(7, 19)]
    assert widths == sorted(widths)
    assert widths[0] < widths[-1]


def test_more_important_roads_are_wider() -> None:
    for level in range(7, 19):
        widths = [ground.road_width(name, level) for name in ground.WIDTHS]
        assert widths == sorted(widths, reverse=True)


def test_an_unknown_class_is_drawn_like_a_minor_road() -> None:
    assert ground.road_width("footway", 14) == ground.road_width("minor", 14)


@pytest.mark.parametrize(
    "colors", [palettes.LIGHT, palettes.DARK, palettes.HIGH_CONTRAST_LIGHT, palettes.HIGH_CONTRAST_DARK]
)
def test_every_colour_set_draws_the_whole_ground(colors: palettes.Palette) -> None:
    land, _, roads = drawn(13, colors)
    assert land.polygons[0].color == colors.map.land
    assert roads.polylines[-1].color == colors.map.trunk


def test_plain_coordinates_travel_like_flet_map_s_own() -> None:
    plain: Any = ground.coordinates([(-3.8, 102.3)])[0]
    own = fm.MapLatitudeLongitude(-3.8, 102.3)
    assert plain == {"latitude": own.latitude, "longitude": own.longitude}


def test_layers_of_another_look_have_other_keys() -> None:
    view = Basemap(LAND, PACK).view(13, BOX)
    day = [layer.key for layer in ground.layers(view, palettes.LIGHT.map, "day")]
    night = [layer.key for layer in ground.layers(view, palettes.DARK.map, "night")]
    assert not set(day) & set(night)
    assert all(isinstance(layer, ft.Control) for layer in ground.layers(view, palettes.LIGHT.map, "x"))
