"""Writing and reading rows of the feed.

Writers call these inside ``Database.write()``. A row gets a new number only when it really changed,
so an import of the same file moves nobody's token.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from gateway import sequence
from gateway.feed.collections import COLLECTIONS, GATEWAY_FIELDS
from gateway.feed.tables import ContentRow, FeedHorizon

Row = Mapping[str, Any]

FOR_GOOD: Final[Row] = {"removed": "for_good"}
"""Body of the tombstone of a row that an officer removed."""

_CHUNK = 500
_MAX_ID = 200
_RESET_SHARE = 0.3


async def upsert_rows(session: AsyncSession, collection: str, rows: Sequence[Row]) -> int:
    """Insert or update ``rows`` (each with a text ``id``) and return how many really changed.

    Fields that the gateway keeps itself (``GATEWAY_FIELDS``) keep their stored value in a row that
    already exists. Raises ``ValueError`` for an unknown collection, a bad id or an id given twice.
    """
    ids = _checked_ids(collection, rows)
    await sequence.lock(session)
    stored = await _load(session, collection, ids)
    changed = [(row, stored.get(row["id"])) for row in (dict(r) for r in rows)]
    changed = [(_with_kept_fields(collection, row, old), old) for row, old in changed]
    changed = [(row, old) for row, old in changed if old is None or not _is_same(old, row)]
    if not changed:
        return 0
    numbers = await sequence.allocate(session, len(changed))
    for (row, old), seq in zip(changed, numbers, strict=True):
        if old is None:
            session.add(ContentRow(collection=collection, id=row["id"], body=row, seq=seq, deleted_at=None))
        else:
            old.body, old.seq, old.deleted_at = row, seq, None
    await session.flush()
    return len(changed)


async def patch_row(session: AsyncSession, collection: str, row_id: str, changes: Row) -> bool:
    """Merge ``changes`` into one live row, gateway fields included; tell whether anything changed.

    Raises ``LookupError`` when there is no such live row.
    """
    await sequence.lock(session)
    old = (await _load(session, collection, [row_id])).get(row_id)
    if old is None or old.deleted_at is not None:
        raise LookupError(f"{collection} has no row {row_id}")
    body = {**old.body, **changes}
    if _is_same(old, body):
        return False
    old.body, old.seq = body, (await sequence.allocate(session))[0]
    await session.flush()
    return True


async def remove_rows(session: AsyncSession, collection: str, ids: Iterable[str], now: datetime) -> int:
    """Turn the live rows ``ids`` into tombstones of the time ``now``; return how many there were."""
    _require_collection(collection)
    await sequence.lock(session)
    stored = await _load(session, collection, list(ids))
    live = [row for row in stored.values() if row.deleted_at is None]
    if not live:
        return 0
    for row, seq in zip(live, await sequence.allocate(session, len(live)), strict=True):
        row.body, row.seq, row.deleted_at = {}, seq, now
    await session.flush()
    return len(live)


async def remove_for_good(session: AsyncSession, collection: str, row_id: str, now: datetime) -> None:
    """Turn one live row into a tombstone that no import brings back and that is never forgotten.

    Raises ``LookupError`` when there is no such live row. Where more than 30 % of the rows were removed,
    older tokens become stale, as in :func:`replace_collection`.
    """
    if not await remove_rows(session, collection, [row_id], now):
        raise LookupError(f"{collection} has no row {row_id}")
    (await session.get_one(ContentRow, (collection, row_id))).body = dict(FOR_GOOD)
    await session.flush()
    gone = await _count_removed(session, collection)
    if gone / (gone + await count_live(session, collection)) > _RESET_SHARE:
        await _forget_before(session, collection, (await sequence.position(session)).last_seq)


async def removed_for_good(session: AsyncSession, collection: str) -> set[str]:
    """Return the ids of the rows that :func:`remove_for_good` removed."""
    query = select(ContentRow).where(ContentRow.collection == collection, ContentRow.deleted_at.is_not(None))
    return {row.id for row in (await session.execute(query)).scalars() if row.body == FOR_GOOD}


async def replace_collection(
    session: AsyncSession, collection: str, rows: Sequence[Row], now: datetime
) -> tuple[int, int]:
    """Make ``rows`` the whole collection; return (changed, removed).

    Readers rightly distrust a delta that takes away much of what they have. When more than 30 % goes,
    older tokens become stale, so that readers fetch the full list, which says that it is one.
    """
    wanted = set(_checked_ids(collection, rows))
    await sequence.lock(session)
    live = await live_ids(session, collection)
    changed = await upsert_rows(session, collection, rows)
    removed = await remove_rows(session, collection, sorted(live - wanted), now)
    if live and removed / len(live) > _RESET_SHARE:
        await _forget_before(session, collection, (await sequence.position(session)).last_seq)
    return changed, removed


async def purge_tombstones(session: AsyncSession, before: datetime) -> int:
    """Forget removals older than ``before``; tokens from before them become stale. Return how many."""
    await sequence.lock(session)
    query = select(ContentRow).where(ContentRow.deleted_at < before).order_by(ContentRow.seq)
    old = [row for row in (await session.execute(query)).scalars() if row.body != FOR_GOOD]
    for row in old:
        await session.delete(row)
    for collection, seq in {row.collection: row.seq for row in old}.items():
        await _forget_before(session, collection, seq)
    await session.flush()
    return len(old)


async def get_row(session: AsyncSession, collection: str, row_id: str) -> dict[str, Any] | None:
    """Return the body of one live row, None when there is none."""
    row = await session.get(ContentRow, (collection, row_id))
    return row.body if row is not None and row.deleted_at is None else None


async def get_rows(session: AsyncSession, collection: str, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the bodies of the live rows among ``ids``, by id."""
    stored = await _load(session, collection, list(ids))
    return {row.id: row.body for row in stored.values() if row.deleted_at is None}


