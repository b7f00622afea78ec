"""Rows, removals, tokens and horizons of the feed, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from gateway import sequence
from gateway.db import Database
from gateway.errors import Problem
from gateway.feed import repository
from gateway.feed.service import Page, read_page
from gateway.sequence import FeedState

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)


def rows(*ids: str, **fields: Any) -> list[dict[str, Any]]:
    return [{"id": row_id, **fields} for row_id in ids]


async def upsert(database: Database, collection: str, *ids: str, **fields: Any) -> int:
    async with database.write() as session:
        return await repository.upsert_rows(session, collection, rows(*ids, **fields))


async def page(database: Database, since: str = "", limit: int = 100, collection: str = "notices") -> Page:
    async with database.read() as session:
        return await read_page(session, collection, since, limit)


def ids_of(answer: Page) -> list[str]:
    return [row["id"] for row in answer.items]


async def test_empty_collection_gives_a_token(database: Database) -> None:
    first = await page(database)
    assert (first.items, first.removed, first.more, first.reset) == ([], [], False, True)
    again = await page(database, first.token)
    assert (again.items, again.reset) == ([], False)


async def test_only_changes_follow_a_token(database: Database) -> None:
    await upsert(database, "notices", "a", "b")
    token = (await page(database)).token
    assert await upsert(database, "notices", "a", "b") == 0
    assert ids_of(await page(database, token)) == []
    assert await upsert(database, "notices", "b", title="new") == 1
    answer = await page(database, token)
    assert answer.items == [{"id": "b", "title": "new"}]


async def test_one_and_true_are_different_rows(database: Database) -> None:
    await upsert(database, "notices", "a", value=1)
    assert await upsert(database, "notices", "a", value=True) == 1


async def test_collections_do_not_mix(database: Database) -> None:
    await upsert(database, "notices", "a")
    await upsert(database, "services", "b")
    assert ids_of(await page(database, collection="services")) == ["b"]


async def test_removal_reaches_only_who_knew_the_row(database: Database) -> None:
    await upsert(database, "notices", "a", "b", "c", "d")
    token = (await page(database)).token
    async with database.write() as session:
        assert await repository.remove_rows(session, "notices", ["a", "zz"], NOW) == 1
        assert await repository.remove_rows(session, "notices", ["a"], NOW) == 0
    answer = await page(database, token)
    assert (answer.items, answer.removed) == ([], ["a"])
    fresh = await page(database)
    assert (ids_of(fresh), fresh.removed) == (["b", "c", "d"], [])


async def test_removed_row_can_come_back(database: Database) -> None:
    await upsert(database, "notices", "a")
    async with database.write() as session:
        await repository.remove_rows(session, "notices", ["a"], NOW)
    token = (await page(database)).token
    assert await upsert(database, "notices", "a") == 1
    assert ids_of(await page(database, token)) == ["a"]


async def test_removal_while_reading_the_full_list(database: Database) -> None:
    await upsert(database, "notices", "a", "b", "c", "d", "e")
    first = await page(database, limit=2)
    assert (ids_of(first), first.more, first.reset) == (["a", "b"], True, True)
    async with database.write() as session:
        await repository.remove_rows(session, "notices", ["a"], NOW)
    second = await page(database, first.token, limit=2)
    third = await page(database, second.token, limit=2)
    assert (ids_of(second), second.reset) == (["c", "d"], True)
    assert (ids_of(third), third.removed, third.more, third.reset) == (["e"], ["a"], False, True)


async def test_full_list_survives_a_purge_from_before_it(database: Database) -> None:
    await upsert(database, "notices", "a", "b", "c", "d")
    async with database.write() as session:
        await repository.remove_rows(session, "notices", ["d"], NOW - timedelta(days=40))
    first = await page(database, limit=2)
    async with database.write() as session:
        assert await repository.purge_tombstones(session, NOW - timedelta(days=30)) == 1
    assert ids_of(await page(database, first.token, limit=2)) == ["c"]


async def test_token_older_than_the_horizon_is_stale(database: Database) -> None:
    await upsert(database, "notices", "a", "b", "c", "d")
    token = (await page(database)).token
    async with database.write() as session:
        await repository.remove_rows(session, "notices", ["a"], NOW - timedelta(days=31))
        await repository.remove_rows(session, "notices", ["b"], NOW - timedelta(days=29))
    later = (await page(database, token)).token
    async with database.write() as session:
        assert await repository.purge_tombstones(session, NOW - timedelta(days=30)) == 1
    with pytest.raises(Problem) as caught:
        await page(database, token)
    assert (caught.value.status, caught.value.code) == (410, "stale_token")
    assert (await page(database, later)).removed == []
    assert ids_of(await page(database)) == ["c", "d"]
    other = (await page(database, collection="services")).token
    assert (await page(database, other, collection="services")).items == []


async def test_token_of_another_database_is_stale(database: Database) -> None:
    token = (await page(database)).token
    async with database.write() as session:
        await session.execute(update(FeedState).values(epoch="0123456789ab"))
    with pytest.raises(Problem) as caught:
        await page(database, token)
    assert caught.value.status == 410


async def test_token_from_the_future_is_stale(database: Database) -> None:
    """A database restored from an older copy has the same name but fewer numbers."""
    async with database.write() as session:
        await sequence.allocate(session, 5)
    token = (await page(database)).token
    async with database.write() as session:
        await session.execute(update(FeedState).values(last_seq=2))
    with pytest.raises(Problem) as caught:
        await page(database, token)
    assert caught.value.status == 410


async def test_nonsense_is_not_a_token(database: Database) -> None:
    for text in ("x", "0123456789ab", "0123456789ab-g", "0123456789ab-" + "f" * 16, "-1", "é"):
        with pytest.raises(Problem) as caught:
            await page(database, text)
        assert (caught.value.status, caught.value.code) == (400, "bad_token")


async def test_replacing_a_collection(database: Database) -> None:
    await upsert(database, "notices", "a", "b", "c", "d")
    token = (await page(database)).token
    async with database.write() as session:
        changed = await repository.replace_collection(
            session, "notices", [*rows("b", "c", "d"), *rows("e")], NOW
        )
    assert changed == (1, 1)
    answer = await page(database, token)
    assert (ids_of(answer), answer.removed) == (["e"], ["a"])


async def test_replacing_most_of_a_collection_makes_tokens_stale(database: Database) -> None:
    await upsert(database, "notices", "a", "b", "c")
    token = (await page(database)).token
    async with database.write() as session:
        assert await repository.replace_collection(session, "notices", rows("x"), NOW) == (1, 3)
    with pytest.raises(Problem):
        await page(database, token)
    fresh = await page(database)
    assert (ids_of(fresh), fresh.reset) == (["x"], True)


async def test_import_keeps_what_the_gateway_knows_of_a_station(database: Database) -> None:
    await upsert(database, "wifi-stations", "s", name="Old", state="unknown", checks_24h=None)
    async with database.write() as session:
        assert await repository.patch_row(session, "wifi-stations", "s", {"checks_24h": {"ok": 1}})
    assert await upsert(database, "wifi-stations", "s", name="New", state="online", checks_24h=None) == 1
    async with database.read() as session:
        row = await repository.get_row(session, "wifi-stations", "s")
    assert row == {"id": "s", "name": "New", "state": "unknown", "checks_24h": {"ok": 1}}


async def test_patching_nothing_changes_nothing(database: Database) -> None:
    await upsert(database, "notices", "a", title="t")
    async with database.write() as session:
        assert not await repository.patch_row(session, "notices", "a", {"title": "t"})
        with pytest.raises(LookupError):
            await repository.patch_row(session, "notices", "nobody", {"title": "t"})


@pytest.mark.parametrize(
    ("collection", "bad"),
    [
        ("nothing", rows("a")),
        ("notices", rows("a", "a")),
        ("notices", rows("")),
        ("notices", [{}]),
        ("notices", rows("x" * 201)),
    ],
)
async def test_bad_rows_are_refused_whole(
    database: Database, collection: str, bad: list[dict[str, Any]]
) -> None:
    with pytest.raises(ValueError, match=collection):
        async with database.write() as session:
            await repository.upsert_rows(session, "notices", rows("good"))
            await repository.upsert_rows(session, collection, bad)
    assert (await page(database)).items == []
