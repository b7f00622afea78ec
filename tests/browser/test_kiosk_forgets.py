"""A scripted visitor plants words in every field of a kiosk; the next one finds none of them anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Browser, Error, Locator, TimeoutError, ViewportSize, expect

from tests.browser.kiosk_site import KioskPage, kiosk_gateway
from tests.browser.traces import traces
from views import routes

pytestmark = pytest.mark.browser
SMALL: ViewportSize = {"width": 540, "height": 960}  # drawn four times as fast as a kiosk's screen
PLANTED = 50
FORMS = (
    routes.BLANK_SPOT,
    routes.request("lapor-wifi-mati"),
    routes.request("pengaduan-layanan", "pkb-tahunan"),
    routes.request("permohonan-wifi-desa"),
    routes.FIND_TICKET,
)
SEARCHES = (routes.WIFI, routes.EXPLORE, routes.SERVICES, routes.PLAN)
TOGETHER = 10
LETTERS = "bcdfghjklmnpqrstvwxyz"
MARK = "zqxvj"  # no word of any content begins so
SEARCHED_MS = 250  # a list searches 150 ms after the last key
TYPED_LIMIT_MS = 2_000
TOUCHES, FOCUS_LIMIT_MS = 3, 2_000
WHEELS = 12
BAR_PX = 120  # what lies below belongs to every screen
IN_SIGHT = """(fields, bottom) => fields
  .map((one) => [one.getAttribute("aria-label") ?? "", one.getBoundingClientRect()])
  .filter(([, { top, height }]) => top > 0 && top + height / 2 < bottom).map(([name]) => name)"""
HELD = "(word) => document.activeElement?.value?.match(new RegExp(word, 'i'))?.[0]"


class Visitor:
    """Somebody who types another word into every field, and remembers all of them."""

    def __init__(self, kiosk: KioskPage, seed: int) -> None:
        self.kiosk, self.words = kiosk, list[str]()
        self._chance = Random(seed)

    def plant(self, field: Locator) -> None:
        """Type a word into ``field``, key by key; what does not take it does not count."""
        if not self._enter(field):
            return
        page, word = self.kiosk.page, MARK + "".join(self._chance.choices(LETTERS, k=9))
        page.keyboard.press("Control+A")
        page.keyboard.type(word)
        with suppress(TimeoutError):
            held = page.wait_for_function(HELD, arg=word, timeout=TYPED_LIMIT_MS)
            page.wait_for_timeout(SEARCHED_MS)
            self.words.append(str(held.json_value()))  # some fields make capitals of letters

    def _enter(self, field: Locator) -> bool:
        """Touch ``field`` until it has the focus: a screen that still loads puts another in its place."""
        for _ in range(TOUCHES):
            with suppress(AssertionError, Error):
                field.click(timeout=FOCUS_LIMIT_MS)
                expect(field).to_be_focused(timeout=FOCUS_LIMIT_MS)
                return True
        return False

    def plant_everywhere(self, path: str) -> int:
        """Plant in every field of a screen, those that the wheel brings up too; return in how many."""
        self.kiosk.go(path)
        before, page, done = len(self.words), self.kiosk.page, set[str]()
        page.mouse.move(SMALL["width"] / 2, SMALL["height"] / 2)
        for _ in range(WHEELS):
            for name in page.get_by_role("textbox").evaluate_all(IN_SIGHT, SMALL["height"] - BAR_PX):
                title = name.partition("\n")[0]  # the rest changes with what is typed
                if title not in done:
                    self.plant(page.get_by_role("textbox", name=name, exact=True).first)
                done.add(title)
            seen = self.kiosk.words()
            page.mouse.wheel(0, SMALL["height"] / 2)
            self.kiosk.settle()
            if self.kiosk.words() == seen and len(self.words) > before:
                break
        return len(self.words) - before

    def search(self, path: str, times: int) -> None:
        """Search for one word after the other in the list of ``path``."""
        if times:
            self.kiosk.go(path)
        for _ in range(times):
            self.plant(self.kiosk.page.get_by_role("textbox").first)

    def copy(self) -> None:
        """Take what is in the field with the focus into the clipboard."""
        self.kiosk.page.keyboard.press("Control+A")
        self.kiosk.page.keyboard.press("Control+C")
        self.kiosk.page.wait_for_timeout(SEARCHED_MS)


@pytest.fixture(scope="module")
def kiosk(browser: Browser, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KioskPage]:
    """A kiosk whose gateway answers, so that its forms open."""
    context = browser.new_context(
        viewport=SMALL,
        locale="id-ID",
        service_workers="block",
        permissions=["clipboard-read", "clipboard-write"],
    )
    with kiosk_gateway(site, tmp_path_factory.mktemp("kiosk"), idle_s=900) as gateway:
        yield KioskPage(context.new_page(), gateway.origin)
        context.close()


def test_nothing_of_fifty_words_is_left_after_a_visit(kiosk: KioskPage) -> None:
    visitor = Visitor(kiosk.start().begin(), seed=5)
    planted = {path: visitor.plant_everywhere(path) for path in FORMS}
    assert all(planted.values()), planted
    for path in SEARCHES * 2:
        visitor.search(path, min(TOGETHER, PLANTED - len(visitor.words)))
    assert len(visitor.words) == PLANTED
    visitor.copy()
    before = traces(kiosk.page, visitor.words)
    missed = [place for place in ("javascript", "page", "clipboard", "files", "python") if not before[place]]
    assert not missed, "before the end the search finds words in each of these"
    kiosk.finish()
    after = traces(kiosk.page, visitor.words)
    assert {place: found for place, found in after.items() if found} == {}
    kiosk.begin().go(routes.MY_REPORTS)
    kiosk.not_see(re.compile("Konsep"))
