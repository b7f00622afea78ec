"""Beranda in every state: no position, position, queue, problems, settings reached from it."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from services.models import BlankSpotReport, Environment, OperatorReading, Point, SignalClass, VillageBasis
from tests.fakes.clock import START
from tests.fakes.gateway import FakeGateway
from tests.views.harness import FakeDevice, Start, fix_at


async def test_without_a_position_it_invites_and_asks_nothing(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path)
    assert app.shows("Di mana WiFi terdekat?")
    assert app.shows("Lokasi Anda belum diketahui")
    assert app.session.state.here is None


async def test_a_device_that_was_allowed_before_is_located_at_start(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, device=FakeDevice(fix=fix_at(), allowed=True))
    assert app.shows("Teluk Segara, Kota Bengkulu")
    assert app.shows("perkiraan")  # no village pack: the nearest centroid
    assert app.shows("Calon lokasi WiFi terdekat")
    assert app.shows("belum ada stasiun")
    assert not app.shows("Bekerja")


async def test_a_refused_position_becomes_words_and_a_way_on(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, device=FakeDevice(refusal="denied"))
    await app.click("Pakai lokasi saya")
    assert app.shows("Izin lokasi ditolak")
    await app.click("Lihat daftar")
    assert app.session.page.route == "/wifi"


async def test_outside_the_province_it_says_so(start: Start, tmp_path: Path) -> None:
    jakarta = fix_at(Point(-6.2, 106.8))
    app = await start(tmp_path, device=FakeDevice(fix=jakarta, allowed=True))
    assert app.shows("Anda di luar Provinsi Bengkulu")


async def test_what_waits_is_counted_with_its_reason(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, prepare=file_report)
    await app.settle(0.1)
    assert app.shows("1 laporan menunggu jaringan")
    assert app.shows("Blank spot")
    assert not app.shows("erkirim ")


async def test_directions_open_only_on_a_tap(start: Start, tmp_path: Path) -> None:
    device = FakeDevice(fix=fix_at(), allowed=True)
    app = await start(tmp_path, device=device)
    assert device.opened == []
    await app.click("Tunjukkan arah")
    assert len(device.opened) == 1
    assert device.opened[0].startswith("geo:-3.7")


async def test_112_is_offered_only_where_it_is_confirmed(start: Start, tmp_path: Path) -> None:
    city = await start(tmp_path / "city", device=FakeDevice(fix=fix_at(), allowed=True))
    assert city.shows("112")
    lebong = FakeDevice(fix=fix_at(Point(-3.135, 102.2)), allowed=True)
    elsewhere = await start(tmp_path / "lebong", device=lebong)
    assert elsewhere.session.state.village is not None
    assert not elsewhere.shows("112")
    assert elsewhere.shows("110")


@pytest.mark.parametrize("width", [360, 412, 700, 1366])
async def test_the_places_are_reached_from_bar_or_rail(start: Start, tmp_path: Path, width: float) -> None:
    app = await start(tmp_path, width=width)
    assert [
        place for place in ("Beranda", "WiFi", "Lapor", "Wisata", "Layanan") if not app.shows(place)
    ] == []


async def test_an_unknown_address_gets_a_friendly_page(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/tidak/ada")
    assert app.shows("Halaman ini tidak ada")
    await app.click("Ke Beranda")
    assert app.session.page.route == "/"


async def test_english_is_complete_on_the_first_screen(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, language="en")
    assert app.shows("Where is the nearest WiFi?")
    assert app.shows("Emergency numbers")
    assert not app.shows("Nomor darurat")


async def file_report(services: object) -> None:
    report = BlankSpotReport(
        fix=fix_at(),
        village_id="17.71.03.1011",
        village_basis=VillageBasis.CENTROID,
        environment=Environment.OUTDOOR,
        operators=(OperatorReading("telkomsel", SignalClass.BLANK),),
        observed_at=START,
    )
    await services.reports.submit_blank_spot(services.reports.new_id(), report, ())  # type: ignore[attr-defined]


class Switch(httpx.AsyncBaseTransport):
    """A gateway behind a network that can be plugged in."""

    def __init__(self, gateway: FakeGateway) -> None:
        self.gateway, self.plugged = gateway, False

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if not self.plugged:
            raise httpx.ConnectError("no network", request=request)
        return await self.gateway.handle_async_request(request)


@pytest.mark.parametrize("event", ["network", "resume"])
async def test_what_waits_is_sent_when_the_network_or_the_person_is_back(
    start: Start, tmp_path: Path, event: str
) -> None:
    network = Switch(FakeGateway())
    device = FakeDevice()
    app = await start(tmp_path, device=device, transport=network, prepare=file_report)
    assert app.shows("1 laporan menunggu jaringan. Akan dikirim saat aplikasi terbuka. Belum ada jaringan.")
    network.plugged = True
    if event == "network":
        device.network_changed()
    else:
        await app.fire(app.flet.page, "app_lifecycle_state_change", {"state": "resume"})
    await app.settle(0.2)
    assert len(network.gateway.arrivals) == 1
    assert not app.shows("menunggu jaringan")
    assert app.shows("Diterima, nomor")
