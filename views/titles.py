"""The title of the page: the browser's tab, its history and screen readers say where one is."""

from __future__ import annotations

from urllib.parse import unquote

import flet as ft

from services.kiosk.settings import name_in_path
from services.models import LocalText, Notice
from views import routes
from views.state import Session

TITLES = {
    routes.HOME: "nav.home",
    routes.WIFI: "nav.wifi",
    routes.REPORT: "nav.report",
    routes.EXPLORE: "nav.explore",
    routes.SERVICES: "nav.services",
    routes.SETTINGS: "settings.title",
    routes.BLANK_SPOT: "report.title",
    routes.MY_REPORTS: "report.mine.title",
    routes.FIND_TICKET: "find.title",
    routes.SIGNAL_AREAS: "report.areas.title",
    routes.SHARED: "report.shared.title",
    routes.NOT_SENT: "kiosk.form.failed.title",
    routes.EMERGENCY: "emergency.title",
    routes.PUBLIC_CLOCK: "clock.title",
    routes.PRIVACY: "privacy.title",
    routes.SOURCES: "sources.title",
    routes.SAVED: "saved.title",
    routes.PLAN: "plan.title",
    routes.ALL_EVENTS: "explore.events.all",
    routes.PRODUCTS: "product.title",
    routes.BUSINESSES: "business.title",
    routes.ROUTES: "route.title",
    routes.NEWS: "news.title",
    routes.CATALOGUE: "catalogue.title",
}
BELOW = {routes.MY_REPORTS: "report.detail.title", routes.request_draft("").rstrip("/"): "request.saved.top"}
"""Titles of what has an id below these paths."""
NOT_FOUND = {
    routes.WIFI: "station.not_found.title",
    routes.EXPLORE: "explore.not_found.title",
    routes.PRODUCTS: "product.not_found.title",
    routes.BUSINESSES: "business.not_found.title",
    routes.ROUTES: "route.not_found.title",
    routes.NEWS: "news.not_found.title",
    routes.SERVICES: "services.not_found.title",
}
"""Titles where nothing has the id below these paths."""


def title_of(session: Session, path: str) -> str:
    """Return the title of the screen at ``path``: what it shows, then the app. Never what a person wrote."""
    name, text = session.text("app.name"), session.text
    words = _kiosk(session, path) or _thing(session, path) or _form(session, path)
    if words is None:
        known = next((place for place in _upwards(path) if place in TITLES), None)
        words = text(TITLES[known] if known else "not_found.title")
    return f"{words} · {name}"


def use_title(session: Session) -> None:
    """Give the page the title of where it is. A hook."""
    title = title_of(session, ft.use_route_location() or session.page.route or routes.HOME)

    def tell() -> None:
        if session.page.title != title:
            session.page.title = title
            session.page.update()

    ft.use_effect(tell, dependencies=[title])


def _upwards(path: str) -> list[str]:
    """Return ``path`` and the paths above it, the first screen left out unless it is ``path``."""
    parts = path.strip("/").split("/")
    if parts == [""]:
        return [routes.HOME]
    return ["/" + "/".join(parts[:end]) for end in range(len(parts), 0, -1)]


def _kiosk(session: Session, path: str) -> str | None:
    """Return the name of the place on the first screen of a kiosk; None everywhere else."""
    if session.visit is None or not (path == routes.HOME or name_in_path(path)):
        return None
    return session.visit.settings.title.in_language(session.state.language)


def _form(session: Session, path: str) -> str | None:
    """Return the title of a form, or of something of this device; None for all other paths."""
    above, _, _ = path.rpartition("/")
    if above in BELOW:
        return session.text(BELOW[above])
    place, _, rest = path.removeprefix(f"{routes.SERVICES}/").partition("/")
    service = session.services.catalogue.service(unquote(place))
    if service is None or rest.split("/")[0] != "ajukan":
        return None
    return session.text("request.title", service=service.name.in_language(session.state.language))


def _thing(session: Session, path: str) -> str | None:
    """Return the name of the one thing that ``path`` shows: a station, a destination, a route, news …"""
    above, _, last = path.rpartition("/")
    find = {
        routes.WIFI: session.services.stations.get,
        routes.EXPLORE: session.services.places.get,
        routes.PRODUCTS: session.services.products.get,
        routes.BUSINESSES: session.services.businesses.get,
        routes.ROUTES: session.services.itineraries.get,
        routes.NEWS: session.services.news.get,
        routes.SERVICES: session.services.catalogue.service,
    }.get(above)
    found = find(unquote(last)) if find and last else None
    if found is None:
        gone = find and last and path not in TITLES and session.state.ready
        return session.text(NOT_FOUND[above]) if gone else None
    name: str | LocalText = found.title if isinstance(found, Notice) else found.name
    return name if isinstance(name, str) else name.in_language(session.state.language)
