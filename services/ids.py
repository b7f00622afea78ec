"""Identifiers, injected so that tests know them beforehand."""

from __future__ import annotations

import uuid
from typing import Protocol


class Ids(Protocol):
    """Where services get new identifiers."""

    def new(self) -> str:
        """Return a new UUID as text; it is the idempotency key of a submission."""


class SystemIds:
    """Random (version 4) UUIDs."""

    def new(self) -> str:
        """Return a random UUID."""
        return str(uuid.uuid4())


def is_id(text: str) -> bool:
    """Return whether ``text`` is the plain form of a UUID (so that it can be a file name)."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False
