"""Cards of the list: drawn again only when their words or their look change."""

from __future__ import annotations

import flet as ft

from views import routes, theme
from views.components.artwork import category_artwork
from views.components.basics import column, row_title, support
from views.components.boundary import safe_component
from views.components.look import SIDE_BY_SIDE_SCALE, Look
from views.explore.findings import PlaceWords
from views.hooks import memo
from views.state import Session

ART_PX = 92


@safe_component
def _PlaceRow(session: Session, words: PlaceWords, look: Look) -> ft.Control:
    beside = look.scale <= SIDE_BY_SIDE_SCALE
    content: ft.Control
    if beside:
        content = ft.Row(
            spacing=theme.GAP_M,
            vertical_alignment=ft.CrossAxisAlignment.START,
            controls=[
                category_artwork(session, words.category, width=ART_PX, height=ART_PX),
                ft.Container(expand=True, content=_texts(session, words)),
            ],
        )
    else:
        content = column(
            [category_artwork(session, words.category, height=ART_PX * 1.6), _texts(session, words)]
        )
    return _box(session, words, content, look)


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


def _box(session: Session, words: PlaceWords, content: ft.Control, look: Look) -> ft.Control:
    def open_it() -> None:
        session.go(routes.destination(words.id))

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
    said = (words.title, words.line, words.distance, words.precision)
    label = ". ".join(part for part in said if part)
    return ft.Semantics(button=True, container=True, selected=look.chosen or None, label=label, content=box)
