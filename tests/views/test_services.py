"""Layanan: by need, by owner, agencies, search, one service, and nothing claimed that no source says."""

from __future__ import annotations

import json
from pathlib import Path

import flet as ft
import pytest

from services.models import PublicService
from tests.views.harness import ASSETS, FakeDevice, Start
from tests.views.request_forms import COMPLAINT, drafted, only, service_row
from views import routes
from views.services.needs import ACTIONS, NEEDS, OTHER, by_need, by_owner, need_of

SEED = json.loads((ASSETS / "content" / "services.json").read_text(encoding="utf-8"))["items"]
AGENCIES = json.loads((ASSETS / "content" / "agencies.json").read_text(encoding="utf-8"))["items"]


def service(service_id: str, owner: str = "Dinas", group: str | None = None) -> PublicService:
    """Return a service of the test."""
    words = {"id": service_id, "en": service_id}
    row = {"id": service_id, "name": words, "owner": owner, "requirements": [], "verified": "memory"}
    return PublicService.from_wire({**row, "source": "-", "precision": "-", "group": group})


async def test_all_services_stand_under_their_needs(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.SERVICES)
    assert app.shows(f"{len(SEED)} layanan")
    assert app.shows("Data bawaan per")
    for row in SEED:
        assert app.shows(row["name"]["id"]), row["id"]
    assert app.shows("Kendaraan")
    assert not app.shows("Layanan lain")  # every packaged service has its need


async def test_rows_say_what_was_not_checked(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.SERVICES)
    unchecked = sum(row["verified"] == "memory" for row in SEED)
    assert app.texts().count("Belum dicek ke sumber resmi") == unchecked > 0


async def test_by_owner_groups_under_who_offers_it(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.SERVICES)
    await app.click("Pemilik")
    samsat = next(row["owner"] for row in SEED if row["id"] == "pkb-tahunan")
    headings = [control.content.value for control in app.controls(ft.Semantics) if control.header]
    assert samsat in headings
    assert "Kendaraan" not in headings


async def test_agencies_are_listed_with_their_doubt(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.SERVICES)
    await app.click("Instansi")
    assert app.shows(f"{len(AGENCIES)} instansi provinsi")
    assert app.shows("belum dicocokkan dengan peraturan")
    await app.search("kehutanan")
    assert app.shows("1 instansi provinsi")


async def test_a_typing_error_still_finds(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.SERVICES)
    await app.search("perpustakan")
    assert app.shows("Keanggotaan perpustakaan")
    assert not app.shows("BBN-KB")


async def test_nothing_found_offers_everything_again(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.SERVICES)
    await app.search("qqqqqqqq")
    assert app.shows("Tidak ada yang cocok")
    await app.click("Lihat semua")
    assert app.shows(f"{len(SEED)} layanan")


async def test_a_service_lists_what_to_bring_and_what_is_not_known(start: Start, tmp_path: Path) -> None:
    device = FakeDevice()
    app = await start(tmp_path, path=routes.public_service("bbn-kb-2"), device=device)
    for words in ("Kuitansi jual beli bermeterai 10.000", "Samsat", "Ada sumbernya"):
        assert app.shows(words), words
    assert not app.shows("Title transfer duty")
    assert app.shows("Biaya dan lama proses tidak disebut sumber")
    assert app.shows("Layanan lain dari Samsat")
    assert device.opened == []
    await app.click("Buka sumber")
    assert device.opened == [
        "https://samsat.bengkuluprov.go.id/utara/halaman/detail/frequently-asked-questions"
    ]


async def test_in_english_a_service_also_has_the_name_to_ask_for(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.public_service("bbn-kb-2"), language="en")
    assert app.shows("Title transfer duty")
    assert app.shows("Bea balik nama kendaraan bekas")


async def test_a_form_without_requirements_is_enough(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.public_service("lapor-wifi-mati"))
    assert app.shows("Cukup isi formulirnya")


async def test_a_service_without_a_source_offers_none(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.public_service("adminduk"))
    assert app.shows("Sumber tidak menyebut syaratnya")
    assert app.shows("Belum dicek ke sumber resmi")
    assert not app.shows("Buka sumber")


async def test_the_blank_spot_service_leads_to_the_report(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.public_service("usul-blankspot"))
    await app.click("Lapor blank spot")
    assert app.session.page.route.startswith(routes.BLANK_SPOT)


async def test_112_leads_to_the_numbers_that_hold_here(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.public_service("darurat-112"))
    assert app.shows("Hanya untuk Kota Bengkulu.")
    await app.click("Nomor darurat")
    assert app.session.page.route == routes.EMERGENCY


async def test_sharing_names_service_owner_and_address(start: Start, tmp_path: Path) -> None:
    device = FakeDevice()
    app = await start(tmp_path, path=routes.public_service("spmb"), device=device)
    await app.click("Bagikan")
    assert "Dinas Pendidikan" in device.shared[0]
    assert device.shared[0].endswith("/layanan/spmb")


async def test_an_unknown_service_leads_back(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.public_service("tidak-ada"))
    assert app.shows("Layanan ini tidak ada")
    await app.click("Ke daftar layanan")
    assert app.session.page.route == routes.SERVICES


