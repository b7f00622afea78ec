"""A reading position in a list of tokens."""

from __future__ import annotations

from services.opening_hours import errors
from services.opening_hours.errors import OpeningHoursError
from services.opening_hours.lexer import Kind, Token, tokenize


class Cursor:
    """Walks over the tokens of one expression; the END token is never passed."""

    def __init__(self, expr: str) -> None:
        self._tokens = tokenize(expr)
        self._index = 0

    def peek(self, ahead: int = 0) -> Token:
        """Return the token ``ahead`` of the next one."""
        return self._tokens[min(self._index + ahead, len(self._tokens) - 1)]

    def take(self) -> Token:
        """Return the next token and step past it."""
        token = self.peek()
        self._index += 1
        return token

    def at(self, kind: Kind, ahead: int = 0) -> bool:
        """Whether the token ``ahead`` of the next one is of ``kind``."""
        return self.peek(ahead).kind is kind

    def at_mark(self, mark: str, ahead: int = 0) -> bool:
        """Whether the token ``ahead`` of the next one is the punctuation ``mark``."""
        token = self.peek(ahead)
        return token.kind is Kind.MARK and token.text == mark

    def skip_mark(self, mark: str) -> bool:
        """Step past ``mark`` if it is next, and say whether it was."""
        found = self.at_mark(mark)
        self._index += found
        return found

    def expect(self, kind: Kind, message_id: str = errors.UNEXPECTED) -> Token:
        """Return the next token, which must be of ``kind``."""
        if not self.at(kind):
            raise self.error(message_id)
        return self.take()

    def expect_mark(self, mark: str) -> None:
        """Step past ``mark``, which must be next."""
        if not self.skip_mark(mark):
            raise self.error()

    def number(self, lowest: int, highest: int, message_id: str = errors.NUMBER) -> int:
        """Return the next token as a number within bounds."""
        token = self.expect(Kind.NUMBER, message_id)
        if not lowest <= token.value <= highest:
            raise OpeningHoursError(token.position, message_id)
        return token.value

    def error(self, message_id: str = errors.UNEXPECTED) -> OpeningHoursError:
        """Return the error that the next token does not fit."""
        return OpeningHoursError(self.peek().position, message_id)
