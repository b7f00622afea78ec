"""The list twin of the map: count, age, rows in two groups, and honest words when there is nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import flet as ft

from services.models import Lifecycle
from services.stations import StationFilter, StationHit
from views import theme
from views.components.basics import column, heading, icon_button, support
from views.components.boundary import safe_component
from views.components.invitation import Invitation
from views.components.look import look_of
from views.components.paged_list import use_paging
from views.components.states import age_part, empty, loading
from views.state import Session, use_session
from views.wifi.filters import change
from views.wifi.findings import Findings, RowWords, find, row_words
from views.wifi.rows import StationRow


@safe_component
def Results(
    findings: Findings,
    chosen: str | None = None,
    picked: StationHit | None = None,
    on_unpick: Callable[[], None] | None = None,
) -> ft.Control:
    """Return the scrolling list. ``picked``: the pin that was tapped, shown first with a way to let it go."""
    session = use_session()
    paging = use_paging(session)
    # Words are made again once a minute ("4 menit lalu"), not at every change of the page's state.
    minute = session.services.clock.now().replace(second=0, microsecond=0)
    words = ft.use_memo(
        lambda: tuple(row_words(session, hit) for hit in paging.part(findings.hits)),
        [findings, paging.limit, session.state.language, minute],
    )
    if not session.state.ready:
        return ft.Container(padding=theme.GAP_L, content=loading(session))
    controls: list[ft.Control] = [_padded(Invitation(key="invitation"))] if findings.hits else []
    if picked is not None and on_unpick is not None:
        controls.append(_picked(session, picked, on_unpick))
    if findings.hits:
        controls += _rows(session, findings, words, chosen)
        controls += paging.more(len(findings.hits))
    else:
        controls.append(_nothing_found(session))
    return ft.ListView(expand=True, controls=controls, padding=ft.Padding.only(bottom=theme.GAP_XL))


@safe_component
def ResultsHeader(count: int) -> ft.Control:
    """Return how many places were found, and how old the data is."""
    session = use_session()
    text = session.text
    if not session.state.ready:
        return heading(session, text("wifi.title"))
    words = text.count("wifi.count_near" if session.state.here else "wifi.count", count)
    return ft.Semantics(
        live_region=True,
        content=column([heading(session, words), age_part(session, session.services.stations.age)], 0),
    )


def _padded(control: ft.Control) -> ft.Control:
    return ft.Container(
        padding=ft.Padding.only(left=theme.GAP_L, right=theme.GAP_L, top=theme.GAP_S, bottom=theme.GAP_S),
        content=control,
    )


def _picked(session: Session, hit: StationHit, on_unpick: Callable[[], None]) -> ft.Control:
    title = ft.Row(
        controls=[
            ft.Container(expand=True, content=support(session, session.text("wifi.picked"), bold=True)),
            icon_button(session, ft.Icons.CLOSE_ROUNDED, session.text("action.close"), on_unpick),
        ]
    )
    row = StationRow(session, row_words(session, hit), look_of(session, chosen=True))
    return ft.Container(
        key=f"picked-{hit.station.id}",
        content=column(
            [ft.Container(padding=ft.Padding.only(left=theme.GAP_L, right=theme.GAP_S), content=title), row],
            0,
        ),
    )


def _rows(
    session: Session, findings: Findings, words: tuple[RowWords, ...], chosen: str | None
) -> list[ft.Control]:
    plain, marked = look_of(session), look_of(session, chosen=True)
    controls: list[ft.Control] = []
    for place, row in enumerate(words):
        if place == len(findings.stations):
            controls.append(_candidates_heading(session))
        controls.append(StationRow(session, row, marked if row.id == chosen else plain, key=row.id))
    return controls


def _candidates_heading(session: Session) -> ft.Control:
    text = session.text
    return ft.Container(
        key="candidates",
        padding=ft.Padding.only(left=theme.GAP_L, right=theme.GAP_L, top=theme.GAP_S, bottom=theme.GAP_XS),
        content=column(
            [
                heading(session, text("wifi.candidates")),
                support(session, text("wifi.candidates_words")),
            ],
            2,
        ),
    )


def _nothing_found(session: Session) -> ft.Control:
    """Say why nothing is shown, and offer the step that shows something."""
    text, wanted = session.text, session.state.wifi_filter
    stations = session.services.stations.all()

    def clear() -> None:
        session.state.wifi_filter = StationFilter()

    if not stations:
        return empty(session, text("wifi.empty.title"), text("wifi.empty.words"))
    if wanted.working_now:
        without = replace(wanted, working_now=False)
        if find(session, without).hits:
            return _none_works(session)
    if wanted.open_now and find(session, replace(wanted, open_now=False)).hits:
        return empty(
            session,
            text("wifi.none.title"),
            text("wifi.none.open_words"),
            action=text("wifi.none.show_all"),
            on_action=lambda: change(session, open_now=False),
        )
    return empty(
        session,
        text("wifi.none.title"),
        text("wifi.none.words"),
        action=text("wifi.none.clear"),
        on_action=clear,
    )


def _none_works(session: Session) -> ft.Control:
    """Tell the two cases apart: no station is registered at all, or none of them is proven to work."""
    text = session.text
    registered = any(s.lifecycle is Lifecycle.ACTIVE for s in session.services.stations.all())
    return empty(
        session,
        text("wifi.none.working_title"),
        text("wifi.none.working_some" if registered else "wifi.none.working_words"),
        action=text("wifi.none.show_all" if registered else "wifi.none.show_candidates"),
        on_action=lambda: change(session, working_now=False),
    )
