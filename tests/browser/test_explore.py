"""Wisata in Chromium: the sheet of filters, and a photo on its way from the desk to a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.app_page import AppPage
from tests.browser.conftest import NewContext
from tests.browser.gateway_process import GatewayProcess, free_port
from tests.browser.screens import GO
from tests.browser.semantics import read, too_small, unnamed

pytestmark = pytest.mark.browser
SMALL = {"width": 360, "height": 640}
SHEET = "Wilayah: Kota Bengkulu"
FORT = "/wisata/fort-marlborough"
CAPTION = "Gerbang benteng"
SYNC_LIMIT_MS = 60_000


def test_a_filter_is_chosen_seen_and_survives_a_detail(open_app: Callable[..., AppPage]) -> None:
    tab = open_app("/wisata")
    tab.press("Saring").see(SHEET)
    tree = read(tab.page)
    assert [*unnamed(tree), *too_small(tree)] == []
    tab.screenshot("explore-filters")
    tab.press("Jarak dari sini: 5 km").see(re.compile("12 tujuan tidak ditampilkan: posisinya"))
    tab.press(SHEET).see("Lihat 20 tujuan")
    tab.press(re.compile(r"Lihat \d+ tujuan")).see("2 saringan")
    tab.press(re.compile("Masjid Jamik")).page.wait_for_url(re.compile("/wisata/.+"), wait_until="commit")
    tab.see("Sebelum berangkat").press("Kembali").see("2 saringan")
    tab.press("Peta").see(re.compile(r"Peta: \d+ tujuan"))
    tab.press("Daftar").not_see(re.compile(r"Peta: \d+ tujuan")).see(re.compile("Masjid Jamik"))
    tab.press("2 saringan").press("Hapus saringan").press("Lihat 108 tujuan").see("108 tujuan")
    assert tab.problems == []


def test_the_sheet_has_room_for_large_text(open_app: Callable[..., AppPage]) -> None:
    tab = open_app("/pengaturan", viewport=SMALL)
    tab.scroll_to(re.compile("Ukuran teks: 200"))
    tab.press(re.compile("Ukuran teks: 200")).page.wait_for_timeout(500)
    tab.page.evaluate(GO, "/wisata")
    tab.press("Saring").see("Wilayah: Semua")
    tab.screenshot("explore-filters-large")
    options = [node for node in read(tab.page).nodes if node.name.startswith("Wilayah: ")]
    assert options
    assert [node.name for node in options if node.box[2] > SMALL["width"]] == []
    shown = re.compile("Lihat 108 tujuan")
    tab.scroll_to(shown).press(shown).not_see("Wilayah: Semua")


def test_a_photo_comes_from_the_desk_and_stays_without_a_network(
    open_app: Callable[..., AppPage], new_context: NewContext, gateway: GatewayProcess, tmp_path: Path
) -> None:
    photo = tmp_path / "foto.jpg"
    Image.effect_noise((1600, 1200), 90).convert("RGB").save(photo)
    desk = new_context().new_page()
    sign_in(desk, gateway)
    desk.goto(f"{gateway.origin}/staff/destinations/edit/fort-marlborough")
    desk.get_by_role("link", name="Foto (0)").click()
    desk.get_by_label("Berkas foto").set_input_files(photo)
    for language, words in (("Indonesia", CAPTION), ("Inggris", "Gate of the fort")):
        desk.get_by_label(re.compile(f"^Keterangan.*{language}")).fill(words)
    desk.get_by_label("Pemotret").fill("Dinas Rekaan")
    desk.get_by_label("Lisensi", exact=True).fill("CC BY 4.0")
    desk.get_by_role("button", name="Simpan dan terbitkan").click()
    expect(desk.get_by_alt_text(CAPTION)).to_be_visible()

    tab = open_app(FORT)
    tab.see(f"Perbesar foto: {CAPTION}", SYNC_LIMIT_MS).see("Foto: Dinas Rekaan · CC BY 4.0")
    tab.press(f"Perbesar foto: {CAPTION}").see("Tutup").screenshot("explore-photo")
    tab.press("Tutup").page.context.set_offline(True)
    asked = len([url for url in tab.requests if "/v1/media/" in url])
    assert asked == 2
    tab.page.evaluate(GO, "/wisata")
    tab.see("108 tujuan").page.evaluate(GO, FORT)
    tab.see(f"Perbesar foto: {CAPTION}")
    assert len([url for url in tab.requests if "/v1/media/" in url]) == asked


def sign_in(page: Page, gateway: GatewayProcess) -> None:
    """Sign a new officer of tourism in."""
    email = f"wisata-{free_port()}@example.org"
    who = ("--name", "Petugas Wisata", "--agency", "opd-31", "--role", "publish")
    said = gateway.command("staff", "add", email, *who, "--generate")
    page.goto(f"{gateway.origin}/staff/")
    page.get_by_label("Alamat email").fill(email)
    page.get_by_label("Kata sandi").fill(said.strip().splitlines()[-1].split()[-1])
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
