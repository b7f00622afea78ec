"""Asking for a service: every kind of field, drafts that survive, nothing sent that is wrong."""

from __future__ import annotations

from pathlib import Path

import flet as ft
import pytest

from services.app import AppServices
from services.errors import StorageFull
from services.models import OutboxState, SubmissionKind
from tests.unit.forms.samples import field, options
from tests.views.harness import Start
from tests.views.request_forms import (
    NIK,
    PATH,
    answers,
    choose,
    device,
    drafted,
    entry,
    leave,
    only,
    part,
    publish,
    says,
    service_row,
)
from views import routes


async def test_a_short_form_is_stored_here_first(start: Start, tmp_path: Path) -> None:
    row = service_row(field("kind", "choice", required=True, options=options("hole", "other")), field("note"))
    app = await start(tmp_path, path=PATH, prepare=only(row))
    assert app.services.outbox.items() == (), "opening a form keeps nothing"
    await choose(app, "kind", "Hole")
    await app.type(entry(app, "note"), "  di jembatan ")
    await app.click("Simpan permohonan")
    await app.settle(0.1)
    assert app.shows("Tersimpan di HP ini")
    assert app.shows("Layanan uji")
    assert not any("erkirim" in words for words in app.texts())
    (item,) = app.services.outbox.items()
    assert item.kind is SubmissionKind.SERVICE_REQUEST
    assert item.state in {OutboxState.QUEUED, OutboxState.SENDING}
    assert item.payload["answers"] == {"kind": "hole", "note": "di jembatan"}
    assert (item.payload["service_id"], item.payload["form_version"]) == ("uji", 1)


async def test_the_saved_page_leads_on(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(service_row(field("note"))))
    await app.type(entry(app, "note"), "x")
    await app.click("Simpan permohonan")
    await app.settle(0.1)
    await app.click("Ke daftar layanan")
    assert app.session.page.route == routes.SERVICES
    (item,) = app.services.outbox.items()
    await app.go(routes.request_draft(item.id))
    assert app.shows("Tersimpan di HP ini"), "never a form again"
    await app.click("Lihat permohonan")
    assert app.session.page.route == routes.report(item.id)
    assert app.shows("Note")


async def test_every_kind_of_field_is_drawn(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(service_row()), device=device())
    assert not app.shows("tidak dapat ditampilkan")
    for words in ("Kind", "Uses", "Families", "Since", "Place", "Village", "Station", "Photos", "Letter"):
        assert app.shows(words), words
    assert says(app, "kind", "Wajib diisi")
    assert says(app, "kind", "Tampil untuk umum")
    assert not says(app, "uses", "Wajib diisi")
    assert says(app, "uses", "Hanya untuk instansi")
    assert says(app, "place", "Untuk umum hanya nama desanya")
    kinds = {code: entry(app, code).keyboard_type for code in ("families", "name", "nik", "phone", "mail")}
    assert kinds == {
        "families": ft.KeyboardType.NUMBER,
        "name": ft.KeyboardType.NAME,
        "nik": ft.KeyboardType.NUMBER,
        "phone": ft.KeyboardType.PHONE,
        "mail": ft.KeyboardType.EMAIL,
    }


async def test_what_is_missing_is_named_before_and_shown_after_the_first_try(
    start: Start, tmp_path: Path
) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(service_row()))
    assert app.shows("Belum diisi: Kind")
    assert not says(app, "kind", "Pilih salah satu.")
    await app.click("Simpan permohonan")
    await app.settle(0.1)
    assert says(app, "kind", "Pilih salah satu.")
    assert app.services.outbox.items() == ()
    await choose(app, "kind", "Hole")
    assert not says(app, "kind", "Pilih salah satu.")
    assert app.shows("Tersimpan dulu di HP ini")


