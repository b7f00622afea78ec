"""The rows of the directory with their count, age and honest words when nothing fits."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from services.models import PublicService
from views import theme
from views.components.basics import banner, card, column, heading, tone
from views.components.boundary import safe_component
from views.components.look import look_of
from views.components.paged_list import use_paging
from views.components.states import age_part, empty
from views.services.needs import by_need, by_owner
from views.services.rows import AgencyRow, ServiceRow
from views.state import Session, use_session


@safe_component
def ServiceList(owners: bool, chosen: str | None) -> ft.Control:
    """Services that fit the search, under their needs or (``owners``) under who offers them."""
    session = use_session()
    paging = use_paging(session)
    text, catalogue = session.text, session.services.catalogue
    found = catalogue.services(session.state.services_text)
    parts: list[ft.Control] = [_summary(session, text.count("services.count", len(found)))]
    if not found:
        return column([*parts, _nothing(session)])
    for title, rows in _groups(session, paging.part(found), owners):
        parts.append(_group(session, title, rows, chosen))
    parts += paging.more(len(found))
    return column(parts, theme.GAP_L)


@safe_component
def AgencyList() -> ft.Control:
    """The agencies of the province that fit the search."""
    session = use_session()
    paging = use_paging(session)
    text = session.text
    found = session.services.catalogue.agencies(session.state.services_text)
    parts: list[ft.Control] = [_summary(session, text.count("services.agencies", len(found)))]
    if not found:
        return column([*parts, _nothing(session)])
    if any(agency.verified != "source" for agency in found):
        parts.append(banner(session, text("services.agencies_note"), tone(session, "warning")))
    look, language = look_of(session), session.state.language
    rows = [AgencyRow(session, agency, language, look, key=agency.id) for agency in paging.part(found)]
    parts.append(card(session, _lined(session, rows), padding=theme.GAP_XS))
    parts += paging.more(len(found))
    return column(parts, theme.GAP_L)


def _groups(
    session: Session, rows: Sequence[PublicService], owners: bool
) -> list[tuple[str, list[PublicService]]]:
    if owners:
        return by_owner(rows)
    return [(session.text(f"services.need.{need.id}"), found) for need, found in by_need(rows)]


def _group(session: Session, title: str, rows: list[PublicService], chosen: str | None) -> ft.Control:
    plain, marked, language = look_of(session), look_of(session, chosen=True), session.state.language
    drawn = [
        ServiceRow(session, row, language, marked if row.id == chosen else plain, key=row.id) for row in rows
    ]
    inner = card(session, _lined(session, drawn), padding=theme.GAP_XS)
    return ft.Container(key=f"group-{title}", content=column([heading(session, title), inner], theme.GAP_S))


def _lined(session: Session, rows: Sequence[ft.Control]) -> ft.Control:
    """Put a thin line between rows."""
    parts: list[ft.Control] = []
    for index, row in enumerate(rows):
        if index:
            parts.append(ft.Container(height=1, bgcolor=session.colors.line, key=f"line-{index}"))
        parts.append(row)
    return column(parts, 0)


def _summary(session: Session, words: str) -> ft.Control:
    age = age_part(session, session.services.source_of("services").age)
    line = ft.Text(words, style=session.type.row, color=session.colors.ink)
    return ft.Semantics(live_region=True, content=column([line, age], 0))


def _nothing(session: Session) -> ft.Control:
    text = session.text

    def clear() -> None:
        session.state.services_text = ""

    if not session.state.services_text:
        return empty(session, text("services.empty.title"), text("services.empty.words"))
    return empty(
        session,
        text("services.none.title"),
        text("services.none.words"),
        action=text("services.none.clear"),
        on_action=clear,
    )
