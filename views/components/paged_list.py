"""Long lists a hundred rows at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import flet as ft

from views.components.basics import link
from views.hooks import use_value
from views.state import Session

PAGE_ROWS = 100

T = TypeVar("T")


@dataclass(frozen=True)
class Paging:
    """How much of a list is shown."""

    session: Session
    limit: int
    show: Callable[[int], None]

    def part(self, rows: Sequence[T]) -> Sequence[T]:
        """Return the rows to draw."""
        return rows[: self.limit]

    def more(self, count: int) -> list[ft.Control]:
        """Return the button that shows the next hundred of ``count`` rows; nothing when all are shown."""
        if count <= self.limit:
            return []

        def step() -> None:
            self.show(self.limit + PAGE_ROWS)

        words = self.session.text("action.more")
        button = link(self.session, words, step, icon=ft.Icons.EXPAND_MORE_ROUNDED)
        return [ft.Row(key="more", wrap=True, alignment=ft.MainAxisAlignment.CENTER, controls=[button])]

    def restart(self) -> None:
        """Show the first hundred again: the list is another one."""
        self.show(PAGE_ROWS)


def use_paging(session: Session) -> Paging:
    """Return the paging of one list. A hook."""
    limit, set_limit = use_value(PAGE_ROWS)
    return Paging(session, limit, set_limit)
