"""The card around one field: question, required or not, who sees the answer, help, what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from services.models import FormField
from views import theme
from views.components.basics import body, card, column, support
from views.components.inputs import wrong_line
from views.request.editor import RequestEditor
from views.request.words import label_of, problem_words, seen_by
from views.state import Session


def field_card(
    session: Session,
    editor: RequestEditor,
    field: FormField,
    parts: Sequence[ft.Control],
    *,
    after: Sequence[ft.Control] = (),
    merged: bool = False,
) -> ft.Control:
    """Return the card. ``merged``: ``parts`` is one input that screen readers name by all words around it."""
    inner: list[ft.Control] = [*question(session, editor, field), *parts]
    problem = problem_line(session, editor, field)
    if problem is not None:
        inner.append(problem)
    content: ft.Control = column(inner, theme.GAP_S)
    if merged:
        content = ft.MergeSemantics(content=content)
    return card(session, column([content, *after], theme.GAP_XS) if after else content)


def question(session: Session, editor: RequestEditor, field: FormField) -> list[ft.Control]:
    """Return the words above an input."""
    language = session.state.language
    title = ft.Text(label_of(session, field), style=session.type.row, color=session.colors.ink)
    lines: list[ft.Control] = [column([title, _who(session, editor, field)], 2)]
    if field.help is not None:
        lines.append(body(session, field.help.in_language(language), quiet=True))
    return lines


def _who(session: Session, editor: RequestEditor, field: FormField) -> ft.Control:
    """Say in one small line whether the answer is needed and who will see it."""
    words, public = seen_by(session, field, editor.draft.form.public_position)
    color = session.colors.secondary if public else session.colors.quiet
    icon = ft.Icons.PUBLIC_ROUNDED if public else ft.Icons.LOCK_OUTLINE_ROUNDED
    parts: list[ft.Control] = []
    if field.required:
        parts.append(support(session, session.text("request.required"), color=session.colors.ink, bold=True))
    said = ft.Text(words, style=session.type.support, color=color, expand=True, expand_loose=True)
    seen: list[ft.Control] = [ft.Icon(icon, size=14, color=color), said]
    parts.append(ft.Row(tight=True, spacing=theme.GAP_XS, controls=seen))
    return ft.Row(wrap=True, spacing=theme.GAP_M, run_spacing=0, controls=parts)


def problem_line(session: Session, editor: RequestEditor, field: FormField) -> ft.Control | None:
    """Return what is wrong with the answer, None when nothing is (or nothing is shown yet)."""
    problem = editor.problems.get(field.code)
    if problem is None:
        return None
    return wrong_line(session, problem_words(session, field, problem, editor.value(field.code)))