async def test_a_conditional_field_comes_and_goes_with_its_words(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(service_row()))
    assert not app.shows("Detail")
    await choose(app, "kind", "Other")
    await app.type(entry(app, "detail"), "jembatan")
    await choose(app, "kind", "Hole")
    assert not app.shows("Detail")
    await choose(app, "kind", "Other")
    assert entry(app, "detail").value == "jembatan"
    await choose(app, "kind", "Hole")
    await app.click("Simpan permohonan")
    await app.settle(0.1)
    assert answers(app) == {"kind": "hole"}, "what is hidden is not sent"


@pytest.mark.parametrize(
    ("code", "typed", "words"),
    [
        ("phone", "0812", "8 sampai 15 angka"),
        ("mail", "melati", "nama@contoh.id"),
        ("nik", "1234567890123456", "NIK ini tidak mungkin benar"),
        ("families", "dua", "dengan angka saja"),
        ("families", "2,5", "bilangan bulat"),
        ("families", "0", "antara 1 dan 20.000"),
        ("story", "ab", "sedikitnya 5 huruf; sekarang 2"),
    ],
)
async def test_a_wrong_answer_is_explained_when_its_field_is_left(
    start: Start, tmp_path: Path, code: str, typed: str, words: str
) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(service_row()))
    await app.type(entry(app, code), typed)
    assert not says(app, code, words), "nobody is scolded while typing"
    await leave(app, code)
    assert says(app, code, words)
    assert entry(app, code).value == typed


async def test_leaving_an_empty_field_is_no_offence(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(service_row(field("note", required=True))))
    await leave(app, "note")
    assert not says(app, "note", "Isi bagian ini")
    assert app.services.outbox.items() == ()


async def test_a_nik_is_masked_once_it_is_left(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(service_row()))
    await app.fire(entry(app, "nik"), "focus")
    await app.type(entry(app, "nik"), NIK)
    assert entry(app, "nik").password is False, "one sees what one types"
    await leave(app, "nik")
    assert entry(app, "nik").password is True
    assert says(app, "nik", "17••••••••••••01")
    await choose(app, "nik", "Tampilkan")
    assert entry(app, "nik").password is False
    assert says(app, "nik", NIK)
    await choose(app, "nik", "Sembunyikan")
    assert entry(app, "nik").password is True


async def test_large_numbers_are_read_back(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(service_row()))
    await app.type(entry(app, "families"), "1.500")
    assert says(app, "families", "Terbaca: 1.500 keluarga")
    await app.type(entry(app, "families"), "15")
    assert not says(app, "families", "Terbaca")


async def test_what_is_typed_is_a_draft_and_comes_back(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(service_row()))
    await app.type(entry(app, "families"), "2,5")
    await app.type(entry(app, "name"), "Melati Rekaan")
    await choose(app, "uses", "School")
    await app.go(routes.SERVICES)
    (item,) = app.services.outbox.items()
    assert item.state is OutboxState.DRAFT
    assert item.payload["answers"] == {"families": 2.5, "name": "Melati Rekaan", "uses": ["school"]}
    await app.go(routes.request_draft(item.id))
    assert entry(app, "families").value == "2,5"
    assert entry(app, "name").value == "Melati Rekaan"


async def test_letters_typed_during_a_render_are_kept(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(service_row()))
    await app.type(entry(app, "name"), "Mel")
    entry(app, "name")._values["value"] = "Melati"  # the client is three letters ahead of its event
    await choose(app, "uses", "School")
    assert entry(app, "name").value == "Melati"


async def test_typing_draws_the_form_only_when_it_shows(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(service_row()))
    await app.type(entry(app, "name"), "M")
    before = entry(app, "mail")
    await app.type(entry(app, "name"), "Me")
    assert entry(app, "mail") is before


async def test_an_unfinished_draft_is_offered(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=drafted(service_row(), {"name": "Melati"}))
    assert app.shows("Ada draf yang belum selesai, baru saja.")
    await app.click("Lanjutkan draf")
    assert entry(app, "name").value == "Melati"
    assert not app.shows("Ada draf yang belum selesai")


