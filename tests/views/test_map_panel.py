"""The map in the running app: at most 100 markers, the same ground between renders, camera kept at home."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import flet as ft
import flet_map as fm
import pytest

from services.app import AppServices
from services.basemap import Basemap
from services.models import Point
from tests.views.harness import FakeDevice, RunningApp, Start, fix_at
from views import palettes
from views.components.map import camera as cam
from views.components.map import chrome, pins
from views.components.map.pin_layers import here_layers, pin_layers
from views.components.map.pins import Pin

PACK: dict[str, Any] = {
    "scale": 1000,
    "attribution": "© OpenStreetMap contributors",
    "roads": [{"class": "trunk", "lines": [[102210, -3800, 100, 10, 50, 20]]}],
    "boundaries": [],
    "labels": [
        {"text": "Bengkulu", "x": 102260, "y": -3790, "kind": "city", "rank": 0},
        {"text": "Samudra Hindia", "x": 102200, "y": -3900, "kind": "sea", "rank": 1},
    ],
}
LAND = {"scale": 1000, "rings": [[101000, -5000, 3000, 0, 0, 3000, -3000, 0]], "attribution": "© land"}


def with_pack(services: AppServices) -> None:
    services.basemap = Basemap(LAND, PACK)


def the_map(app: RunningApp) -> fm.Map:
    found: fm.Map = next(app.controls(fm.Map))
    return found


def position(lat: float, lon: float, zoom: float, gesture: bool = True) -> dict[str, Any]:
    center = {"latitude": lat, "longitude": lon}
    camera = {"center": center, "zoom": zoom, "min_zoom": 7, "max_zoom": 18, "rotation": 0}
    return {"coordinates": center, "camera": camera, "has_gesture": gesture}


async def look_at(app: RunningApp, lat: float, lon: float, zoom: float) -> None:
    await app.fire(the_map(app), "position_change", position(lat, lon, zoom))
    await asyncio.sleep(0.25)


def sent(app: RunningApp) -> Any:
    """Return the messages to the client so far."""
    connection: Any = app.flet.connection
    return connection.messages


def calls(app: RunningApp) -> list[Any]:
    """Return the bodies of method calls to the client (camera moves)."""
    return [m.body for m in sent(app) if "InvokeMethod" in type(m.body).__name__]


def many_pins(count: int) -> tuple[Pin, ...]:
    return tuple(
        Pin(str(n), Point(-5 + n % 40 * 0.06, 101.2 + n // 40 * 0.06), f"Tempat {n}", ft.Icons.WIFI)
        for n in range(count)
    )


async def test_the_map_speaks_one_sentence_that_points_to_the_list(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi")
    silent = [s for s in app.controls(ft.Semantics) if s.exclude_semantics and s.image]
    assert len(silent) == 1
    assert "Daftar dengan isi yang sama" in silent[0].label
    assert "31 tempat" in silent[0].label  # those with a known position


async def test_rotation_is_off_and_zoom_is_limited(start: Start, tmp_path: Path) -> None:
    shown = the_map(await start(tmp_path, path="/wifi"))
    assert not shown.interaction_configuration.flags & fm.InteractionFlag.ROTATE
    assert (shown.min_zoom, shown.max_zoom) == (7, 18)


async def test_no_tiles_unless_the_operator_configured_them(start: Start, tmp_path: Path) -> None:
    shown = the_map(await start(tmp_path, path="/wifi"))
    assert not any(isinstance(layer, fm.TileLayer) for layer in shown.layers)


async def test_the_ground_stays_the_same_objects_while_the_page_changes(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi", prepare=with_pack)
    before = the_map(app)
    sent(app).clear()
    app.session.state.syncing = not app.session.state.syncing
    await app.settle()
    after = the_map(app)
    assert after is not before
    assert all(new is old for new, old in zip(after.layers, before.layers, strict=True))


async def test_small_moves_redraw_nothing_and_a_new_level_does(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi", prepare=with_pack)
    await look_at(app, -3.79, 102.26, 13)
    before = the_map(app).layers[0]
    for step in range(10):
        await app.fire(the_map(app), "position_change", position(-3.79 + step * 1e-4, 102.26, 13.1))
    await asyncio.sleep(0.2)
    assert the_map(app).layers[0] is before
    await look_at(app, -3.79, 102.26, 15)
    assert the_map(app).layers[0] is not before


async def test_dark_draws_other_layers(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi", prepare=with_pack)
    app.session.state.dark = True
    await app.settle()
    land: Any = the_map(app).layers[0]
    assert land.polygons[0].color == palettes.DARK.map.land
    assert the_map(app).bgcolor == palettes.DARK.map.sea


async def test_outside_the_province_the_camera_is_called_back(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi")
    sent(app).clear()
    await look_at(app, -6.2, 106.8, 10)
    moves = calls(app)
    assert len(moves) == 1
    assert moves[0].name == "move_to"
    destination = moves[0].args["destination"]
    assert cam.strayed(Point(destination.latitude, destination.longitude)) is None


async def test_zoom_buttons_move_one_level(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi")
    await look_at(app, -3.79, 102.26, 12)
    sent(app).clear()
    await app.click("Perbesar peta")
    await app.click("Perkecil peta")
    assert [move.args["zoom"] for move in calls(app)] == [13, 11]


async def test_my_place_is_drawn_with_its_accuracy(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi", device=FakeDevice(fix=fix_at(accuracy_m=150), allowed=True))
    here: Any = next(layer for layer in the_map(app).layers if layer.key == "here")
    assert [circle.radius for circle in here.circles] == [150, 8]
    assert here.circles[0].use_radius_in_meter


async def test_an_unknown_accuracy_draws_no_circle(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi")
    layers: Any = here_layers(app.session, fix_at(accuracy_m=None))
    assert len(layers[0].circles) == 1
    assert here_layers(app.session, None) == []


@pytest.mark.parametrize("level", [7, 10, 14, 18])
async def test_never_more_than_a_hundred_markers(start: Start, tmp_path: Path, level: int) -> None:
    app = await start(tmp_path)
    _, markers = pin_layers(app.session, many_pins(900), "5", level, None)
    assert isinstance(markers, fm.MarkerLayer)
    assert len(markers.markers) <= 100


async def test_the_chosen_pin_is_larger_and_never_in_a_cluster(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path)
    _, layer = pin_layers(app.session, many_pins(50), "7", 7, None)
    assert isinstance(layer, fm.MarkerLayer)
    assert layer.markers[-1].key == "7*"
    disc: Any = layer.markers[-1].content.content
    assert disc.width == pins.CHOSEN_PX > pins.PIN_PX


async def test_a_tap_on_a_cluster_tells_the_cluster_and_on_a_pin_its_id(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path)
    tapped: list[Any] = []
    near = (
        Pin("a", Point(-3.8, 102.26), "A", ft.Icons.WIFI),
        Pin("b", Point(-3.8001, 102.2601), "B", ft.Icons.WIFI),
        Pin("c", Point(-3.2, 102.0), "C", ft.Icons.WIFI),
    )
    _, layer = pin_layers(app.session, near, None, 10, tapped.append)
    assert isinstance(layer, fm.MarkerLayer)
    for marker in layer.markers:
        await marker.content.on_tap()
    assert sorted(type(thing).__name__ for thing in tapped) == ["Cluster", "str"]
    assert [thing.count for thing in tapped if not isinstance(thing, str)] == [2]


async def test_targets_are_48_px_and_say_what_they_are(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path)
    pin = Pin("a", Point(-3.8, 102.26), "Benteng. Bekerja", ft.Icons.WIFI, "success")
    marker = pins.pin_marker(app.session, pin, False, lambda: None)
    room: Any = marker.content.content
    assert (marker.width, marker.height) == (48, 48)
    assert room.tooltip == "Benteng. Bekerja"
    assert room.content.content.icon is ft.Icons.WIFI


async def test_only_coarse_positions_get_a_circle(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path)
    shown = tuple(
        Pin(str(m), Point(-3.8, 102.26), "x", ft.Icons.WIFI, precision_m=m)
        for m in (None, 60, 200, 610, 7000)
    )
    assert [circle.radius for circle in pins.circles(app.session, shown, None)] == [610, 7000]


async def test_the_credit_is_shown_short_and_read_in_full(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi")
    assert app.shows("© OpenStreetMap contributors")
    await app.click("© OpenStreetMap contributors")
    assert app.session.page.route == "/pengaturan/sumber"


def test_short_credits() -> None:
    assert chrome.short_credit("© OpenStreetMap contributors") == "© OpenStreetMap contributors"
    assert chrome.short_credit("© OSM; GeoNames · x") == "© OSM +"
