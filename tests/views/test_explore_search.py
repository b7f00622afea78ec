"""Wisata's search: destinations first, and beside them whatever else fits, each with its own screen."""

from __future__ import annotations

from pathlib import Path

from tests.views.harness import FakeDevice, Start, fix_at
from tests.views.test_explore import names
from views import routes


async def test_what_fits_best_comes_first_wherever_one_is(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE, device=FakeDevice(fix=fix_at(), allowed=True))
    await app.search("lake picung")
    assert names(app)[0] == "Danau Picung"
    assert not app.shows("Terdekat")
    await app.search("pantaipanjang")
    assert names(app)[0] == "Pantai Panjang"


async def test_wifi_is_found_and_opens(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE)
    await app.search("universitas dehasn")
    assert app.shows("WiFi yang cocok")
    assert not app.shows("Tidak ada yang cocok")
    await app.click("Universitas Dehasen")
    assert app.session.page.route == routes.station("unived")


async def test_a_service_is_found_and_opens(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE)
    await app.search("stnk hilang")
    assert app.shows("Layanan yang cocok")
    await app.click("Duplikat STNK")
    assert app.session.page.route == routes.public_service("duplikat-stnk")


async def test_an_event_is_found_with_its_days(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE)
    await app.search("festival tabot")
    assert app.shows("Acara yang cocok")
    assert "Festival Tabut" in app.texts()
    assert app.shows("sekitar 6–15 Juni 2027")


async def test_a_village_filters_what_is_shown(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE)
    await app.search("kebun keling")
    assert app.shows("Wilayah yang cocok")
    await app.click("Kelurahan · Teluk Segara, Kota Bengkulu")
    assert app.session.page.route == routes.EXPLORE
    assert app.session.state.explore_filter.region_id == "17.71.03.1011"
    assert "Benteng Marlborough" in names(app)


async def test_a_category_shows_destinations_alone(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE)
    app.session.state.explore_category = "beach"
    await app.search("linau")
    assert names(app) == ["Pantai Linau"]
    assert not app.shows("WiFi yang cocok")


async def test_nothing_beside_while_nobody_searches(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE)
    await app.search("enggano")
    assert app.shows("WiFi yang cocok")
    await app.search("")
    assert not app.shows("yang cocok")
