"""The kiosk in Chromium, served by a static host without a gateway: a visit, its codes, its end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.start_server import Line, serving
from tests.browser.app_page import START_LIMIT_MS, AppPage
from tests.browser.conftest import NewContext
from tests.browser.sites import copy_site
from tests.fakes.kiosk import NAME, PIN, write_settings

pytestmark = pytest.mark.browser
PORTRAIT = {"width": 1080, "height": 1920}
SMALL = {"width": 540, "height": 960}  # drawn four times as fast
PUBLIC = "https://rafflesia.example.go.id"
SECRET = "rahasiaku"
OLD_PAGE = "performance.mark('this-visit')"
NEW_PAGE = "() => performance.getEntriesByName('this-visit').length === 0"
FILES = """async () => {
  const open = (name) => new Promise((done) => {
    const asked = indexedDB.open(name);
    asked.onsuccess = () => done(asked.result);
  });
  const all = [];
  for (const { name } of await indexedDB.databases()) {
    const base = await open(name);
    for (const store of base.objectStoreNames) {
      all.push(...await new Promise((done) => {
        const asked = base.transaction(store).objectStore(store).getAll();
        asked.onsuccess = () => done(asked.result);
      }));
    }
    base.close();
  }
  const text = (value) => value?.contents ? new TextDecoder().decode(value.contents) : JSON.stringify(value);
  return all.map(text).join("\\n");
}"""

Kiosk = Callable[..., AppPage]


@pytest.fixture
def kiosk(site: Path, tmp_path: Path, new_context: NewContext) -> Iterator[Kiosk]:
    """Open the kiosk; arguments change its settings file."""
    copy = copy_site(site, tmp_path / "web")
    with serving(copy, Line()) as (origin, _):

        def open_it(viewport: Any = SMALL, **changes: Any) -> AppPage:
            write_settings(copy, **changes)
            tab = AppPage(new_context(viewport=viewport, permissions=[]).new_page(), origin)
            return tab.open(f"/kiosk/{NAME}")

        yield open_it


def begin(tab: AppPage) -> AppPage:
    """Touch the picture."""
    return tab.press("Sentuh layar").see("Anda di sini")


def touch(tab: AppPage, name: str | re.Pattern[str]) -> AppPage:
    """Touch a button as a finger does: nobody waits for what the page does then, and a map takes its time."""
    tab.button(name).wait_for(timeout=START_LIMIT_MS)
    box = tab.button(name).bounding_box()
    assert box is not None
    tab.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    return tab


def test_a_visitor_takes_a_page_along(kiosk: Kiosk) -> None:
    tab = begin(kiosk(PORTRAIT, public_url=PUBLIC))
    touch(touch(tab, "Wisata di sekitar sini"), re.compile("Benteng Marlborough"))
    tab.see("Letak", START_LIMIT_MS).scroll_to("Bawa di HP")
    touch(tab, "Bawa di HP").see(re.compile(re.escape(f"{PUBLIC}/wisata/fort-marlborough")), START_LIMIT_MS)
    tab.screenshot("kiosk-code")
    touch(touch(tab, "Kembali"), "English").see("Finish", START_LIMIT_MS)
    assert tab.page.url.endswith(f"/kiosk/{NAME}")
    assert tab.page.evaluate("history.length") <= 2


def test_who_leaves_is_forgotten(kiosk: Kiosk) -> None:
    tab = begin(kiosk(idle_s=30, warning_s=5))
    tab.page.evaluate(OLD_PAGE)
    tab.press("Wisata di sekitar sini").fill(re.compile("Cari pantai"), SECRET)
    tab.see("Masih di sini?", START_LIMIT_MS)
    tab.see("Sentuh layar untuk mulai", START_LIMIT_MS)
    tab.page.wait_for_function(NEW_PAGE, timeout=START_LIMIT_MS)
    tab.wait_ready().see("Sentuh layar untuk mulai")
    assert SECRET not in tab.page.evaluate(FILES)
    begin(tab).press("Wisata di sekitar sini").not_see(SECRET)


def test_a_touch_keeps_the_visit(kiosk: Kiosk) -> None:
    tab = begin(kiosk(idle_s=30, warning_s=90))
    tab.see("Masih di sini?", START_LIMIT_MS)
    tab.press("Ya, saya masih di sini").not_see("Masih di sini?")
    tab.see("Anda di sini")


def test_staff_gets_out_with_the_pin_and_nobody_else(kiosk: Kiosk) -> None:
    tab = begin(kiosk())
    tab.page.keyboard.press("Control+Alt+K")
    tab.see("Untuk petugas")
    for digit in "314159":
        tab.press(re.compile(f"^{digit}$"))
    tab.press("Keluar dari kios").see("PIN salah. Coba lagi.")
    for digit in PIN:
        tab.press(re.compile(f"^{digit}$"))
    tab.press("Keluar dari kios")
    tab.page.wait_for_url(re.compile(r"^http://[^/]+/$"), timeout=START_LIMIT_MS)
    tab.wait_ready().see("Lapor")


@pytest.mark.parametrize(
    ("changes", "words"), [({"pin_hash": None}, "tidak punya PIN"), ({"name": "lain"}, "kios lain")]
)
def test_without_good_settings_it_says_what_to_do(kiosk: Kiosk, changes: dict[str, Any], words: str) -> None:
    tab = kiosk(**changes)
    tab.see("Kios belum bisa dibuka").see(re.compile(words))
    assert tab.button("Sentuh layar").count() == 0
