"""What a new user does first: find a place, open it, come back to it by its link, change the language."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import ViewportSize

from tests.browser.app_page import AppPage
from tests.browser.screens import Tour

pytestmark = pytest.mark.browser
DESKTOP: ViewportSize = {"width": 1366, "height": 768}


def test_the_nearest_places_have_distance_and_direction_in_words(app: AppPage) -> None:
    app.see(re.compile(r"\d+ m")).see(re.compile("utara|selatan|timur|barat"))
    app.see(re.compile("Kota Bengkulu"))
    app.page.goto(f"{app.origin}/wifi")
    app.wait_ready().see("Masjid Jamik").see("150 m")
    app.press(re.compile("Masjid Jamik"))
    app.page.wait_for_url(re.compile("/wifi/.+"), wait_until="commit")
    app.see(re.compile("Calon lokasi"))
    words = app.words()
    assert "Bekerja ·" not in words
    app.screenshot("station-phone")
    app.reload().see(re.compile("Masjid Jamik"))
    assert "/wifi/" in app.page.url
    assert app.problems == []


def test_english_and_back(open_app: Callable[..., AppPage]) -> None:
    tab = open_app("/pengaturan")
    tab.press(re.compile("English")).see("Settings").see(re.compile("Text size"))
    tab.page.goto(f"{tab.origin}/")
    tab.wait_ready().see(re.compile("Emergency numbers"))
    assert "Nomor darurat" not in tab.words()
    tab.page.goto(f"{tab.origin}/pengaturan")
    tab.wait_ready().press(re.compile("Bahasa Indonesia")).see("Pengaturan")


def test_dark_follows_the_system(open_app: Callable[..., AppPage]) -> None:
    tab = open_app("/", color_scheme="dark")
    tab.see(re.compile("Kota Bengkulu"))
    dark = tab.screenshot("home-dark").read_bytes()
    tab.page.emulate_media(color_scheme="light")
    Tour(tab, {}).settle()
    assert _brightness(dark) < 90 < 160 < _brightness(tab.screenshot("home-phone").read_bytes())


def test_text_of_twice_the_size_still_says_everything(open_app: Callable[..., AppPage]) -> None:
    tab = open_app("/")
    tab.see(re.compile("Kota Bengkulu"))
    before = set(tab.words().splitlines())
    tab.page.evaluate("document.documentElement.style.fontSize = '200%'")
    tab.page.wait_for_timeout(2000)
    tab.screenshot("home-200-percent")
    missing = {line for line in before if line in {"Tunjukkan arah", "Cek di sini", "Beranda", "Lapor"}}
    assert missing <= set(tab.words().splitlines())


def test_every_place_opens_on_a_desktop_without_a_console_error(open_app: Callable[..., AppPage]) -> None:
    tour = Tour(open_app("/", viewport=DESKTOP), {})
    tab = tour.tab.see("Beranda")
    for path in ("/wifi", "/lapor", "/lapor/baru", "/wisata", "/layanan", "/pengaturan", "/"):
        tour.go(path)
        tab.screenshot(f"desktop-{path.strip('/').replace('/', '-') or 'beranda'}")
        assert "tidak dapat ditampilkan" not in tab.words()
        assert tab.problems == [], path


def _brightness(png: bytes) -> float:
    """Return the mean brightness (0…255) of a screenshot."""
    from io import BytesIO

    from PIL import Image, ImageStat

    return float(ImageStat.Stat(Image.open(BytesIO(png)).convert("L")).mean[0])
