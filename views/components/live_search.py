"""A search field that answers while one types: the search starts shortly after the last letter."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import flet as ft

from views import theme
from views.components.basics import Handler
from views.components.boundary import safe_component
from views.hooks import Box, use_box, use_value
from views.state import Session, use_session

DEBOUNCE_S = 0.15


@safe_component
def LiveSearch(hint: str, searched: str, on_search: Callable[[str], None]) -> ft.Control:
    """Free text. ``searched`` is what is being searched now; ``on_search`` gets the next words."""
    session = use_session()
    words, set_words = use_value(searched)
    pending: Box[asyncio.Task[None] | None] = use_box(lambda: None)

    def cancel() -> None:
        if pending.current is not None:
            pending.current.cancel()

    def typed(event: ft.Event[ft.TextField]) -> None:
        cancel()
        set_words(event.control.value or "")
        pending.current = asyncio.create_task(_search_soon(event.control.value or "", on_search))

    def clear() -> None:
        cancel()
        set_words("")
        on_search("")

    async def follow() -> None:
        """Take over a text that was changed elsewhere ("clear")."""
        set_words(searched)

    ft.use_effect(follow, dependencies=[searched])
    ft.use_effect(_nothing, dependencies=[], cleanup=cancel)
    return _pill(session, _field(session, hint, words, typed), _cross(session, clear, visible=bool(words)))


async def _nothing() -> None:
    """Hold the place of a mount effect: only its cleanup matters."""


async def _search_soon(words: str, on_search: Callable[[str], None]) -> None:
    await asyncio.sleep(DEBOUNCE_S)
    on_search(words)


def _field(session: Session, hint: str, words: str, typed: Handler) -> ft.Control:
    hint_style = session.type.body
    hint_style.color = session.colors.quiet
    return ft.TextField(
        expand=True,
        value=words,
        on_change=typed,
        hint_text=hint,
        hint_style=hint_style,
        text_style=session.type.body,
        color=session.colors.ink,
        cursor_color=session.colors.secondary,
        border=ft.NoInputBorder(),
        content_padding=ft.Padding.symmetric(vertical=16),
        autocorrect=False,
    )


def _cross(session: Session, clear: Handler, *, visible: bool) -> ft.Control:
    return ft.IconButton(
        icon=ft.Icons.CLOSE_ROUNDED,
        icon_color=session.colors.quiet,
        tooltip=session.text("search.clear"),
        width=theme.TOUCH_PX,
        height=theme.TOUCH_PX,
        on_click=clear,
        visible=visible,
    )


def _pill(session: Session, field: ft.Control, cross: ft.Control) -> ft.Control:
    return ft.Container(
        bgcolor=session.colors.card,
        border=ft.Border.all(
            1, session.colors.outline if session.state.high_contrast else session.colors.line
        ),
        border_radius=theme.RADIUS_SHEET,
        padding=ft.Padding.only(left=theme.GAP_L, right=theme.GAP_XS),
        content=ft.Row(
            spacing=theme.GAP_S,
            vertical_alignment=ft.CrossAxisAlignment.CENTER,
            controls=[ft.Icon(ft.Icons.SEARCH_ROUNDED, color=session.colors.quiet), field, cross],
        ),
    )
