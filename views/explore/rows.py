"""Cards of the list: drawn again only when their words or their look change."""

from __future__ import annotations

import flet as ft

from views import routes, theme
from views.components.artwork import category_artwork
from views.components.basics import column, row_title, support
from views.components.boundary import safe_component
from views.components.look import Look
from views.explore.findings import PlaceWords
from views.explore.row_card import pictured, row_card
from views.hooks import memo
from views.state import Session


@safe_component
def _PlaceRow(session: Session, words: PlaceWords, look: Look) -> ft.Control:
    content = pictured(session, category_artwork, words.category, _texts(session, words), look)
    said = (words.title, words.line, words.distance, words.precision)
    return row_card(session, content, look, routes.destination(words.id), said)


PlaceRow = memo(_PlaceRow)


def _texts(session: Session, words: PlaceWords) -> ft.Control:
    colors = session.colors
    lines: list[ft.Control] = [
        row_title(session, words.title),
        support(session, words.line),
        support(session, words.summary, color=colors.ink),
    ]
    facts: list[ft.Control] = []
    if words.distance:
        facts.append(_fact(session, ft.Icons.NEAR_ME_ROUNDED, words.distance, colors.secondary))
    if words.precision:
        facts.append(_fact(session, ft.Icons.BLUR_CIRCULAR_ROUNDED, words.precision, colors.warning))
    if facts:
        lines.append(ft.Row(wrap=True, spacing=theme.GAP_M, run_spacing=2, controls=facts))
    return column(lines, 3)


def _fact(session: Session, icon: ft.IconData, words: str, color: str) -> ft.Control:
    return ft.Row(
        tight=True,
        spacing=theme.GAP_XS,
        controls=[ft.Icon(icon, size=14, color=color), support(session, words, color=color, bold=True)],
    )
