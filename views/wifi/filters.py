"""Search field and filter chips; they change the page's one filter, which list and map share."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

import flet as ft

from services.models import StationKind
from services.stations import StationFilter
from views import theme
from views.components.boundary import safe_component
from views.components.station_words import KIND_ICONS
from views.state import Session, use_session

DEBOUNCE_S = 0.15
KINDS = (
    StationKind.TOURISM,
    StationKind.EDUCATION,
    StationKind.HEALTH,
    StationKind.PUBLIC_FACILITY,
    StationKind.REMOTE_VILLAGE,
)


@safe_component
def SearchField() -> ft.Control:
    """Free text; the search starts 150 ms after the last letter."""
    session = use_session()
    words, set_words = ft.use_state(session.state.wifi_filter.text)
    pending: ft.MutableRef[asyncio.Task[None] | None] = ft.use_ref(None)

    def typed(event: ft.Event[ft.TextField]) -> None:
        set_words(event.control.value or "")
        cancel()
        pending.current = asyncio.create_task(_search_soon(session, event.control.value or ""))

    def clear() -> None:
        cancel()
        set_words("")
        change(session, text="")

    def cancel() -> None:
        if pending.current is not None:
            pending.current.cancel()

    async def follow() -> None:
        """Take over a text that was changed elsewhere ("clear filters")."""
        set_words(session.state.wifi_filter.text)

    ft.use_effect(follow, dependencies=[session.state.wifi_filter.text], cleanup=None)
    ft.use_effect(_nothing, dependencies=[], cleanup=cancel)
    return _field(session, words, typed, clear)


async def _nothing() -> None:
    """Hold the place of a mount effect: only its cleanup matters."""


async def _search_soon(session: Session, words: str) -> None:
    await asyncio.sleep(DEBOUNCE_S)
    change(session, text=words)


def _field(
    session: Session,
    words: str,
    typed: Callable[[ft.Event[ft.TextField]], None],
    clear: Callable[[], None],
) -> ft.Control:
    colors, text = session.colors, session.text
    return ft.Container(
        bgcolor=colors.card,
        border=ft.Border.all(1, colors.line),
        border_radius=theme.RADIUS_SHEET,
        shadow=None
        if session.state.high_contrast
        else ft.BoxShadow(
            blur_radius=10, offset=ft.Offset(0, 2), color=ft.Colors.with_opacity(0.12, _shade(session))
        ),
        padding=ft.Padding.only(left=theme.GAP_L, right=4),
        content=ft.Row(
            spacing=theme.GAP_S,
            vertical_alignment=ft.CrossAxisAlignment.CENTER,
            controls=[
                ft.Icon(ft.Icons.SEARCH_ROUNDED, color=colors.quiet),
                ft.TextField(
                    expand=True,
                    value=words,
                    on_change=typed,
                    hint_text=text("wifi.search"),
                    hint_style=_hint(session),
                    text_style=session.type.body,
                    color=colors.ink,
                    cursor_color=colors.secondary,
                    border=ft.NoInputBorder(),
                    content_padding=ft.Padding.symmetric(vertical=16),
                    keyboard_type=ft.KeyboardType.TEXT,
                    autocorrect=False,
                ),
                _clear_button(session, clear, visible=bool(words)),
            ],
        ),
    )


def _shade(session: Session) -> str:
    return session.colors.map.casing if session.colors.dark else session.colors.ink


def _hint(session: Session) -> ft.TextStyle:
    style = session.type.body
    style.color = session.colors.quiet
    return style


def _clear_button(session: Session, clear: Callable[[], None], *, visible: bool) -> ft.Control:
    return ft.IconButton(
        icon=ft.Icons.CLOSE_ROUNDED,
        icon_color=session.colors.quiet,
        tooltip=session.text("wifi.search_clear"),
        width=theme.TOUCH_PX,
        height=theme.TOUCH_PX,
        on_click=clear,
        visible=visible,
    )


@safe_component
def FilterChips(side: int = theme.GAP_L) -> ft.Control:
    """Chips in one row that scrolls sideways; ``side`` is the space before the first one."""
    session = use_session()
    wanted, text = session.state.wifi_filter, session.text
    chips = [
        _chip(
            session,
            text("wifi.filter.working"),
            wanted.working_now,
            lambda: change(session, working_now=not wanted.working_now),
            ft.Icons.WIFI_ROUNDED,
        ),
        _chip(
            session,
            text("wifi.filter.open"),
            wanted.open_now,
            lambda: change(session, open_now=not wanted.open_now),
            ft.Icons.SCHEDULE_ROUNDED,
        ),
        *(_kind_chip(session, kind, wanted) for kind in KINDS),
    ]
    return ft.Semantics(
        label=text("wifi.filters"),
        container=True,
        content=ft.Row(
            scroll=ft.ScrollMode.HIDDEN,
            spacing=theme.GAP_S,
            controls=[ft.Container(width=side - theme.GAP_S), *chips, ft.Container(width=side - theme.GAP_S)],
        ),
    )


def _kind_chip(session: Session, kind: StationKind, wanted: StationFilter) -> ft.Control:
    def toggle() -> None:
        change(session, kinds=wanted.kinds ^ {kind})

    return _chip(
        session, session.text(f"station_kind.{kind.value}"), kind in wanted.kinds, toggle, KIND_ICONS[kind]
    )


def _chip(
    session: Session, words: str, chosen: bool, toggle: Callable[[], None], icon: ft.IconData
) -> ft.Control:
    colors = session.colors
    ink = colors.on_secondary if chosen else colors.ink
    face = ft.Container(
        bgcolor=colors.secondary if chosen else colors.card,
        border=ft.Border.all(1, colors.secondary if chosen else colors.line),
        border_radius=theme.RADIUS_L,
        padding=ft.Padding.symmetric(horizontal=14, vertical=10),
        content=ft.Row(
            tight=True,
            spacing=6,
            controls=[
                ft.Icon(ft.Icons.CHECK_ROUNDED if chosen else icon, size=16, color=ink),
                ft.Text(words, style=session.type.label, color=ink, no_wrap=True),
            ],
        ),
    )
    # The face is 40 px high; the target around it is 48.
    target = ft.Container(
        on_click=toggle,
        ink=True,
        border_radius=theme.RADIUS_L,
        padding=ft.Padding.symmetric(vertical=4),
        content=face,
    )
    return ft.Semantics(button=True, container=True, toggled=chosen, content=target)


def change(session: Session, **changes: object) -> None:
    """Replace parts of the page's filter."""
    session.state.wifi_filter = replace(session.state.wifi_filter, **changes)  # type: ignore[arg-type]
