"""The list of destinations: how many, in which order, how old, and honest words when there is nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

from services.places import PlaceHit
from views import theme
from views.components.basics import column, heading, link
from views.components.boundary import safe_component
from views.components.invitation import Invitation
from views.components.look import SIDE_BY_SIDE_SCALE, look_of
from views.components.paged_list import use_paging
from views.components.states import age_part, empty, loading
from views.explore.also_found import AlsoFound, use_beside
from views.explore.events import EventsSection, shows_events
from views.explore.filters import CategoryChips
from views.explore.findings import by_name, row_words
from views.explore.rows import PlaceRow
from views.explore.ways import Ways
from views.hooks import use_value
from views.state import Session, use_session


@safe_component
def Results(hits: tuple[PlaceHit, ...], chosen: str | None = None, margin: float = theme.GAP_L) -> ft.Control:
    """The scrolling list; ``margin`` is the space beside it in logical pixels."""
    session = use_session()
    paging = use_paging(session)
    alphabetic, set_alphabetic = use_value(False)
    if not session.state.ready:
        return ft.Container(padding=theme.GAP_L, content=loading(session))
    near = session.state.here is not None and not alphabetic
    searching = bool(session.state.explore_text.strip())
    shown = hits if near or searching else by_name(session, hits)
    beside = use_beside(session)
    inner: list[ft.Control] = [Ways(key="ways")]
    if shows_events(session):
        inner.append(EventsSection(key="events"))
    inner.append(Summary(len(hits), near, lambda: set_alphabetic(near), key="summary"))
    if session.state.here is None:
        inner.append(Invitation(key="invitation"))
    inner += _rows(session, paging.part(shown), chosen)
    inner += paging.more(len(hits))
    if beside:
        inner.append(AlsoFound(beside, key="also"))
    elif not hits:
        inner.append(_nothing_found(session))
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
            age_part(session, session.services.places.age),
        ],
        0,
    )
    said = ft.Semantics(live_region=True, content=words)
    # What is searched for comes in the order of how well it fits.
    if session.state.here is None or session.state.explore_text.strip():
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


def _rows(session: Session, hits: Sequence[PlaceHit], chosen: str | None) -> list[ft.Control]:
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
