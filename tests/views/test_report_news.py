"""News and clocks of my requests: on Beranda, in the list, until they are opened; also after a restart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import flet as ft
import pytest

from services.app import AppServices
from services.models import SubmissionKind
from tests.views import ticket_items
from tests.views.harness import RunningApp, Start
from tests.views.report_items import drafted, filed, received
from tests.views.ticket_items import asked, entry, resolved, ticket

NEWS = "kabar baru untuk laporan dan permintaan Anda"


async def two_news(services: AppServices) -> None:
    """Have two tickets with news between others without."""
    await asked(services)
    await ticket_items.requested(services, "BKL-2026-000001")
    await ticket(services, "answered", timeline=[entry("answered", "agency", "Besok.")])
    await received(services)


def rows(app: RunningApp) -> list[str]:
    """Return my rows as a screen reader says them."""
    spoken = [str(c.label) for c in app.controls(ft.Semantics) if c.button and c.label]
    return [words for words in spoken if "nomor BKL" in words or "HP ini" in words]


async def test_news_are_counted_on_the_first_screen_and_lead_to_the_list(
    start: Start, tmp_path: Path
) -> None:
    app = await start(tmp_path, prepare=two_news)
    assert app.shows(f"2 {NEWS}")
    await app.click(f"2 {NEWS}")
    assert app.session.page.route == "/lapor/saya"
    assert [row.startswith("Baru. ") for row in rows(app)] == [True, True, False, False]


async def test_opening_one_clears_its_news_for_good(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/lapor/saya", prepare=two_news)
    await app.click("Menunggu jawaban Anda")
    await app.go("/")
    assert app.shows(f"1 {NEWS}")
    await app.close()
    again = await start(tmp_path)
    assert again.shows(f"1 {NEWS}")
    await again.go("/lapor/saya")
    await again.click("Dijawab")
    await again.go("/")
    assert not again.shows(NEWS)


async def test_reading_does_not_move_the_rows(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/lapor/saya", width=1366, prepare=two_news)
    before = [row.removeprefix("Baru. ") for row in rows(app)]
    target = app.services.reports.my_reports()[-1]
    await app.go(f"/lapor/saya/{target.id}")
    assert [row.removeprefix("Baru. ") for row in rows(app)] == before


async def test_without_news_the_first_screen_is_quiet(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, prepare=received)
    assert not app.shows("kabar baru")


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        ("2026-12-03", "Target 3 Desember 2026, 9 hari kerja lagi"),
        ("2026-11-18", "Terlambat 2 hari kerja, target 18 November 2026"),
        ("2026-11-21", "Target hari ini"),
        ("2026-11-20", "Lewat target 20 November 2026"),
    ],
)
async def test_the_clock_of_a_request_is_on_the_first_screen(
    start: Start, tmp_path: Path, due_on: str, words: str
) -> None:
    app = await start(tmp_path, prepare=lambda s: ticket(s, "in_review", due_on=due_on))
    assert app.shows("Lapor WiFi publik mati atau rusak")
    assert app.shows(words)
    assert words in rows(app)[0]


async def test_what_wants_me_comes_first_on_the_first_screen(start: Start, tmp_path: Path) -> None:
    async def make(services: AppServices) -> None:
        await resolved(services)
        for _ in range(3):
            services.clock.advance(60)  # type: ignore[attr-defined]
            await filed(services)

    app = await start(tmp_path, prepare=make)
    assert "Sudah selesai? Tolong dijawab" in rows(app)[0]
    assert len(rows(app)) == 2


async def everything(services: AppServices) -> None:
    """Have an item in each group."""
    for make in (drafted, filed, received, asked, resolved):
        await make(services)
    await ticket(services, "closed")
    await ticket(services, "duplicate", duplicate_of="BKL-2026-000012")
    item = await ticket(services, "in_review")
    await services.tickets.comment("c", item.id, "Masih mati")


@pytest.mark.parametrize(
    ("name", "count"),
    [("Semua", 8), ("Perlu tindakan", 2), ("Konsep", 1), ("Menunggu", 2), ("Berjalan", 4), ("Selesai", 2)],
)
async def test_the_groups_of_the_list(start: Start, tmp_path: Path, name: str, count: int) -> None:
    app = await start(tmp_path, path="/lapor/saya", prepare=everything)
    await app.click(f"{name} {count}")
    assert len(rows(app)) == count


async def test_what_waits_is_told_in_the_row_of_its_ticket(start: Start, tmp_path: Path) -> None:
    async def make(services: AppServices) -> None:
        item = await resolved(services)
        await services.tickets.resolve(item.id, True)

    app = await start(tmp_path, path="/lapor/saya", prepare=make)
    (row,) = rows(app)
    assert "Anda sudah menjawab: selesai. Menunggu jaringan, belum terkirim" in row
    assert "Dinyatakan selesai" not in row
    assert "Tolong dijawab" not in row


async def test_comments_are_no_rows_of_their_own(start: Start, tmp_path: Path) -> None:
    async def make(services: AppServices) -> Any:
        item = await ticket(services, "in_review")
        await services.tickets.comment("c", item.id, "Masih mati")

    app = await start(tmp_path, path="/lapor/saya", prepare=make)
    assert len(rows(app)) == 1
    kinds = [item.kind for item in app.services.outbox.items()]
    assert SubmissionKind.COMMENT in kinds


async def test_english_news(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, prepare=asked, language="en")
    assert app.shows("1 piece of news about your reports and requests")
    assert app.shows("Waiting for your answer")
