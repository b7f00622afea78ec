"""The root component: session context, lifecycle effects and the route tree."""

from __future__ import annotations

import asyncio

import flet as ft

from views import lifecycle
from views.catalogue.screen import CatalogueScreen
from views.components.boundary import safe_component
from views.explore.destination import DestinationScreen
from views.explore.place import ExploreScreen
from views.home.screen import HomeScreen
from views.hooks import Box, use_box
from views.not_found import NotFoundScreen
from views.report.areas import AreaScreen
from views.report.blank_spot import BlankSpotScreen
from views.report.detail import ReportScreen
from views.report.mine import MyReportsScreen
from views.report.start import ReportStartScreen
from views.request.screen import RequestScreen
from views.services.place import ServicesScreen
from views.services.service import ServiceScreen
from views.settings.emergency import EmergencyScreen
from views.settings.main import SettingsScreen
from views.settings.privacy import PrivacyScreen
from views.settings.sources import SourcesScreen
from views.state import Session, SessionContext
from views.statistics.screen import PublicClockScreen
from views.ticket.find import FindTicketScreen
from views.wifi.place import WifiScreen
from views.wifi.station import StationScreen


def wifi_routes(wide: bool) -> list[ft.Route]:
    """Return the WiFi place with its stations."""
    if wide:
        return [ft.Route(path="wifi/:id?", component=WifiScreen)]
    station = ft.Route(path=":id", component=StationScreen)
    return [ft.Route(path="wifi", component=WifiScreen, children=[station])]


def report_routes(wide: bool) -> ft.Route:
    """Return the reports: start, form (new, or a draft by id), my reports, villages, the search by number."""
    children = [
        ft.Route(path="baru/:id?", component=BlankSpotScreen),
        ft.Route(path="desa", component=AreaScreen),
        ft.Route(path="lacak", component=FindTicketScreen),
    ]
    if wide:
        children.append(ft.Route(path="saya/:id?", component=MyReportsScreen))
    else:
        one = ft.Route(path=":id", component=ReportScreen)
        children.append(ft.Route(path="saya", component=MyReportsScreen, children=[one]))
    return ft.Route(path="lapor", component=ReportStartScreen, children=children)


def explore_routes(wide: bool) -> ft.Route:
    """Return the explore place with its destinations."""
    if wide:
        return ft.Route(path="wisata/:id?", component=ExploreScreen)
    one = ft.Route(path=":id", component=DestinationScreen)
    return ft.Route(path="wisata", component=ExploreScreen, children=[one])


def services_routes(wide: bool) -> list[ft.Route]:
    """Return the services place: the public clock, forms (new, or a draft by id), its services."""
    pages = [
        ("jam", PublicClockScreen),
        ("ajukan/:draft", RequestScreen),
        (":id/ajukan/:about?", RequestScreen),
    ]
    if wide:
        apart = [ft.Route(path=f"layanan/{path}", component=component) for path, component in pages]
        return [*apart, ft.Route(path="layanan/:id?", component=ServicesScreen)]
    pushed = [ft.Route(path=path, component=component) for path, component in pages]
    one = ft.Route(path=":id", component=ServiceScreen)
    return [ft.Route(path="layanan", component=ServicesScreen, children=[*pushed, one])]


def route_tree(wide: bool) -> list[ft.Route]:
    """Return the routes. ``wide``: list and detail share one view; otherwise the detail is pushed on it."""
    return [
        ft.Route(index=True, component=HomeScreen),
        *wifi_routes(wide),
        report_routes(wide),
        explore_routes(wide),
        *services_routes(wide),
        ft.Route(path="katalog", component=CatalogueScreen),
        ft.Route(path="darurat", component=EmergencyScreen),
        ft.Route(
            path="pengaturan",
            component=SettingsScreen,
            children=[
                ft.Route(path="privasi", component=PrivacyScreen),
                ft.Route(path="sumber", component=SourcesScreen),
            ],
        ),
    ]


@ft.component
def App(session: Session) -> ft.Control:
    """The whole app of one page."""
    ft.use_state(session.state)
    life: Box[asyncio.Task[None] | None] = use_box(lambda: None)

    async def begin() -> None:
        life.current = asyncio.create_task(lifecycle.run(session))

    def end() -> None:
        if life.current:
            life.current.cancel()

    ft.use_effect(begin, dependencies=[], cleanup=end)
    routes: ft.Control = SessionContext(session, lambda: Routes(wide=session.wide))
    return routes


@safe_component
def Routes(wide: bool) -> ft.Control:
    """Match the address; an unknown one gets a friendly page."""
    return ft.Router(route_tree(wide), not_found=NotFoundScreen, manage_views=True)
