"""Small parts that every screen uses: text, cards, buttons, chips of status, banners, ornaments."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import flet as ft

from views import theme
from views.state import Session

Handler = Callable[..., Any] | Callable[..., Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Tone:
    """A role's colours with its icon: status is always colour, icon and word together."""

    color: str
    soft: str
    icon: ft.IconData


def tone(session: Session, name: str) -> Tone:
    """Return the tone "success", "warning", "danger", "unknown", "info" or "gold"."""
    colors = session.colors
    return {
        "success": Tone(colors.success, colors.success_soft, ft.Icons.CHECK_CIRCLE_ROUNDED),
        "warning": Tone(colors.warning, colors.warning_soft, ft.Icons.ERROR_ROUNDED),
        "danger": Tone(colors.danger, colors.danger_soft, ft.Icons.CANCEL_ROUNDED),
        "unknown": Tone(colors.unknown, colors.unknown_soft, ft.Icons.HELP_ROUNDED),
        "info": Tone(colors.secondary, colors.secondary_soft, ft.Icons.INFO_ROUNDED),
        "gold": Tone(colors.tertiary, colors.tertiary_soft, ft.Icons.STAR_ROUNDED),
    }[name]


def heading(
    session: Session,
    words: str,
    level: int = 2,
    *,
    style: ft.TextStyle | None = None,
    color: str | None = None,
    align: ft.TextAlign = ft.TextAlign.START,
) -> ft.Control:
    """A section heading, announced as one by screen readers; ``style`` and ``color`` differ seldom."""
    usual = session.type.title if level == 1 else session.type.heading
    return ft.Semantics(
        header=True,
        heading_level=level,
        container=True,  # without it the whole column around it may become the heading
        content=ft.Text(words, style=style or usual, color=color or session.colors.ink, text_align=align),
    )


def body(session: Session, words: str, *, quiet: bool = False, color: str | None = None) -> ft.Text:
    """Running text."""
    fallback = session.colors.quiet if quiet else session.colors.ink
    return ft.Text(words, style=session.type.body, color=color or fallback)


def row_title(session: Session, words: str) -> ft.Text:
    """First line of a row or card."""
    return ft.Text(words, style=session.type.row, color=session.colors.ink)


def support(session: Session, words: str, *, color: str | None = None, bold: bool = False) -> ft.Text:
    """Second and third lines of a row."""
    style = session.type.label if bold else session.type.support
    return ft.Text(words, style=style, color=color or session.colors.quiet)


def selectable(words: str, style: ft.TextStyle, color: str) -> ft.Control:
    """Text that a person may select and copy.

    In the browser a selectable text is a disabled field without a name, so its words are given here.
    """
    return ft.Semantics(
        label=words,
        exclude_semantics=True,
        content=ft.Text(words, style=style, color=color, selectable=True),
    )


def card(
    session: Session,
    content: ft.Control,
    *,
    on_click: Handler | None = None,
    padding: int = theme.GAP_L,
    color: str | None = None,
    label: str | None = None,
) -> ft.Control:
    """A white card with a thin line; with ``on_click`` it is one button, read as ``label``."""
    box = ft.Container(
        content=content,
        bgcolor=color or session.colors.card,
        border=None if color else ft.Border.all(1, session.colors.line),
        border_radius=theme.RADIUS_L,
        padding=padding,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        ink=on_click is not None,
        on_click=on_click,
    )
    if on_click is None:
        return box
    return ft.Semantics(button=True, container=True, label=label, content=box)


def icon_tile(session: Session, icon: ft.IconData, role: Tone, size: int = 46) -> ft.Control:
    """A rounded square with an icon on the role's soft colour, decorative."""
    return ft.Container(
        width=size,
        height=size,
        border_radius=theme.RADIUS_S,
        bgcolor=role.soft,
        alignment=ft.Alignment.CENTER,
        content=ft.Icon(icon, color=role.color, size=size * 0.48),
    )


def status_chip(session: Session, words: str, role: Tone, *, on_dark: bool = False) -> ft.Control:
    """A status in words with its icon; ``on_dark``: on a strong surface, drawn on white."""
    return ft.Container(
        bgcolor=session.colors.card if on_dark else role.soft,
        border_radius=theme.RADIUS_L,
        padding=ft.Padding.symmetric(horizontal=12, vertical=6),
        content=ft.Row(
            tight=True,
            spacing=6,
            controls=[
                ft.Icon(role.icon, color=role.color, size=16),
                ft.Text(words, style=session.type.label, color=role.color, expand=True, expand_loose=True),
            ],
        ),
    )


