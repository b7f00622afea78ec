"""What text fields share: the border, what is said to be wrong, and letters that are never taken away."""

from __future__ import annotations

from dataclasses import dataclass

import flet as ft

from views import theme
from views.components.basics import support
from views.state import Session


@dataclass(eq=False)
class Drawn:
    """The text field of a component as it was drawn last.

    The client may be letters ahead of what the app knows: a render passes on what the control itself holds,
    because drawing anything else would take letters away.
    """

    field: ft.TextField | None = None

    def text(self, first: str) -> str:
        """Return what to draw: ``first`` at first, then what the person made of it."""
        return first if self.field is None else self.field.value


def own_node(field: ft.TextField, *, expand: bool = False) -> ft.Control:
    """Return ``field`` as a node of its own for screen readers.

    Without it the words of the column around it may become the name of the field, and the column its box.
    """
    return ft.Semantics(container=True, content=field, expand=expand or None)


def outline(session: Session, *, wrong: bool = False) -> ft.OutlineInputBorder:
    """Return the border of an input."""
    colors = session.colors
    side = ft.BorderSide(2, colors.danger) if wrong else ft.BorderSide(1, colors.outline)
    return ft.OutlineInputBorder(border_radius=theme.RADIUS_S, side=side)


def wrong_line(session: Session, words: str) -> ft.Control:
    """Return what is wrong with an input; announced when it appears."""
    line = ft.Row(
        spacing=theme.GAP_S,
        controls=[
            ft.Icon(ft.Icons.ERROR_ROUNDED, size=18, color=session.colors.danger),
            ft.Container(
                expand=True, content=support(session, words, color=session.colors.danger, bold=True)
            ),
        ],
    )
    return ft.Semantics(live_region=True, content=line)
