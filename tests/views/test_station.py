"""One station: status in sentences, contradiction, hours, access, hand-offs, the one-tap check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import flet as ft
import flet_map as fm
import pytest

from services.errors import StorageFull
from services.models import OutboxState
from tests.views.harness import FakeDevice, Start, fix_at
from tests.views.stations import ago, candidate, online, only, row

PATH = "/wifi/s"
DISPUTED = {"ok": 1, "no_internet": 3, "absent": 1, "last_at": ago(20)}


def here() -> FakeDevice:
    return FakeDevice(fix=fix_at(), allowed=True)


async def test_an_unknown_address_leads_back_to_the_list(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi/tidak-ada")
    assert app.shows("Tempat ini tidak ditemukan")
    await app.click("Ke daftar WiFi")
    assert app.session.page.route == "/wifi"


async def test_before_the_store_is_open_a_skeleton_is_shown(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(online("s", "Benteng")))
    app.session.state.ready = False
    await app.settle()
    assert not app.shows("Benteng")
    assert not app.shows("tidak ditemukan")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"state": "online", "last_proof_at": ago(4)}, "Pemantau melihat internetnya bekerja."),
        ({"state": "degraded", "last_proof_at": ago(4)}, "Pemantau melihat internetnya lemah."),
        ({"state": "maintenance"}, "Sedang diperbaiki petugas."),
        ({"state": "unknown"}, "Belum ada bukti baru. Bisa bekerja, bisa tidak."),
        ({"lifecycle": "planned"}, "Stasiun WiFi direncanakan di sini, tetapi belum dipasang."),
        (
            {"state": "offline", "last_proof_at": ago(4), "state_since": ago(50)},
            "Pemantau melihat WiFi ini mati sejak 21 November 2026, 09.10 WIB.",
        ),
    ],
)
async def test_the_record_is_said_in_a_sentence(
    start: Start, tmp_path: Path, changes: dict[str, Any], sentence: str
) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(row("s", "Benteng", **changes)))
    assert sentence in app.texts()


async def test_a_contradiction_is_named(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(online("s", "Benteng", checks_24h=DISPUTED)))
    assert app.shows("Catatan resmi berbeda dengan kata warga. Resmi: Bekerja.")
    assert app.shows("4 dari 5 warga: tidak bisa dipakai dalam 24 jam")
    assert app.shows("tersambung tanpa internet: 3 · tidak ada WiFi: 1")
    assert app.shows("1 dari 5 warga: berhasil dalam 24 jam")


async def test_the_proof_has_an_age_or_its_absence_is_said(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(online("s", "Benteng")))
    assert app.shows("Bukti terakhir 4 menit lalu")
    await app.close()


async def test_never_proven(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(row("s", "Benteng")))
    assert app.shows("Belum pernah ada bukti")


async def test_distance_direction_and_walk_in_words(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, device=here(), prepare=only(online("s", "Benteng")))
    assert app.shows("320 m ke arah utara")
    assert app.shows("6 menit jalan")


async def test_a_far_place_is_not_called_a_walk(start: Start, tmp_path: Path) -> None:
    far = online("s", "Manna", lat=-4.45, lon=102.9)
    app = await start(tmp_path, path=PATH, device=here(), prepare=only(far))
    assert app.shows("km ke arah tenggara")
    assert not app.shows("menit jalan")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"precision_m": 60}, "Posisi teliti sampai sekitar 60 m."),
        ({"precision_m": 7000}, "Posisi perkiraan: bisa meleset sampai 7,0 km."),
        ({"precision_m": None}, "Ketelitian posisi ini tidak diketahui."),
        ({"lat": None, "lon": None}, "Posisi tepatnya belum diketahui. Tanyakan arah kepada warga setempat."),
    ],
)
async def test_precision_is_said(start: Start, tmp_path: Path, changes: dict[str, Any], words: str) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(online("s", "Benteng", **changes)))
    assert words in app.texts()


async def test_a_coarse_position_is_a_circle_on_the_small_map(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(candidate("s", "Kantor", precision_m=7000)))
    shown: Any = next(app.controls(fm.Map))
    circles = next(layer for layer in shown.layers if layer.key == "circles").circles
    assert [circle.radius for circle in circles] == [7000]
    assert shown.initial_zoom < 12
    assert shown.interaction_configuration.flags == fm.InteractionFlag.NONE


async def test_without_a_position_there_is_no_map_and_no_way(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(online("s", "Benteng", lat=None, lon=None)))
    assert list(app.controls(fm.Map)) == []
    assert not app.shows("Tunjukkan arah")


async def test_directions_share_and_call_happen_only_on_a_tap(start: Start, tmp_path: Path) -> None:
    device = FakeDevice()
    station = online("s", "Benteng", phone="(0736) 52004")
    app = await start(tmp_path, path=PATH, device=device, prepare=only(station))
    assert (device.opened, device.shared) == ([], [])
    await app.click("Tunjukkan arah")
    await app.click("Telepon (0736) 52004")
    assert device.opened == ["geo:-3.790000,102.260000?q=-3.790000,102.260000(Benteng)", "tel:073652004"]
    await app.click("Bagikan")
    assert device.shared == ["Benteng, WiFi publik Bengkulu: http://gateway/wifi/s"]


async def test_opening_hours_of_the_week_with_today_marked(start: Start, tmp_path: Path) -> None:
    station = online("s", "Benteng", opening_hours="Mo-Fr 08:00-16:00; Sa 09:00-12:00,13:00-15:00")
    app = await start(tmp_path, path=PATH, prepare=only(station))
    assert app.shows("Buka sampai 12.00")
    words = app.texts()
    assert words[words.index("Senin") + 1] == "08.00–16.00"
    assert words[words.index("Sabtu (hari ini)") + 1] == "09.00–12.00, 13.00–15.00"
    assert words[words.index("Minggu") + 1] == "Tutup"


@pytest.mark.parametrize(("hours", "words"), [("24/7", "Buka 24 jam"), ("gibberish!!", "gibberish!!")])
async def test_hours_that_are_always_or_cannot_be_read(
    start: Start, tmp_path: Path, hours: str, words: str
) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(online("s", "Benteng", opening_hours=hours)))
    assert app.shows(words)


async def test_access_is_shown_with_copy_and_code_when_known(start: Start, tmp_path: Path) -> None:
    device = FakeDevice()
    station = online("s", "Benteng", ssid="Bengkulu;WiFi", security="wpa", password="rahasia")
    app = await start(tmp_path, path=PATH, device=device, prepare=only(station))
    code = next(image for image in app.controls(ft.Image) if "Bengkulu;WiFi" in (image.semantics_label or ""))
    assert code.src.startswith("<svg")
    await app.click("Salin Kata sandi")
    assert device.copied == ["rahasia"]
    assert app.shows("Disalin")


async def test_an_open_network_says_so(start: Start, tmp_path: Path) -> None:
    hint = {"id": "Setujui syarat di halaman pembuka.", "en": "Accept the terms."}
    station = online("s", "Benteng", ssid="Publik", security="open", login_hint=hint)
    app = await start(tmp_path, path=PATH, prepare=only(station))
    assert app.shows("Tanpa kata sandi")
    assert app.shows("Setujui syarat di halaman pembuka.")


async def test_nothing_is_invented_when_access_is_not_known(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(online("s", "Benteng")))
    assert not app.shows("Cara masuk WiFi")
    assert not app.shows("Jam buka")


async def test_one_tap_is_durable_at_once_and_never_called_sent(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(online("s", "Benteng")))
    await app.click("Tersambung tanpa internet")
    item = app.services.outbox.items()[0]
    assert item.payload["result"] == "no_internet"
    assert item.payload["station_id"] == "s"
    assert item.payload["position"] is None
    assert item.state in (OutboxState.QUEUED, OutboxState.SENDING)
    assert app.shows("Jawaban Anda: Tersambung tanpa internet")
    assert app.shows("Tersimpan di HP ini")
    assert not app.shows("iterima")


async def test_the_answer_can_be_changed_as_a_second_check(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(online("s", "Benteng")))
    await app.click("Berhasil")
    await app.click("Ubah jawaban")
    app.services.clock.advance(60)  # type: ignore[attr-defined]
    await app.click("Tidak ada WiFi")
    assert app.shows("Jawaban Anda: Tidak ada WiFi")
    assert len({item.id for item in app.services.outbox.items()}) == 2


async def test_a_candidate_is_asked_another_question(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(candidate("s", "Pasar")))
    assert app.shows("Ada WiFi umum di sini?")
    assert not app.shows("Berhasil")
    await app.click("Ada, internetnya jalan")
    assert app.shows("Jawaban Anda: Ada, internetnya jalan")
    assert app.shows("Calon lokasi · belum ada stasiun")


async def test_a_full_phone_is_said_and_the_question_stays(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(online("s", "Benteng")))

    async def full(*_: Any) -> None:
        raise StorageFull("no room")

    app.services.reports.submit_wifi_check = full  # type: ignore[method-assign,assignment]
    await app.click("Berhasil")
    assert app.shows("Penyimpanan penuh")
    assert app.shows("Bagaimana WiFi-nya?")


async def test_source_and_verification_are_shown(start: Start, tmp_path: Path) -> None:
    station = online("s", "Benteng", verified="memory", operator="Dinas Kominfotik Provinsi")
    app = await start(tmp_path, path=PATH, prepare=only(station))
    assert app.shows("Belum dicek ke sumber resmi")
    assert app.shows("Dinas Kominfotik Provinsi")


async def test_the_back_button_goes_up_to_the_list(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(online("s", "Benteng")))
    await app.click("Kembali")
    assert app.session.page.route == "/wifi"


async def test_english_station(start: Start, tmp_path: Path) -> None:
    station = online("s", "Benteng", opening_hours="Mo-Su 08:00-16:00", ssid="X", security="open")
    app = await start(tmp_path, path=PATH, language="en", device=here(), prepare=only(station))
    for words in ("Working", "The monitor sees its internet working.", "Are you here now?", "How to connect"):
        assert app.shows(words)
    assert "08:00–16:00" in app.texts()
