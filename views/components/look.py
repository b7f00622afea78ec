"""What the drawing of a memoised row depends on besides its words."""

from __future__ import annotations

from dataclasses import dataclass

from views.state import Session


@dataclass(frozen=True, slots=True)
class Look:
    """Colour set, text size, and whether the row is the chosen one."""

    dark: bool
    high_contrast: bool
    scale: float
    chosen: bool = False


def look_of(session: Session, *, chosen: bool = False) -> Look:
    """Return the look of a row now."""
    state = session.state
    return Look(state.dark, state.high_contrast, state.text_scale, chosen)
