"""The root component: session context, lifecycle effects and the route tree."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import flet as ft

from views import lifecycle
from views.components.boundary import safe_component
from views.home.screen import HomeScreen
from views.hooks import Box, use_box
from views.later import later, load_all, resolve
from views.not_found import NotFoundScreen
from views.state import Session, SessionContext

Form = Callable[[str], Callable[[], Any]]
REST = (
    "views.catalogue.screen:CatalogueScreen",
    "views.explore.all_events:EventsScreen",
    "views.explore.business:BusinessScreen",
    "views.explore.destination:DestinationScreen",
    "views.explore.place:ExploreScreen",
    "views.explore.plan:PlanScreen",
    "views.explore.product:ProductScreen",
    "views.explore.route:RouteScreen",
    "views.explore.route_list:RoutesScreen",
    "views.explore.saved:SavedScreen",
    "views.explore.trade:BusinessesScreen",
    "views.explore.trade:ProductsScreen",
    "views.news.item:NewsItemScreen",
    "views.news.screen:NewsScreen",
    "views.report.areas:AreaScreen",
    "views.report.blank_spot:BlankSpotScreen",
    "views.report.detail:ReportScreen",
    "views.report.mine:MyReportsScreen",
    "views.report.shared:SharedScreen",
    "views.report.start:ReportStartScreen",
    "views.request.screen:RequestScreen",
    "views.services.place:ServicesScreen",
    "views.services.service:ServiceScreen",
    "views.settings.emergency:EmergencyScreen",
    "views.settings.main:SettingsScreen",
    "views.settings.privacy:PrivacyScreen",
    "views.settings.sources:SourcesScreen",
    "views.statistics.screen:PublicClockScreen",
    "views.ticket.find:FindTicketScreen",
    "views.wifi.place:WifiScreen",
    "views.wifi.station:StationScreen",
)
"""The screens that are not needed at the start."""


def wifi_routes(wide: bool) -> list[ft.Route]:
    """Return the WiFi place with its stations."""
    if wide:
        return [ft.Route(path="wifi/:id?", component=later("views.wifi.place:WifiScreen"))]
    station = ft.Route(path=":id", component=later("views.wifi.station:StationScreen"))
    return [ft.Route(path="wifi", component=later("views.wifi.place:WifiScreen"), children=[station])]


def report_routes(wide: bool, form: Form = later) -> ft.Route:
    """Return the reports: start, form (new, or a draft by id), my reports, villages, the search by number."""
    children = [
        ft.Route(path="baru/:id?", component=form("views.report.blank_spot:BlankSpotScreen")),
        ft.Route(path="desa", component=later("views.report.areas:AreaScreen")),
        ft.Route(path="dibagikan", component=later("views.report.shared:SharedScreen")),
        ft.Route(path="lacak", component=later("views.ticket.find:FindTicketScreen")),
    ]
    if wide:
        children.append(ft.Route(path="saya/:id?", component=later("views.report.mine:MyReportsScreen")))
    else:
        one = ft.Route(path=":id", component=later("views.report.detail:ReportScreen"))
        children.append(
            ft.Route(path="saya", component=later("views.report.mine:MyReportsScreen"), children=[one])
        )
    return ft.Route(path="lapor", component=later("views.report.start:ReportStartScreen"), children=children)


def explore_routes(wide: bool) -> list[ft.Route]:
    """Return the explore place: plan, saved places, events, routes, products, businesses, destinations."""
    pages = [
        ("rencana", "views.explore.plan:PlanScreen"),
        ("tersimpan", "views.explore.saved:SavedScreen"),
        ("acara", "views.explore.all_events:EventsScreen"),
    ]
    trade = [
        ("produk", "views.explore.trade:ProductsScreen", "views.explore.product:ProductScreen"),
        ("usaha", "views.explore.trade:BusinessesScreen", "views.explore.business:BusinessScreen"),
    ]
    rows_of_routes, one_route = "views.explore.route_list:RoutesScreen", "views.explore.route:RouteScreen"
    if wide:
        both = [*pages, *((f"{path}/:id?", rows) for path, rows, _ in trade)]
        both += [("rute", rows_of_routes), ("rute/:id", one_route)]
        apart = [ft.Route(path=f"wisata/{path}", component=later(component)) for path, component in both]
        return [*apart, ft.Route(path="wisata/:id?", component=later("views.explore.place:ExploreScreen"))]
    pushed = [ft.Route(path=path, component=later(component)) for path, component in pages]
    for path, rows, detail in (*trade, ("rute", rows_of_routes, one_route)):
        below = [ft.Route(path=":id", component=later(detail))]
        pushed.append(ft.Route(path=path, component=later(rows), children=below))
    one = ft.Route(path=":id", component=later("views.explore.destination:DestinationScreen"))
    place = later("views.explore.place:ExploreScreen")
    return [ft.Route(path="wisata", component=place, children=[*pushed, one])]


def news_routes() -> ft.Route:
    """Return the news and one of them."""
    one = ft.Route(path=":id", component=later("views.news.item:NewsItemScreen"))
    return ft.Route(path="berita", component=later("views.news.screen:NewsScreen"), children=[one])


def services_routes(wide: bool, form: Form = later) -> list[ft.Route]:
    """Return the services place: the public clock, forms (new, or a draft by id), its services."""
    pages = [
        ("jam", later("views.statistics.screen:PublicClockScreen")),
        ("ajukan/:draft", form("views.request.screen:RequestScreen")),
        (":id/ajukan/:about?", form("views.request.screen:RequestScreen")),
    ]
    if wide:
        apart = [ft.Route(path=f"layanan/{path}", component=component) for path, component in pages]
        return [*apart, ft.Route(path="layanan/:id?", component=later("views.services.place:ServicesScreen"))]
    pushed = [ft.Route(path=path, component=component) for path, component in pages]
    one = ft.Route(path=":id", component=later("views.services.service:ServiceScreen"))
    return [
        ft.Route(
            path="layanan", component=later("views.services.place:ServicesScreen"), children=[*pushed, one]
        )
    ]


def route_tree(wide: bool, form: Form = later) -> list[ft.Route]:
    """Return the routes. ``wide``: list and detail share one view; otherwise the detail is pushed on it.

    ``form`` makes the component of a form from where it is written.
    """
    return [
        ft.Route(index=True, component=HomeScreen),
        *wifi_routes(wide),
        report_routes(wide, form),
        *explore_routes(wide),
        *services_routes(wide, form),
        news_routes(),
        ft.Route(path="katalog", component=later("views.catalogue.screen:CatalogueScreen")),
        ft.Route(path="darurat", component=later("views.settings.emergency:EmergencyScreen")),
        ft.Route(
            path="pengaturan",
            component=later("views.settings.main:SettingsScreen"),
            children=[
                ft.Route(path="privasi", component=later("views.settings.privacy:PrivacyScreen")),
                ft.Route(path="sumber", component=later("views.settings.sources:SourcesScreen")),
            ],
        ),
        ft.Route(path=":unknown*", component=NotFoundScreen),
    ]


def _gated(place: str) -> Callable[[], Any]:
    """Return a component for the route of a form that opens only while it can be sent."""
    return lambda: resolve("views.kiosk.forms:FormGate")(place)


def kiosk_tree() -> list[ft.Route]:
    """Return the routes of a kiosk: another first screen, nothing that belongs to one's own device."""
    home, hidden = later("views.kiosk.home:KioskHomeScreen"), ("pengaturan", "katalog")
    rest = [
        route for route in route_tree(wide=False, form=_gated) if not route.index and route.path not in hidden
    ]
    own = [
        ft.Route(index=True, component=home),
        ft.Route(path="kiosk/:kiosk", component=home),
        ft.Route(path="belum-terkirim", component=later("views.kiosk.forms:NotSentScreen")),
        ft.Route(path="pengaturan/privasi", component=later("views.kiosk.privacy:KioskPrivacyScreen")),
        ft.Route(path="pengaturan/sumber", component=later("views.settings.sources:SourcesScreen")),
    ]
    return [*own, *rest]


@ft.component
def App(session: Session) -> ft.Control:
    """The whole app of one page."""
    ft.use_state(session.state)
    life: Box[tuple[asyncio.Task[None], ...]] = use_box(tuple)

    async def begin() -> None:
        life.current = (
            asyncio.create_task(lifecycle.run(session)),
            asyncio.create_task(load_all(REST)),
        )

    def end() -> None:
        for task in life.current:
            task.cancel()

    ft.use_effect(begin, dependencies=[], cleanup=end)
    routes: ft.Control = SessionContext(session, lambda: _content(session))
    return routes


def _content(session: Session) -> Any:
    if session.visit is None:
        return Routes(wide=session.wide)
    return later("views.kiosk.attract:AttractScreen")() if session.state.attract else KioskRoutes()


@safe_component
def Routes(wide: bool) -> ft.Control:
    """Match the address; an unknown one gets a friendly page."""
    return ft.Router(route_tree(wide), manage_views=True)


@safe_component
def KioskRoutes() -> ft.Control:
    """Match the address of a kiosk."""
    return ft.Router(kiosk_tree(), manage_views=True)
