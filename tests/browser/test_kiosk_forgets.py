"""A scripted visitor plants words in every field of a kiosk; the next one finds none of them anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Browser, Error, Locator, expect

from tests.browser.kiosk_site import SCREEN, KioskPage, kiosk_gateway
from tests.browser.traces import traces
from views import routes

pytestmark = pytest.mark.browser
PLANTED, IN_FORMS = 50, 4
SEARCHES = (routes.WIFI, routes.EXPLORE, routes.SERVICES, routes.PLAN)
TOGETHER = 10
FORMS = (
    routes.BLANK_SPOT,
    routes.request("lapor-wifi-mati"),
    routes.request("pengaduan-layanan", "pkb-tahunan"),
)
LETTERS = "bcdfghjklmnpqrstvwxyz"
SETTLE_MS = 300
TOUCHES, FOCUS_LIMIT_MS = 4, 4_000
NAMES = "(fields) => fields.map((one) => one.getAttribute('aria-label') ?? '')"


class Visitor:
    """Somebody who types another word into every field, and remembers all of them."""

    def __init__(self, kiosk: KioskPage, seed: int) -> None:
        self.kiosk, self.words = kiosk, list[str]()
        self._chance = Random(seed)

    def word(self) -> str:
        """Return a word that nobody has used and no content has."""
        return "".join(self._chance.choices(LETTERS, k=14))

    def plant(self, field: Locator) -> None:
        """Type a word into ``field``; what does not take it (a number) does not count."""
        word = self.word()
        if not self._enter(field):
            return
        self.kiosk.page.keyboard.press("Control+A")
        self.kiosk.page.keyboard.type(word, delay=10)
        self.kiosk.page.wait_for_timeout(SETTLE_MS)
        if word in str(self.kiosk.page.evaluate("document.activeElement.value")):
            self.words.append(word)

    def _enter(self, field: Locator) -> bool:
        """Touch ``field`` until it has the focus: a screen that still loads puts another in its place."""
        for _ in range(TOUCHES):
            with suppress(AssertionError, Error):
                field.click(timeout=FOCUS_LIMIT_MS)
                expect(field).to_be_focused(timeout=FOCUS_LIMIT_MS)
                return True
        return False

    def plant_everywhere(self, path: str) -> None:
        """Plant in every field of a screen, those that the wheel brings up too."""
        self.kiosk.go(path)
        page, done = self.kiosk.page, set[str]()
        page.mouse.move(SCREEN["width"] / 2, SCREEN["height"] / 2)
        for _ in range(3):
            for name in page.get_by_role("textbox").evaluate_all(NAMES):
                field = page.get_by_role("textbox", name=name, exact=True).first
                title = name.partition("\n")[0]  # the rest changes with what is typed
                if title not in done and field.count():
                    self.plant(field)
                done.add(title)
            page.mouse.wheel(0, SCREEN["height"] / 2)
            page.wait_for_timeout(SETTLE_MS)

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
        self.kiosk.page.wait_for_timeout(SETTLE_MS)


@pytest.fixture(scope="module")
def kiosk(browser: Browser, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KioskPage]:
    """A kiosk whose gateway answers, so that its forms open."""
    context = browser.new_context(
        viewport=SCREEN,
        locale="id-ID",
        service_workers="block",
        permissions=["clipboard-read", "clipboard-write"],
    )
    with kiosk_gateway(site, tmp_path_factory.mktemp("kiosk"), idle_s=900) as gateway:
        yield KioskPage(context.new_page(), gateway.origin)
        context.close()


def test_nothing_of_fifty_words_is_left_after_a_visit(kiosk: KioskPage) -> None:
    visitor = Visitor(kiosk.start().begin(), seed=5)
    for path in FORMS:
        visitor.plant_everywhere(path)
    assert len(visitor.words) >= IN_FORMS
    for path in SEARCHES * 3:
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
