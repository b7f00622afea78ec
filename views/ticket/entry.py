"""One line that is typed to look something up: the device keeps nothing of it and learns no words."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from views import theme
from views.components.basics import Handler, column
from views.components.boundary import safe_component
from views.components.inputs import Drawn, outline, wrong_line
from views.hooks import use_box
from views.state import use_session

LONGEST = 40  # as long as the gateway reads


@safe_component
def LookupField(
    label: str,
    helper: str,
    typed: Callable[[str], None],
    problem: str = "",
    phone: bool = False,
    submit: Handler | None = None,
) -> ft.Control:
    """A field that only the person changes; ``problem`` is said below it. ``phone``: a keyboard of digits."""
    session = use_session()
    drawn = use_box(Drawn).current

    def changed(event: ft.Event[ft.TextField]) -> None:
        typed(event.control.value or "")

    drawn.field = ft.TextField(
        value=drawn.text(""),
        on_change=changed,
        on_submit=submit,
        label=label,
        helper=None if problem else helper,
        helper_max_lines=3,
        max_length=LONGEST,
        counter="",
        keyboard_type=ft.KeyboardType.PHONE if phone else ft.KeyboardType.VISIBLE_PASSWORD,
        capitalization=ft.TextCapitalization.CHARACTERS,
        autocorrect=False,
        enable_suggestions=False,
        enable_ime_personalized_learning=False,
        border=outline(session, wrong=bool(problem)),
        text_style=session.type.body,
    )
    parts: list[ft.Control] = [drawn.field]
    if problem:
        parts.append(wrong_line(session, problem))
    return ft.MergeSemantics(content=column(parts, theme.GAP_XS))
