"""What the desk offers where a row names other ones: programmes, products and regencies by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.content.storing import stored_rows
from gateway.feed.collections import REGIONS
from gateway.staff.content_fields import Member
from gateway.staff.content_parts import ticked
from gateway.staff.words import text_of

REGENCIES: Final = "regencies"


async def choices_of(
    session: AsyncSession, members: Iterable[Member], shown: Mapping[str, str]
) -> dict[str, dict[str, Any]]:
    """Return the names to choose from by id, for each member that names rows.

    What a form with ``shown`` in its controls picks though it is not there has None for a name.
    """
    choices: dict[str, dict[str, Any]] = {}
    for member in members:
        if member.kind in ("reference", "picks"):
            names = await _names(session, member.options[0])
            picked = ticked(member.name, shown) if member.kind == "picks" else []
            choices[member.name] = names | {one: None for one in picked if one not in names}
    return choices


async def _names(session: AsyncSession, what: str) -> dict[str, Any]:
    if what == REGENCIES:
        regions = (await stored_rows(session, REGIONS)).values()
        return {row["id"]: row["name"] for row in regions if row.get("level") == "regency"}
    rows = (await stored_rows(session, what)).values()
    return {row["id"]: row["name"] for row in sorted(rows, key=_place_in_list)}


def _place_in_list(row: Mapping[str, Any]) -> tuple[int, str]:
    return int(row.get("order") or 0), text_of(row.get("name"), "id").casefold()
