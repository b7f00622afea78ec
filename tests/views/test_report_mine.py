"""Laporan saya: every state in words, what can be done with each, the list in pages."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import flet as ft
import httpx
import pytest

from services.app import AppServices
from services.models import OutboxState, SubmissionKind
from services.transitions import Deferred, QueuePause, Started
from tests.fakes.clock import START
from tests.fakes.gateway import FakeGateway
from tests.views.harness import FakeDevice, RunningApp, Start
from tests.views.report_items import NUMBER, drafted, filed, parked, received, rejected
from views import lifecycle
from views.report.detail import field_words
from views.report.history import steps


async def everything(services: AppServices) -> None:
    """Have one report in each state."""
    for make in (drafted, received, rejected, parked, filed):
        await make(services)


def shown(app: RunningApp) -> Any:
    """Return the newest item of the outbox."""
    return app.services.outbox.items()[0]


async def confirm(app: RunningApp, yes: str) -> None:
    """Press ``yes`` of the open question."""
    dialogs = [c for c in app.flet.page._dialogs.controls if isinstance(c, ft.AlertDialog) and c.open]
    (button,) = [b for dialog in dialogs for b in dialog.actions if getattr(b, "content", "") == yes]
    await app.fire(button, "click")


async def test_an_empty_list_offers_the_first_step(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/lapor/saya")
    assert app.shows("Belum ada laporan")
    await app.click("Di sini tidak ada sinyal")
    assert app.session.page.route.startswith("/lapor/baru/")


async def test_every_state_is_said_in_words(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/lapor/saya", prepare=everything)
    for words in ("Konsep", "Diterima", "Perlu diperbaiki", "Tertahan", "Menunggu jaringan", NUMBER):
        assert app.shows(words), words
    assert app.shows("1 laporan menunggu jaringan")


async def test_the_filters_count_and_choose(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/lapor/saya", prepare=everything)
    await app.click("Perlu tindakan 2")
    assert app.shows("Tertahan")
    assert not app.shows(NUMBER)
    await app.click("Semua 5")
    assert app.shows(NUMBER)


async def test_the_list_shows_a_hundred_rows_at_a_time(start: Start, tmp_path: Path) -> None:
    async def many(services: AppServices) -> None:
        for number in range(101):
            await services.outbox.save_draft(f"draft-{number}", SubmissionKind.BLANK_SPOT, {})

    app = await start(tmp_path, path="/lapor/saya", prepare=many)
    await app.settle(0.3)
    assert sum(text.startswith("Belum dikirim") for text in app.texts()) == 100
    await app.click("Tampilkan lebih banyak")
    await app.settle(0.3)
    assert sum(text.startswith("Belum dikirim") for text in app.texts()) == 101


async def test_trying_now_makes_waiting_items_due(start: Start, tmp_path: Path) -> None:
    async def tried(services: AppServices) -> None:
        item = await filed(services)
        await services.outbox.apply(item.id, Started())
        await services.outbox.recover()

    app = await start(tmp_path, path="/lapor/saya", prepare=tried)
    await app.settle(0.2)
    await app.click("Coba kirim sekarang")
    await app.settle(0.2)
    assert app.services.outbox.pause is QueuePause.OFFLINE
    assert app.shows("Belum ada jaringan.")


class Plug(httpx.AsyncBaseTransport):
    """A network that can be plugged in, with a gateway behind it."""

    def __init__(self) -> None:
        self.gateway = FakeGateway()
        self.plugged = False

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if not self.plugged:
            raise httpx.ConnectError("no network", request=request)
        return await self.gateway.handle_async_request(request)


async def paused(start: Start, folder: Path, plug: Plug) -> RunningApp:
    """Return the app with a report that waits: a moment ago there was no network."""
    app = await start(folder, path="/lapor/saya", transport=plug, prepare=filed)
    await lifecycle.synchronise(app.session)
    assert app.services.outbox.pause is QueuePause.OFFLINE
    plug.plugged = True
    await lifecycle.synchronise(app.session)
    assert plug.gateway.arrivals == [], "by itself it waits for a minute"
    await app.settle(0.2)
    return app


async def test_trying_now_does_not_wait_for_the_end_of_a_pause(start: Start, tmp_path: Path) -> None:
    plug = Plug()
    app = await paused(start, tmp_path, plug)
    await app.click("Coba kirim sekarang")
    await app.settle(0.2)
    assert plug.gateway.arrivals == [shown(app).id]
    assert app.services.outbox.pause is None


async def test_trying_now_counts_also_while_the_app_looks_for_news(start: Start, tmp_path: Path) -> None:
    plug = Plug()
    app = await paused(start, tmp_path, plug)
    looking = asyncio.create_task(lifecycle.synchronise(app.session))
    await asyncio.sleep(0)
    assert app.session.state.syncing
    await lifecycle.synchronise(app.session, force=True)
    await looking
    assert plug.gateway.arrivals == [shown(app).id]


async def test_the_desktop_shows_list_and_report_together(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/lapor/saya", width=1366, prepare=everything)
    assert app.shows("Riwayat")
    assert app.shows("Perlu tindakan 2")
    await app.click(NUMBER)
    item = next(item for item in app.services.outbox.items() if item.receipt)
    assert app.session.page.route == f"/lapor/saya/{item.id}"
    assert app.shows("Diterima gerbang provinsi, nomor " + NUMBER)


async def test_one_report_tells_everything_recorded(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, prepare=received)
    await app.go(f"/lapor/saya/{shown(app).id}")
    for words in (
        "Kelurahan Kebun Keling",
        "GPS · ±12 m",
        "Telkomsel: BLANK",
        "Di luar ruangan",
        "21 November 2026, 10.00 WIB",
        "Bukti B",
        NUMBER,
    ):
        assert app.shows(words), words


async def test_sharing_carries_the_number_and_no_position(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, prepare=received)
    await app.go(f"/lapor/saya/{shown(app).id}")
    await app.click("Bagikan")
    (words,) = app.device.shared
    assert NUMBER in words
    assert "Kebun Keling" in words
    assert "102" not in words


async def test_the_raw_data_can_be_taken_along(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, prepare=received)
    await app.go(f"/lapor/saya/{shown(app).id}")
    await app.click("Ekspor data")
    row = json.loads(app.device.saved[f"rafflesia-{NUMBER}.json"])
    assert row["payload"]["position"]["accuracy_m"] == 12
    assert app.shows("Berkas sudah dibuat")


async def test_withdrawing_asks_first_and_waits_for_the_network(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, prepare=received)
    target = shown(app)
    await app.go(f"/lapor/saya/{target.id}")
    await app.click("Tarik laporan")
    assert [item.kind for item in app.services.outbox.items()] == [SubmissionKind.BLANK_SPOT]
    await confirm(app, "Ya, tarik")
    await app.settle(0.1)
    (withdrawal,) = [i for i in app.services.outbox.items() if i.kind is SubmissionKind.WITHDRAWAL]
    assert withdrawal.payload == {"target": target.id}
    assert app.shows("Penarikan menunggu jaringan")
    assert not app.shows("Tarik laporan")


async def test_a_refused_report_says_what_to_correct(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, prepare=rejected)
    item = shown(app)
    await app.go(f"/lapor/saya/{item.id}")
    assert app.shows("Posisi: di luar batas yang mungkin")
    assert app.shows("payload.surprise: perlu diperiksa lagi")
    await app.click("Perbaiki")
    assert app.session.page.route == f"/lapor/baru/{item.id}"
    assert app.services.outbox.get(item.id).state is OutboxState.DRAFT
    assert app.shows("Simpan laporan")


async def test_a_parked_report_can_be_tried_again(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, prepare=parked)
    item = shown(app)
    await app.go(f"/lapor/saya/{item.id}")
    assert app.shows("Pengiriman berhenti")
    await app.click("Coba lagi")
    assert app.services.outbox.get(item.id).state in {OutboxState.QUEUED, OutboxState.SENDING}


@pytest.mark.parametrize("make", [drafted, rejected])
async def test_what_never_arrived_can_be_deleted(start: Start, tmp_path: Path, make: Any) -> None:
    app = await start(tmp_path, prepare=make)
    await app.go(f"/lapor/saya/{shown(app).id}")
    await app.click("Hapus")
    assert len(app.services.outbox.items()) == 1
    await confirm(app, "Ya, hapus")
    assert app.services.outbox.items() == ()
    assert app.session.page.route == "/lapor/saya"


async def test_a_report_of_another_device_is_not_found_kindly(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/lapor/saya/tidak-ada")
    assert app.shows("Laporan ini tidak ada di HP ini")


async def test_the_history_tells_attempts_and_never_says_sent(start: Start, tmp_path: Path) -> None:
    async def tried(services: AppServices) -> None:
        item = await filed(services)
        await services.outbox.apply(item.id, Started())
        await services.outbox.apply(item.id, Deferred("error.interrupted"))

    app = await start(tmp_path, prepare=tried)
    item = shown(app)
    told = [step.words for step in steps(app.session, item)]
    assert told == ["Tersimpan di HP ini", "Menunggu jaringan"]
    assert "kali dicoba" in steps(app.session, item)[1].more
    assert steps(app.session, item)[0].at == START


async def test_the_gateways_answer_is_part_of_the_history(start: Start, tmp_path: Path) -> None:
    async def answered(services: AppServices) -> None:
        await received(services, status="answered")

    app = await start(tmp_path, prepare=answered)
    assert [step.words for step in steps(app.session, shown(app))][-1] == "Dijawab"


async def test_unknown_fields_keep_their_own_name(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path)
    assert field_words(app.session, "payload.operators.0.operator", "unknown_value").startswith("Operator: ")
    assert field_words(app.session, "x.y", "missing") == "x.y: belum diisi"


async def test_confirmations_and_checks_have_their_own_words(start: Start, tmp_path: Path) -> None:
    async def prepare(services: AppServices) -> None:
        station = services.stations.all()[0]
        payload = {"station_id": station.id, "result": "no_internet", "observed_at": START.isoformat()}
        await services.outbox.submit("cek", SubmissionKind.WIFI_CHECK, {**payload, "position": None})
        await asyncio.sleep(0)

    app = await start(tmp_path, path="/lapor/saya/cek", prepare=prepare, device=FakeDevice())
    assert app.shows("Tersambung tanpa internet")
    assert app.shows("Tidak ikut dicatat")
