"""The kiosk in Chromium, served by a static host without a gateway: a visit, its codes, its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from benchmarks.start_server import Line, serving
from tests.browser.app_page import START_LIMIT_MS, WAIT_LIMIT_MS, AppPage
from tests.browser.conftest import PHONE_OPTIONS
from tests.browser.kiosk_site import BEGIN, FRESH, MARK, PATH, KioskPage, kiosk_site, python_of
from tests.fakes.kiosk import PIN, write_settings
from tools.kiosk.browser import ALIVE
from views.kiosk.staff import HOLD_S

pytestmark = pytest.mark.browser
PORTRAIT = {"width": 1080, "height": 1920}
SMALL = {"width": 540, "height": 960}  # drawn four times as fast
PUBLIC = "https://rafflesia.example.go.id"
SECRET = "rahasiaku"
IDLE_S, WARNING_S = 60, 60  # the warning: long enough for a slow machine to answer it
SETTINGS = {"public_url": PUBLIC, "warning_s": WARNING_S}
LATER = """(seconds) => self.python.runPythonAsync(`
import asyncio, gc
from views.kiosk.host import Host
host = next(one for one in gc.get_objects() if isinstance(one, Host))
clock = host.clock
while host.idle.quiet_s(clock.monotonic()) < 1:
    await asyncio.sleep(1)
clock.monotonic = lambda read=clock.monotonic: read() + ${seconds}
`).then(() => null)"""
"""Moves the kiosk's clock on once all touches are heard: nobody has to wait for a minute to be over."""

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


@pytest.fixture(scope="module")
def files(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with the settings of a kiosk, whose clock a test can move."""
    return kiosk_site(site, tmp_path_factory.mktemp("kiosk") / "web")


@pytest.fixture(scope="module")
def origin(files: Path) -> Iterator[str]:
    with serving(files, Line()) as (address, _):
        yield address


@pytest.fixture(scope="module")
def running(browser: Browser, origin: str) -> Iterator[KioskPage]:
    """One kiosk for all visitors of this file."""
    context = browser.new_context(
        **(PHONE_OPTIONS | {"viewport": SMALL, "permissions": [], "service_workers": "block"})
    )
    yield KioskPage(context.new_page(), origin)
    context.close()


@pytest.fixture
def kiosk(running: KioskPage, files: Path) -> KioskPage:
    """The kiosk at its first picture."""
    write_settings(files, **SETTINGS)
    if not running.page.url.endswith(PATH) or not running.button(BEGIN).count():
        running.start()
    return running


def begin(tab: KioskPage) -> KioskPage:
    """Touch the picture."""
    tab.begin().see("Anda di sini")
    return tab


def later(tab: AppPage, seconds: float) -> None:
    """Let ``seconds`` pass on the kiosk's clock, counted from the last touch."""
    tab.page.evaluate(f"() => {ALIVE['expression']}")  # it answers after what was touched before
    python_of(tab.page).evaluate(LATER, seconds)


def touch(tab: AppPage, name: str | re.Pattern[str]) -> AppPage:
    """Touch a button as a finger does: nobody waits for what the page does then, and a map takes its time."""
    tab.button(name).wait_for(timeout=START_LIMIT_MS)
    box = tab.button(name).bounding_box()
    assert box is not None
    tab.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    return tab


def test_the_worker_answers_the_launcher(kiosk: KioskPage) -> None:
    assert kiosk.page.evaluate(f"() => {ALIVE['expression']}") is True


def test_a_visitor_takes_a_page_along(kiosk: KioskPage) -> None:
    kiosk.page.set_viewport_size(PORTRAIT)  # type: ignore[arg-type]
    tab = begin(kiosk)
    touch(touch(tab, "Wisata di sekitar sini"), re.compile("Benteng Marlborough"))
    tab.see("Letak", START_LIMIT_MS).scroll_to("Bawa di HP")
    touch(tab, "Bawa di HP").see(re.compile(re.escape(f"{PUBLIC}/wisata/fort-marlborough")), START_LIMIT_MS)
    tab.screenshot("kiosk-code")
    touch(touch(tab, "Kembali"), "English").see("Finish", START_LIMIT_MS)
    assert tab.page.url.endswith(PATH)
    assert tab.page.evaluate("history.length") <= 2
    tab.page.set_viewport_size(SMALL)  # type: ignore[arg-type]
    tab.finish()


def test_a_touch_keeps_the_visit_and_who_leaves_is_forgotten(kiosk: KioskPage) -> None:
    tab = begin(kiosk)
    later(tab, IDLE_S)
    tab.see("Masih di sini?")
    tab.press("Ya, saya masih di sini").not_see("Masih di sini?").see("Anda di sini")
    tab.page.evaluate(MARK)
    tab.press("Wisata di sekitar sini").fill(re.compile("Cari pantai"), SECRET)
    later(tab, IDLE_S)
    tab.see("Masih di sini?")
    later(tab, WARNING_S)
    tab.see("Sentuh layar untuk mulai")
    tab.page.wait_for_function(FRESH, timeout=START_LIMIT_MS)
    tab.see("Sentuh layar untuk mulai")
    assert SECRET not in tab.page.evaluate(FILES)
    begin(tab).press("Wisata di sekitar sini")
    tab.see(re.compile("Cari pantai")).not_see(SECRET)
    tab.finish()


def test_staff_gets_out_with_the_pin_and_nobody_else(kiosk: KioskPage) -> None:
    """The name of the place held for three seconds brings the pad, and so does Ctrl+Alt+K."""
    tab = begin(kiosk)
    box = tab.page.get_by_role("heading", name="Benteng Marlborough").bounding_box()
    assert box is not None
    tab.page.mouse.click(box["x"] + 40, box["y"] + 20)
    tab.page.mouse.down()
    tab.see("Untuk petugas", HOLD_S * 1000 + WAIT_LIMIT_MS)
    tab.page.mouse.up()
    tab.press("Batal").not_see("Untuk petugas")
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
def test_without_good_settings_it_says_what_to_do(
    running: KioskPage, files: Path, changes: dict[str, Any], words: str
) -> None:
    write_settings(files, **changes)
    running.open(PATH)
    running.see("Kios belum bisa dibuka").see(re.compile(words))
    assert running.button(BEGIN).count() == 0
