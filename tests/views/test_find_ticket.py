"""Lacak dengan nomor: every answer to a search, what it shows, and that nothing typed stays anywhere."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path
from typing import Any

import flet as ft
import httpx
import pytest

from tests.fakes.clock import START
from tests.fakes.gateway import FakeGateway, problem
from tests.views.harness import RunningApp, Start
from tests.views.test_ticket import labels
from tests.views.ticket_items import AGENCY, DAY, NUMBER, entry, requested
from views import routes

PHONE = "081200000777"
FIELD_NUMBER, FIELD_PHONE = "Nomor permintaan", "Nomor telepon"


def row(status: str = "in_review", *timeline: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return what the gateway tells of a ticket without its key."""
    return {
        "number": NUMBER,
        "status": status,
        "service": {"id": "Lapor jalan rusak", "en": "Report a broken road"},
        "agency": AGENCY,
        "due_on": "2026-12-03",
        "answered_at": None,
        "resolved_at": None,
        "duplicate_of": None,
        "received_at": START.isoformat(),
        "updated_at": (START - timedelta(hours=2)).isoformat(),
        "timeline": [entry("received", "system"), *timeline],
    } | changes


def knowing(answer: dict[str, Any]) -> FakeGateway:
    """Return a gateway that has this ticket."""
    gateway = FakeGateway()
    gateway.tickets[NUMBER] = (PHONE, answer)
    return gateway


def field(app: RunningApp, label: str) -> ft.TextField:
    """Return the field of that name."""
    (found,) = [one for one in app.controls(ft.TextField) if one.label == label]
    assert isinstance(found, ft.TextField)
    return found


async def opened(start: Start, folder: Path, transport: Any = None, **options: Any) -> RunningApp:
    """Open the screen."""
    return await start(folder, path=routes.FIND_TICKET, transport=transport, **options)


async def search(app: RunningApp, number: str = NUMBER, phone: str = PHONE, button: str = "Cari") -> None:
    """Type both and press the button."""
    fields = list(app.controls(ft.TextField))
    await app.type(fields[0], number)
    await app.type(list(app.controls(ft.TextField))[1], phone)
    await app.click(button)
    await app.settle(0.05)


@pytest.mark.parametrize("width", [412, 800, 1366])
async def test_what_is_found(start: Start, tmp_path: Path, width: float) -> None:
    gateway = knowing(row("in_review", entry("taken", "agency"), entry("comment", "reporter")))
    app = await opened(start, tmp_path, gateway, width=width)
    await search(app, "bkl 2026 777", "+62 812-0000-0777")
    assert gateway.searches == [{"number": NUMBER, "phone": "6281200000777"}]
    for words in (
        "Lapor jalan rusak",
        "Diperiksa",
        NUMBER,
        "Terakhir berubah 2 jam lalu.",
        f"Ditangani {AGENCY}",
        "Ditangani petugas",
        "Anda",
        "Di sini hanya dapat dilihat.",
    ):
        assert app.shows(words), words
    assert "Target: 3 Desember 2026, 9 hari kerja lagi" in labels(app)
    assert "Diterima: 21 November 2026" in labels(app)
    assert list(app.controls(ft.TextField)) == []


async def test_the_last_digits_are_enough_and_enter_searches(start: Start, tmp_path: Path) -> None:
    gateway = knowing(row())
    app = await opened(start, tmp_path, gateway)
    await app.type(field(app, FIELD_NUMBER), NUMBER)
    await app.type(field(app, FIELD_PHONE), "000777")
    await app.fire(field(app, FIELD_PHONE), "submit")
    await app.settle(0.05)
    assert app.shows("Lapor jalan rusak")
    assert gateway.searches == [{"number": NUMBER, "phone": "000777"}]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("received", "Diterima"),
        ("need_info", "Menunggu jawaban Anda"),
        ("answered", "Dijawab"),
        ("resolved", "Dinyatakan selesai"),
        ("closed", "Selesai"),
        ("rejected", "Tidak diterima"),
        ("duplicate", "Digabung"),
    ],
)
async def test_every_state_is_named(start: Start, tmp_path: Path, status: str, words: str) -> None:
    app = await opened(start, tmp_path, knowing(row(status)))
    await search(app)
    assert words in app.texts()


