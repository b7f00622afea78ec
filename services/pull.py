"""Bringing one collection up to date: a delta page by page, a full list in staging and then swapped in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from services.collection import Collection
from services.errors import BadAnswer, Refused, StaleToken
from services.gateway_models import ChangePage

MAX_PAGES = 2000
_BAD_TOKEN = "bad_token"  # noqa: S105  # a word of the contract, no secret


class ChangeFeed(Protocol):
    """Where pages come from; raises ``GatewayError``."""

    async def changes(self, collection: str, since: str, limit: int = 500) -> ChangePage:
        """Return what changed after the token ``since``; raises ``StaleToken``."""


class _Staging:
    """A full list while it is coming."""

    def __init__(self) -> None:
        self.rows: dict[str, Mapping[str, Any]] = {}
        self.trusted = False

    def add(self, page: ChangePage) -> None:
        for row_id in page.removed:
            self.rows.pop(row_id, None)
        for number, row in enumerate(page.items):
            self.rows[str(row.get("id") or f"?{len(self.rows)}.{number}")] = row
        self.trusted = self.trusted or page.reset


async def pull_collection(feed: ChangeFeed, collection: Collection[Any]) -> None:
    """Apply everything new; an interrupted delta goes on from its last page.

    A token that the gateway no longer takes leads to a full list, once. Raises ``GatewayError``,
    ``MassRemoval``, ``StorageError``; the collection is then as after the last page that was applied.
    """
    since = collection.token
    try:
        await _pull_from(feed, collection, since)
    except (StaleToken, Refused) as error:
        if not since or (isinstance(error, Refused) and error.code != _BAD_TOKEN):
            raise
        await _pull_from(feed, collection, "")


async def _pull_from(feed: ChangeFeed, collection: Collection[Any], since: str) -> None:
    staging = None if since else _Staging()
    for _ in range(MAX_PAGES):
        page = await feed.changes(collection.name, since)
        if page.more and page.token == since:
            raise BadAnswer(f"{collection.name}: the token does not move")
        if page.reset and staging is None:
            staging = _Staging()
        if staging is None:
            await collection.apply_page(page)
        else:
            staging.add(page)
        since = page.token
        if not page.more:
            break
    else:
        raise BadAnswer(f"{collection.name}: no end")
    if staging is not None:
        await collection.replace_all(tuple(staging.rows.values()), since, trusted=staging.trusted)