async def test_a_desktop_shows_directory_and_service_together(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.SERVICES, width=1366)
    assert app.shows("Pilih sebuah layanan")
    await app.go(routes.public_service("bbn-kb-2"))
    assert app.shows(f"{len(SEED)} layanan")
    assert app.shows("Yang perlu disiapkan")


@pytest.mark.parametrize("language", ["id", "en"])
async def test_every_service_opens(start: Start, tmp_path: Path, language: str) -> None:
    app = await start(tmp_path, language=language)
    for row in SEED[::4]:
        await app.go(routes.public_service(row["id"]))
        assert app.shows(row["name"][language]), row["id"]
        assert not app.shows("tidak dapat ditampilkan")


def test_every_packaged_service_has_a_need_and_a_later_one_finds_its_place() -> None:
    assert {row["group"] for row in SEED} == {need.id for need in NEEDS}
    assert need_of(service("a", group="tomorrow")) is need_of(service("a")) is OTHER
    groups = by_need([service("spmb", group="learning"), service("b", group="tomorrow")])
    assert [need.id for need, _ in groups] == ["learning", "other"]


def test_owners_are_in_order_and_keep_all_their_services() -> None:
    groups = by_owner([service("b", "dinas Z"), service("a", "Dinas A"), service("c", "dinas Z")])
    assert [(owner, [row.id for row in rows]) for owner, rows in groups] == [
        ("Dinas A", ["a"]),
        ("dinas Z", ["b", "c"]),
    ]


def test_actions_belong_to_services_that_exist() -> None:
    assert set(ACTIONS) <= {row["id"] for row in SEED}


async def test_what_to_know_stands_before_the_form(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.public_service("uji"), prepare=only(service_row()))
    for words in ("Semua warga", "Gratis", "Target 5 hari kerja", "KTP", "Belum dicek ke sumber resmi"):
        assert app.shows(words), words
    assert app.shows("Dinas Komunikasi"), "the agency by its name"
    assert not app.shows("Biaya dan lama proses tidak disebut sumber")
    await app.click("Ajukan")
    assert app.session.page.route == routes.request("uji")
    assert app.shows("Simpan permohonan")


async def test_half_of_the_terms_may_be_unknown(start: Start, tmp_path: Path) -> None:
    row = service_row(cost=None, target_days=1)
    app = await start(tmp_path, path=routes.public_service("uji"), prepare=only(row), language="en")
    assert app.shows("The source does not say")
    assert app.shows("Target: 1 working day")


async def test_a_draft_is_offered_where_one_asks(start: Start, tmp_path: Path) -> None:
    prepare = drafted(service_row(), {"name": "Melati"})
    app = await start(tmp_path, path=routes.public_service("uji"), prepare=prepare)
    assert app.shows("Ada draf yang belum selesai, baru saja.")
    assert app.shows("Mulai baru")
    await app.click("Lanjutkan draf")
    assert app.session.page.route == routes.request_draft("konsep")


async def test_a_form_from_the_future_has_no_button(start: Start, tmp_path: Path) -> None:
    row = service_row({"code": "h", "type": "hologram", "label": {"id": "H", "en": "H"}})
    app = await start(tmp_path, path=routes.public_service("uji"), prepare=only(row))
    assert app.shows("Perbarui aplikasi")
    assert not app.shows("Ajukan")


async def test_a_service_without_a_form_can_be_complained_about(start: Start, tmp_path: Path) -> None:
    prepare = only(service_row(form=None), COMPLAINT)
    app = await start(tmp_path, path=routes.public_service("uji"), prepare=prepare)
    assert app.shows("belum bisa diajukan lewat aplikasi")
    await app.click("Adukan layanan ini")
    assert app.session.page.route == routes.request("pengaduan-layanan", about="uji")
    await app.go(routes.public_service("pengaduan-layanan"))
    assert not app.shows("Adukan layanan ini")


async def test_without_the_complaint_form_nothing_is_offered(start: Start, tmp_path: Path) -> None:
    path = routes.public_service("uji")
    app = await start(tmp_path, path=path, prepare=only(service_row(form=None)))
    assert app.shows("belum bisa diajukan lewat aplikasi")
    assert not app.shows("Adukan layanan ini")


async def test_blank_spots_have_a_screen_of_their_own(start: Start, tmp_path: Path) -> None:
    row = service_row(form=None, kind="blank_spot")
    app = await start(tmp_path, path=routes.public_service("uji"), prepare=only(row, COMPLAINT))
    assert not app.shows("Adukan layanan ini")
    await app.click("Lapor blank spot")
    assert app.session.page.route == routes.BLANK_SPOT


async def test_keywords_find_a_service(start: Start, tmp_path: Path) -> None:
    app = await start(
        tmp_path, path=routes.SERVICES, prepare=only(service_row(), COMPLAINT | {"keywords": []})
    )
    await app.search("jembatan")
    assert app.shows("Layanan uji")
    assert not app.shows("Pengaduan layanan")


def test_every_packaged_form_can_be_drawn() -> None:
    forms = [PublicService.from_wire(row).form for row in SEED]
    drawn = [form for form in forms if form is not None]
    assert len(drawn) >= 7
    assert not [form for form in drawn if form.too_new]


async def test_every_packaged_form_opens(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path)
    for row in SEED:
        if row.get("form"):
            await app.go(routes.request(row["id"]))
            assert app.shows("Simpan permohonan"), row["id"]
            assert not app.shows("tidak dapat ditampilkan"), row["id"]
