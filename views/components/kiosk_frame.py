"""The frame of every screen of a kiosk: home, language, text size and the end of the visit in one bar."""

from __future__ import annotations

from typing import Any

import flet as ft

from services.models import Place
from views import lifecycle, routes, theme
from views.components.artwork import category_artwork
from views.components.basics import Handler
from views.state import Session, Visit

TEXT_SIZES = (1.0, 1.3, 1.6)
UPPER, LOWER = 45, 55
"""How a tall screen with low controls is divided, in hundredths."""

BAR_BUTTON_H = 84


def kiosk_view(session: Session, visit: Visit, path: str, main: ft.Control, **back: Any) -> ft.View:
    """Return the View of one screen of a kiosk, ``main`` above the bar; ``back``: its way back."""
    body: ft.Control = ft.Container(content=main, expand=True)
    if is_low(session, visit):
        low = column_of([body, bar(session, visit)])
        controls: list[ft.Control] = [
            ft.Container(expand=UPPER, content=upper_picture(session, visit)),
            ft.Container(expand=LOWER, content=low),
        ]
    else:
        controls = [body, bar(session, visit)]
    return ft.View(
        route=path,
        padding=0,
        spacing=0,
        bgcolor=session.colors.paper,
        controls=[heard(visit, column_of(controls))],
        **back,
    )


def heard(visit: Visit, content: ft.Control) -> ft.Control:
    """Return ``content`` so that its touches are counted, where the platform does not hear of them."""
    if visit.touched is None:
        return ft.Container(content=content, expand=True)
    touched = visit.touched
    return ft.GestureDetector(
        content=content, expand=True, exclude_from_semantics=True, on_pan_down=lambda _: touched()
    )


def is_low(session: Session, visit: Visit) -> bool:
    """Return whether everything that is touched belongs into the lower part of this screen."""
    return visit.settings.controls_low and session.state.height > session.state.width


def place_of(session: Session, visit: Visit) -> Place | None:
    """Return the destination where the kiosk stands, None when it is none or not known here."""
    name = visit.settings.place_id
    return session.services.places.get(name) if name else None


def upper_picture(session: Session, visit: Visit) -> ft.Control:
    """Return the drawing of the place; it only decorates."""
    place = place_of(session, visit)
    return category_artwork(
        session,
        place.category if place else "other",
        width=session.state.width,
        height=session.state.height,
        radius=0,
    )


def column_of(controls: list[ft.Control]) -> ft.Control:
    """Return a column that fills its room."""
    return ft.Column(
        controls=controls, spacing=0, expand=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )


def bar(session: Session, visit: Visit) -> ft.Control:
    """Return the bar that every page of a kiosk has."""
    text, state = session.text, session.state

    async def language() -> None:
        await keep(session, "language", "en" if state.language == "id" else "id")

    async def larger() -> None:
        sizes = [size for size in TEXT_SIZES if size > state.text_scale]
        await keep(session, "text_scale", sizes[0] if sizes else TEXT_SIZES[0])

    def home() -> None:
        session.go(routes.HOME)

    buttons = [
        bar_button(session, ft.Icons.HOME_ROUNDED, text("kiosk.home"), home),
        bar_button(session, ft.Icons.TRANSLATE_ROUNDED, text("kiosk.other_language"), language),
        bar_button(session, ft.Icons.FORMAT_SIZE_ROUNDED, text("kiosk.text_size"), larger),
        bar_button(session, ft.Icons.CHECK_CIRCLE_ROUNDED, text("kiosk.finish"), visit.end, strong=True),
    ]
    return ft.Container(
        bgcolor=session.colors.card,
        border=ft.Border.only(top=ft.BorderSide(1, session.colors.line)),
        padding=ft.Padding.symmetric(horizontal=theme.GAP_M, vertical=theme.GAP_S),
        content=ft.Row(
            spacing=theme.GAP_S, controls=[ft.Container(expand=True, content=one) for one in buttons]
        ),
    )


async def keep(session: Session, name: str, value: object) -> None:
    """Keep a setting for this visit and show it."""
    await session.services.prefs.set(name, value)
    lifecycle.restore_preferences(session)
    lifecycle.apply_theme(session)


def bar_button(
    session: Session, icon: ft.IconData, words: str, on_click: Handler, *, strong: bool = False
) -> ft.Control:
    """Return one button of the bar: icon above words, high enough for any finger."""
    colors = session.colors
    ink = colors.on_primary if strong else colors.ink
    small = theme.Type(theme.KIOSK_LETTERS_SMALL)
    face = ft.Column(
        tight=True,
        spacing=theme.GAP_XS,
        alignment=ft.MainAxisAlignment.CENTER,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        controls=[
            ft.Icon(icon, color=ink, size=30),
            ft.Text(words, style=small.label, color=ink, text_align=ft.TextAlign.CENTER, max_lines=2),
        ],
    )
    box = ft.Container(
        content=face,
        height=BAR_BUTTON_H,
        bgcolor=colors.primary if strong else None,
        border_radius=theme.RADIUS_M,
        alignment=ft.Alignment.CENTER,
        ink=True,
        on_click=on_click,
    )
    return ft.Semantics(button=True, container=True, label=words, content=box)
