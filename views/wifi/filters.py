"""Search field and filter chips; they change the page's one filter, which list and map share."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

import flet as ft

from services.models import StationKind
from services.stations import StationFilter
from views import theme
from views.components.basics import Handler
from views.components.boundary import safe_component
from views.components.station_words import KIND_ICONS
from views.hooks import use_box, use_value
from views.state import Session, use_session

DEBOUNCE_S = 0.15
KINDS = (
    StationKind.TOURISM,
    StationKind.EDUCATION,
    StationKind.HEALTH,
    StationKind.PUBLIC_FACILITY,
    StationKind.REMOTE_VILLAGE,
)


@dataclass(eq=False)
class _Typing:
    """What happens in the field between renders.

    The client changes the drawn control before it tells of the change. A render in between that passed an
    older text would take letters away, so a render passes on what the control itself holds.
    """

    asked: str
    field: ft.TextField | None = None
    forced: str | None = None
    task: asyncio.Task[None] | None = None

    def stop(self) -> None:
        """Forget the search that was about to start."""
        if self.task is not None:
            self.task.cancel()

    def text(self, wanted: str) -> str:
        """Return what the field shows now; ``wanted`` is the text of the page's filter."""
        if self.forced is None and wanted != self.asked:  # changed elsewhere: "clear filters"
            self.forced = wanted
        shown, self.forced = self.forced, None
        self.asked = wanted
        if shown is not None:
            self.stop()
            return shown
        return wanted if self.field is None else self.field.value or ""


@safe_component
def SearchField() -> ft.Control:
    """Free text; the search starts 150 ms after the last letter."""
    session = use_session()
    wanted = session.state.wifi_filter.text
    typing = use_box(lambda: _Typing(wanted)).current
    _, set_filled = use_value(bool(wanted))

    def typed(event: ft.Event[ft.TextField]) -> None:
        words = event.control.value or ""
        typing.stop()
        typing.task = asyncio.create_task(_search_soon(session, typing, words))
        set_filled(bool(words))

    def clear() -> None:
        typing.forced = typing.asked = ""
        typing.stop()
        set_filled(False)
        change(session, text="")

    ft.use_effect(_nothing, dependencies=[], cleanup=typing.stop)
    field = _text_field(session, typing.text(wanted), typed)
    typing.field = field
    return _pill(session, field, clear)


async def _nothing() -> None:
    """Hold the place of a mount effect: only its cleanup matters."""


async def _search_soon(session: Session, typing: _Typing, words: str) -> None:
    await asyncio.sleep(DEBOUNCE_S)
    typing.asked = words
    change(session, text=words)


def _text_field(session: Session, words: str, typed: Handler) -> ft.TextField:
    return ft.TextField(
        expand=True,
        value=words,
        on_change=typed,
        hint_text=session.text("wifi.search"),
        hint_style=_hint(session),
        text_style=session.type.body,
        color=session.colors.ink,
        cursor_color=session.colors.secondary,
        border=ft.NoInputBorder(),
        content_padding=ft.Padding.symmetric(vertical=16),
        autocorrect=False,
    )


def _pill(session: Session, field: ft.TextField, clear: Handler) -> ft.Control:
    colors = session.colors
    shade = ft.BoxShadow(
        blur_radius=10, offset=ft.Offset(0, 2), color=ft.Colors.with_opacity(0.12, _shade(session))
    )
    return ft.Container(
        bgcolor=colors.card,
        border=ft.Border.all(1, colors.line),
        border_radius=theme.RADIUS_SHEET,
        shadow=None if session.state.high_contrast else shade,
        padding=ft.Padding.only(left=theme.GAP_L, right=4),
        content=ft.Row(
            spacing=theme.GAP_S,
            vertical_alignment=ft.CrossAxisAlignment.CENTER,
            controls=[
                ft.Icon(ft.Icons.SEARCH_ROUNDED, color=colors.quiet),
                field,
                _clear_button(session, clear, visible=bool(field.value)),
            ],
        ),
    )


def _shade(session: Session) -> str:
    return session.colors.map.casing if session.colors.dark else session.colors.ink


def _hint(session: Session) -> ft.TextStyle:
    style = session.type.body
    style.color = session.colors.quiet
    return style


def _clear_button(session: Session, clear: Handler, *, visible: bool) -> ft.Control:
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
