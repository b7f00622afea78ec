"""The ``Content-Range`` of an upload."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from gateway.errors import Problem

MAX_BYTES: Final = 10 * 1024 * 1024
_FORM = re.compile(r"bytes (\d{1,12})-(\d{1,12})/(\d{1,12})")


@dataclass(frozen=True, slots=True)
class UploadRange:
    """Which bytes come: from ``start`` (inclusive) to ``end`` (exclusive) of ``total``."""

    start: int
    end: int
    total: int


def parse_content_range(header: str | None) -> UploadRange | None:
    """Return the range, None for a whole body; raises 400 for nonsense and 413 for too much."""
    if header is None:
        return None
    match = _FORM.fullmatch(header.strip())
    if match is None:
        raise bad_range()
    first, last, total = (int(group) for group in match.groups())
    if not first <= last < total:
        raise bad_range()
    if total > MAX_BYTES:
        raise too_large()
    return UploadRange(first, last + 1, total)


def too_large() -> Problem:
    """Return the 413."""
    return Problem(413, "too_large", f"A photo may have at most {MAX_BYTES} bytes.")


def bad_range() -> Problem:
    """Return the 400 for a Content-Range that is malformed or not that of the body."""
    return Problem(400, "bad_range", "Content-Range must be: bytes first-last/total, as the body is.")
