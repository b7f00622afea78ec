"""What the drawing of a memoised row depends on besides its words."""

from __future__ import annotations

from dataclasses import dataclass

from views.state import Session

# Larger text than this needs the whole width: what stands beside the words moves above or below them.
SIDE_BY_SIDE_SCALE = 1.35


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
