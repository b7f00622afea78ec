"""One of my reports: how it stands, what was recorded, what can be done with it."""

from __future__ import annotations

import logging

import flet as ft

from services.errors import RafflesiaError
from services.models import OutboxItem, OutboxState, PositionSource
from services.standing import Standing
from views import routes, theme
from views.components.basics import banner, card, column, heading, selectable, status_chip, support, tone
from views.components.boundary import safe_component, safe_view
from views.components.map.pins import Pin
from views.components.map_panel import MapPreview
from views.components.place_words import fix_words
from views.components.report_words import KIND_ICONS, item_line, item_title, state_chip
from views.components.scaffold import page_column, screen, top_bar
from views.components.states import empty, loading
from views.report.actions import Actions
from views.report.blank_spot import id_in_path
from views.report.facts import RecordedCard
from views.report.form import fix_of
from views.report.history import HistoryCard
from views.request.answers import refused_words
from views.state import Session, use_session
from views.ticket.parts import KnownLine, after_history, before_history, refused

log = logging.getLogger(__name__)


@safe_view
def ReportScreen() -> ft.View:
    """One report on a phone or tablet."""
    session = use_session()
    item_id = id_in_path(session, routes.MY_REPORTS) or ""
    if not session.state.ready:
        return screen(session, page_column(session, [loading(session)]), bar=False)
    return screen(session, ReportDetail(item_id=item_id, key=item_id), bar=False)


@safe_component
def ReportDetail(item_id: str) -> ft.Control:
    """Everything about one report; beside the list on a desktop."""
    session = use_session()
    text = session.text
    item = session.services.outbox.find(item_id)
    back = None if session.wide else routes.MY_REPORTS
    if item is None:
        gone = _gone(session)
        return page_column(session, [top_bar(session, text("report.detail.title"), back=back), gone])
    standing = session.services.tickets.standing(item)
    parts: list[ft.Control] = [
        top_bar(session, text(f"submission.{item.kind.value}"), back=back),
        _head(session, item),
        *_to_correct(session, item),
        *refused(standing),
        *_body(session, standing),
        support(session, text("report.detail.id", id=item.id)),
        Seen(item_id=item.id, version=_version(standing), key="seen"),
    ]
    return _pane(parts) if session.wide else page_column(session, parts)


def _body(session: Session, standing: Standing) -> list[ft.Control]:
    """Return the parts in the order of what the person needs: a ticket's talk comes before its buttons."""
    item = standing.item
    actions, history = Actions(item=item, key="actions"), HistoryCard(item=item, key="history")
    recorded = RecordedCard(item=item, key="recorded")
    if item.receipt is None or not standing.is_ticket:
        return [actions, *_map(session, item), history, recorded]
    talk = [*before_history(session, standing), history, *after_history(standing)]
    return [*talk, actions, *_map(session, item), recorded]


def _version(standing: Standing) -> str:
    return standing.status.updated_at.isoformat() if standing.status else ""


@safe_component
def Seen(item_id: str, version: str) -> ft.Control:
    """Nothing to see: while this is on screen, the news of ``item_id`` up to ``version`` are read."""
    session = use_session()
    writable = session.services.outbox.writable

    async def remember() -> None:
        if not (writable and session.services.tickets.is_new(item_id)):
            return
        try:
            await session.services.tickets.opened(item_id)
        except RafflesiaError as trouble:
            log.warning("what was seen could not be kept: %s", trouble.message_id)
        session.state.data_version += 1

    ft.use_effect(remember, dependencies=[item_id, version])
    return ft.Container(height=0)


def _pane(parts: list[ft.Control]) -> ft.Control:
    return ft.ListView(expand=True, padding=theme.GAP_XL, controls=[column(parts, theme.GAP_L)])


def _gone(session: Session) -> ft.Control:
    text = session.text

    def mine() -> None:
        session.go(routes.MY_REPORTS)

    return empty(
        session,
        text("report.detail.gone"),
        text("report.detail.gone_words"),
        action=text("report.mine.title"),
        on_action=mine,
    )


def _head(session: Session, item: OutboxItem) -> ft.Control:
    words, role = state_chip(session, item)
    lines: list[ft.Control] = [
        heading(session, item_title(session, item)),
        ft.Row(wrap=True, controls=[status_chip(session, words, role)]),
    ]
    if item.receipt is not None:
        lines.append(selectable(item.receipt.number, session.type.title, session.colors.ink))
        lines.append(KnownLine(item_id=item.id))
    else:
        lines.append(support(session, item_line(session, item)))
    return ft.Semantics(live_region=True, container=True, content=card(session, column(lines, theme.GAP_S)))


def _to_correct(session: Session, item: OutboxItem) -> list[ft.Control]:
    """Return what the gateway wants corrected, field by field in words."""
    if item.state not in {OutboxState.REJECTED, OutboxState.PARKED}:
        return []
    text = session.text
    lead = text(item.error) if item.error and text.has(item.error) else text("report.saved.kept")
    named = [
        refused_words(session, item, error) or field_words(session, error.field, error.code)
        for error in item.field_errors
    ]
    words = "\n".join([lead, *(f"• {line}" for line in named)])
    return [banner(session, words, tone(session, "danger"))]


def field_words(session: Session, field: str, code: str) -> str:
    """Return name and trouble of a refused field; an unknown one by its own name."""
    text = session.text
    parts = [part for part in field.split(".") if part != "payload" and not part.isdigit()]
    name = next((f"report.field.{part}" for part in parts if text.has(f"report.field.{part}")), None)
    trouble = f"report.code.{code}"
    known = text(trouble) if text.has(trouble) else text("report.code.other")
    return f"{text(name) if name else field}: {known}"


def _map(session: Session, item: OutboxItem) -> list[ft.Control]:
    fix = fix_of(item.payload)
    if fix is None:
        return []
    words = fix_words(session, fix)
    place = session.text("report.map.pin", place=item_title(session, item))
    pin = Pin(
        f"item-{item.id}", fix.point, place, KIND_ICONS[item.kind], "danger", precision_m=fix.accuracy_m
    )
    here = fix if fix.source is PositionSource.GPS else None
    return [
        ft.Container(
            border_radius=theme.RADIUS_L,
            clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
            content=MapPreview(label=f"{place}. {words}", pin=pin, here=here),
        )
    ]
