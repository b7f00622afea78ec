"""One line that is typed to look something up: the device keeps nothing of it and learns no words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from views import theme
from views.components.basics import Handler, column
from views.components.boundary import safe_component
from views.hooks import use_box
from views.request.frame import outline, wrong_line
from views.state import use_session

LONGEST = 40  # as long as the gateway reads


@dataclass(eq=False)
class _Drawn:
    field: ft.TextField | None = None


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
    drawn = use_box(_Drawn).current

    def changed(event: ft.Event[ft.TextField]) -> None:
        typed(event.control.value or "")

    # The client may be letters ahead: a render passes on what the control itself holds.
    drawn.field = ft.TextField(
        value="" if drawn.field is None else drawn.field.value,
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
