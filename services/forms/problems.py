"""What can be wrong with an answer."""

from __future__ import annotations

from enum import StrEnum


class Problem(StrEnum):
    """The codes of docs/api.md."""

    MISSING = "missing"
    TYPE = "type"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    RANGE = "range"
    FORMAT = "format"
    UNKNOWN_VALUE = "unknown_value"
    DUPLICATE = "duplicate"


class Wrong(Exception):
    """An answer does not hold."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def need(holds: bool, problem: Problem) -> None:
    """Raise :class:`Wrong` with ``problem`` unless ``holds``."""
    if not holds:
        raise Wrong(problem)
