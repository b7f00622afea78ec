"""What one should know before asking for a service: who may, what to bring, cost, time."""

from __future__ import annotations

import flet as ft

from services.models import PublicService
from views import theme
from views.components.basics import body, card, column, heading, status_chip
from views.components.boundary import safe_component
from views.components.rows import fact_row
from views.components.verified import verified_tone, verified_words
from views.state import Session, use_session


@safe_component
def ServiceFacts(service: PublicService, titled: bool = False) -> ft.Control:
    """The facts with their source's silence said in words; ``titled``: with the name, beside a form."""
    session = use_session()
    parts: list[ft.Control] = []
    if titled:
        role = verified_tone(session, service.verified)
        parts += [
            heading(session, service.name.in_language(session.state.language)),
            ft.Row(
                wrap=True, controls=[status_chip(session, verified_words(session, service.verified), role)]
            ),
        ]
    parts += _terms(session, service)
    parts += _requirements(session, service)
    return card(session, column(parts, theme.GAP_L if titled else theme.GAP_M))


def _terms(session: Session, service: PublicService) -> list[ft.Control]:
    """Return who may ask, cost, target time and agency, as far as they are known."""
    text, language = session.text, session.state.language
    rows: list[ft.Control] = []
    if service.who is not None:
        who = service.who.in_language(language)
        rows.append(fact_row(session, ft.Icons.GROUPS_OUTLINED, text("services.who"), who))
    if service.cost is not None or service.target_days is not None:
        cost = service.cost.in_language(language) if service.cost else text("services.not_said")
        rows.append(fact_row(session, ft.Icons.PAYMENTS_OUTLINED, text("services.cost"), cost))
        days = service.target_days
        target = text("services.not_said") if days is None else text.count("services.target_days", days)
        rows.append(fact_row(session, ft.Icons.SCHEDULE_ROUNDED, text("services.target"), target))
    agency = session.services.catalogue.agency(service.agency_id) if service.agency_id else None
    if agency is not None:
        name = agency.name
        rows.append(fact_row(session, ft.Icons.ACCOUNT_BALANCE_ROUNDED, text("services.agency"), name))
    return rows


def _requirements(session: Session, service: PublicService) -> list[ft.Control]:
    text, language = session.text, session.state.language
    title = heading(session, text("services.requirements"))
    if not service.requirements:
        words = "services.requirements.form" if service.form else "services.requirements.none"
        return [title, body(session, text(words), quiet=True)]
    rows = [
        _requirement(session, number, words.in_language(language))
        for number, words in enumerate(service.requirements, start=1)
    ]
    return [title, *rows]


def _requirement(session: Session, number: int, words: str) -> ft.Control:
    mark = ft.Container(
        width=28,
        height=28,
        border_radius=14,
        bgcolor=session.colors.secondary_soft,
        alignment=ft.Alignment.CENTER,
        content=ft.Text(
            str(number),
            style=theme.Type(min(session.state.text_scale, 1.2)).label,
            color=session.colors.secondary,
        ),
    )
    return ft.Row(
        spacing=theme.GAP_M, controls=[mark, ft.Container(expand=True, content=body(session, words))]
    )