async def test_the_clock_of_what_is_done(start: Start, tmp_path: Path) -> None:
    resolved = row(
        "resolved",
        entry("answered", "agency", "Petugas berangkat besok.", START - DAY),
        entry("resolved", "agency", "Sudah ditambal.", files=[]),
        answered_at=(START - DAY).isoformat(),
        resolved_at=START.isoformat(),
    )
    app = await opened(start, tmp_path, knowing(resolved))
    await search(app)
    assert "Dijawab: 20 November 2026 · tepat waktu" in labels(app)
    assert "Selesai: 21 November 2026, menunggu jawaban Anda" in labels(app)
    assert app.shows("Petugas berangkat besok.")
    assert app.shows("Sudah ditambal.")
    for act in ("Ya, selesai", "Kirim pesan", "Kirim nilai", "Tarik permintaan"):
        assert not app.shows(act), "it can only be read"


async def test_a_merged_one_names_the_other(start: Start, tmp_path: Path) -> None:
    app = await opened(start, tmp_path, knowing(row("duplicate", duplicate_of="BKL-2026-000778")))
    await search(app)
    assert app.shows("Digabung dengan BKL-2026-000778")


async def test_little_is_known(start: Start, tmp_path: Path) -> None:
    bare = row("received", service=None, agency=None, due_on=None, timeline=[])
    app = await opened(start, tmp_path, knowing(bare))
    await search(app)
    assert app.shows("Permohonan layanan")
    assert "Target: Layanan ini belum punya tanggal target." in labels(app)


async def test_what_is_incomplete_is_said_at_its_field(start: Start, tmp_path: Path) -> None:
    gateway = knowing(row())
    app = await opened(start, tmp_path, gateway)
    await search(app, "123", "0777")
    assert app.shows("Nomor belum lengkap.")
    assert app.shows("Tulis sedikitnya 6 angka terakhir.")
    assert gateway.searches == [], "what cannot be right is not asked"
    assert field(app, FIELD_NUMBER).value == "123", "and stays to be corrected"
    await search(app, NUMBER, "0777")
    assert not app.shows("Nomor belum lengkap.")
    await search(app)
    assert app.shows("Lapor jalan rusak")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (problem(404, "no_match"), "Nomor dan telepon tidak cocok. Periksa nomor di tanda terima"),
        (problem(429, "too_many", **{"Retry-After": "61"}), "Tunggu 2 menit"),
        (problem(429, "too_many", **{"Retry-After": "3600"}), "Tunggu 60 menit"),
        (problem(429, "too_many"), "Tunggu dulu, lalu coba lagi."),
        (httpx.Response(200, html="<html>masuk dulu</html>"), "WiFi ini perlu masuk dulu."),
        (problem(503, "unavailable"), "sedang sibuk. Coba lagi sebentar lagi."),
        (httpx.Response(200, json={"number": 7}), "tidak menjawab seperti seharusnya."),
        (problem(422, "invalid"), "tidak menjawab seperti seharusnya."),
        (problem(426, "app_too_old"), "Versi aplikasi ini terlalu lama."),
    ],
    ids=str,
)
async def test_trouble_in_words(start: Start, tmp_path: Path, answer: httpx.Response, words: str) -> None:
    gateway = knowing(row())
    gateway.documents["/tickets/find"] = answer
    app = await opened(start, tmp_path, gateway)
    await search(app)
    assert app.shows(words), app.texts()
    assert field(app, FIELD_NUMBER).value == NUMBER, "what was typed stays"
    del gateway.documents["/tickets/find"]
    await app.click("Cari")
    await app.settle(0.05)
    assert app.shows("Lapor jalan rusak")


