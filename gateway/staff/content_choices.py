"""What the desk offers where a row names another one: programmes by name, regencies instead of codes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.content.storing import stored_rows
from gateway.feed.collections import REGIONS
from gateway.staff.content_fields import Member

REGENCIES: Final = "regencies"


async def choices_of(session: AsyncSession, members: Iterable[Member]) -> dict[str, dict[str, Any]]:
    """Return the names to choose from by id, for each member that names a row."""
    named = [member for member in members if member.kind == "reference"]
    return {member.name: await _names(session, member.options[0]) for member in named}


async def _names(session: AsyncSession, what: str) -> dict[str, Any]:
    if what == REGENCIES:
        regions = (await stored_rows(session, REGIONS)).values()
        return {row["id"]: row["name"] for row in regions if row.get("level") == "regency"}
    rows = (await stored_rows(session, what)).values()
    return {row["id"]: row["name"] for row in sorted(rows, key=_place_in_list)}


def _place_in_list(row: dict[str, Any]) -> tuple[int, str]:
    return int(row.get("order") or 0), row["id"]
