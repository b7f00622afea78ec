"""Android's back button and links from outside: a detail goes to its list, a place goes home, home leaves."""

from __future__ import annotations

from pathlib import Path

import flet as ft
import pytest
from flet.messaging.protocol import MessageAction

from tests.views.harness import RunningApp, Start
from views import routes

PHONE, DESKTOP = 412, 1280
DESTINATION, SERVICE = routes.destination("fort-marlborough"), routes.public_service("pkb-tahunan")


def stack(app: RunningApp) -> list[ft.View]:
    """Return the views from the lowest to the one on the screen."""
    return [view for view in app._walk(app.flet.page.views) if isinstance(view, ft.View)]


async def press_back(app: RunningApp) -> bool:
    """Press the system's back button as Flet's client answers it; False when that leaves the app."""
    views = stack(app)
    top = views[-1]
    if top.can_pop and len(views) > 1:
        await app.flet.dispatch_event(app.flet.page._i, "view_pop", {"route": top.route})
    elif not top.can_pop and top.on_confirm_pop is not None:
        await app.fire(top, "confirm_pop")
    else:
        return False
    await app.settle()
    return True


async def way_out(app: RunningApp) -> list[str]:
    """Press back until the app is left; return the addresses on the way."""
    seen = []
    while await press_back(app):
        seen.append(app.flet.page.route)
        assert len(seen) < 6, f"no way out: {seen}"
    return seen


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (routes.HOME, []),
        (routes.WIFI, [routes.HOME]),
        (routes.REPORT, [routes.HOME]),
        (routes.EXPLORE, [routes.HOME]),
        (routes.SERVICES, [routes.HOME]),
        (routes.SETTINGS, [routes.HOME]),
        (routes.EMERGENCY, [routes.HOME]),
        (routes.station("w-1"), [routes.WIFI, routes.HOME]),
        (DESTINATION, [routes.EXPLORE, routes.HOME]),
        (routes.NEWS, [routes.HOME]),
        (routes.news_item("n-1"), [routes.NEWS, routes.HOME]),
        (routes.suggested_route("r-1"), [routes.ROUTES, routes.EXPLORE, routes.HOME]),
        (SERVICE, [routes.SERVICES, routes.HOME]),
        (routes.PRIVACY, [routes.SETTINGS, routes.HOME]),
        (routes.PUBLIC_CLOCK, [routes.SERVICES, routes.HOME]),
        (routes.BLANK_SPOT, [routes.REPORT, routes.HOME]),
        (routes.report("b-1"), [routes.MY_REPORTS, routes.REPORT, routes.HOME]),
    ],
)
async def test_back_goes_up_and_then_out(
    start: Start, tmp_path: Path, path: str, expected: list[str]
) -> None:
    app = await start(tmp_path, path=path, width=PHONE)
    assert await way_out(app) == expected


@pytest.mark.parametrize("path", [DESTINATION, SERVICE, routes.station("w-1"), routes.PUBLIC_CLOCK])
async def test_back_on_a_wide_screen_closes_the_detail(start: Start, tmp_path: Path, path: str) -> None:
    app = await start(tmp_path, path=path, width=DESKTOP)
    assert await way_out(app) == [f"/{path.split('/')[1]}", routes.HOME]


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize(
    "path", [routes.WIFI, DESTINATION, SERVICE, routes.PRIVACY, routes.MY_REPORTS, routes.report("b-1")]
)
async def test_only_the_lowest_view_asks(start: Start, tmp_path: Path, path: str, width: float) -> None:
    app = await start(tmp_path, path=path, width=width)
    assert [view.can_pop for view in stack(app)] == [False, *[True] * (len(stack(app)) - 1)]


async def test_the_client_is_told_that_the_view_stays(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.WIFI)
    await press_back(app)
    calls = [m.body for m in app.flet.connection.messages if m.action is MessageAction.INVOKE_METHOD]
    answers = [call.args for call in calls if call.name == "confirm_pop"]
    assert answers == [{"should_pop": False}]


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/tidak-ada", [routes.HOME]),
        ("/tidak/ada/sama/sekali", [routes.HOME]),
        ("/wifi/tidak/ada", [routes.WIFI, routes.HOME]),
    ],
)
async def test_an_unknown_address_leads_home(
    start: Start, tmp_path: Path, path: str, expected: list[str], width: float
) -> None:
    app = await start(tmp_path, path=path, width=width)
    assert app.shows("Halaman ini tidak ada")
    assert await way_out(app) == expected


@pytest.mark.parametrize("form", ["{path}", "rafflesia://app{path}", "https://wifi.example{path}"])
async def test_a_link_opens_its_screen(start: Start, tmp_path: Path, form: str) -> None:
    """The client hands over the path; the whole address would lead to the same screen."""
    app = await start(tmp_path, path=form.format(path=DESTINATION))
    assert app.shows("Benteng Marlborough")
    assert [view.route for view in stack(app)] == [routes.EXPLORE, DESTINATION]
    await app.go(form.format(path=routes.EMERGENCY))  # the app was open already
    assert app.view.route == routes.EMERGENCY
    assert await way_out(app) == [routes.HOME]


async def test_a_link_without_a_path_opens_home(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="rafflesia://app")
    assert app.view.route == routes.HOME


LISTS = {
    routes.WIFI: routes.station("rsud-m-yunus"),
    routes.EXPLORE: DESTINATION,
    routes.PRODUCTS: routes.product("batik-besurek"),
    routes.BUSINESSES: routes.business("toko"),
    routes.MY_REPORTS: routes.report("laporan"),
    routes.SERVICES: SERVICE,
}


@pytest.mark.parametrize("rows", LISTS)
async def test_on_a_desktop_the_view_stays_while_the_detail_changes(
    tmp_path: Path, start: Start, rows: str
) -> None:
    """Flutter draws a view with another route anew: the map would forget where it looks, the list its row."""
    app = await start(tmp_path, path=rows, width=DESKTOP)
    before = [view._i for view in stack(app)]
    await app.go(LISTS[rows])
    assert [view._i for view in stack(app)] == before
    assert stack(app)[-1].route == rows
