"""Forms at a kiosk: only while they can be sent, sent at once, and never kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from services.models import BlankSpotReport, Environment, OperatorReading, SignalClass
from tests.fakes.clock import START
from tests.fakes.gateway import FakeGateway, problem
from tests.views.harness import Unplugged, fix_at
from tests.views.kiosk_app import PUBLIC, Begin, RunningKiosk
from views import routes

ITEM = "00000000-0000-4000-8000-00000000cccc"
FORM = "/layanan/permohonan-wifi-desa/ajukan"


@pytest.fixture
def kiosk(kiosk: Begin) -> Begin:
    """Return the way to start a kiosk with a transport and a visit; it is closed at the end of the test."""

    async def start(transport: httpx.AsyncBaseTransport, **options: Any) -> RunningKiosk:
        app = await kiosk(transport=transport, **options)
        await app.begin()
        return app

    return start


async def file(app: RunningKiosk) -> None:
    """File a report, and open the page that its form leads to."""
    readings = (OperatorReading("telkomsel", SignalClass.BLANK),)
    report = BlankSpotReport(
        fix=fix_at(),
        village_id=None,
        village_basis=None,
        environment=Environment.OUTDOOR,
        operators=readings,
        observed_at=START,
        connectivity=None,
        note="rahasiaku",
        similar_to=None,
    )
    await app.now.services.reports.submit_blank_spot(ITEM, report, ())
    await app.go(routes.blank_spot(ITEM))
    await app.settle(0.2)


@pytest.mark.parametrize("path", ["/lapor/baru", FORM])
async def test_without_a_network_there_is_only_the_way_to_ones_own_phone(kiosk: Begin, path: str) -> None:
    app = await kiosk(Unplugged())
    await app.go(path)
    await app.settle(0.1)
    assert app.shows("Layar ini sedang tidak tersambung")
    assert app.shows(f"Kode ini membuka halaman: {PUBLIC}{path}")
    assert not app.shows("Simpan")


async def test_without_a_public_address_it_says_so_in_words(kiosk: Begin) -> None:
    app = await kiosk(Unplugged(), public_url=None)
    await app.go(FORM)
    await app.settle(0.1)
    assert app.shows("Buka Rafflesia di HP Anda")
    assert not app.shows("Kode ini")


async def test_the_network_may_come_back(kiosk: Begin) -> None:
    gateway = FakeGateway()
    gateway.documents["/config"] = problem(503, "busy")
    app = await kiosk(gateway)
    await app.go("/lapor/baru")
    await app.settle(0.1)
    assert app.shows("Coba hubungi lagi")
    del gateway.documents["/config"]
    await app.click("Coba hubungi lagi")
    await app.settle(0.1)
    assert app.shows("Tambahkan tempatnya.")
    assert not app.shows("±")  # where the kiosk stands is not where there is no signal


async def test_a_report_is_offered_while_the_gateway_is_reached(kiosk: Begin) -> None:
    offline = await kiosk(Unplugged())
    assert not offline.shows("Lapor sinyal")


async def test_what_was_sent_shows_its_number_to_take_along(kiosk: Begin) -> None:
    gateway = FakeGateway()
    app = await kiosk(gateway)
    await file(app)
    assert gateway.arrivals == [ITEM]
    assert app.shows("BKL-2026-000001")
    assert app.shows(f"Kode ini membuka halaman: {PUBLIC}{routes.FIND_TICKET}")
    assert app.now.services.outbox.pending_count == 0


@pytest.mark.parametrize("answer", [problem(503, "busy"), problem(422, "invalid", []), problem(403, "no")])
async def test_what_was_not_sent_is_kept_nowhere(
    kiosk: Begin, tmp_path: Path, answer: httpx.Response
) -> None:
    gateway = FakeGateway()
    gateway.refusals[ITEM] = answer
    app = await kiosk(gateway)
    await file(app)
    assert app.shows("Belum terkirim. Tidak ada yang disimpan di layar ini.")
    assert app.shows(f"Kode ini membuka halaman: {PUBLIC}/lapor/baru")
    assert app.now.services.outbox.items() == ()
    assert not app.holds(tmp_path / "disk", "rahasiaku")
    await app.click("Selesai")
    await app.settle(0.5)
    assert not app.holds(tmp_path, "rahasiaku")


async def test_nothing_is_attached_at_a_kiosk(kiosk: Begin) -> None:
    app = await kiosk(FakeGateway())
    await app.go("/lapor/baru")
    await app.settle(0.1)
    await app.click("Tambah foto")
    assert app.shows("Di layar umum ini berkas tidak bisa dipilih")
