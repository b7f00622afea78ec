"""What is on the number pad: immutable, and gone with the visit."""

from __future__ import annotations

from dataclasses import dataclass, field

PIN_MAX = 12


@dataclass(frozen=True, slots=True)
class PadState:
    """What is on the number pad. ``wrong``: the last try was; ``wait_s``: seconds until the next one."""

    entered: str = field(default="", repr=False)
    wrong: bool = False
    wait_s: float = 0.0
    checking: bool = False

    def with_digit(self, digit: str) -> PadState:
        """Return the pad after ``digit`` was pressed."""
        return PadState((self.entered + digit)[:PIN_MAX])

    def without_last(self) -> PadState:
        """Return the pad after the last digit was taken away."""
        return PadState(self.entered[:-1])
