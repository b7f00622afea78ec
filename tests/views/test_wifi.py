"""The WiFi place: one filtered set for list and map, honest rows, every designed state, three widths."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import flet as ft
import flet_map as fm
import pytest

from services.models import CheckResult, StationKind, WifiCheck
from services.stations import StationFilter
from tests.fakes.clock import START
from tests.views.harness import FakeDevice, RunningApp, Start, fix_at
from tests.views.stations import ago, candidate, online, only, row
from views.wifi.findings import find, pin_of

HERE = FakeDevice(fix=fix_at(), allowed=True)


def rows_on(app: RunningApp) -> list[str]:
    """Return the names of the rows in the list, in order."""
    known = {station.name for station in app.services.stations.all()}
    return [words for words in app.texts() if words in known]


def pins_on(app: RunningApp) -> int:
    """Return how many stations the map shows, those inside clusters too."""
    layer: Any = next(layer for layer in next(app.controls(fm.Map)).layers if layer.key == "pins")
    counts = [part.value for marker in layer.markers for part in _parts(marker.content)]
    return sum(int(count) if count else 1 for count in counts)


def _parts(control: Any) -> list[Any]:
    """Return the text of a cluster, or one empty text for a pin."""
    inner = control
    while getattr(inner, "content", None) is not None:
        inner = inner.content
    return [inner] if isinstance(inner, ft.Text) else [ft.Text("")]


async def test_seed_places_are_candidates_and_say_so(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi")
    assert app.shows("48 tempat")
    assert app.texts().count("Calon lokasi · belum ada stasiun") == 48
    assert app.shows("Tempat yang diusulkan")
    assert not any("Bekerja ·" in words for words in app.texts())


async def test_list_and_map_show_the_same_set(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi")
    assert len(rows_on(app)) == 48
    assert pins_on(app) == 31  # the other 17 have no known position: the list alone can show them
    await app.click("Kesehatan")
    hits = find(app.session, app.session.state.wifi_filter).hits
    assert rows_on(app) == [hit.station.name for hit in hits]
    assert pins_on(app) == sum(hit.station.point is not None for hit in hits)
    assert 0 < len(hits) < 48


async def test_without_a_position_rows_are_by_name_and_it_invites(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi", device=FakeDevice(fix=fix_at()))
    placed = {s.name for s in app.services.stations.all() if s.point is not None}
    names = [name for name in rows_on(app) if name in placed]
    assert names == sorted(names, key=str.casefold)
    assert app.shows("Lokasi dihitung di HP ini")
    await app.click("Pakai lokasi saya")
    assert app.shows("terdekat dulu")
    assert rows_on(app)[0] == "Masjid Jamik"
    assert not app.shows("Lokasi dihitung di HP ini")


async def test_a_refused_position_says_why_and_keeps_the_list(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi", device=FakeDevice(refusal="denied"))
    await app.click("Pakai lokasi saya")
    assert app.shows("Izin lokasi ditolak")
    assert len(rows_on(app)) == 48


async def test_rows_say_distance_and_direction_in_words(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi", device=HERE)
    words = app.texts()
    place = words.index("Masjid Jamik")
    assert words[place : place + 5] == [
        "Masjid Jamik",
        "Wisata · Tengah Padang",
        "Calon lokasi · belum ada stasiun",
        "150 m",
        "timur",
    ]


async def test_real_stations_come_before_nearer_candidates(start: Start, tmp_path: Path) -> None:
    near = candidate("c", "Calon Dekat", lat=-3.7929, lon=102.2609)
    far = online("s", "Stasiun Jauh", lat=-3.9, lon=102.4)
    app = await start(tmp_path, path="/wifi", device=HERE, prepare=only(near, far))
    assert rows_on(app) == ["Stasiun Jauh", "Calon Dekat"]
    words = app.texts()
    assert words.index("Stasiun Jauh") < words.index("Calon lokasi") < words.index("Calon Dekat")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"state": "online", "last_proof_at": ago(4)}, "Bekerja · bukti 4 menit lalu"),
        ({"state": "degraded", "last_proof_at": ago(12)}, "Lemah · bukti 12 menit lalu"),
        ({"state": "offline", "last_proof_at": ago(9)}, "Mati · bukti 9 menit lalu"),
        ({"state": "online", "last_proof_at": ago(600)}, "Belum diketahui · bukti 10 jam lalu"),
        ({"state": "maintenance"}, "Sedang diperbaiki"),
        (
            {
                "state": "online",
                "last_proof_at": ago(4),
                "checks_24h": {"ok": 1, "no_internet": 3, "absent": 1, "last_at": ago(20)},
            },
            "Mati · 4 dari 5 warga: tidak bisa dipakai dalam 24 jam",
        ),
    ],
)
async def test_status_is_said_with_its_proof(
    start: Start, tmp_path: Path, changes: dict[str, Any], words: str
) -> None:
    app = await start(tmp_path, path="/wifi", prepare=only(row("s", "Stasiun", **changes)))
    assert words in app.texts()


async def test_search_forgives_a_typo(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi")
    await app.search("univrsitas")
    assert "Universitas Bengkulu" in rows_on(app)
    assert "Masjid Jamik" not in rows_on(app)


async def test_no_match_offers_to_clear_the_filters(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi")
    await app.search("zzzzzzqqq")
    assert app.shows("Tidak ada yang cocok")
    assert pins_on(app) == 0
    await app.click("Hapus saringan")
    assert app.shows("48 tempat")
    assert next(app.controls(ft.TextField)).value == ""


async def test_working_with_only_candidates_tells_the_truth(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi")
    await app.click("Bekerja")
    assert app.shows("Belum ada stasiun yang terbukti bekerja")
    assert app.shows("Provinsi belum mendaftarkan stasiun WiFi yang aktif")
    await app.click("Lihat calon lokasi")
    assert app.shows("48 tempat")


async def test_working_with_registered_stations_tells_another_truth(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi", prepare=only(row("s", "Stasiun", state="offline")))
    await app.click("Bekerja")
    assert app.shows("saat ini tidak ada bukti")


async def test_open_now_keeps_only_what_is_certainly_open(start: Start, tmp_path: Path) -> None:
    stations = only(
        online("a", "Buka", opening_hours="Mo-Su 08:00-16:00"),
        online("b", "Tutup", opening_hours="Mo-Su 18:00-20:00"),
        online("c", "Entah"),
    )
    app = await start(tmp_path, path="/wifi", prepare=stations)
    assert app.shows("Buka sampai 16.00")
    await app.click("Buka sekarang")
    assert rows_on(app) == ["Buka"]


async def test_open_now_with_nothing_known_says_why(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi")
    await app.click("Buka sekarang")
    assert app.shows("Jam buka belum diketahui untuk kebanyakan tempat")
    await app.click("Lihat semua")
    assert app.shows("48 tempat")


async def test_an_empty_store_has_words_of_its_own(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi", prepare=only())
    assert app.shows("Belum ada data WiFi")


async def test_before_the_store_is_open_a_skeleton_is_shown(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi")
    app.session.state.ready = False
    await app.settle()
    assert any(s.label == "Sedang dibuka" for s in app.controls(ft.Semantics))
    assert rows_on(app) == []


async def test_old_data_that_cannot_be_renewed_is_named(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi")
    await app.settle(0.2)
    assert app.shows("Data bawaan per 21 November 2026")
    marked = [icon for icon in app.controls(ft.Icon) if icon.icon is ft.Icons.HISTORY_ROUNDED]
    assert len(marked) == 1
    app.session.state.sync_problem = None
    await app.settle()
    assert not any(icon.icon is ft.Icons.HISTORY_ROUNDED for icon in app.controls(ft.Icon))


async def test_long_lists_come_in_hundreds(start: Start, tmp_path: Path) -> None:
    many = [
        online(str(n), f"Stasiun {n:03d}", lat=-3.7 - n * 0.002, lon=102.2 + n * 0.003) for n in range(250)
    ]
    app = await start(tmp_path, path="/wifi", prepare=only(*many))
    assert len(rows_on(app)) == 100
    layer: Any = next(layer for layer in next(app.controls(fm.Map)).layers if layer.key == "pins")
    assert len(layer.markers) <= 100
    await app.click("Tampilkan lebih banyak")
    assert len(rows_on(app)) == 200
    await app.click("Tampilkan lebih banyak")
    assert len(rows_on(app)) == 250
    assert not app.shows("Tampilkan lebih banyak")


async def test_my_own_waiting_check_counts_at_once(start: Start, tmp_path: Path) -> None:
    checks = {"ok": 0, "no_internet": 2, "absent": 0, "last_at": ago(10)}
    app = await start(tmp_path, path="/wifi", prepare=only(online("s", "Stasiun", checks_24h=checks)))
    assert app.shows("Bekerja · bukti")
    await app.services.reports.submit_wifi_check(
        app.services.reports.new_id(), WifiCheck("s", CheckResult.NO_INTERNET, START)
    )
    await app.settle()
    assert app.shows("Mati · 3 dari 3 warga")


async def test_a_tapped_pin_is_named_in_the_sheet_and_can_be_let_go(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi", prepare=only(online("s", "Benteng")))
    layer: Any = next(layer for layer in next(app.controls(fm.Map)).layers if layer.key == "pins")
    await app.fire(layer.markers[0].content, "tap")
    assert app.shows("Dipilih di peta")
    assert rows_on(app) == ["Benteng", "Benteng"]
    layer = next(layer for layer in next(app.controls(fm.Map)).layers if layer.key == "pins")
    assert layer.markers[0].key == "s*"
    await app.click("Tutup")
    assert not app.shows("Dipilih di peta")


async def test_a_row_opens_its_station(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi", prepare=only(online("benteng marlborough", "Benteng")))
    await app.click("Benteng")
    assert app.session.page.route == "/wifi/benteng%20marlborough"


async def test_kinds_can_be_combined(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi")
    await app.click("Kesehatan")
    await app.click("Pendidikan")
    assert app.session.state.wifi_filter.kinds == {StationKind.HEALTH, StationKind.EDUCATION}
    chips = [s for s in app.controls(ft.Semantics) if s.toggled is not None]
    assert [s.toggled for s in chips] == [False, False, False, True, True, False, False]


async def test_large_text_moves_the_distance_below(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi", device=HERE)
    app.session.state.text_scale = 2.0
    await app.settle()
    assert "150 m · timur" in app.texts()


async def test_desktop_shows_the_station_beside_list_and_map(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi/masjid-jamik-w", width=1366, device=HERE)
    assert len(list(app.controls(fm.Map))) == 1
    assert app.shows("48 tempat")
    assert app.shows("Ada WiFi umum di sini?")


async def test_narrow_desktop_gives_the_list_s_place_to_the_station(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi/masjid-jamik-w", width=1100)
    assert not app.shows("48 tempat")
    assert app.shows("Ada WiFi umum di sini?")


async def test_a_small_tablet_gets_the_sheet(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi", width=700)
    assert any(box.tooltip == "Perbesar daftar" for box in app.controls(ft.Container))


async def test_english_is_complete(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi", language="en", device=HERE)
    assert app.shows("48 places, nearest first")
    assert app.shows("Proposed places")
    await app.click("Working")
    assert app.shows("No station is proven to work yet")


async def test_a_station_without_position_is_in_the_list_only(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi", prepare=only(online("s", "Tanpa Titik", lat=None, lon=None)))
    assert rows_on(app) == ["Tanpa Titik"]
    assert pins_on(app) == 0
    assert pin_of(app.session, find(app.session, StationFilter()).hits[0]) is None
