"""Texts and numbers. The client may be letters ahead: a render passes on what the control itself holds."""

from __future__ import annotations

from typing import Any

import flet as ft

from services.forms.numbers import read_number, written_number
from services.forms.texts import NIK_DIGITS, masked
from services.models import FieldType, FormField, TextFormat
from views import theme
from views.components.basics import link, support
from views.components.boundary import safe_component
from views.components.inputs import Drawn, outline
from views.hooks import use_box, use_value
from views.request.editor import RequestEditor
from views.request.frame import field_card
from views.request.words import answer_words
from views.state import Session, use_session

KEYBOARDS = {
    TextFormat.PHONE: ft.KeyboardType.PHONE,
    TextFormat.EMAIL: ft.KeyboardType.EMAIL,
    TextFormat.NAME: ft.KeyboardType.NAME,
    TextFormat.NIK: ft.KeyboardType.NUMBER,
}
HINTS = {
    TextFormat.PHONE: ft.AutofillHint.TELEPHONE_NUMBER,
    TextFormat.EMAIL: ft.AutofillHint.EMAIL,
    TextFormat.NAME: ft.AutofillHint.NAME,
}
COUNTED_FROM = 500  # a counter under a name would only be noise
LARGE = 1000


@safe_component
def TextCard(editor: RequestEditor, field: FormField) -> ft.Control:
    """One text or number."""
    session = use_session()
    drawn = use_box(Drawn).current
    shown, show = use_value(False)
    focused, focus = use_value(False)
    _, count = use_value(0)

    def typed(event: ft.Event[ft.TextField]) -> None:
        editor.type(field.code, _answer(session, field, event.control.value or ""))
        if field.is_secret or field.type is FieldType.NUMBER:  # what stands below follows the letters
            count(lambda n: n + 1)

    def entered() -> None:
        focus(True)

    def left() -> None:
        focus(False)
        editor.leave(field.code)

    first = _words(session, field, editor.value(field.code))
    drawn.field = ft.TextField(
        value=drawn.text(first),
        on_change=typed,
        on_blur=left,
        on_focus=entered if field.is_secret else None,
        password=field.is_secret and not (shown or focused),
        border=outline(session, wrong=field.code in editor.problems),
        text_style=session.type.body,
        **_kind(session, field),
    )
    after = [_reveal(session, editor, field, shown, lambda: show(not shown))] if field.is_secret else []
    read = _read_as(session, editor, field)
    parts: list[ft.Control] = [drawn.field, read] if read else [drawn.field]
    return field_card(session, editor, field, parts, after=after, merged=True)


def _answer(session: Session, field: FormField, words: str) -> Any:
    if not words:
        return None
    if field.type is not FieldType.NUMBER:
        return words
    number = read_number(words, session.state.language)
    return words if number is None else number


def _words(session: Session, field: FormField, value: Any) -> str:
    if value is None:
        return ""
    if field.type is FieldType.NUMBER and isinstance(value, int | float):
        return written_number(value, session.state.language)
    return str(value)


def _kind(session: Session, field: FormField) -> dict[str, Any]:
    """Return what the keyboard and the size of the field depend on."""
    if field.type is FieldType.NUMBER:
        unit = field.unit.in_language(session.state.language) if field.unit else None
        return {"keyboard_type": ft.KeyboardType.NUMBER, "suffix": unit}
    if field.is_secret:
        digits = ft.InputFilter(regex_string=r"^[0-9]*$", allow=True)
        return {"keyboard_type": ft.KeyboardType.NUMBER, "max_length": NIK_DIGITS, "input_filter": digits}
    if field.multiline:
        lines = {
            "multiline": True,
            "min_lines": 3,
            "max_lines": 10,
            "keyboard_type": ft.KeyboardType.MULTILINE,
        }
        return lines | ({"max_length": field.max_length} if field.max_length >= COUNTED_FROM else {})
    return {
        "keyboard_type": KEYBOARDS.get(field.format, ft.KeyboardType.TEXT),
        "autofill_hints": HINTS.get(field.format),
        "autocorrect": field.format is TextFormat.PLAIN,
        "capitalization": ft.TextCapitalization.WORDS if field.format is TextFormat.NAME else None,
    }


def _reveal(
    session: Session, editor: RequestEditor, field: FormField, shown: bool, toggle: Any
) -> ft.Control:
    """Return the masked number with the switch that shows it."""
    text = session.text
    value = str(editor.value(field.code) or "")
    words = text("request.hide" if shown else "request.show")
    icon = ft.Icons.VISIBILITY_OFF_OUTLINED if shown else ft.Icons.VISIBILITY_OUTLINED
    return ft.Row(
        wrap=True,
        run_spacing=0,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        controls=[
            support(session, value if shown else masked(value)),
            link(session, words, toggle, icon=icon),
        ],
    )


def _read_as(session: Session, editor: RequestEditor, field: FormField) -> ft.Control | None:
    """Return a large number with its separators: one zero too many is easy to type."""
    value = editor.value(field.code)
    if field.type is not FieldType.NUMBER or not isinstance(value, int | float) or abs(value) < LARGE:
        return None
    words = session.text("request.read_as", value=answer_words(session, field, value))
    return ft.Container(padding=ft.Padding.only(left=theme.GAP_XS), content=support(session, words))
