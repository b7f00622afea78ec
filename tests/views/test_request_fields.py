"""The fields that are answered with more than letters: places, days, files, consents."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import flet as ft
import pytest

from services.app import AppServices
from services.models import FieldError, OutboxState, SubmissionKind
from services.platform.base import PickedFile
from services.requests import MAX_FILES
from services.transitions import Declined, Started
from tests.unit.forms.samples import field, options
from tests.views.harness import RunningApp, Start
from tests.views.request_forms import (
    COMPLAINT,
    NIK,
    PATH,
    answers,
    choose,
    device,
    drafted,
    entry,
    only,
    part,
    publish,
    says,
    service_row,
)
from tests.views.test_report_form import PNG
from views import routes
from views.request.choosing import noon, picked_day
from views.request.files import size_words

PDF = b"%PDF-1.7\n%%EOF\n"


async def test_gps_says_where(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(service_row()), device=device())
    await choose(app, "place", "Pakai GPS")
    assert says(app, "place", "Kelurahan Pintu Batu")
    assert says(app, "place", "GPS · ±12 m")
    await choose(app, "kind", "Hole")
    await app.click("Simpan permohonan")
    await app.settle(0.1)
    place = answers(app)["place"]
    assert (place["source"], place["accuracy_m"]) == ("gps", 12)
    assert "taken_at" not in place


async def test_a_refused_position_leaves_the_other_ways(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(service_row()))
    await choose(app, "place", "Pakai GPS")
    assert says(app, "place", "Izin lokasi ditolak")
    await choose(app, "place", "Tunjuk di peta")
    assert app.shows("Ketuk peta di tempat yang dimaksud.")
    assert not app.shows("tidak ada sinyal")
    await app.click("Batal")
    assert not app.shows("Ketuk peta di tempat yang dimaksud.")


async def test_a_village_can_stand_for_a_position(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(service_row()))
    await app.type(entry(app, "name"), "Melati")
    await choose(app, "place", "Pilih desa saja")
    await _search(app, "air kopras")
    await app.click("Desa Air Kopras")
    assert says(app, "place", "Pinang Belapis, Kabupaten Lebong")
    assert entry(app, "name").value == "Melati", "the form lies under the picker, letters and all"
    assert says(app, "place", "dipilih dari daftar desa")


async def test_the_form_is_still_there_under_a_picker(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(service_row()))
    before = entry(app, "name")
    await choose(app, "station", "Pilih titik WiFi")
    (cover,) = [one for one in app.controls(ft.Container) if one.disabled]
    assert cover is not None
    assert entry(app, "name")._i == before._i, "its scroll position and its letters stay"


async def test_my_own_village_is_one_tap(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(service_row()), device=device())
    await choose(app, "village", "Pakai Kelurahan Pintu Batu")
    assert says(app, "village", "Kota Bengkulu")
    village = app.session.state.village
    assert village is not None
    assert answers(app)["village"] == village.village.id
    await choose(app, "village", "Ganti")
    await _search(app, "air kopras")
    await app.click("Desa Air Kopras")
    assert says(app, "village", "Desa Air Kopras")


async def test_a_station_is_chosen_from_the_list(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(service_row()))
    await choose(app, "station", "Pilih titik WiFi")
    await _search(app, "zzzzzz")
    assert app.shows("Tidak ada yang cocok")
    await _search(app, "masjid jamik")
    await app.click("Masjid Jamik")
    assert says(app, "station", "Masjid Jamik")
    station = app.services.stations.get(answers(app)["station"])
    assert station is not None
    assert station.name == "Masjid Jamik"


async def test_a_station_that_is_gone_says_so(start: Start, tmp_path: Path) -> None:
    prepare = drafted(service_row(), {"station": "tidak-ada"})
    app = await start(tmp_path, path=routes.request_draft("konsep"), prepare=prepare)
    assert says(app, "station", "sudah tidak ada di daftar")


async def test_a_day_comes_from_the_calendar(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(service_row()))
    await choose(app, "since", "Pilih tanggal")
    (calendar,) = [one for one in app.flet.page._dialogs.controls if isinstance(one, ft.DatePicker)]
    assert calendar.last_date == datetime(2026, 11, 21, 12, tzinfo=UTC), "not after today"
    calendar._values["value"] = datetime(2026, 11, 19, 17, tzinfo=UTC)  # midnight of the 20th in Bengkulu
    await app.fire(calendar, "change", None)
    assert says(app, "since", "20 November 2026")
    assert answers(app) == {"since": "2026-11-20"}
    await choose(app, "since", "Kosongkan")
    assert says(app, "since", "Pilih tanggal")


@pytest.mark.parametrize("hours", range(-11, 13))
def test_a_day_is_that_day_in_every_zone(hours: int) -> None:
    midnight_there = datetime(2026, 11, 20, tzinfo=UTC) - timedelta(hours=hours)
    assert picked_day(midnight_there) == "2026-11-20"
    assert picked_day(None) is None
    there = noon(date(2026, 11, 20)) + timedelta(hours=min(hours, 11))
    assert there.date().isoformat() == "2026-11-20"


async def test_photos_are_shown_with_their_size_and_removed(start: Start, tmp_path: Path) -> None:
    camera = device(photo=PickedFile("a.png", PNG))
    app = await start(tmp_path, path=PATH, prepare=only(service_row()), device=camera)
    await choose(app, "photos", "Tambah foto")
    assert says(app, "photos", "Foto 1")
    assert says(app, "photos", "1 KB")
    (item,) = app.services.outbox.items()
    assert len(item.attachments) == 1
    await choose(app, "photos", "Hapus Foto 1")
    assert app.services.outbox.items()[0].attachments == ()


async def test_a_field_takes_so_many_files_and_no_more(start: Start, tmp_path: Path) -> None:
    camera = device(photo=PickedFile("a.png", PNG), pdf=PickedFile("surat.pdf", PDF))
    app = await start(tmp_path, path=PATH, prepare=only(service_row()), device=camera)
    assert not any(app._named(one, "Tambah PDF") for one in part(app, "photos"))
    await choose(app, "letter", "Tambah PDF")
    assert says(app, "letter", "PDF 1")
    assert says(app, "letter", "Sudah 1 berkas")
    assert answers(app)["letter"] == list(app.services.outbox.items()[0].attachments)


async def test_a_request_takes_eight_files(start: Start, tmp_path: Path) -> None:
    row = service_row(field("f", "file", max_items=5), field("g", "file", max_items=5))
    names = [f"{number:064x}" for number in range(MAX_FILES)]
    prepare = drafted(row, {"f": names[:4], "g": names[4:]})
    app = await start(tmp_path, path=routes.request_draft("konsep"), prepare=prepare)
    assert says(app, "f", "Sudah 8 berkas, paling banyak untuk satu permohonan.")
    assert says(app, "f", "Berkas ini sudah tidak ada di HP ini")


@pytest.mark.parametrize(
    ("photo", "words"),
    [
        (b"GIF89a", "Hanya foto JPEG, PNG, atau WebP"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(40), "Paling kompatibel"),
    ],
)
async def test_a_photo_that_cannot_be_read_is_explained(
    start: Start, tmp_path: Path, photo: bytes, words: str
) -> None:
    camera = device(photo=PickedFile("a.heic", photo), pdf=PickedFile("a.pdf", b"PK"))
    app = await start(tmp_path, path=PATH, prepare=only(service_row()), device=camera)
    await choose(app, "photos", "Tambah foto")
    assert says(app, "photos", words)
    await choose(app, "letter", "Tambah PDF")
    assert says(app, "letter", "Berkas ini bukan PDF")


async def test_a_changed_mind_adds_nothing(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(service_row()), device=device())
    await choose(app, "photos", "Tambah foto")
    await choose(app, "letter", "Tambah PDF")
    assert app.services.outbox.items() == ()


async def test_several_are_ticked_in_the_order_of_the_form(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(service_row()))
    for words in ("Market", "School", "Clinic"):
        await choose(app, "uses", words)
    assert answers(app)["uses"] == ["school", "clinic", "market"]
    await app.click("Simpan permohonan")
    await app.settle(0.1)
    assert says(app, "uses", "Paling banyak 2. Hapus sebagian.")
    await choose(app, "uses", "Market")
    assert not says(app, "uses", "Paling banyak 2")


async def test_a_voluntary_choice_can_be_taken_back(start: Start, tmp_path: Path) -> None:
    row = service_row(field("kind", "choice", options=options("hole", "other")))
    app = await start(tmp_path, path=PATH, prepare=only(row))
    await choose(app, "kind", "Hole")
    await choose(app, "kind", "Hole")
    assert answers(app) == {}


async def test_a_consent_shows_what_hangs_on_it(start: Start, tmp_path: Path) -> None:
    row = service_row(
        field("agree", "consent", required=True),
        field("contact", required=True, show_if={"field": "agree", "in": [True]}),
    )
    app = await start(tmp_path, path=PATH, prepare=only(row))
    assert says(app, "agree", "Tanpa persetujuan ini")
    await app.click("Simpan permohonan")
    await app.settle(0.1)
    assert says(app, "agree", "Beri tanda centang")
    await choose(app, "agree", "Agree")
    assert says(app, "contact", "Isi bagian ini."), "after the first try everything says what it lacks"
    await choose(app, "agree", "Agree")
    assert not app.shows("Contact")


async def test_a_complaint_names_the_service_it_is_about(start: Start, tmp_path: Path) -> None:
    plain = service_row(form=None)
    path = routes.request("pengaduan-layanan", about="uji")
    app = await start(tmp_path, path=path, prepare=only(plain, COMPLAINT))
    assert entry(app, "about").value == "Layanan uji (Dinas Uji)"
    assert app.services.outbox.items() == ()
    await app.type(entry(app, "story"), "antre lama")
    await app.go(routes.SERVICES)
    assert answers(app) == {"about": "Layanan uji (Dinas Uji)", "story": "antre lama"}


async def _sent(services: AppServices) -> None:
    await publish(services, service_row())
    form = services.catalogue.service("uji").form  # type: ignore[union-attr]
    assert form is not None
    payload = {"service_id": "uji", "form_version": 1, "observed_at": "2026-11-21T03:00:00+00:00"}
    given: dict[str, Any] = {"kind": "hole", "families": 1500, "nik": NIK, "old": "kode lama", "agree": True}
    await services.outbox.submit("satu", SubmissionKind.SERVICE_REQUEST, payload | {"answers": given})


async def test_my_request_shows_what_was_answered(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.report("satu"), prepare=_sent)
    for words in ("Kind", "Hole", "1.500 keluarga", "17••••••••••••01", "kode lama", "Setuju"):
        assert app.shows(words), words
    assert not app.shows(NIK)


async def test_a_refused_request_is_corrected_in_its_form(start: Start, tmp_path: Path) -> None:
    async def prepare(services: AppServices) -> None:
        await _sent(services)
        await services.outbox.apply("satu", Started())
        refused = (
            FieldError("payload.answers.families", "range", "At least 1."),
            FieldError("payload.answers.phone", "format", "Not the form of a phone."),
            FieldError("payload.answers.unheard", "odd", "odd"),
        )
        await services.outbox.apply("satu", Declined("error.refused", refused))

    app = await start(tmp_path, path=routes.report("satu"), prepare=prepare)
    assert app.shows("• Families: Harus antara 1 dan 20.000.")
    assert app.shows("• Phone: Nomor telepon berisi 8 sampai 15 angka.")
    assert app.shows("• payload.answers.unheard")
    await app.click("Perbaiki")
    assert app.services.outbox.get("satu").state is OutboxState.DRAFT
    assert entry(app, "families").value == "1500"
    assert app.shows("kode lama")


async def test_sizes_are_short(start: Start, tmp_path: Path) -> None:
    session = (await start(tmp_path)).session
    assert size_words(session, 10) == "1 KB"
    assert size_words(session, 327_680) == "320 KB"
    assert size_words(session, 1_258_291) == "1,2 MB"


async def _search(app: RunningApp, words: str) -> None:
    """Type into the search field of the picker, which is drawn last."""
    search = list(app.controls(ft.TextField))[-1]
    await app.type(search, words)
    await app.settle(0.3)
