"""One to five stars, in words too."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from views import theme
from views.state import Session

STARS = range(1, 6)


def star_words(session: Session, stars: int) -> str:
    """Return "4 dari 5, baik"."""
    return session.text("ticket.stars", n=stars, words=session.text(f"ticket.stars.{stars}"))


def star_row(session: Session, stars: int, choose: Callable[[int], None]) -> ft.Control:
    """Return five buttons of 48 px; each is read with its number and its word."""

    def chooser(n: int) -> Callable[[], None]:
        return lambda: choose(n)

    buttons = [_star(session, n, n <= stars, n == stars, chooser(n)) for n in STARS]
    return ft.Row(spacing=theme.GAP_XS, wrap=True, run_spacing=0, controls=buttons)


def _star(session: Session, n: int, full: bool, chosen: bool, choose: Callable[[], None]) -> ft.Control:
    colors = session.colors
    icon = ft.Icons.STAR_ROUNDED if full else ft.Icons.STAR_OUTLINE_ROUNDED
    box = ft.Container(
        width=session.touch_px,
        height=session.touch_px,
        shape=ft.BoxShape.CIRCLE,
        alignment=ft.Alignment.CENTER,
        ink=True,
        on_click=choose,
        content=ft.Icon(icon, size=32, color=colors.tertiary if full else colors.outline),
    )
    label = star_words(session, n)
    return ft.Semantics(button=True, container=True, selected=chosen, label=label, content=box)


def star_line(session: Session, stars: int) -> ft.Control:
    """Return a given rating: the stars, and the same in words."""
    icons: list[ft.Control] = [
        ft.Icon(
            ft.Icons.STAR_ROUNDED if n <= stars else ft.Icons.STAR_OUTLINE_ROUNDED,
            size=22,
            color=session.colors.tertiary,
        )
        for n in STARS
    ]
    words = ft.Text(star_words(session, stars), style=session.type.body, color=session.colors.ink)
    return ft.Row(
        wrap=True, spacing=theme.GAP_S, controls=[ft.Row(tight=True, spacing=2, controls=icons), words]
    )
