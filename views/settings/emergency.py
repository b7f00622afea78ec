"""All emergency numbers that hold here."""

from __future__ import annotations

import flet as ft

from services.models import EmergencyNumber
from views import routes, theme
from views.components.basics import card, column, row_title, support
from views.components.boundary import safe_view
from views.components.numbers import number_button, numbers_here
from views.components.scaffold import page_column, screen, top_bar
from views.components.verified import verified_line
from views.state import Session, use_session


@safe_view
def EmergencyScreen() -> ft.View:
    """Nomor darurat."""
    session = use_session()
    text = session.text
    place = session.state.village
    line = (
        text("emergency.for_regency", regency=place.regency.name) if place else text("emergency.everywhere")
    )
    parts: list[ft.Control] = [
        top_bar(session, text("emergency.title"), back=routes.HOME),
        support(session, line),
        *[_number(session, number) for number in numbers_here(session)],
    ]
    return screen(session, page_column(session, parts, gap=theme.GAP_M), bar=False)


def _number(session: Session, number: EmergencyNumber) -> ft.Control:
    language = session.text.language
    lines: list[ft.Control] = [row_title(session, number.name.in_language(language))]
    if number.note:
        lines.append(support(session, number.note.in_language(language)))
    if number.verified != "source":
        lines.append(verified_line(session, number.verified))
    lines.append(ft.Row(wrap=True, controls=[number_button(session, number)]))
    return card(session, column(lines, theme.GAP_S))
