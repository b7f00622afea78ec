"""A text field of several lines that never takes a typed letter away, with the button that sends it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from views import theme
from views.components.boundary import safe_component
from views.hooks import use_box
from views.state import use_session


@safe_component
def WordsField(
    label: str,
    words: str,
    typed: Callable[[str], None],
    longest: int,
    helper: str = "",
    lines: int = 3,
) -> ft.Control:
    """Show ``words`` at first; then only the person changes the field, so a render passes on what it holds.

    Give it another ``key`` to show other words.
    """
    session = use_session()
    drawn = use_box(_Drawn).current

    def changed(event: ft.Event[ft.TextField]) -> None:
        typed(event.control.value or "")

    drawn.field = ft.TextField(
        value=words if drawn.field is None else drawn.field.value,
        on_change=changed,
        label=label,
        helper=helper or None,
        helper_max_lines=3,
        multiline=True,
        min_lines=lines,
        max_lines=8,
        max_length=longest,
        border=ft.OutlineInputBorder(
            border_radius=theme.RADIUS_S, side=ft.BorderSide(1, session.colors.outline)
        ),
        text_style=session.type.body,
    )
    return drawn.field


@dataclass(eq=False)
class _Drawn:
    field: ft.TextField | None = None
