"""The list of destinations: how many, in which order, how old, and honest words when there is nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

from services.places import PlaceHit
from views import theme
from views.components.basics import column, heading, link, support
from views.components.boundary import safe_component
from views.components.invitation import Invitation
from views.components.look import SIDE_BY_SIDE_SCALE, look_of
from views.components.paged_list import use_paging
from views.components.states import age_part, loading
from views.explore.also_found import AlsoFound, use_beside
from views.explore.events import DatedRow, EventsSection, shows_events
from views.explore.filter_words import left_out_words
from views.explore.filters import FilterChips
from views.explore.findings import Findings, by_name, row_words
from views.explore.news_way import NewsWay, shows_news
from views.explore.nothing import NothingFound, wifi_there
from views.explore.route_list import RoutesSection, shows_routes
from views.explore.rows import PlaceRow
from views.explore.ways import Ways
from views.hooks import use_value
from views.state import Session, use_session


@safe_component
def Results(findings: Findings, chosen: str | None = None, margin: float = theme.GAP_L) -> ft.Control:
    """The scrolling list; ``margin`` is the space beside it in logical pixels."""
    session = use_session()
    paging = use_paging(session)
    alphabetic, set_alphabetic = use_value(False)
    if not session.state.ready:
        return ft.Container(padding=theme.GAP_L, content=loading(session))
    near = session.state.here is not None and not alphabetic
    searching = bool(session.state.explore_text.strip())
    hits = findings.places
    shown = hits if near or searching else by_name(session, hits)
    beside = use_beside(session)
    inner = _before(session)
    inner.append(Summary(findings, near, lambda: set_alphabetic(near), key="summary"))
    if session.state.here is None and findings.events is None:
        inner.append(Invitation(key="invitation"))
    inner += [DatedRow(one, key=one.event.id) for one in findings.events or ()]
    inner += _rows(session, paging.part(shown), chosen)
    inner += paging.more(len(hits))
    if beside:
        inner.append(AlsoFound(beside, key="also"))
    elif not findings.count:
        inner.append(NothingFound(findings, key="nothing"))
    inner += wifi_there(session)
    padded = [
        ft.Container(padding=ft.Padding.symmetric(horizontal=margin), content=part, key=f"in-{part.key}")
        for part in inner
    ]
    return ft.ListView(
        expand=True,
        spacing=theme.GAP_M,
        padding=ft.Padding.only(bottom=theme.GAP_XL),
        controls=[FilterChips(findings, int(margin), key="chips"), *padded],
    )


def _before(session: Session) -> list[ft.Control]:
    """Return what stands before the list while nobody looks for something else."""
    sections: list[ft.Control] = [Ways(key="ways")]
    if shows_news(session):
        sections.append(NewsWay(key="news"))
    if shows_routes(session):
        sections.append(RoutesSection(key="routes"))
    if shows_events(session):
        sections.append(EventsSection(key="events"))
    return sections


@safe_component
def Summary(findings: Findings, near: bool = False, reorder: Callable[[], None] | None = None) -> ft.Control:
    """How many fit, how many could not be judged and why, how old the data is, and the order.

    A tap changes the order once there is a choice; without ``reorder`` there is none.
    """
    session = use_session()
    text = session.text
    events = findings.events is not None
    age = session.services.events.age if events else session.services.places.age
    missing = left_out_words(session, findings.left_out, events=events)
    lines = [
        heading(session, text.count("explore.events_count" if events else "explore.count", findings.count)),
        age_part(session, age),
        *(support(session, words, color=session.colors.warning) for words in missing),
    ]
    words = column(lines, 2 if missing else 0)
    said = ft.Semantics(live_region=True, content=words)
    # What is searched for comes in the order of how well it fits.
    is_ordered = events or session.state.here is None or session.state.explore_text.strip()
    if reorder is None or is_ordered:
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
