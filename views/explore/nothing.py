"""When nothing fits: why, and the step that shows something; and the WiFi of a wanted region."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from services.explore_filter import regency_of
from services.stations import StationFilter
from views import routes
from views.components.boundary import safe_component
from views.components.rows import action_row
from views.components.states import empty
from views.explore.filter_words import change, clear, left_out_words, region_words
from views.explore.findings import Findings
from views.state import Session, use_session


@safe_component
def NothingFound(findings: Findings) -> ft.Control:
    """Say why nothing is shown; the step is the smallest one that is likely to help."""
    session = use_session()
    text = session.text
    if findings.events is None and not session.services.places.all():
        return empty(session, text("explore.empty.title"), text("explore.empty.words"))
    missing = left_out_words(session, findings.left_out, events=findings.events is not None)
    words, action, step = _way_out(session)
    said = " ".join([*missing, words])
    return empty(session, text("explore.none.title"), said, action=action, on_action=step)


def _way_out(session: Session) -> tuple[str, str, Callable[[], None]]:
    """Return words, the name of the step, and the step."""
    text, state = session.text, session.state
    regions, wanted = session.services.regions, state.explore_filter
    region = regions.get(wanted.region_id) if wanted.region_id else None
    regency = regions.get(regency_of(region) or "")
    if region is not None and regency is not None and regency.id != region.id:
        action = text("explore.none.wider", name=region_words(regency))
        return text("explore.none.region", name=region_words(region)), action, _widen(session, regency.id)
    if wanted.count:
        return text("explore.none.filtered"), text("explore.filter.clear"), lambda: clear(session)

    def show_all() -> None:
        state.explore_text = ""
        clear(session)

    return text("explore.none.words"), text("explore.none.clear"), show_all


def _widen(session: Session, region_id: str) -> Callable[[], None]:
    return lambda: change(session, region_id=region_id)


def wifi_there(session: Session) -> list[ft.Control]:
    """Return the way to the WiFi of the wanted region, nothing without one."""
    region_id = session.state.explore_filter.region_id
    region = session.services.regions.get(region_id) if region_id else None
    if region is None:
        return []

    def open_it() -> None:
        session.state.wifi_filter = StationFilter(text=region.name)
        session.go(routes.WIFI)

    text = session.text
    title = text("explore.region.wifi", name=region_words(region))
    row = action_row(session, ft.Icons.WIFI_ROUNDED, title, text("explore.region.wifi_words"), open_it)
    return [ft.Container(key="wifi-there", content=row)]
