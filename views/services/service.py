"""One service: what to bring, who offers it, what the source does not say, who else to ask."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from services.models import PublicService
from views import routes, theme
from views.components.basics import (
    banner,
    card,
    column,
    heading,
    icon_tile,
    link,
    status_chip,
    support,
    tone,
)
from views.components.boundary import safe_component, safe_view
from views.components.look import SIDE_BY_SIDE_SCALE
from views.components.rows import fact_row, nav_row
from views.components.scaffold import back_button, page_column, screen, side_margin
from views.components.service_facts import ServiceFacts
from views.components.states import age_line, empty, loading, problem
from views.components.verified import verified_tone, verified_words
from views.handoff import page_link
from views.services.ask import AskCard
from views.services.needs import need_of
from views.state import Session, use_command, use_session

DETAIL_W = 640


@safe_view
def ServiceScreen() -> ft.View:
    """One service on its own page (phone and tablet)."""
    session = use_session()
    service_id = ft.use_route_params().get("id", "")
    parts = [
        ft.Row(controls=[back_button(session, routes.SERVICES)]),
        ServiceDetail(service_id, key=f"detail-{service_id}"),
    ]
    return screen(session, page_column(session, parts, gap=theme.GAP_M), bar=False)


@safe_component
def ServicePanel(service_id: str) -> ft.Control:
    """One service beside the directory (desktop), at reading width."""
    session = use_session()
    detail = ServiceDetail(service_id, key=f"detail-{service_id}")
    side = side_margin(session, DETAIL_W, beside=theme.LIST_PANE_W)
    return ft.ListView(
        expand=True, padding=ft.Padding.symmetric(horizontal=side, vertical=theme.GAP_XL), controls=[detail]
    )


@safe_component
def ServiceDetail(service_id: str) -> ft.Control:
    """All that is known of a service, and what is not."""
    session = use_session()
    if not session.state.ready:
        return loading(session)
    service = session.services.catalogue.service(service_id)
    if service is None:
        return _not_found(session)
    parts: list[ft.Control] = [_header(session, service), AskCard(service, key="ask")]
    parts += [ServiceFacts(service, key="facts"), _how(session, service)]
    parts += _others(session, service)
    return column([*parts, SourceCard(service, key="source")], theme.GAP_M)


def _header(session: Session, service: PublicService) -> ft.Control:
    name = service.name.in_language(session.state.language)
    words: list[ft.Control] = [heading(session, name, level=1)]
    if service.name.id != name:  # the name to ask for at the counter
        words.append(support(session, service.name.id))
    role = verified_tone(session, service.verified)
    words.append(
        ft.Row(wrap=True, controls=[status_chip(session, verified_words(session, service.verified), role)])
    )
    if session.state.text_scale > SIDE_BY_SIDE_SCALE:
        return column(words, theme.GAP_S)
    return ft.Row(
        spacing=theme.GAP_M,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[
            icon_tile(session, need_of(service).icon, tone(session, "info"), 52),
            ft.Container(expand=True, content=column(words, theme.GAP_S)),
        ],
    )


def _how(session: Session, service: PublicService) -> ft.Control:
    """Who offers it and how, as far as the source says; then plainly what it does not say."""
    text = session.text
    lines: list[ft.Control] = [
        heading(session, text("services.how")),
        fact_row(session, ft.Icons.ACCOUNT_BALANCE_ROUNDED, text("services.owner"), service.owner),
    ]
    if service.note is not None:
        note = service.note.in_language(session.state.language)
        lines.append(fact_row(session, ft.Icons.INFO_OUTLINE_ROUNDED, text("services.note"), note))
    if service.cost is None and service.target_days is None:
        unknown = replace(tone(session, "unknown"), icon=ft.Icons.HELP_OUTLINE_ROUNDED)
        lines.append(banner(session, text("services.unknown", owner=service.owner), unknown))
    return card(session, column(lines))


def _others(session: Session, service: PublicService) -> list[ft.Control]:
    rows = [
        nav_row(
            session,
            need_of(other).icon,
            other.name.in_language(session.state.language),
            verified_words(session, other.verified),
            routes.public_service(other.id),
        )
        for other in session.services.catalogue.services()
        if other.owner == service.owner and other.id != service.id
    ]
    if not rows:
        return []
    title = heading(session, session.text("services.others", owner=service.owner))
    return [card(session, column([title, *rows], theme.GAP_S))]


@safe_component
def SourceCard(service: PublicService) -> ft.Control:
    """Who says so, how exact, how old; the source opens in the browser on a tap."""
    session = use_session()
    text = session.text

    async def read() -> None:
        await session.device.open_url(service.source)

    async def share() -> None:
        name = service.name.in_language(session.state.language)
        address = page_link(session, routes.public_service(service.id))
        await session.device.share_text(f"{name}\n{service.owner}\n{address}")

    reading, sharing = use_command(read), use_command(share)
    lines: list[ft.Control] = [
        heading(session, text("services.source")),
        fact_row(session, ft.Icons.MENU_BOOK_OUTLINED, text("services.source_name"), service.source),
        fact_row(session, ft.Icons.STRAIGHTEN_ROUNDED, text("services.precision"), service.precision),
        support(session, age_line(session, session.services.source_of("services").age)),
    ]
    actions = [link(session, text("action.share"), sharing.run, icon=ft.Icons.SHARE_ROUNDED)]
    if service.source.startswith("https://"):
        actions.append(
            link(session, text("services.open_source"), reading.run, icon=ft.Icons.OPEN_IN_NEW_ROUNDED)
        )
    lines.append(ft.Row(wrap=True, controls=list[ft.Control](actions)))
    lines += [problem(session, error) for error in (reading.error, sharing.error) if error]
    return card(session, column(lines))


def _not_found(session: Session) -> ft.Control:
    text = session.text
    return empty(
        session,
        text("services.not_found.title"),
        text("services.not_found.words"),
        action=text("services.not_found.back"),
        on_action=lambda: session.go(routes.SERVICES),
        artwork="error",
    )
