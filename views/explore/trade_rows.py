"""Cards of products and businesses: drawn again only when their words or their look change."""

from __future__ import annotations

import flet as ft

from views import theme
from views.components.artwork import trade_artwork
from views.components.basics import column, row_title, support
from views.components.boundary import safe_component
from views.components.look import SIDE_BY_SIDE_SCALE, Look
from views.explore.trade_words import TradeWords
from views.hooks import memo
from views.state import Session

ART_PX = 92


@safe_component
def _TradeRow(session: Session, words: TradeWords, look: Look) -> ft.Control:
    if look.scale <= SIDE_BY_SIDE_SCALE:
        content: ft.Control = ft.Row(
            spacing=theme.GAP_M,
            vertical_alignment=ft.CrossAxisAlignment.START,
            controls=[
                trade_artwork(session, words.category, width=ART_PX, height=ART_PX),
                ft.Container(expand=True, content=_texts(session, words)),
            ],
        )
    else:
        content = column(
            [trade_artwork(session, words.category, height=ART_PX * 1.6), _texts(session, words)]
        )
    return _box(session, words, content, look)


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


def _box(session: Session, words: TradeWords, content: ft.Control, look: Look) -> ft.Control:
    def open_it() -> None:
        session.go(words.path)

    colors = session.colors
    box = ft.Container(
        ink=True,
        on_click=open_it,
        bgcolor=colors.secondary_soft if look.chosen else colors.card,
        border=ft.Border.all(1, colors.secondary if look.chosen else colors.line),
        border_radius=theme.RADIUS_L,
        padding=theme.GAP_M,
        content=content,
    )
    said = (words.title, words.line, words.mark, words.hours, words.distance, *words.warning)
    label = ". ".join(part for part in said if part)
    return ft.Semantics(button=True, container=True, selected=look.chosen or None, label=label, content=box)