def banner(
    session: Session,
    words: str,
    role: Tone,
    *,
    action: str | None = None,
    on_action: Handler | None = None,
    icon: ft.IconData | None = None,
) -> ft.Control:
    """One calm sentence on a soft surface, with at most one action; announced when it appears."""
    line = ft.Row(
        spacing=theme.GAP_M,
        controls=[
            ft.Icon(icon or role.icon, color=role.color, size=20),
            ft.Container(expand=True, content=body(session, words)),
        ],
    )
    parts: list[ft.Control] = [line]
    if action and on_action:
        way = link(session, action, on_action)
        parts.append(ft.Row(wrap=True, alignment=ft.MainAxisAlignment.END, controls=[way]))
    return ft.Semantics(
        live_region=True,
        container=True,
        content=ft.Container(
            bgcolor=role.soft,
            border_radius=theme.RADIUS_M,
            padding=ft.Padding.symmetric(horizontal=theme.GAP_L, vertical=14),
            content=ft.Column(tight=True, spacing=0, controls=parts),
        ),
    )


def primary_button(
    session: Session,
    words: str,
    on_click: Handler | None,
    *,
    icon: ft.IconData | None = None,
    running: bool = False,
    expand: bool = False,
) -> ft.Control:
    """The one main action of a screen; shows a ring while ``running``."""
    return ft.FilledButton(
        content=words,
        icon=ft.ProgressRing(width=18, height=18, stroke_width=2, color=session.colors.on_primary)
        if running
        else icon,
        on_click=on_click,
        disabled=on_click is None,
        expand=expand or None,
        style=ft.ButtonStyle(
            bgcolor={
                ft.ControlState.DISABLED: session.colors.primary if running else session.colors.choice,
                ft.ControlState.DEFAULT: session.colors.primary,
            },
            color={
                ft.ControlState.DISABLED: session.colors.on_primary if running else session.colors.quiet,
                ft.ControlState.DEFAULT: session.colors.on_primary,
            },
        ),
    )


def quiet_button(
    session: Session,
    words: str,
    on_click: Handler | None,
    *,
    icon: ft.IconData | None = None,
    expand: bool = False,
    danger: bool = False,
) -> ft.Control:
    """A secondary action with an outline."""
    color = session.colors.danger if danger else session.colors.secondary
    return ft.OutlinedButton(
        content=words,
        icon=icon,
        on_click=on_click,
        disabled=on_click is None,
        expand=expand or None,
        style=ft.ButtonStyle(color=color, side=ft.BorderSide(1.2, session.colors.outline)),
    )


def link(session: Session, words: str, on_click: Handler, *, icon: ft.IconData | None = None) -> ft.Control:
    """A text action."""
    return ft.TextButton(
        content=words,
        icon=icon,
        on_click=on_click,
        style=ft.ButtonStyle(
            color=session.colors.secondary,
            text_style=session.type.label,
            padding=ft.Padding.symmetric(horizontal=12, vertical=theme.GAP_L + session.room_px),
        ),
    )


def icon_button(
    session: Session, icon: ft.IconData, words: str, on_click: Handler, *, flat: bool = False
) -> ft.Control:
    """A round 48 px button whose words are its tooltip and its name for screen readers.

    ``flat``: without a surface and a line of its own, inside something that has them.
    """
    # An IconButton on the web is a button without a name: its tooltip goes to the group around it.
    circle = ft.Container(
        width=session.touch_px,
        height=session.touch_px,
        shape=ft.BoxShape.CIRCLE,
        bgcolor=None if flat else session.colors.card,
        border=None if flat else ft.Border.all(1, session.colors.line),
        alignment=ft.Alignment.CENTER,
        ink=True,
        tooltip=words,
        on_click=on_click,
        content=ft.Icon(icon, color=session.colors.ink),
    )
    return ft.Semantics(button=True, container=True, content=circle)


def flower(session: Session, size: int, *, ornament: bool = False) -> ft.Control:
    """The Rafflesia: the app's mark, or (``ornament``) the large quiet flower on a strong surface."""
    name = "flower-ornament" if ornament else "flower"
    return ft.Image(
        src=f"artwork/{name}.svg",
        width=size,
        height=size,
        exclude_from_semantics=True,
    )


def column(controls: Sequence[ft.Control], gap: int = theme.GAP_M) -> ft.Column:
    """A column that fills the width."""
    return ft.Column(
        controls=list(controls), spacing=gap, horizontal_alignment=ft.CrossAxisAlignment.STRETCH, tight=True
    )
