"""The keyboard alone: the order of Tab, its way out of the page and back, few presses to a place."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.app_page import AppPage
from tests.browser.screens import Tour
from tests.browser.semantics import read
from tools.chromium import PHONE

pytestmark = pytest.mark.browser
DESKTOP: ViewportSize = {"width": 1366, "height": 768}
PRESSES_ALLOWED = 12
RAIL = ["Beranda", "WiFi", "Lapor", "Wisata", "Layanan"]
SERVICES = 39
COMPARED = 9
ORDERS = (
    ("/layanan", "Cari layanan, syarat, instansi", "Susunan: Keperluan"),
    ("/wifi", "Cari WiFi, tempat, desa", "Masjid Jamik"),
    ("/wisata", "Cari pantai, danau, benteng, desa", "Tersimpan"),
)
"""A path, and two names of which the first is read before the second."""


def first_line(name: str) -> str:
    return name.strip().partition("\n")[0]


def walked(tab: AppPage, limit: int = 100) -> list[str]:
    """Press Tab until the page is left; return the first line of what had the focus, in turn."""
    names: list[str] = []
    outside = "() => document.activeElement === document.body"
    for _ in range(limit):
        name = tab.press_tab()
        if tab.page.evaluate(outside):
            return names
        names.append(first_line(name))
    raise AssertionError(f"Tab does not leave the page: {names}")


def read_aloud(tab: AppPage) -> list[str]:
    """Return the first line of all that can be focused, in the order of a screen reader."""
    nodes = read(tab.page).nodes
    return [first_line(node.name) for node in nodes if node.focusable and not node.hidden]


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_tab_goes_in_the_order_of_reading(open_app: Callable[..., AppPage], size: ViewportSize) -> None:
    tour = Tour(open_app("/", viewport=size), {}).settle()
    for path, early, late in ORDERS:
        tour.go(path)
        tour.tab.page.evaluate("document.activeElement.blur()")
        expected = read_aloud(tour.tab)
        assert expected.index(early) < expected.index(late)
        assert [first_line(tour.tab.press_tab()) for _ in range(COMPARED)] == expected[:COMPARED]


def test_tab_reaches_what_is_drawn_late_and_leaves(open_app: Callable[..., AppPage]) -> None:
    tab = open_app("/layanan")
    tab.see(re.compile("Lacak dengan nomor"))
    names = walked(tab)
    assert len(names) >= SERVICES + len(RAIL)
    assert names[-len(RAIL) :] == RAIL
    first = read_aloud(tab)[0]
    assert first_line(tab.press_tab()) == first, "from outside it begins anew"


def test_shift_and_tab_go_back(open_app: Callable[..., AppPage]) -> None:
    tab = open_app("/pengaturan", viewport=DESKTOP)
    tab.see("Bahasa Indonesia")
    there = [tab.press_tab() for _ in range(8)]
    tab.page.keyboard.down("Shift")
    back = [tab.press_tab() for _ in range(7)]
    assert back == there[-2::-1]
    tab.press_tab()
    last = read_aloud(tab)[-1]
    assert first_line(tab.press_tab()) == last, "out at the start, in at the end"


def test_a_ring_shows_the_focus_until_a_pointer_is_used(
    open_app: Callable[..., AppPage],
) -> None:
    tab = open_app("/layanan", viewport=DESKTOP)
    ring = tab.page.locator("#ring")
    expect(ring).to_be_hidden()
    for _ in range(len(RAIL) + 2):
        tab.press_tab()
    expect(ring).to_be_visible()
    held, drawn = (
        tab.page.evaluate(f"() => document.{name}.getBoundingClientRect()")
        for name in ("activeElement", "querySelector('#ring')")
    )
    for side in ("left", "top", "right", "bottom"):
        assert drawn[side] == pytest.approx(held[side], abs=1)
    tab.page.mouse.click(DESKTOP["width"] - 5, 5)
    expect(ring).to_be_hidden()


def test_tab_stays_in_a_dialog(open_app: Callable[..., AppPage]) -> None:
    tab = open_app("/wisata", viewport=DESKTOP)
    tab.press("Saring").see(re.compile("Lihat 108"))
    names = walked(tab)
    assert {"Tutup", "Wilayah: Kaur"} <= set(names)
    assert not set(names) & set(RAIL), "what lies behind it is out of reach"


def test_keyboard_alone_reaches_a_station(open_app: Callable[..., AppPage]) -> None:
    tab = open_app("/wifi", viewport=DESKTOP)
    tab.see("Masjid Jamik")
    for _ in range(40):
        if "Masjid Jamik" in tab.press_tab():
            break
    else:
        pytest.fail("Tab never reached the first station")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url(re.compile("/wifi/.+"), wait_until="commit")
    tab.see(re.compile("Tengah Padang"))


class Keys:
    """A keyboard that counts its presses; typed words count apart."""

    def __init__(self, tab: AppPage) -> None:
        self.tab, self.presses = tab, 0

    def press(self, key: str) -> Keys:
        self.presses += 1
        self.tab.page.keyboard.press(key)
        return self

    def tab_to(self, name: str) -> Keys:
        """Press Tab until what has the focus is called ``name``."""
        while name not in self.tab.press_tab():
            self.presses += 1
            assert self.presses < PRESSES_ALLOWED, f"Tab does not come to {name}"
        self.presses += 1
        return self


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_slash_and_a_name_find_a_station_in_few_presses(
    open_app: Callable[..., AppPage], size: ViewportSize, record_property: Callable[[str, object], None]
) -> None:
    tab = open_app("/", viewport=size)
    keys = Keys(tab)
    keys.press("/")
    expect(tab.page.get_by_role("textbox")).to_be_focused()
    tab.type("yunus")
    keys.press("Enter")
    tab.page.wait_for_url(re.compile("/wifi/rsud-m-yunus"), wait_until="commit")
    tab.see(re.compile("Calon lokasi"))
    record_property("presses", keys.presses)
    assert keys.presses == 2


def test_tab_alone_finds_a_station_in_few_presses(
    open_app: Callable[..., AppPage], record_property: Callable[[str, object], None]
) -> None:
    """Without the shortcut, on a desktop: to WiFi in the rail, then to the search."""
    tab = open_app("/", viewport=DESKTOP)
    tab.see("Tunjukkan arah")
    keys = Keys(tab).tab_to("WiFi").press("Enter")
    tab.page.wait_for_url(re.compile("/wifi$"), wait_until="commit")
    tab.see("Pasar Minggu")
    keys.tab_to("Cari WiFi")
    tab.type("jamik")
    keys.press("Enter")
    tab.page.wait_for_url(re.compile("/wifi/.+"), wait_until="commit")
    record_property("presses", keys.presses)
    assert keys.presses <= PRESSES_ALLOWED


def test_slash_is_a_letter_in_a_field(open_app: Callable[..., AppPage]) -> None:
    tab = open_app("/wisata", viewport=DESKTOP)
    tab.page.keyboard.press("/")
    field = tab.page.get_by_role("textbox").first
    expect(field).to_be_focused()
    tab.type("24/7")
    expect(field).to_have_value("24/7")
    assert tab.page.url.endswith("/wisata")
