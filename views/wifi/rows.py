"""Rows of the list: drawn again only when their words change."""

from __future__ import annotations

import flet as ft

from views import routes, theme
from views.components.basics import column, icon_tile, row_title, support, tone
from views.components.boundary import safe_component
from views.components.look import SIDE_BY_SIDE_SCALE, Look
from views.hooks import memo
from views.state import Session
from views.wifi.findings import RowWords


@safe_component
def _StationRow(session: Session, words: RowWords, look: Look) -> ft.Control:
    role = tone(session, words.tone)

    def open_it() -> None:
        session.go(routes.station(words.id))

    status_color = role.color if words.tone != "unknown" else session.colors.quiet
    texts: list[ft.Control] = [
        row_title(session, words.title),
        support(session, words.line),
        support(session, words.status, color=status_color, bold=True),
    ]
    beside = look.scale <= SIDE_BY_SIDE_SCALE
    if words.distance and not beside:
        texts.append(support(session, f"{words.distance} · {words.direction}", bold=True))
    parts: list[ft.Control] = [
        icon_tile(session, words.icon, role),
        ft.Container(expand=True, content=column(texts, 2)),
    ]
    if words.distance and beside:
        parts.append(_distance(session, words))
    box = ft.Container(
        ink=True,
        on_click=open_it,
        bgcolor=session.colors.secondary_soft if look.chosen else None,
        padding=ft.Padding.symmetric(horizontal=theme.GAP_L, vertical=theme.GAP_M),
        border=ft.Border.only(bottom=ft.BorderSide(1, session.colors.line)),
        content=ft.Row(spacing=theme.GAP_M, vertical_alignment=ft.CrossAxisAlignment.CENTER, controls=parts),
    )
    return ft.Semantics(button=True, container=True, selected=look.chosen or None, content=box)


StationRow = memo(_StationRow)


def _distance(session: Session, words: RowWords) -> ft.Control:
    return ft.Column(
        tight=True,
        spacing=2,
        horizontal_alignment=ft.CrossAxisAlignment.END,
        controls=[row_title(session, words.distance or ""), support(session, words.direction or "")],
    )