async def live_ids(session: AsyncSession, collection: str) -> set[str]:
    """Return the ids of every live row of ``collection``."""
    query = select(ContentRow.id).where(ContentRow.collection == collection, ContentRow.deleted_at.is_(None))
    return set((await session.execute(query)).scalars())


async def count_live(session: AsyncSession, collection: str) -> int:
    """Return the number of live rows of ``collection``."""
    query = select(func.count()).where(ContentRow.collection == collection, ContentRow.deleted_at.is_(None))
    return (await session.execute(query)).scalar_one()


async def _count_removed(session: AsyncSession, collection: str) -> int:
    query = select(func.count()).where(
        ContentRow.collection == collection, ContentRow.deleted_at.is_not(None)
    )
    return (await session.execute(query)).scalar_one()


async def horizon_of(session: AsyncSession, collection: str) -> int:
    """Return the number up to which removals of ``collection`` are forgotten (0: none)."""
    row = await session.get(FeedHorizon, collection)
    return row.seq if row else 0


async def rows_after(
    session: AsyncSession, collection: str, seq: int, *, tombstones_after: int, limit: int
) -> Sequence[ContentRow]:
    """Return up to ``limit`` rows numbered above ``seq``, in order; older tombstones are left out."""
    query = (
        select(ContentRow)
        .where(ContentRow.collection == collection, ContentRow.seq > seq)
        .where(ContentRow.deleted_at.is_(None) | (ContentRow.seq > tombstones_after))
        .order_by(ContentRow.seq)
        .limit(limit)
    )
    return (await session.execute(query)).scalars().all()


def _require_collection(collection: str) -> None:
    if collection not in COLLECTIONS:
        raise ValueError(f"no collection is called {collection!r}")


def _checked_ids(collection: str, rows: Sequence[Row]) -> list[str]:
    _require_collection(collection)
    ids: list[str] = []
    for row in rows:
        row_id = row.get("id")
        if not isinstance(row_id, str) or not 0 < len(row_id) <= _MAX_ID:
            raise ValueError(f"{collection}: a row needs a text id of 1 to {_MAX_ID} characters")
        ids.append(row_id)
    if len(set(ids)) != len(ids):
        raise ValueError(f"{collection}: an id is given twice")
    return ids


def _with_kept_fields(collection: str, row: dict[str, Any], old: ContentRow | None) -> dict[str, Any]:
    if old is None or old.deleted_at is not None:
        return row
    kept = {name: old.body[name] for name in GATEWAY_FIELDS.get(collection, ()) if name in old.body}
    return {**row, **kept}


def _is_same(old: ContentRow, body: Row) -> bool:
    return old.deleted_at is None and _canonical(old.body) == _canonical(body)


def _canonical(body: Row) -> str:
    """Compare as JSON text: in Python ``1 == True``, on the wire they differ."""
    return json.dumps(body, sort_keys=True, ensure_ascii=False, allow_nan=False)


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))


async def _load(session: AsyncSession, collection: str, ids: Sequence[str]) -> dict[str, ContentRow]:
    found: dict[str, ContentRow] = {}
    for chunk in _chunks(ids):
        query = select(ContentRow).where(ContentRow.collection == collection, ContentRow.id.in_(chunk))
        rows = await session.execute(query.execution_options(populate_existing=True))
        found.update((row.id, row) for row in rows.scalars())
    return found


async def _forget_before(session: AsyncSession, collection: str, seq: int) -> None:
    horizon = await session.get(FeedHorizon, collection)
    if horizon is None:
        session.add(FeedHorizon(collection=collection, seq=seq))
    else:
        horizon.seq = max(horizon.seq, seq)
    await session.flush()
