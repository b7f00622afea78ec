"""A kiosk in random hands: touches, no network, killed pages; it must come back each time."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random

from playwright.sync_api import BrowserContext, Error, expect

from tests.browser.app_page import START_LIMIT_MS, WAIT_LIMIT_MS
from tests.browser.kiosk_site import AT_REST, BEGIN, SCREEN, KioskPage, python_of
from tests.browser.test_offline import API

IDLE_S, WARNING_S = 3.0, 2.0
BACK_LIMIT_S = 10.0
TOUCHES = 12
PAUSE_MS = 250
LOOK_MS = 100
CUT_EVERY, KILL_EVERY = 3, 4
FEWEST = 4
WORDS = ("pantai", "rs", "tabut", "wifi dekat benteng", "kopi")
USED = "() => self.python._module.HEAPU8.length"


@dataclass
class Figures:
    """What a soak shows. Memory in bytes after each visit.

    ``back_s``: from the end of a visit to the first picture, ``fresh_s``: to that of the page loaded anew.
    """

    visits: int = 0
    touches: int = 0
    cuts: int = 0
    kills: int = 0
    back_s: list[float] = field(default_factory=list)
    fresh_s: list[float] = field(default_factory=list)
    page_bytes: list[int] = field(default_factory=list)
    python_bytes: list[int] = field(default_factory=list)

    @property
    def slowest_s(self) -> float:
        """The longest time from the end of a visit until the first picture was there."""
        return max(self.back_s, default=0.0)

    def report(self) -> str:
        """Return all figures in one line."""
        return (
            f"{self.visits} visits, {self.touches} touches, {self.cuts} cuts, {self.kills} kills; "
            f"back after {_middle(self.back_s):.1f} s, at most {self.slowest_s:.1f} s, "
            f"on a fresh page {_middle(self.fresh_s):.1f}, at most {max(self.fresh_s, default=0):.1f} s; "
            f"memory {growth(self.page_bytes):+.1%} (page), {growth(self.python_bytes):+.1%} (Python), "
            f"now {self.page_bytes[-1] / 1e6:.1f} and {self.python_bytes[-1] / 1e6:.1f} MB"
        )


def growth(sizes: list[int]) -> float:
    """Return by which share the middle size of the last third is above that of the first third."""
    third = max(1, len(sizes) // 3)
    first, last = statistics.median(sizes[:third]), statistics.median(sizes[-third:])
    return last / first - 1


def _middle(values: list[float]) -> float:
    return statistics.median(values) if values else 0.0


class Soak:
    """One kiosk in ``context``; the same ``seed`` touches the same places."""

    def __init__(self, context: BrowserContext, origin: str, seed: int) -> None:
        self._context, self._origin = context, origin
        self._chance = Random(seed)
        self._offline = False
        self.figures = Figures()
        self.kiosk = self._open()

    def run(self, seconds: float, tell: Callable[[str], object] = lambda _: None) -> Figures:
        """Go on for ``seconds``, on a slow machine for four visits; ``tell`` hears of every tenth one."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends or self.figures.visits < FEWEST:
            self._visit()
            if self.figures.visits % 10 == 0:
                tell(self.figures.report())
        return self.figures

    def _open(self) -> KioskPage:
        return KioskPage(self._context.new_page(), self._origin).start()

    def _visit(self) -> None:
        """Touch at random, leave, and see that the first picture comes back."""
        kiosk, figures = self.kiosk, self.figures
        if figures.visits % CUT_EVERY == 1:
            self._cut()
        kiosk.press(BEGIN)
        for _ in range(self._chance.randint(1, TOUCHES)):
            self._touch()
        if figures.visits % KILL_EVERY == 2:
            self._kill()
        else:
            self._wait_for_picture()
        figures.visits += 1
        self._measure()

    def _touch(self) -> None:
        page = self.kiosk.page
        x, y = self._chance.uniform(0, SCREEN["width"]), self._chance.uniform(0, SCREEN["height"])
        with suppress(Error):  # the visit may have ended under the finger, and the page with it
            page.mouse.click(x, y)
            if self._chance.random() < 0.2:
                page.mouse.wheel(0, self._chance.uniform(-900, 900))
            if self._chance.random() < 0.2:
                page.keyboard.type(self._chance.choice(WORDS), delay=20)
            page.wait_for_timeout(self._chance.uniform(0, PAUSE_MS))
        self.figures.touches += 1

    def _wait_for_picture(self) -> None:
        """Take the hands away; note how long after the visit was over the first picture was there."""
        figures = self.figures
        over = time.monotonic() + IDLE_S + WARNING_S
        self._until(over, lambda: expect(self.kiosk.button(BEGIN)).to_be_visible(timeout=WAIT_LIMIT_MS))
        figures.back_s.append(max(0.0, time.monotonic() - over))
        self._until(over, self._see_another_python)
        figures.fresh_s.append(max(0.0, time.monotonic() - over))

    def _see_another_python(self) -> None:
        """Raise while the page is that of the visit, or loads: a touch may have ended the visit before."""
        assert python_of(self.kiosk.page).evaluate(AT_REST), "the page of the visit is still there"

    def _until(self, over: float, look: Callable[[], object]) -> None:
        """Look again and again: a page that is being loaded knows nothing."""
        while True:
            try:
                look()
            except (Error, AssertionError) as problem:
                if time.monotonic() > over + 6 * BACK_LIMIT_S:
                    said = f"the kiosk did not come back: {self.kiosk.problems[-3:]}"
                    raise AssertionError(said) from problem
                self.kiosk.page.wait_for_timeout(LOOK_MS)
            else:
                return

    def _cut(self) -> None:
        """Take the network away, or bring it back; what is served beside the kiosk stays."""
        self._offline = not self._offline
        if self._offline:
            self._context.route(API, lambda route: route.abort("internetdisconnected"))
        else:
            self._context.unroute(API)
        self.figures.cuts += 1

    def _kill(self) -> None:
        """Kill the page's process in the middle of a visit; what watches over it opens another one."""
        page = self.kiosk.page
        with page.expect_event("crash", timeout=WAIT_LIMIT_MS), suppress(Error):
            page.goto("chrome://crash", timeout=WAIT_LIMIT_MS)
        page.close()
        self.kiosk = self._open()
        self.figures.kills += 1

    def _measure(self) -> None:
        """Note what the page and Python hold, once the page that follows a visit has settled."""
        page = self.kiosk.page
        page.wait_for_selector('html[data-ready="true"]', state="attached", timeout=START_LIMIT_MS)
        self.kiosk.see(BEGIN)
        session = self._context.new_cdp_session(page)
        session.send("HeapProfiler.collectGarbage")
        used = session.send("Runtime.getHeapUsage")["usedSize"]
        session.detach()
        self.figures.page_bytes.append(int(used))
        self.figures.python_bytes.append(int(python_of(page).evaluate(USED)))
