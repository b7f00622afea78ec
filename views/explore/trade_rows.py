"""Cards of products and businesses: drawn again only when their words or their look change."""

from __future__ import annotations

import flet as ft

from views import theme
from views.components.artwork import trade_artwork
from views.components.basics import column, row_title, support
from views.components.boundary import safe_component
from views.components.look import Look
from views.explore.row_card import pictured, row_card
from views.explore.trade_words import TradeWords
from views.hooks import memo
from views.state import Session


@safe_component
def _TradeRow(session: Session, words: TradeWords, look: Look) -> ft.Control:
    content = pictured(session, trade_artwork, words.category, _texts(session, words), look)
    said = (words.title, words.line, words.mark, words.hours, words.distance, *words.warning)
    return row_card(session, content, look, words.path, said)


TradeRow = memo(_TradeRow)


def _texts(session: Session, words: TradeWords) -> ft.Control:
    colors = session.colors
    lines: list[ft.Control] = [
        row_title(session, words.title),
        support(session, words.line),
        support(session, words.summary, color=colors.ink),
    ]
    facts = [
        _fact(session, icon, said, color)
        for icon, said, color in (
            (ft.Icons.WORKSPACE_PREMIUM_ROUNDED, words.mark, colors.tertiary),
            (ft.Icons.SCHEDULE_ROUNDED, words.hours, colors.quiet),
            (ft.Icons.NEAR_ME_ROUNDED, words.distance, colors.secondary),
        )
        if said
    ]
    facts += [_fact(session, ft.Icons.HISTORY_ROUNDED, said, colors.warning) for said in words.warning]
    return column([*lines, *facts], 3)


def _fact(session: Session, icon: ft.IconData, words: str, color: str) -> ft.Control:
    said = support(session, words, color=color, bold=True)
    return ft.Row(
        spacing=theme.GAP_XS,
        controls=[ft.Icon(icon, size=14, color=color), ft.Container(expand=True, content=said)],
    )
