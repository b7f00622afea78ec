"""The built site as the site of one kiosk, with times that tests can wait for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, ViewportSize, Worker

from tests.browser.app_page import START_LIMIT_MS, AppPage
from tests.browser.gateway_process import GatewayProcess, running_gateway
from tests.browser.sites import copy_site
from tests.fakes.kiosk import NAME, write_settings
from views import routes

PATH = f"/kiosk/{NAME}"
SCREEN: ViewportSize = {"width": 1080, "height": 1920}
BEGIN = re.compile("Sentuh layar untuk mulai|Touch the screen to begin")
AT_HOME = re.compile("Wisata di sekitar sini|Places around here")
OTHER_TITLE = "(title) => document.title !== title"
SEEN_PYTHON = 'performance.mark("app-imported");'
# Marked is the page of a visit; the one that follows it is not.
MARK = "() => { globalThis.visited = true; }"
FRESH = "() => !globalThis.visited && document.documentElement.dataset.ready === 'true'"
GO = """(path) => self.python.runPython(`
import gc, flet
next(one for one in gc.get_objects() if isinstance(one, flet.Page)).navigate("${path}")
`)"""
"""A kiosk has one address, so no other one can be typed: the app itself is asked to go there."""
AT_REST = """() => self.python.runPython(`
import gc
from views.kiosk.host import Host
[host] = [one for one in gc.get_objects() if type(one) is Host]
host.state.number == 0 and host.state.session.state.attract
`)"""
"""Whether this Python has served nobody yet: true on the page that follows a visit, with its picture."""


def kiosk_site(site: Path, target: Path, **changes: Any) -> Path:
    """Return a copy of ``site`` with the settings of a kiosk; its worker shows tests the Python in it."""
    copy = copy_site(site, target)
    write_settings(copy, **changes)
    worker = (copy / "worker.js").read_text("utf-8")
    assert SEEN_PYTHON in worker
    for file in copy.glob("worker.js*"):  # links: written in place they would change ``site``
        file.unlink()
    shown = worker.replace(SEEN_PYTHON, f"{SEEN_PYTHON} self.python = pyodide;")
    (copy / "worker.js").write_text(shown, "utf-8")
    return copy


@contextmanager
def kiosk_gateway(site: Path, folder: Path, **changes: Any) -> Iterator[GatewayProcess]:
    """Run a gateway that serves a kiosk's site."""
    data = folder / "data"
    data.mkdir()
    with running_gateway(data, kiosk_site(site, folder / "web", **changes)) as gateway:
        yield gateway


class KioskPage(AppPage):
    """The screen of a kiosk."""

    def start(self) -> KioskPage:
        """Load it and wait for its first picture."""
        self.open(PATH).see(BEGIN)
        return self

    def begin(self) -> KioskPage:
        """Touch the picture, as a visitor does."""
        self.press(BEGIN)
        self.not_see(BEGIN)
        return self

    def lead(self, path: str) -> KioskPage:
        """Open one of the screens in the kiosk; nothing is waited for."""
        python_of(self.page).evaluate(GO, path)
        return self

    def go(self, path: str) -> KioskPage:
        """Open one of the screens in the kiosk: its title is there, and everything has come to rest."""
        title = self.page.title()
        self.lead(path)
        if path == routes.HOME:  # where a visit begins has the same title
            self.see(AT_HOME)
        else:
            self.page.wait_for_function(OTHER_TITLE, arg=title, timeout=START_LIMIT_MS)
        self.settle()
        return self

    def finish(self) -> KioskPage:
        """End the visit and wait for the page that comes after it."""
        self.page.evaluate(MARK)
        self.press(re.compile("Selesai|Finish"))
        self.page.wait_for_function(FRESH, timeout=START_LIMIT_MS)
        self.see(BEGIN, START_LIMIT_MS)
        return self


def python_of(page: Page) -> Worker:
    """Return the worker that Python runs in; raises ``AssertionError`` while a page has none."""
    workers = [worker for worker in page.workers if worker.url.endswith("worker.js")]
    assert workers, "there is no Python yet"
    return workers[0]
