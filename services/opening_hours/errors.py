"""The one error of this package."""

from __future__ import annotations

from services.errors import RafflesiaError


class OpeningHoursError(RafflesiaError, ValueError):
    """An expression cannot be read.

    ``position`` is the 0-based index of the first character that does not fit (``len(expr)`` when the
    text ends too early); ``message_id`` names the sentence to show, one of those in :data:`MESSAGE_IDS`.
    """

    def __init__(self, position: int, message_id: str) -> None:
        super().__init__(f"{message_id} at {position}")
        self.position = position
        self._message_id = message_id

    @property
    def message_id(self) -> str:
        """Return the catalogue id of what does not fit."""
        return self._message_id


EMPTY = "error.hours_empty"
TOO_LONG = "error.hours_too_long"
CHARACTER = "error.hours_character"
COMMENT_OPEN = "error.hours_comment_open"
UNKNOWN_WORD = "error.hours_unknown_word"
UNEXPECTED = "error.hours_unexpected"
UNSUPPORTED = "error.hours_unsupported"
TIME = "error.hours_time"
POINT_IN_TIME = "error.hours_point_in_time"
DATE = "error.hours_date"
NUMBER = "error.hours_number"

MESSAGE_IDS = (
    EMPTY,
    TOO_LONG,
    CHARACTER,
    COMMENT_OPEN,
    UNKNOWN_WORD,
    UNEXPECTED,
    UNSUPPORTED,
    TIME,
    POINT_IN_TIME,
    DATE,
    NUMBER,
)
