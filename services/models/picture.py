"""Photos of content rows, as the feed names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.models import wire
from services.models.text import LocalText


@dataclass(frozen=True, slots=True)
class Picture:
    """One photo by the SHA-256 of its two sizes; ``width`` and ``height`` of the large one in pixels."""

    large: str
    thumb: str
    width: int
    height: int
    caption: LocalText
    credit: str
    licence: str

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> Picture:
        """Read one of the ``photos`` of a row; raises ``WireError``."""
        return cls(
            large=wire.text(row, "hash"),
            thumb=wire.text(row, "thumb"),
            width=int(wire.number(row, "w")),
            height=int(wire.number(row, "h")),
            caption=LocalText.from_wire(row, "caption"),
            credit=wire.text(row, "credit"),
            licence=wire.text(row, "licence"),
        )
