"""Where one is, as the browser's tab and a screen reader say it; and what stands around the app."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from services.app import open_services
from services.errors import ReadOnly, StorageForbidden
from services.models import SubmissionKind
from services.platform.base import ReadOnlyVolume
from tests.fakes.clock import CountingIds, FakeClock
from tests.fakes.surroundings import FakeSurroundings
from tests.unit.offline.samples import PAYLOAD
from tests.views.harness import Start, platform
from views.titles import TITLES, title_of

STATION = "/wifi/rsud-m-yunus"


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/", "Beranda · Rafflesia"),
        ("/wifi", "WiFi · Rafflesia"),
        ("/lapor/baru", "Lapor blank spot · Rafflesia"),
        ("/lapor/saya", "Laporan dan permintaan · Rafflesia"),
        ("/lapor/saya/0190", "Laporan · Rafflesia"),
        ("/layanan/ajukan/0190", "Permohonan · Rafflesia"),
        ("/layanan/lapor-wifi-mati/ajukan", "Ajukan: Lapor WiFi publik mati atau rusak · Rafflesia"),
        (
            "/layanan/pengaduan-layanan/ajukan/pkb-tahunan",
            "Ajukan: Pengaduan layanan instansi provinsi · Rafflesia",
        ),
        ("/tidak/ada", "Halaman ini tidak ada · Rafflesia"),
    ],
)
async def test_the_title_follows_the_place(start: Start, tmp_path: Path, path: str, title: str) -> None:
    app = await start(tmp_path)
    await app.go(path)
    assert title_of(app.session, path) == title
    assert app.session.page.title == title


async def test_things_are_named_in_the_title(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=STATION)
    station = app.session.services.stations.get("rsud-m-yunus")
    assert station is not None
    assert app.session.page.title == f"{station.name} · Rafflesia"
    service = app.session.services.catalogue.services()[0]
    assert service.name.id in title_of(app.session, f"/layanan/{service.id}")
    assert title_of(app.session, "/wifi/unknown") == "Tempat ini tidak ditemukan · Rafflesia"


async def test_no_two_screens_share_a_title(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path)
    titles = [title_of(app.session, path) for path in TITLES]
    assert len(set(titles)) == len(titles)


async def test_storage_is_protected_once_there_is_something_to_lose(tmp_path: Path) -> None:
    page = FakeSurroundings()
    own = replace(platform(tmp_path), surroundings=page)
    services = await open_services(own, clock=FakeClock(), ids=CountingIds())
    await services.outbox.save_draft("a", SubmissionKind.WIFI_CHECK, PAYLOAD)
    assert page.said == []
    await services.outbox.submit("a", SubmissionKind.WIFI_CHECK, PAYLOAD)
    await services.outbox.submit("b", SubmissionKind.WIFI_CHECK, PAYLOAD)
    await asyncio.sleep(0)
    assert page.said == ["keep"]
    await services.close()


async def test_what_was_typed_is_saved_before_the_page_goes(tmp_path: Path) -> None:
    page = FakeSurroundings()
    own = replace(platform(tmp_path), surroundings=page)
    services = await open_services(own, clock=FakeClock(), ids=CountingIds())
    services.reports.drafts.touch("a", SubmissionKind.WIFI_CHECK, PAYLOAD)
    assert page.save is not None
    await page.save()
    assert [item.id for item in services.outbox.items()] == ["a"]
    await services.close()


@pytest.mark.parametrize("problem", [ReadOnly, StorageForbidden])
async def test_why_nothing_is_kept_is_told(
    tmp_path: Path, problem: type[ReadOnly | StorageForbidden]
) -> None:
    own = replace(platform(tmp_path), volume=ReadOnlyVolume(tmp_path, problem=problem))
    services = await open_services(own, clock=FakeClock(), ids=CountingIds())
    assert services.storage_problem == problem.default_message_id
    with pytest.raises(problem):
        await services.outbox.save_draft("a", SubmissionKind.WIFI_CHECK, PAYLOAD)
    await services.close()
