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
