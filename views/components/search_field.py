"""A search field that answers while one types, and never takes a typed letter away."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from views import theme
from views.components.basics import Handler, icon_button, support
from views.components.boundary import safe_component
from views.hooks import use_box, use_cleanup, use_value
from views.state import Session, use_session

DEBOUNCE_S = 0.15


@dataclass(eq=False)
class _Typing:
    """What happens in the field between renders.

    The client changes the drawn control before it tells of the change. A render in between that passed an
    older text would take letters away, so a render passes on what the control itself holds.
    """

    seen: str  # the owner's text at the last render
    told: str  # what the owner was told last
    field: ft.TextField | None = None
    forced: str | None = None
    task: asyncio.Task[None] | None = None

    def stop(self) -> None:
        """Forget the search that was about to start."""
        if self.task is not None:
            self.task.cancel()

    def search_soon(self, words: str, change: Callable[[str], None]) -> None:
        """Tell the owner of ``words`` when no further letter comes for 150 ms."""
        self.stop()
        self.task = asyncio.create_task(self._tell(words, change))

    async def _tell(self, words: str, change: Callable[[str], None]) -> None:
        await asyncio.sleep(DEBOUNCE_S)
        self.told = words
        change(words)

    def force(self, words: str) -> None:
        """Show ``words`` at the next render, whatever the control holds."""
        self.stop()
        self.told = self.forced = words

    def text(self, words: str) -> str:
        """Return what the field shows now; ``words`` is the text of its owner."""
        if words not in (self.seen, self.told):  # changed elsewhere: "clear filters"
            self.force(words)
        self.seen = words
        if self.forced is None:
            return words if self.field is None else self.field.value or ""
        shown, self.forced = self.forced, None
        return shown


@safe_component
def SearchField(
    label: str,
    words: str,
    change: Callable[[str], None],
    autofocus: bool = False,
    floating: bool = False,
    submit: Callable[[str], None] | None = None,
    slash: bool = False,
) -> ft.Control:
    """A round field. ``words`` is its owner's text; ``change`` gets the next one 150 ms after the last key.

    ``floating``: it lies over a map and casts a shadow. ``submit`` gets the text when Enter is pressed.
    ``slash``: the key / leads here (tools/web/shell.js), and where there is a keyboard the field says so.
    """
    session = use_session()
    typing = use_box(lambda: _Typing(words, words)).current
    _, set_filled = use_value(bool(words))

    def typed(event: ft.Event[ft.TextField]) -> None:
        typing.search_soon(event.control.value or "", change)
        set_filled(bool(event.control.value))

    def entered(event: ft.Event[ft.TextField]) -> None:
        typing.stop()
        typing.told = event.control.value or ""
        change(typing.told)
        if submit is not None:
            submit(typing.told)

    def clear() -> None:
        typing.force("")
        set_filled(False)
        change("")

    use_cleanup(typing.stop)
    field = typing.field = _field(session, label, typing.text(words), typed, autofocus)
    field.on_submit = entered
    return _frame(session, _row(session, label, field, clear, slash), floating)


def _row(session: Session, label: str, field: ft.TextField, clear: Handler, slash: bool) -> list[ft.Control]:
    """Return the field with its sign before it, and the cross or the key behind it."""
    icon = ft.Icon(ft.Icons.SEARCH_ROUNDED, color=session.colors.quiet)
    # Its hint is its name for screen readers, until there are letters in the hint's place.
    name = ft.Semantics(label=label if field.value else None, content=field)
    row: list[ft.Control] = [icon, ft.MergeSemantics(content=name, expand=True)]
    if field.value:
        cross = icon_button(session, ft.Icons.CLOSE_ROUNDED, session.text("search.clear"), clear, flat=True)
        row.append(cross)
    elif slash and session.wide and session.page.web:
        row.append(_key(session))
    return row


def _field(session: Session, label: str, words: str, typed: Handler, autofocus: bool) -> ft.TextField:
    hint = session.type.body
    hint.color = session.colors.quiet
    return ft.TextField(
        value=words,
        on_change=typed,
        hint_text=label,
        hint_style=hint,
        hint_max_lines=2,
        text_style=session.type.body,
        color=session.colors.ink,
        cursor_color=session.colors.secondary,
        border=ft.NoInputBorder(),
        content_padding=ft.Padding.symmetric(vertical=theme.GAP_L),
        autocorrect=False,
        autofocus=autofocus,
    )


def _key(session: Session) -> ft.Control:
    """The key that leads here, drawn as a key; the documentation of the keyboard tells it to others."""
    cap = ft.Container(
        border=ft.Border.all(1, session.colors.outline),
        border_radius=theme.GAP_XS,
        padding=ft.Padding.symmetric(horizontal=theme.GAP_S),
        margin=ft.Margin.only(right=theme.GAP_M),
        content=support(session, "/"),
    )
    return ft.Semantics(exclude_semantics=True, content=cap)


def _frame(session: Session, row: list[ft.Control], floating: bool) -> ft.Control:
    colors = session.colors
    shade = colors.map.casing if colors.dark else colors.ink
    shadow = ft.BoxShadow(blur_radius=10, offset=ft.Offset(0, 2), color=ft.Colors.with_opacity(0.12, shade))
    return ft.Container(
        bgcolor=colors.card,
        border=ft.Border.all(1, colors.outline),
        border_radius=theme.RADIUS_SHEET,
        shadow=shadow if floating and not session.state.high_contrast else None,
        padding=ft.Padding.only(left=theme.GAP_L, right=theme.GAP_XS),
        content=ft.Row(spacing=theme.GAP_S, vertical_alignment=ft.CrossAxisAlignment.CENTER, controls=row),
    )
