"""The blank-spot form: three taps, honest words, drafts that survive, nothing lost on the way."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import flet as ft
import pytest

from services.app import AppServices
from services.models import BlankSpotArea, OutboxState, Point, SubmissionKind
from services.platform.base import PickedFile
from tests.views.harness import FakeDevice, RunningApp, Start, fix_at
from tests.views.report_items import KEBUN_KELING, drafted, filed

PNG = b"\x89PNG\r\n\x1a\n" + b"".join(
    struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    for kind, body in (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\x00\x00")),
        (b"IEND", b""),
    )
)


def located(**options: object) -> FakeDevice:
    """Return a device that may say where it is."""
    return FakeDevice(fix=fix_at(), allowed=True, **options)  # type: ignore[arg-type]


def only_item(app: RunningApp) -> object:
    """Return the one item of the outbox."""
    (item,) = app.services.outbox.items()
    return item


async def test_three_taps_store_a_report(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/lapor/baru", device=located(network="mobile"))
    assert app.shows("Kelurahan Pintu Batu")
    assert app.shows("perkiraan · GPS · ±12 m")
    await app.click("BLANK")
    await app.click("Simpan laporan")
    await app.settle(0.1)
    assert app.shows("Tersimpan di HP ini")
    assert not any("erkirim" in words for words in app.texts())
    (item,) = app.services.outbox.items()
    assert item.kind is SubmissionKind.BLANK_SPOT
    assert item.state in {OutboxState.QUEUED, OutboxState.SENDING}
    assert item.payload["position"]["accuracy_m"] == 12
    assert item.payload["village_basis"] == "centroid"
    assert item.payload["connectivity"] == "mobile"
    # the last operator's BLANK is the one that was found
    assert [row["class"] for row in item.payload["operators"]] == ["blank"]


async def test_without_permission_nothing_is_asked_by_itself(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/lapor/baru", device=FakeDevice(fix=fix_at()))
    assert app.shows("Di mana tidak ada sinyal?")
    await app.click("Pakai GPS")
    assert app.shows("Kelurahan Pintu Batu")


async def test_the_button_says_what_is_missing(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/lapor/baru")
    assert app.shows("Tambahkan tempatnya. Pilih keadaan sedikitnya satu operator.")
    save = next(b for b in app.controls(ft.FilledButton) if b.content == "Simpan laporan")
    assert save.disabled
    await app.click("LEMAH")
    assert app.shows("Tambahkan tempatnya.")
    assert not app.shows("sedikitnya satu operator")


async def test_a_refused_position_leaves_two_other_ways(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/lapor/baru", device=FakeDevice(refusal="denied"))
    await app.click("Pakai GPS")
    assert app.shows("Izin lokasi ditolak")
    assert app.shows("Geser pin")
    assert app.shows("Pilih desa saja")


async def test_a_place_outside_the_province_cannot_be_stored(start: Start, tmp_path: Path) -> None:
    jakarta = FakeDevice(fix=fix_at(Point(-6.2, 106.8)), allowed=True)
    app = await start(tmp_path, path="/lapor/baru", device=jakarta)
    assert app.shows("Desa belum dikenali")
    assert app.shows("Tempatnya di luar Provinsi Bengkulu")


async def test_the_grade_explains_itself_on_a_tap(start: Start, tmp_path: Path) -> None:
    device = FakeDevice(fix=fix_at(accuracy_m=300), allowed=True)
    app = await start(tmp_path, path="/lapor/baru", device=device)
    assert app.shows("Bukti C")
    assert not app.shows("meleset")
    await app.click("Bukti C")
    assert app.shows("GPS meleset lebih dari 100 meter")
    assert app.shows("tidak pernah menolak")


async def test_the_second_tap_takes_a_judgement_back(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/lapor/baru", device=located())
    await app.click("ADA")
    await app.click("ADA")
    assert app.shows("Pilih keadaan sedikitnya satu operator")


async def test_details_are_voluntary_and_kept(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/lapor/baru", device=located())
    await app.click("Rincian: telepon")
    assert app.shows("Pilih dulu keadaan sebuah operator")
    await app.click("LEMAH")
    await app.click("Tidak bisa")
    await app.click("4G")
    await app.click("Di dalam ruangan")
    assert app.shows("Apa yang terjadi di dalam ruangan")
    await app.click("Simpan laporan")
    (item,) = app.services.outbox.items()
    (row,) = item.payload["operators"]
    assert (row["class"], row["data"], row["call"], row["technology"]) == ("weak", False, None, "4g")
    assert item.payload["environment"] == "indoor"


@pytest.mark.parametrize("typed", ["air kopras", "air kopraz"])
async def test_a_village_is_found_despite_a_typo(start: Start, tmp_path: Path, typed: str) -> None:
    app = await start(tmp_path, path="/lapor/baru")
    await app.click("ADA")
    await app.click("Pilih desa saja")
    await app.search(typed)
    await app.click("Desa Air Kopras")
    assert app.shows("Pinang Belapis, Kabupaten Lebong")
    assert app.shows("dipilih dari daftar desa")
    await app.click("Simpan laporan")
    (item,) = app.services.outbox.items()
    assert item.payload["village_basis"] == "chosen"
    assert item.payload["position"]["source"] == "village"
    assert item.payload["position"]["accuracy_m"] > 200
    assert [row["class"] for row in item.payload["operators"]] == ["ok"]  # what was tapped before is kept


async def test_a_village_is_reached_step_by_step(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/lapor/baru")
    await app.click("Pilih desa saja")
    for step in ("Kabupaten Lebong", "Pinang Belapis", "Desa Air Kopras"):
        await app.click(step)
    assert app.shows("Lapor blank spot")
    assert app.shows("Pinang Belapis, Kabupaten Lebong")


async def test_a_search_without_result_says_how_to_go_on(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/lapor/baru")
    await app.click("Pilih desa saja")
    await app.search("qqqqqqq")
    assert app.shows("Desa tidak ditemukan")
    await app.click("Kosongkan pencarian")
    assert app.shows("Kabupaten Lebong")
    await app.click("Batal")
    assert app.shows("Lapor blank spot")


async def test_an_answer_is_a_draft_at_once_and_comes_back(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/lapor/baru/konsep-1", device=located())
    assert app.services.outbox.items() == ()  # opening a form keeps nothing
    await app.click("LEMAH")
    await app.type(_note(app), "sejak Senin")
    await app.go("/lapor")
    item = app.services.outbox.get("konsep-1")
    assert (item.state, item.payload["note"]) == (OutboxState.DRAFT, "sejak Senin")
    await app.go("/lapor/baru/konsep-1")
    assert _note(app).value == "sejak Senin"
    assert app.shows("Tersimpan dulu di HP ini")


async def test_an_unfinished_report_is_offered(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/lapor/baru", prepare=drafted)
    assert app.shows("Ada konsep laporan dari baru saja.")
    await app.click("Lanjutkan")
    assert _note(app).value == "sejak Senin"


@pytest.mark.parametrize("payload", [{}, {"operators": [{"class": "purple"}], "position": {}, "note": None}])
async def test_a_draft_of_unknown_form_opens_as_far_as_it_can(
    start: Start, tmp_path: Path, payload: dict[str, object]
) -> None:
    async def prepare(services: AppServices) -> None:
        await services.outbox.save_draft("aneh", SubmissionKind.BLANK_SPOT, payload)

    app = await start(tmp_path, path="/lapor/baru/aneh", prepare=prepare)
    assert app.shows("Di mana tidak ada sinyal?")


async def test_photos_are_added_without_metadata_and_removed(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/lapor/baru", device=located(photo=PickedFile("a.png", PNG)))
    await app.click("Tambah foto")
    assert next(app.controls(ft.Image)) is not None
    assert len(only_item(app).attachments) == 1  # type: ignore[attr-defined]
    await app.click("Hapus foto 1")
    assert only_item(app).attachments == ()  # type: ignore[attr-defined]


async def test_a_file_that_is_no_photo_is_explained(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/lapor/baru", device=located(photo=PickedFile("a.pdf", b"%PDF")))
    await app.click("Tambah foto")
    assert app.shows("Hanya foto JPEG, PNG, atau WebP")


async def test_what_is_recorded_is_one_tap_away(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/lapor/baru", device=located())
    assert not app.shows("Tidak tercatat: nama")
    await app.click("Yang tercatat sendiri")
    assert app.shows("Tidak tercatat: nama")
    assert app.shows("21 November 2026, 10.00 WIB")


async def test_me_too_is_one_tap(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    area = BlankSpotArea("17.71.03.1006", 3, 2, None)
    app = await start(tmp_path, path="/lapor", device=located())
    village = app.session.state.village
    assert village is not None
    shown = BlankSpotArea(village.village.id, area.reports, area.confirmations, None)
    monkeypatch.setattr(app.services.reports, "similar", lambda village_id: shown)
    await app.go("/lapor/baru")
    assert app.shows("3 laporan di desa ini")
    assert app.shows("2 warga: saya juga · Jumlah laporan, belum dibuktikan")
    await app.click("Saya juga")
    (item,) = app.services.outbox.items()
    assert item.kind is SubmissionKind.CONFIRMATION
    assert item.payload["about_id"] == village.village.id
    assert app.shows('"Saya juga" Anda')


async def test_my_earlier_report_of_the_village_is_named(start: Start, tmp_path: Path) -> None:
    async def prepare(services: AppServices) -> None:
        await filed(services, village=KEBUN_KELING)

    app = await start(tmp_path, path="/lapor/baru", prepare=prepare)
    await app.click("Pilih desa saja")
    await app.search("kebun keling")
    await app.click("Kelurahan Kebun Keling")
    assert app.shows("1 laporan di desa ini")
    assert app.shows("Anda sudah melapor di desa ini baru saja.")


async def test_a_second_tab_cannot_write_and_says_so(start: Start, tmp_path: Path) -> None:
    first = await start(tmp_path)
    second = await start(tmp_path, path="/lapor/baru", device=located()) if first else first
    await second.click("LEMAH")
    await second.settle(0.05)
    assert second.shows("Rafflesia sudah terbuka di tab lain")


async def test_a_tap_on_the_map_moves_the_report(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/lapor/baru", device=located())
    await app.click("Geser pin")
    assert app.shows("Ketuk tempatnya")
    assert app.shows("Kelurahan Pintu Batu")
    await app.click("Pakai titik ini")
    assert app.shows("ditunjuk di peta")
    assert app.services.outbox.items()[0].payload["position"]["source"] == "pin"


async def test_a_stored_report_is_never_a_form_again(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/lapor/baru/satu", device=located())
    await app.click("ADA")
    await app.click("Simpan laporan")
    await app.go("/lapor")
    await app.go("/lapor/baru/satu")
    assert app.shows("Tersimpan di HP ini")
    await app.click("Lapor lagi")
    assert app.shows("Apa yang terjadi")


@pytest.mark.parametrize("width", [360, 700, 1366])
async def test_the_form_fits_every_width(start: Start, tmp_path: Path, width: float) -> None:
    app = await start(tmp_path, path="/lapor/baru", width=width, device=located())
    assert app.shows("Simpan laporan")
    assert app.shows("Ketuk peta untuk memindahkan") == (width == 1366)
    assert app.shows("Geser pin") == (width != 1366)


async def test_english_is_complete(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/lapor/baru", device=located(), language="en")
    assert app.shows("Report a blank spot")
    assert app.shows("Stored on this phone first") or app.shows("Choose how at least one operator is")


def _note(app: RunningApp) -> ft.TextField:
    note: ft.TextField = next(field for field in app.controls(ft.TextField) if field.label == "Catatan")
    return note


async def test_letters_typed_during_a_render_are_kept(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/lapor/baru", device=located())
    await app.type(_note(app), "sej")
    _note(app)._values["value"] = "sejak"  # the client is two letters ahead of its event
    app.session.state.data_version += 1
    await app.settle()
    assert _note(app).value == "sejak"
