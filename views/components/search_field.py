"""A search field: what is typed is shown by its owner, the cross empties it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from views import theme
from views.components.basics import icon_button
from views.components.boundary import safe_component
from views.hooks import use_box
from views.state import Session, use_session


@dataclass(eq=False)
class _Typing:
    """The drawn control, and the text that its owner was last told."""

    told: str
    field: ft.TextField | None = None

    def text(self, words: str) -> str:
        """Return what to draw: the client may be letters ahead, unless the owner changed ``words``."""
        if words != self.told or self.field is None:
            self.told = words
            return words
        return self.field.value or ""


@safe_component
def SearchField(label: str, words: str, change: Callable[[str], None], autofocus: bool = False) -> ft.Control:
    """A round field; ``change`` gets the text after every key, ``words`` is its owner's text."""
    session = use_session()
    typing = use_box(lambda: _Typing(words)).current

    def typed(event: ft.Event[ft.TextField]) -> None:
        typing.told = event.control.value or ""
        change(typing.told)

    def clear() -> None:
        change("")

    field = _field(session, label, typing.text(words), typed, autofocus)
    typing.field = field
    row: list[ft.Control] = [ft.Icon(ft.Icons.SEARCH_ROUNDED, color=session.colors.quiet), field]
    if words:
        row.append(icon_button(session, ft.Icons.CLOSE_ROUNDED, session.text("search.clear"), clear))
    return _frame(session, row)


def _field(
    session: Session, label: str, words: str, typed: Callable[..., None], autofocus: bool
) -> ft.TextField:
    hint = session.type.body
    hint.color = session.colors.quiet
    return ft.TextField(
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
