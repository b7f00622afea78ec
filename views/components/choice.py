"""A row of choices of which exactly one (or, for filters, any number) is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

from views import theme
from views.components.basics import Tone
from views.state import Session


def choice_row(
    session: Session,
    title: str,
    options: Sequence[tuple[str, bool, Callable[[], object]]],
    *,
    tones: Sequence[Tone] | None = None,
    equal: bool = False,
) -> ft.Control:
    """Return one button for each (words, chosen, on_choose), read as "title: words".

    ``tones`` colours a chosen option by meaning; ``equal`` gives all options the same width.
    """
    buttons = [
        _option(session, title, words, chosen, choose, tones[index] if tones else None, equal)
        for index, (words, chosen, choose) in enumerate(options)
    ]
    if equal:
        return ft.Row(spacing=theme.GAP_S, controls=buttons)
    return ft.Row(wrap=True, spacing=theme.GAP_S, run_spacing=theme.GAP_S, controls=buttons)


def _option(
    session: Session,
    title: str,
    words: str,
    chosen: bool,
    choose: Callable[[], object],
    tone: Tone | None,
    equal: bool,
) -> ft.Control:
    colors = session.colors
    strong = tone.color if tone else colors.secondary
    ink = (colors.on_status if tone else colors.on_secondary) if chosen else colors.ink
    box = ft.Container(
        on_click=choose,
        ink=True,
        bgcolor=strong if chosen else colors.choice,
        border=ft.Border.all(2 if chosen else 1, strong if chosen else colors.line),
        border_radius=theme.RADIUS_S,
        padding=ft.Padding.symmetric(horizontal=theme.GAP_M, vertical=theme.GAP_L + session.room_px),
        alignment=ft.Alignment.CENTER if equal else None,
        content=ft.Text(words, style=session.type.label, color=ink, text_align=ft.TextAlign.CENTER),
    )
    return ft.Semantics(
        button=True,
        container=True,
        selected=chosen,
        label=f"{title}: {words}",
        exclude_semantics=False,
        content=box,
        expand=equal or None,
    )
