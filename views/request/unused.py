"""Answers to an older version of the form that the newer one does not ask for."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from services.forms import Unused
from views import theme
from views.components.basics import body, card, column, heading, icon_button, selectable, support, tone
from views.components.boundary import safe_component
from views.request.editor import RequestEditor
from views.request.words import answer_words, label_of
from views.state import Session, use_session


@safe_component
def UnusedCard(editor: RequestEditor) -> ft.Control:
    """What was answered before, under its old questions; it stays until it is removed or the form is sent."""
    session = use_session()
    text = session.text

    def remover(index: int) -> Callable[[], None]:
        return lambda: editor.forget(index)

    rows = [_row(session, one, remover(index)) for index, one in enumerate(editor.draft.unused)]
    return card(
        session,
        column(
            [heading(session, text("request.unused")), body(session, text("request.unused.words")), *rows]
        ),
        color=tone(session, "warning").soft,
    )


def _row(session: Session, one: Unused, remove: Callable[[], None]) -> ft.Control:
    label = label_of(session, one.field)
    answer = answer_words(session, one.field, one.answer)
    words = selectable(answer, session.type.body, session.colors.ink)
    button = icon_button(
        session, ft.Icons.CLOSE_ROUNDED, session.text("request.unused.remove", label=label), remove
    )
    return ft.Row(
        spacing=theme.GAP_M,
        controls=[ft.Container(expand=True, content=column([support(session, label), words], 0)), button],
    )
