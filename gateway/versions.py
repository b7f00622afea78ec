"""Comparing the versions of the app."""

from __future__ import annotations

import re

_NUMBERS = re.compile(r"(\d{1,6})\.(\d{1,6})(?:\.(\d{1,6}))?")


def is_older(version: str, minimum: str) -> bool:
    """Tell whether ``version`` ("1.2.3", what follows is ignored) is below ``minimum``.

    A version that nobody can read is no reason to refuse what a person wrote.
    """
    return bool(_numbers(version)) and _numbers(version) < _numbers(minimum)


def _numbers(version: str) -> tuple[int, ...]:
    match = _NUMBERS.match(version)
    return tuple(int(part or 0) for part in match.groups()) if match else ()
