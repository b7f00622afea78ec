"""A writer's lock for a volume that nobody else can reach."""

from __future__ import annotations


class HeldLock:
    """Always held."""

    async def acquire(self) -> bool:
        """Return True."""
        return True

    async def release(self) -> None:
        """Do nothing."""
