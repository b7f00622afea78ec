"""Products and businesses of Wisata: lists, details, contacts, age, and honest words for nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import flet as ft
import flet_map as fm
import pytest

from tests.views.harness import ASSETS, FakeDevice, RunningApp, Start, fix_at
from tests.views.trade import LAMA, UNPLACED, WARUNG, businesses
from views import routes
from views.components.artwork import trade_file
from views.explore.trade_words import KNOWN

SEED = json.loads((ASSETS / "content" / "products.json").read_text(encoding="utf-8"))["items"]
BESUREK = routes.product("batik-besurek")
SHOP = routes.business("warung-contoh")


def here() -> FakeDevice:
    """Return a device in the middle of the city that was allowed before."""
    return FakeDevice(fix=fix_at(), allowed=True)


def names(app: RunningApp, rows: list[dict[str, Any]]) -> list[str]:
    """Names of the drawn rows, in their order."""
    known = {row["name"] if isinstance(row["name"], str) else row["name"]["id"] for row in rows}
    return [text for text in app.texts() if text in known]


async def test_the_sections_are_one_tap_apart(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE)
    for words, path, shown in (
        ("Produk", routes.PRODUCTS, f"{len(SEED)} produk"),
        ("Usaha", routes.BUSINESSES, "Belum ada usaha terdaftar"),
        ("Acara", routes.ALL_EVENTS, "Tanggal belum diketahui"),
        ("Tempat", routes.EXPLORE, "108 tujuan"),
    ):
        await app.click(words)
        assert app.session.page.route == path
        assert app.shows(shown)


async def test_registered_indications_come_first(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.PRODUCTS)
    shown = names(app, SEED)
    ranks = {"registered": 0, "in_process": 1, "potential": 2, None: 3}
    order = [ranks[row["gi"]] for name in shown for row in SEED if row["name"]["id"] == name]
    assert order == sorted(order)
    assert len(shown) == len(SEED)
    texts = app.texts()
    assert texts.index("Indikasi geografis terdaftar") < texts.index("Indikasi geografis dalam proses")
    assert texts.index("Berpotensi indikasi geografis") < texts.index("Produk lain")


async def test_a_product_says_its_status_as_of_when(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=BESUREK)
    assert app.session.page.title == "Batik (kain) Besurek · Rafflesia"
    assert app.shows("Indikasi geografis terdaftar")
    assert app.shows("Menurut sumber per Mei 2025")
    assert app.shows("Belum ada usaha terdaftar yang menjual produk ini.")
    assert app.shows("kemenkum.go.id")
    await app.click("Daftarkan usaha")
    assert app.session.page.route == routes.public_service("pendaftaran-umkm")


async def test_a_product_without_a_status_says_none(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.product("bagar-hiu"))
    assert not app.shows("ndikasi geografis")
    assert app.shows("Sejumlah jenis hiu dilindungi")
    assert app.shows("Belum dicek ke sumber resmi")


async def test_a_product_leads_to_its_sellers_and_is_shared(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.product("lempuk-durian"), prepare=businesses(WARUNG, LAMA))
    assert names(app, [WARUNG, LAMA]) == ["Warung Contoh"]
    await app.click("Bagikan")
    assert app.device.shared[0].splitlines()[0] == "Lempuk Durian"
    assert app.device.shared[0].endswith("/wisata/produk/lempuk-durian")
    await app.click("Warung Contoh")
    assert app.session.page.route == SHOP


async def test_the_nearest_comes_first_but_old_cards_sink(start: Start, tmp_path: Path) -> None:
    rows = [LAMA, WARUNG, UNPLACED]
    app = await start(tmp_path, path=routes.BUSINESSES, prepare=businesses(*rows), device=here())
    assert names(app, rows) == ["Warung Contoh", "Kopi Contoh", "Batik Contoh"]
    assert app.shows("Terakhir dipastikan 3 Mei 2025")
    assert not app.shows("Terakhir dipastikan 1 November 2026")
    assert app.shows("Buka sampai 16.00")
    assert app.shows("3 usaha")


async def test_categories_filter_businesses(start: Start, tmp_path: Path) -> None:
    rows = [LAMA, WARUNG, UNPLACED]
    app = await start(tmp_path, path=routes.BUSINESSES, prepare=businesses(*rows))
    chip = next(b for b in app.controls(ft.Container) if b.on_click and app._named(b, "Pakaian dan batik"))
    await app.fire(chip, "click")
    assert names(app, rows) == ["Batik Contoh"]


async def test_a_search_finds_products_and_sellers_with_typing_errors(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.PRODUCTS, prepare=businesses(WARUNG, LAMA))
    await app.search("besruek")
    assert names(app, SEED)[0] == "Batik (kain) Besurek"
    await app.go(routes.BUSINESSES)
    await app.search("lempuk")
    assert names(app, [WARUNG, LAMA]) == ["Warung Contoh"]
    await app.search("qqqqqqqq")
    assert app.shows("Tidak ada yang cocok")
    await app.click("Lihat semua")
    assert len(names(app, [WARUNG, LAMA])) == 2


async def test_wisata_finds_both(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE, prepare=businesses(WARUNG))
    await app.search("kopi robusta kepahiang")
    assert app.shows("Produk lokal")
    await app.click("Kopi Robusta Kepahiang")
    assert app.session.page.route == routes.product("kopi-robusta-kepahiang")
    await app.go(routes.EXPLORE)
    await app.search("warung contoh")
    await app.click("Warung Contoh")
    assert app.session.page.route == SHOP


async def test_a_business_hands_over_to_its_contacts(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=SHOP, prepare=businesses(WARUNG), device=here())
    for words in ("Kirim pesan", "Panggil", "Buka toko", "Tunjukkan arah"):
        await app.click(words)
    chat, call, shop, way = app.device.opened
    assert (chat, call, shop) == ("https://wa.me/6281200000000", "tel:073600000", WARUNG["shop_url"])
    assert "-3.795" in way
    assert app.shows("Kontak ini ditampilkan atas izin pemiliknya")


async def test_a_business_shows_all_that_is_known(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=SHOP, prepare=businesses(WARUNG), device=here())
    for words in (
        "Buka sampai 16.00",
        "Lempuk Durian",
        "Jalan Contoh 1, Kebun Keling",
        "WiFi terdekat",
        "Terakhir dipastikan 1 November 2026",
    ):
        assert app.shows(words), words
    assert not app.shows("produk-yang-hilang")
    await app.click("Bagikan")
    assert "WhatsApp: 0812-0000-0000" in app.device.shared[0]
    await app.click("Lempuk Durian")
    assert app.session.page.route == routes.product("lempuk-durian")


async def test_contacts_without_consent_are_never_shown(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.business("kopi-contoh"), prepare=businesses(UNPLACED))
    assert app.shows("tidak memberi kontak")
    assert not app.shows("0812")
    assert not app.shows("toko.example")
    assert not app.shows("Tunjukkan arah")


async def test_an_old_card_says_so_first(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.business("batik-contoh"), prepare=businesses(LAMA))
    assert app.shows("Terakhir dipastikan 3 Mei 2025. Sudah lebih dari setahun")
    assert app.shows("Jam buka belum diketahui")


async def test_a_business_is_saved(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=SHOP, prepare=businesses(WARUNG))
    await app.click("Simpan")
    await app.go(routes.SAVED)
    assert app.shows("Warung Contoh")
    await app.click("Makanan · Kota Bengkulu")
    assert app.session.page.route == SHOP


async def test_the_map_is_the_twin_of_the_list(start: Start, tmp_path: Path) -> None:
    rows = [LAMA, WARUNG, UNPLACED]
    app = await start(tmp_path, path=routes.BUSINESSES, prepare=businesses(*rows), width=1366)
    labels = [control.label for control in app.controls(ft.Semantics) if control.label]
    assert any("Peta: 2 usaha" in label for label in labels)
    assert app.shows("3 usaha")
    await app.go(SHOP)
    assert app.shows("Kirim pesan")
    assert app.shows("3 usaha")  # the list stays beside the detail


async def test_a_phone_switches_between_list_and_map(start: Start, tmp_path: Path) -> None:
    rows = [LAMA, WARUNG, UNPLACED]
    app = await start(tmp_path, path=routes.BUSINESSES, prepare=businesses(*rows), width=390)
    assert not list(app.controls(fm.Map))
    await app.click("Peta")
    assert list(app.controls(fm.Map))
    assert any("Peta: 2 usaha" in str(part.label) for part in app.controls(ft.Semantics))
    assert app.shows("3 usaha")
    assert not app.shows("Kopi Contoh")
    assert app.shows("1 tanpa posisi, hanya ada di daftar")
    await app.click("Makanan")
    assert app.shows("2 usaha")
    assert any("Peta: 1 usaha" in str(part.label) for part in app.controls(ft.Semantics))
    await app.go(SHOP)
    await app.go(routes.BUSINESSES)
    assert list(app.controls(fm.Map)), "the map is still chosen after a look at one of them"
    await app.click("Daftar")
    assert not list(app.controls(fm.Map))
    assert not app.shows("tanpa posisi, hanya")
    assert app.shows("Kopi Contoh")


@pytest.mark.parametrize("path", [routes.BUSINESSES, routes.PRODUCTS])
async def test_there_is_no_map_of_nothing(start: Start, tmp_path: Path, path: str) -> None:
    app = await start(tmp_path, path=path, width=390)
    app.session.state.trade_map = True
    await app.settle()
    assert not app.shows("Peta")
    assert not list(app.controls(fm.Map))


@pytest.mark.parametrize("path", [routes.product("tidak-ada"), routes.business("tidak-ada")])
async def test_an_address_that_leads_nowhere_offers_the_list(start: Start, tmp_path: Path, path: str) -> None:
    app = await start(tmp_path, path=path)
    assert app.shows("tidak ditemukan")
    await app.click("Lihat semua")
    assert app.session.page.route in {routes.PRODUCTS, routes.BUSINESSES}


async def test_owners_are_led_to_both_services(start: Start, tmp_path: Path) -> None:
    for words, service in (
        ("Pendaftaran usaha UMKM", "pendaftaran-umkm"),
        ("Pembinaan UMKM (kemitraan CSR)", "pembinaan-umkm"),
    ):
        app = await start(tmp_path / service, path=routes.BUSINESSES)
        await app.click(words)
        assert app.session.page.route == routes.public_service(service)


async def test_english(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=SHOP, prepare=businesses(WARUNG), language="en")
    assert app.shows("Send a message")
    await app.go(routes.PRODUCTS)
    assert app.shows("26 products")
    assert app.shows("Registered geographical indication")


def test_every_category_is_drawn() -> None:
    for category in {*KNOWN, "besok"}:
        drawing = ElementTree.parse(ASSETS / trade_file(category)).getroot()
        assert drawing.get("viewBox") == "0 0 320 180"
        assert len(list(drawing.iter())) > 20
