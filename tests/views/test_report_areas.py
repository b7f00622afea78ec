"""The start of Lapor and the villages with reports: counts, honestly."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from services.models import BlankSpotArea, SubmissionKind
from tests.views.harness import FakeDevice, RunningApp, Start, fix_at
from tests.views.report_items import KEBUN_KELING, received

AIR_KOPRAS = "Air Kopras"


def publish(app: RunningApp, monkeypatch: pytest.MonkeyPatch, *areas: BlankSpotArea) -> None:
    """Let the province's counts be ``areas``."""
    monkeypatch.setattr(app.services.reports, "areas", lambda: areas)
    app.session.state.data_version += 1


async def test_the_start_leads_to_a_report_in_one_tap(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/lapor")
    assert app.shows("Belum ada. Laporan dan konsep Anda akan tampil di sini.")
    await app.click("Mulai lapor")
    assert app.session.page.route.startswith("/lapor/baru/")


async def test_the_start_shows_my_newest_and_my_village(start: Start, tmp_path: Path) -> None:
    device = FakeDevice(fix=fix_at(), allowed=True)
    app = await start(tmp_path, path="/lapor", prepare=received, device=device)
    assert app.shows("Blank spot · Kebun Keling")
    assert app.shows("Laporan di Kelurahan Pintu Batu")
    assert app.shows("Jadilah yang pertama melapor")


@pytest.mark.parametrize(
    ("words", "route"), [("Cek tempat WiFi", "/wifi"), ("Desa yang dilaporkan", "/lapor/desa")]
)
async def test_the_start_leads_on(start: Start, tmp_path: Path, words: str, route: str) -> None:
    app = await start(tmp_path, path="/lapor")
    await app.click(words)
    assert app.session.page.route == route


async def test_without_reports_the_list_says_why(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/lapor/desa")
    assert app.shows("Belum ada desa yang dilaporkan")
    assert app.shows("belum tentu punya sinyal")


async def test_villages_are_listed_with_counts_and_what_they_mean(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = await start(tmp_path, path="/lapor/desa")
    counts = {"indosat": 2, "telkomsel": 4}
    area = BlankSpotArea(KEBUN_KELING, 4, 2, date(2026, 11, 20), counts)
    publish(app, monkeypatch, area)
    await app.settle()
    assert app.shows("Kelurahan Kebun Keling")
    assert app.shows("4 laporan · 2 warga: saya juga · terakhir 20 November 2026")
    await app.click("Rincian")
    words = [text for text in app.texts() if "laporan blank" in text]
    assert words == ["Telkomsel: 4 laporan blank", "Indosat: 2 laporan blank"]
    assert app.shows("Belum dibuktikan: perlu laporan dari beberapa HP")


async def test_me_too_works_from_the_list(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = await start(tmp_path, path="/lapor/desa")
    publish(app, monkeypatch, BlankSpotArea(KEBUN_KELING, 1, 0, None))
    await app.settle()
    await app.click("Rincian")
    await app.click("Saya juga")
    (item,) = app.services.outbox.items()
    assert (item.kind, item.payload["about_id"]) == (SubmissionKind.CONFIRMATION, KEBUN_KELING)
    assert app.shows('"Saya juga" Anda')


async def test_the_list_is_searched_with_typos_and_paged(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = await start(tmp_path, path="/lapor/desa")
    regions = app.services.regions
    districts = [d for regency in regions.regencies() for d in regions.children(regency.id)]
    villages = [v for district in districts for v in regions.children(district.id)]
    kopras = next(v for v in villages if v.name == AIR_KOPRAS)
    rows = [v for v in villages if v is not kopras][:101]
    publish(app, monkeypatch, *(BlankSpotArea(v.id, 1, 0, None) for v in (*rows, kopras)))
    await app.settle(0.3)
    assert not app.shows(AIR_KOPRAS)
    await app.click("Tampilkan lebih banyak")
    await app.settle(0.3)
    assert app.shows(AIR_KOPRAS)
    await app.search("air kopraz")
    names = [text for text in app.texts() if text.startswith(("Desa ", "Kelurahan "))]
    assert f"Desa {AIR_KOPRAS}" in names
    assert len(names) < 20
