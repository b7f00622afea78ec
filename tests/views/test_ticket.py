"""A ticket's page: clock, state, files, what it says offline, in every state."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import flet as ft
import httpx
import pytest

from services.app import AppServices
from services.models import OutboxItem
from tests.fakes.clock import START
from tests.fakes.gateway import FakeGateway
from tests.views import ticket_items
from tests.views.harness import RunningApp, Start
from tests.views.report_items import received
from tests.views.ticket_items import AGENCY, DAY, NUMBER, entry, online, ticket

PHOTO = {"sha256": "a" * 64, "media_type": "image/png"}
PAPER = {"sha256": "b" * 64, "media_type": "application/pdf"}
PIXEL = (Path(__file__).parents[2] / "assets" / "icons" / "favicon.png").read_bytes()


def shown(app: RunningApp) -> OutboxItem:
    """Return the oldest of my items: the ticket."""
    return app.services.reports.my_reports()[-1]


async def opened(start: Start, folder: Path, make: Any, **options: Any) -> RunningApp:
    """Start the app on the ticket that ``make`` prepares."""
    app = await start(folder, prepare=make, **options)
    await app.go(f"/lapor/saya/{shown(app).id}")
    return app


def labels(app: RunningApp) -> list[str]:
    """Return what a screen reader is told besides the words on screen."""
    return [str(c.label) for c in app.controls(ft.Semantics) if c.label]


async def press(app: RunningApp, label: str) -> None:
    """Press what a screen reader calls ``label``."""
    (part,) = [c for c in app.controls(ft.Semantics) if c.button and str(c.label).startswith(label)]
    await app.fire(part.content, "click")


async def test_the_clock_counts_down_in_working_days(start: Start, tmp_path: Path) -> None:
    app = await opened(start, tmp_path, lambda s: ticket(s, "in_review", timeline=[entry("taken", "agency")]))
    assert app.shows("Lapor WiFi publik mati atau rusak")
    assert app.shows(NUMBER)
    assert app.shows(f"Ditangani {AGENCY}")
    for words in (
        "Diterima: 21 November 2026",
        "Target: 3 Desember 2026, 9 hari kerja lagi",
        "Dijawab: Belum",
        "Selesai: Belum",
    ):
        assert words in labels(app), words


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        ("2026-11-21", "Target: 21 November 2026, hari ini"),
        ("2026-11-18", "Target: 18 November 2026, terlambat 2 hari kerja"),
        ("2026-11-20", "Target: 20 November 2026, sudah lewat"),  # today is a Saturday
        (None, "Target: Layanan ini belum punya tanggal target."),
    ],
)
async def test_the_target_is_told_as_it_stands(
    start: Start, tmp_path: Path, due_on: str | None, words: str
) -> None:
    app = await opened(start, tmp_path, lambda s: ticket(s, "received", due_on=due_on))
    assert words in labels(app)


@pytest.mark.parametrize(
    ("answered", "words"),
    [
        (START - DAY, "Dijawab: 20 November 2026 · tepat waktu"),
        (START + 14 * DAY, "Dijawab: 5 Desember 2026 · terlambat 1 hari kerja"),
    ],
)
async def test_an_answer_is_on_time_or_late(start: Start, tmp_path: Path, answered: Any, words: str) -> None:
    app = await opened(start, tmp_path, lambda s: ticket(s, "answered", answered_at=answered))
    assert words in labels(app)
    assert "Target: 3 Desember 2026" in labels(app), "nothing is counted any more"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("received", "Diterima"),
        ("in_review", "Diperiksa"),
        ("need_info", "Menunggu jawaban Anda"),
        ("answered", "Dijawab"),
        ("resolved", "Dinyatakan selesai"),
        ("closed", "Selesai"),
        ("rejected", "Tidak diterima"),
        ("duplicate", "Digabung"),
        ("withdrawn", "Ditarik"),
        ("something_newer", "Diterima"),
    ],
)
@pytest.mark.parametrize("width", [412, 1366])
async def test_every_state_has_its_word_and_its_page(
    start: Start, tmp_path: Path, status: str, words: str, width: float
) -> None:
    app = await opened(start, tmp_path, lambda s: ticket(s, status), width=width)
    assert words in app.texts()
    assert app.shows("Jam pelayanan")
    assert not app.shows("tidak dapat ditampilkan")


@pytest.mark.parametrize(
    ("status", "offered"),
    [("in_review", True), ("resolved", True), ("closed", False), ("rejected", False), ("duplicate", False)],
)
async def test_only_what_is_open_can_be_taken_back(
    start: Start, tmp_path: Path, status: str, offered: bool
) -> None:
    app = await opened(start, tmp_path, lambda s: ticket(s, status))
    assert app.shows("Tarik permintaan") is offered


async def test_a_merged_ticket_names_the_other_number(start: Start, tmp_path: Path) -> None:
    other = "BKL-2026-000012"
    app = await opened(start, tmp_path, lambda s: ticket(s, "duplicate", duplicate_of=other))
    assert app.shows(f"Digabung dengan {other}")


async def test_the_timeline_says_who_when_and_what(start: Start, tmp_path: Path) -> None:
    lines = [
        entry("taken", "agency"),
        entry("comment", "reporter", "Lampunya mati", START + timedelta(hours=1)),
        entry("answered", "agency", "Petugas datang besok", START + DAY),
        entry("brand_new_event", "system"),
    ]
    app = await opened(start, tmp_path, lambda s: ticket(s, "answered", timeline=lines))
    texts = app.texts()
    for words in ("Ditangani petugas", "Pesan", "Lampunya mati", "Petugas datang besok", "brand_new_event"):
        assert words in texts, words
    at = texts.index("Lampunya mati")
    assert texts[at - 2 : at] == ["Anda", "21 November 2026, 11.00 WIB"]
    at = texts.index("Petugas datang besok")
    assert texts[at - 2] == AGENCY


async def test_a_photo_is_fetched_when_asked_for_and_then_kept(start: Start, tmp_path: Path) -> None:
    gateway = FakeGateway()

    async def make(services: AppServices) -> None:
        lines = [entry("resolved", "agency", "Beres", files=[PHOTO, PAPER])]
        item = await ticket(services, "closed", timeline=lines)
        for name, kind, content in (("a", "image/png", PIXEL), ("b", "application/pdf", b"%PDF-1.7")):
            answer = httpx.Response(200, content=content, headers={"Content-Type": kind})
            gateway.documents[f"/submissions/{item.id}/files/{name * 64}"] = answer
        online(services, gateway)

    app = await opened(start, tmp_path, make, transport=gateway)
    assert app.shows("Diambil dari jaringan saat diketuk")
    assert not [call for call in gateway.calls if "/files/" in call], "nothing is fetched unasked"
    await press(app, "Foto 1: Lihat")
    await app.settle(0.1)
    assert "Perbesar foto 1" in labels(app)
    await app.click("Unduh dokumen 1")
    await app.settle(0.1)
    assert app.device.saved == {"dokumen-bbbbbbbb.pdf": b"%PDF-1.7"}
    assert app.services.tickets.kept_file("a" * 64) == PIXEL
    await press(app, "Perbesar foto 1")
    dialogs = [c for c in app.flet.page._dialogs.controls if isinstance(c, ft.AlertDialog) and c.open]
    assert len(dialogs) == 1


async def test_without_a_network_a_photo_says_so(start: Start, tmp_path: Path) -> None:
    lines = [entry("resolved", "agency", "Beres", files=[PHOTO])]
    app = await opened(start, tmp_path, lambda s: ticket(s, "closed", timeline=lines))
    await press(app, "Foto 1: Lihat")
    await app.settle(0.1)
    assert app.shows(app.session.text("error.offline"))


async def test_everything_is_readable_offline_and_says_when_it_was_known(
    start: Start, tmp_path: Path
) -> None:
    app = await opened(start, tmp_path, ticket_items.resolved)
    assert app.shows("Terakhir diketahui")
    for words in ("Sudah selesai?", "Alat sudah diganti.", "Jam pelayanan", NUMBER):
        assert app.shows(words), words


async def test_before_the_first_answer_it_says_that_nothing_is_known(start: Start, tmp_path: Path) -> None:
    app = await opened(start, tmp_path, ticket_items.requested)
    assert app.shows("Keadaannya belum pernah ditanyakan")
    assert app.shows("Instansi")
    assert not app.shows("Tulis pesan")


async def test_a_blank_spot_of_an_older_gateway_keeps_its_old_page(start: Start, tmp_path: Path) -> None:
    app = await opened(start, tmp_path, received)
    assert app.shows("Blank spot")
    assert not app.shows("Jam pelayanan")


async def test_opening_a_ticket_reads_its_news(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, prepare=ticket_items.asked)
    assert len(app.services.tickets.changed()) == 1
    await app.go(f"/lapor/saya/{shown(app).id}")
    assert app.services.tickets.changed() == ()
    again = await start(tmp_path / "other", prepare=ticket_items.asked)
    assert len(again.services.tickets.changed()) == 1


async def test_english_is_complete(start: Start, tmp_path: Path) -> None:
    app = await opened(start, tmp_path, ticket_items.resolved, language="en")
    for words in ("Is it done?", "Service clock", "How was the service?", "Withdraw request"):
        assert app.shows(words), words
