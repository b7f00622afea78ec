"""What is news, what was seen, across restarts; files of tickets kept within their room."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from services import ticket_files
from services.platform.native import NativeVolume
from services.statuses import StatusBook
from services.ticket_files import TicketFileCache
from tests.fakes.clock import START

DAY = timedelta(days=1)


def row(*events: tuple[str, str | None, int], item_id: str = "t") -> dict[str, Any]:
    """Return a status whose events are (event, by, days after the start)."""
    timeline = [
        {"at": (START + day * DAY).isoformat(), "event": event, "note": None, "by": by}
        for event, by, day in events
    ]
    at = START.isoformat()
    return {"id": item_id, "status": "in_review", "number": None, "updated_at": at, "timeline": timeline}


@pytest.fixture
def book(tmp_path: Path) -> StatusBook:
    return StatusBook(NativeVolume(tmp_path))


@pytest.mark.parametrize(
    ("events", "news"),
    [
        ([("received", "system", 0)], False),
        ([("received", "system", 0), ("comment", "reporter", 1)], False),
        ([("received", "system", 0), ("closed", "reporter", 1)], False),
        ([("received", "system", 0), ("taken", "agency", 1)], True),
        ([("closed_silently", "system", 1)], True),
        ([("received", None, 0), ("withdrawn", None, 1)], False),  # an older gateway
        ([("received", None, 0), ("answered", None, 1)], True),
    ],
)
async def test_news_is_what_others_did(book: StatusBook, events: list[Any], news: bool) -> None:
    await book.keep({"t": row(*events)})
    assert book.is_news("t") is news


async def test_nothing_is_known_of_others(book: StatusBook) -> None:
    assert not book.is_news("t")
    await book.mark_seen("t")
    assert not book.is_news("t")


async def test_what_was_opened_is_no_news_after_a_restart(tmp_path: Path) -> None:
    book = StatusBook(NativeVolume(tmp_path))
    await book.keep({"t": row(("taken", "agency", 1))})
    await book.mark_seen("t")
    again = StatusBook(NativeVolume(tmp_path))
    assert not again.is_news("t")
    await again.keep({"t": row(("taken", "agency", 1), ("answered", "agency", 2))})
    assert again.is_news("t")


async def test_a_second_event_of_the_same_moment_is_news(book: StatusBook) -> None:
    await book.keep({"t": row(("taken", "agency", 1))})
    await book.mark_seen("t")
    await book.keep({"t": row(("taken", "agency", 1), ("question", "agency", 1))})
    assert book.is_news("t")


async def test_what_was_seen_outlives_the_cache_but_not_erasing(tmp_path: Path) -> None:
    book = StatusBook(NativeVolume(tmp_path))
    await book.keep({"t": row(("taken", "agency", 1))})
    await book.mark_seen("t")
    (tmp_path / "cache" / "status.json").unlink()
    again = StatusBook(NativeVolume(tmp_path))
    await again.keep({"t": row(("taken", "agency", 1))})
    assert not again.is_news("t")
    await again.files.keep("a" * 64, b"foto")
    await again.clear()
    await again.keep({"t": row(("taken", "agency", 1))})
    assert again.is_news("t")
    assert again.files.get("a" * 64) is None


async def test_a_damaged_note_of_what_was_seen_tells_the_news_again(tmp_path: Path) -> None:
    book = StatusBook(NativeVolume(tmp_path))
    await book.keep({"t": row(("taken", "agency", 1))})
    await book._seen.set("t", {"count": "viele", "at": 3})
    assert book.is_news("t")


async def test_files_are_kept_by_their_name_only(tmp_path: Path) -> None:
    cache = TicketFileCache(NativeVolume(tmp_path))
    await cache.keep("b" * 64, b"dokumen")
    assert cache.get("b" * 64) == b"dokumen"
    await cache.keep("../outbox.json", b"x")
    assert cache.get("../outbox.json") is None
    assert [path.name for path in (tmp_path / "cache" / "files").iterdir()] == ["b" * 64]


async def test_the_oldest_files_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ticket_files, "KEPT_BYTES", 25)
    cache = TicketFileCache(NativeVolume(tmp_path))
    for index, letter in enumerate("abc"):
        await cache.keep(letter * 64, b"0123456789")
        os.utime(tmp_path / "cache" / "files" / (letter * 64), (index, index))
    assert [cache.get(letter * 64) is not None for letter in "abc"] == [False, True, True]
    await cache.keep("d" * 64, b"0" * 26)
    assert cache.get("d" * 64) is None, "larger than all the room there is"
    await cache.clear()
    assert cache.get("c" * 64) is None
