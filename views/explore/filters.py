"""Chips of the categories, each with its own drawing; one category or all."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from views import theme
from views.components.artwork import category_artwork, category_words
from views.components.boundary import safe_component
from views.state import Session, use_session

ART_W, ART_H = 40, 32


@safe_component
def CategoryChips(side: int = theme.GAP_L) -> ft.Control:
    """Chips in one row that scrolls sideways, the most frequent category first."""
    session = use_session()
    wanted = session.state.explore_category
    chips = [_chip(session, None, wanted is None)]
    chips += [_chip(session, name, wanted == name) for name in session.services.places.categories()]
    space = ft.Container(width=side - theme.GAP_S)
    return ft.Semantics(
        label=session.text("explore.categories"),
        container=True,
        content=ft.Row(
            scroll=ft.ScrollMode.HIDDEN,
            spacing=theme.GAP_S,
            controls=[space, *chips, ft.Container(width=side)],
        ),
    )


def choose(session: Session, category: str | None) -> Callable[[], None]:
    """Return the action that shows one category, all for None; a second tap on it shows all again."""

    def change() -> None:
        state = session.state
        state.explore_category = None if category == state.explore_category else category

    return change


def _chip(session: Session, category: str | None, chosen: bool) -> ft.Control:
    colors = session.colors
    words = category_words(session, category) if category else session.text("explore.all")
    ink = colors.on_secondary if chosen else colors.ink
    face = ft.Container(
        bgcolor=colors.secondary if chosen else colors.card,
        border=ft.Border.all(1, colors.secondary if chosen else colors.line),
        border_radius=theme.RADIUS_L,
        padding=ft.Padding.only(left=4 if category else 14, right=14, top=4, bottom=4),
        content=ft.Row(
            tight=True,
            spacing=theme.GAP_S,
            controls=[
                *_picture(session, category, chosen),
                ft.Text(words, style=session.type.label, color=ink, no_wrap=True),
            ],
        ),
    )
    # The face is 40 px high; the target around it is 48.
    target = ft.Container(
        on_click=choose(session, category),
        ink=True,
        border_radius=theme.RADIUS_L,
        padding=ft.Padding.symmetric(vertical=4),
        content=face,
    )
    return ft.Semantics(button=True, container=True, toggled=chosen, content=target)


def _picture(session: Session, category: str | None, chosen: bool) -> list[ft.Control]:
    """Return the drawing, or the tick of a chosen "all"; always as high, so that nothing jumps."""
    if category:
        return [category_artwork(session, category, width=ART_W, height=ART_H, radius=theme.RADIUS_M)]
    tick = [ft.Icon(ft.Icons.CHECK_ROUNDED, size=16, color=session.colors.on_secondary)] if chosen else []
    return [ft.Container(height=ART_H, width=0), *tick]
