"""Change tokens: where a reader stands in the gateway's sequence. Opaque to readers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_FORM = re.compile(r"([0-9a-f]{12})-([0-9a-f]{1,15})(?:-([0-9a-f]{1,15}))?")


@dataclass(frozen=True, slots=True)
class Token:
    """``seq`` is the last number read in the database ``epoch``.

    ``base`` is set while a full list is being read: the last number given out when it began. Rows
    removed before that never reached the reader, so their tombstones need not either.
    """

    epoch: str
    seq: int
    base: int | None = None

    @property
    def knows_removals_until(self) -> int:
        """Removals up to this number do not concern the reader any more."""
        return max(self.seq, self.base or 0)

    def at(self, seq: int) -> Token:
        """Return the same token further on."""
        return replace(self, seq=seq)

    def encode(self) -> str:
        """Return the text given to readers."""
        base = "" if self.base is None else f"-{self.base:x}"
        return f"{self.epoch}-{self.seq:x}{base}"


def decode(text: str) -> Token | None:
    """Return the token of ``text``, None when it is not one."""
    match = _FORM.fullmatch(text)
    if match is None:
        return None
    epoch, seq, base = match.groups()
    return Token(epoch, int(seq, 16), None if base is None else int(base, 16))
