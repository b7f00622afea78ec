"""The list of destinations: how many, in which order, how old, and honest words when there is nothing."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from services.places import PlaceHit
from views import lifecycle, theme
from views.components.basics import banner, column, heading, link, support, tone
from views.components.boundary import safe_component
from views.components.look import look_of
from views.components.states import age_line, empty, is_stale, loading
from views.explore.filters import CategoryChips
from views.explore.findings import by_name, row_words
from views.explore.rows import SIDE_BY_SIDE_SCALE, PlaceRow
from views.hooks import use_value
from views.state import Session, use_command, use_session

PAGE_ROWS = 100


@safe_component
def Results(hits: tuple[PlaceHit, ...], chosen: str | None = None, margin: float = theme.GAP_L) -> ft.Control:
    """The scrolling list; ``margin`` is the space beside it in logical pixels."""
    session = use_session()
    limit, set_limit = use_value(PAGE_ROWS)
    alphabetic, set_alphabetic = use_value(False)
    if not session.state.ready:
        return ft.Container(padding=theme.GAP_L, content=loading(session))
    near = session.state.here is not None and not alphabetic
    shown = hits if near else by_name(session, hits)
    inner: list[ft.Control] = [
        Summary(len(hits), near, lambda: set_alphabetic(near), key="summary"),
        *_stale(session),
    ]
    if session.state.here is None:
        inner.append(Invitation(key="invitation"))
    inner += _rows(session, shown[:limit], chosen) if hits else [_nothing_found(session)]
    if len(hits) > limit:
        inner.append(_more(session, lambda: set_limit(limit + PAGE_ROWS)))
    padded = [
        ft.Container(padding=ft.Padding.symmetric(horizontal=margin), content=part, key=f"in-{part.key}")
        for part in inner
    ]
    return ft.ListView(
        expand=True,
        spacing=theme.GAP_M,
        padding=ft.Padding.only(bottom=theme.GAP_XL),
        controls=[CategoryChips(int(margin), key="chips"), *padded],
    )


@safe_component
def Summary(count: int, near: bool, reorder: Callable[[], None]) -> ft.Control:
    """How many places fit, how old the data is, and the order, which a tap changes once it has a choice."""
    session = use_session()
    text = session.text
    words = column(
        [
            heading(session, text.count("explore.count", count)),
            support(session, age_line(session, session.services.places.age)),
        ],
        0,
    )
    said = ft.Semantics(live_region=True, content=words)
    if session.state.here is None:
        return said
    order = text(f"explore.order.{'near' if near else 'name'}")
    switch = ft.Semantics(
        container=True,
        hint_text=text("explore.order"),
        content=link(session, order, reorder, icon=ft.Icons.SWAP_VERT_ROUNDED),
    )
    if session.state.text_scale > SIDE_BY_SIDE_SCALE:
        return column([said, ft.Row(controls=[switch])], 0)
    return ft.Row(spacing=theme.GAP_S, controls=[ft.Container(expand=True, content=said), switch])


@safe_component
def Invitation() -> ft.Control:
    """Offer to sort by distance while the position is not known; say why when it cannot be found."""
    session = use_session()
    locate = use_command(lambda: lifecycle.locate(session))
    text, state = session.text, session.state
    if state.locating:
        return banner(
            session, text("explore.locating"), tone(session, "info"), icon=ft.Icons.LOCATION_SEARCHING_ROUNDED
        )
    words = text(state.location_problem) if state.location_problem else text("explore.invite")
    return banner(
        session,
        words,
        tone(session, "warning" if state.location_problem else "info"),
        action=text("explore.use_location"),
        on_action=locate.run,
        icon=ft.Icons.MY_LOCATION_ROUNDED,
    )


def _rows(session: Session, hits: tuple[PlaceHit, ...], chosen: str | None) -> list[ft.Control]:
    plain, marked = look_of(session), look_of(session, chosen=True)
    return [
        PlaceRow(
            session,
            row_words(session, hit),
            marked if hit.place.id == chosen else plain,
            key=hit.place.id,
        )
        for hit in hits
    ]


def _stale(session: Session) -> list[ft.Control]:
    """Say that the data is old, but only when fetching it failed: the age itself is always in the header."""
    age = session.services.places.age
    if session.state.sync_problem is None or not is_stale(session, age) or age.synced_at is None:
        return []
    words = session.text("explore.stale", age=age_line(session, age))
    part = banner(session, words, tone(session, "warning"), icon=ft.Icons.HISTORY_ROUNDED)
    return [ft.Container(key="stale", content=part)]


def _more(session: Session, show_more: Callable[[], None]) -> ft.Control:
    button = link(session, session.text("action.more"), show_more, icon=ft.Icons.EXPAND_MORE_ROUNDED)
    return ft.Row(key="more", alignment=ft.MainAxisAlignment.CENTER, controls=[button])


def _nothing_found(session: Session) -> ft.Control:
    """Say why nothing is shown, and offer the step that shows something."""
    text, state = session.text, session.state

    def clear() -> None:
        state.explore_text, state.explore_category = "", None

    if not session.services.places.all():
        part = empty(session, text("explore.empty.title"), text("explore.empty.words"))
    else:
        part = empty(
            session,
            text("explore.none.title"),
            text("explore.none.words"),
            action=text("explore.none.clear"),
            on_action=clear,
        )
    return ft.Container(key="nothing", content=part)
