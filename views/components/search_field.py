"""A search field: what is typed is shown by its owner, the cross empties it."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from views import theme
from views.components.basics import icon_button
from views.state import Session


def search_field(
    session: Session, label: str, words: str, change: Callable[[str], None], *, autofocus: bool = False
) -> ft.Control:
    """Return a round field; ``change`` gets the text after every key."""

    def typed(event: ft.Event[ft.TextField]) -> None:
        change(event.control.value or "")

    def clear() -> None:
        change("")

    hint = session.type.body
    hint.color = session.colors.quiet
    field = ft.TextField(
        expand=True,
        value=words,
        on_change=typed,
        hint_text=label,
        hint_style=hint,
        text_style=session.type.body,
        color=session.colors.ink,
        border=ft.NoInputBorder(),
        content_padding=ft.Padding.symmetric(vertical=theme.GAP_L),
        autocorrect=False,
        autofocus=autofocus,
    )
    row: list[ft.Control] = [ft.Icon(ft.Icons.SEARCH_ROUNDED, color=session.colors.quiet), field]
    if words:
        row.append(icon_button(session, ft.Icons.CLOSE_ROUNDED, session.text("search.clear"), clear))
    return _frame(session, row)


def _frame(session: Session, row: list[ft.Control]) -> ft.Control:
    return ft.Container(
        bgcolor=session.colors.card,
        border=ft.Border.all(1, session.colors.outline),
        border_radius=theme.RADIUS_SHEET,
        padding=ft.Padding.only(left=theme.GAP_L, right=theme.GAP_XS),
        content=ft.Row(spacing=theme.GAP_S, vertical_alignment=ft.CrossAxisAlignment.CENTER, controls=row),
    )


def outline(session: Session, radius: int) -> ft.OutlineInputBorder:
    """Return the border of a field."""
    return ft.OutlineInputBorder(border_radius=radius, side=ft.BorderSide(1, session.colors.outline))