async def test_a_draft_of_an_older_version_keeps_everything(start: Start, tmp_path: Path) -> None:
    old = service_row(field("kind", "choice", options=options("hole", "bump")), field("gone"), field("name"))
    new = service_row(field("kind", "choice", options=options("hole", "crack")), field("name"), version=2)

    async def prepare(services: AppServices) -> None:
        await drafted(old, {"kind": "bump", "gone": "catatan lama", "name": "Melati"})(services)
        await publish(services, new)

    app = await start(tmp_path, path=routes.request_draft("konsep"), prepare=prepare)
    assert app.shows("Tidak dipakai lagi")
    for words in ("Kind", "Bump", "Gone", "catatan lama"):
        assert app.shows(words), words
    assert entry(app, "name").value == "Melati"
    await app.click("Hapus jawaban Gone")
    assert not app.shows("catatan lama")
    assert app.shows("Bump")
    item = app.services.outbox.get("konsep")
    assert [one["answer"] for one in item.payload["unused"]] == ["bump"]
    await app.click("Simpan permohonan")
    await app.settle(0.1)
    assert answers(app) == {"name": "Melati"}
    assert app.services.outbox.get("konsep").payload["form_version"] == 2


async def test_a_form_from_the_future_asks_for_a_newer_app(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(service_row(field("h", "hologram"))))
    assert app.shows("Perlu aplikasi yang lebih baru")
    assert not app.shows("Simpan permohonan")


@pytest.mark.parametrize("path", [routes.request("tidak-ada"), routes.request_draft("tidak-ada")])
async def test_what_is_not_there_leads_back(start: Start, tmp_path: Path, path: str) -> None:
    app = await start(tmp_path, path=path, prepare=only(service_row()))
    assert app.shows("Tidak ada formulir di sini")
    await app.click("Ke layanan")
    assert app.session.page.route == routes.SERVICES


async def test_a_service_without_a_form_leads_to_its_page(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(service_row(form=None)))
    assert app.shows("Tidak ada formulir di sini")
    await app.click("Ke layanan")
    assert app.session.page.route == routes.public_service("uji")


async def test_a_second_tab_cannot_keep_a_draft_and_says_so(start: Start, tmp_path: Path) -> None:
    await start(tmp_path, prepare=only(service_row()))
    second = await start(tmp_path, path=PATH)
    await choose(second, "kind", "Hole")
    await second.settle(0.05)
    assert second.shows("Rafflesia sudah terbuka di tab lain")


async def test_the_form_stands_beside_the_facts_on_a_desktop(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, width=1366, prepare=only(service_row()))
    assert app.shows("Target 5 hari kerja")
    assert app.shows("Simpan permohonan")
    narrow = await start(tmp_path / "phone", path=PATH, prepare=only(service_row()))
    assert not narrow.shows("Target 5 hari kerja")


@pytest.mark.parametrize("width", [360, 700, 1366])
async def test_english_is_complete_at_every_width(start: Start, tmp_path: Path, width: float) -> None:
    app = await start(tmp_path, path=PATH, width=width, prepare=only(service_row()), language="en")
    assert app.shows("Test service")
    assert app.shows("Still to fill in: Kind (en)")
    await app.click("Save request")
    await app.settle(0.1)
    assert says(app, "kind", "Choose one.")
    assert part(app, "kind")


async def test_while_the_store_opens_a_skeleton_is_drawn(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(service_row()))
    app.session.state.ready = False
    await app.settle()
    assert not app.shows("Simpan permohonan")
    assert any(control.label == "Sedang dibuka" for control in app.controls(ft.Semantics))


async def test_a_full_device_says_that_nothing_was_kept(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = await start(tmp_path, path=PATH, prepare=only(service_row()))

    async def full(*_: object) -> None:
        raise StorageFull("no room")

    monkeypatch.setattr(app.services.outbox, "save_draft", full)
    await choose(app, "kind", "Hole")
    await app.settle(0.05)
    assert app.shows(app.session.text("error.storage_full"))