async def test_offline_and_broken_off(start: Start, tmp_path: Path) -> None:
    app = await opened(start, tmp_path / "offline")
    await search(app)
    assert app.shows("Perlu jaringan untuk mencari.")
    assert not app.shows("tersimpan di HP ini"), "nothing was stored"

    class Broken(FakeGateway):
        def answer(self, request: httpx.Request, body: bytes) -> httpx.Response:
            if request.url.path.endswith("/find"):
                raise httpx.ReadError("broken", request=request)
            return super().answer(request, body)

    broken = await opened(start, tmp_path / "broken", Broken())
    await search(broken)
    assert broken.shows("Sambungan terputus sebelum ada jawaban.")


async def test_done_clears_the_screen(start: Start, tmp_path: Path) -> None:
    app = await opened(start, tmp_path, knowing(row()))
    await search(app)
    await app.click("Selesai, kosongkan layar")
    assert not app.shows(NUMBER)
    assert (field(app, FIELD_NUMBER).value, field(app, FIELD_PHONE).value) == ("", "")
    await app.click("Cari")
    assert app.shows("Nomor belum lengkap."), "nothing of the last search is left"


async def test_leaving_forgets_what_was_found(start: Start, tmp_path: Path) -> None:
    app = await opened(start, tmp_path, knowing(row()))
    await search(app)
    await app.click("Kembali")
    assert app.session.page.route == routes.MY_REPORTS
    await app.go(routes.FIND_TICKET)
    assert not app.shows("Lapor jalan rusak")
    assert field(app, FIELD_PHONE).value == ""


async def test_neither_value_is_stored_or_logged(
    start: Start, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("views", "services", "httpx", "httpcore"):
        caplog.set_level(logging.DEBUG, logger=name)
    gateway = knowing(row())
    app = await opened(start, tmp_path, gateway)
    await search(app, NUMBER, "000778")
    assert app.shows("Nomor dan telepon tidak cocok.")
    await search(app)
    assert app.shows(NUMBER)
    assert app.session.page.route == routes.FIND_TICKET
    places = [path.read_text("utf-8", "replace") for path in tmp_path.rglob("*") if path.is_file()]
    for secret in (NUMBER, "000777", "000778"):
        assert all(secret not in place for place in (*places, *gateway.calls, caplog.text)), secret


async def test_one_of_this_device_is_a_tap_away(start: Start, tmp_path: Path) -> None:
    gateway = knowing(row())
    app = await opened(start, tmp_path, gateway, prepare=requested)
    await search(app)
    assert app.shows("diajukan dari perangkat ini")
    assert not app.shows("Di sini hanya dapat dilihat.")
    await app.click("Buka permintaan")
    (item,) = app.services.reports.my_reports()
    assert app.session.page.route == routes.report(item.id)


@pytest.mark.parametrize("width", [412, 1366])
@pytest.mark.parametrize("place", [routes.MY_REPORTS, routes.SERVICES])
async def test_the_ways_there(start: Start, tmp_path: Path, place: str, width: float) -> None:
    app = await start(tmp_path, path=place, width=width)
    await app.click("Permintaan dari perangkat lain atau kios")
    assert app.session.page.route == routes.FIND_TICKET
    assert app.shows("Nomor permintaan")


async def test_the_way_there_from_a_list(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.MY_REPORTS, prepare=requested)
    await app.click("Lacak dengan nomor")
    assert app.session.page.route == routes.FIND_TICKET


async def test_english_is_complete(start: Start, tmp_path: Path) -> None:
    gateway = knowing(row("answered"))
    app = await opened(start, tmp_path, gateway, language="en")
    await search(app, "2026-1", "1", button="Search")
    assert app.shows("Write at least the last 6 digits.")
    gateway.documents["/tickets/find"] = problem(429, "too_many", **{"Retry-After": "10"})
    await search(app, button="Search")
    assert app.shows("Wait 1 minute, then try again.")
    del gateway.documents["/tickets/find"]
    await search(app, button="Search")
    assert app.shows("Report a broken road")
    assert app.shows("Here it can only be read.")
