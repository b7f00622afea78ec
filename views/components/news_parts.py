"""News in rows and words: what the first screen, the news and the search show of one."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from services.models import Notice, ProgressState
from views import routes, theme
from views.components.basics import Tone, card, column, icon_tile, row_title, support, tone
from views.components.sentences import first_sentence
from views.state import Session

NOTICE_ICON = ft.Icons.CAMPAIGN_ROUNDED
_STATES = {
    ProgressState.PLANNED: ("unknown", ft.Icons.EVENT_NOTE_ROUNDED),
    ProgressState.UNDER_WAY: ("info", ft.Icons.CONSTRUCTION_ROUNDED),
    ProgressState.DONE: ("success", ft.Icons.CHECK_CIRCLE_ROUNDED),
}


def news_tone(session: Session, notice: Notice) -> Tone:
    """Return colours and icon: those of how far it has come, else those of a notice."""
    if notice.state is None:
        return replace(tone(session, "gold"), icon=NOTICE_ICON)
    name, icon = _STATES[notice.state]
    return replace(tone(session, name), icon=icon)


def state_words(session: Session, notice: Notice) -> str | None:
    """Return "Sedang berjalan per 20 November 2026"; None for a notice."""
    if notice.state is None:
        return None
    words = session.text(f"news.state.{notice.state.value}")
    if notice.fact_on is None:
        return words
    return session.text("news.state_on", state=words, date=session.text.date(notice.fact_on))


def where_words(session: Session, notice: Notice) -> str:
    """Return place and regency as far as they are known, "" for the whole province."""
    regency = session.services.regions.get(notice.regency_id) if notice.regency_id else None
    return ", ".join(part for part in (notice.place, regency.name if regency else None) if part)


def origin_words(session: Session, notice: Notice) -> str:
    """Return who says so and when it was published."""
    return f"{notice.source} · {session.text.ago(notice.published_at, session.services.clock.now())}"


def news_row(session: Session, notice: Notice) -> ft.Control:
    """Return the card of one of the news; a tap opens it."""
    language, role = session.state.language, news_tone(session, notice)
    title, state = notice.title.in_language(language), state_words(session, notice)
    where, origin = where_words(session, notice), origin_words(session, notice)
    lines: list[ft.Control] = [row_title(session, title)]
    if state:
        lines.append(support(session, state, color=role.color, bold=True))
    if where:
        lines.append(support(session, where, color=session.colors.ink))
    else:
        first = first_sentence(notice.body.in_language(language))
        lines.append(support(session, first, color=session.colors.ink))
    lines.append(support(session, origin))
    content = ft.Row(
        spacing=theme.GAP_M,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[
            icon_tile(session, role.icon, role),
            ft.Container(expand=True, content=column(lines, 3)),
        ],
    )
    said = ". ".join(part for part in (title, state, where, origin) if part)

    def open_it() -> None:
        session.go(routes.news_item(notice.id))

    return ft.Container(
        key=notice.id, content=card(session, content, on_click=open_it, padding=theme.GAP_M, label=said)
    )
