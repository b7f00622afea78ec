"""A text field of several lines that never takes a typed letter away."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from views.components.boundary import safe_component
from views.components.inputs import Drawn, outline, own_node
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
    most_lines: int = 8,
) -> ft.Control:
    """Show ``words`` at first; then only the person changes the field.

    Give it another ``key`` to show other words. It grows from ``lines`` to ``most_lines``.
    """
    session = use_session()
    drawn = use_box(Drawn).current

    def changed(event: ft.Event[ft.TextField]) -> None:
        typed(event.control.value or "")

    drawn.field = ft.TextField(
        value=drawn.text(words),
        on_change=changed,
        label=label,
        helper=helper or None,
        helper_max_lines=3,
        multiline=True,
        min_lines=lines,
        max_lines=most_lines,
        max_length=longest,
        border=outline(session),
        text_style=session.type.body,
    )
    return own_node(drawn.field)
