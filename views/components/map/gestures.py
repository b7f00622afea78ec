"""How hands and keys move a map."""

from __future__ import annotations

import flet_map as fm

GESTURES = (
    fm.InteractionFlag.DRAG
    | fm.InteractionFlag.FLING_ANIMATION
    | fm.InteractionFlag.PINCH_MOVE
    | fm.InteractionFlag.PINCH_ZOOM
    | fm.InteractionFlag.DOUBLE_TAP_ZOOM
    | fm.InteractionFlag.SCROLL_WHEEL_ZOOM
)


def gestures() -> fm.InteractionConfiguration:
    """Return everything but rotation.

    The map must not take the focus when it opens, or Tab would begin in the middle of the screen.
    """
    return fm.InteractionConfiguration(
        flags=GESTURES, keyboard_configuration=fm.KeyboardConfiguration(autofocus=False)
    )
