"""The pictures of the README, taken from the built app: ``make screenshots``.

Gateways of their own in a temporary folder, Chromium, one tab a picture. Pictures have a palette of 256
colours and a bounded width, which keeps them small.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.app_page import AppPage
from tests.browser.conftest import PHONE_OPTIONS
from tests.browser.gateway_process import running_gateway
from tests.browser.kiosk_site import SCREEN, KioskPage, kiosk_gateway
from tools.chromium import FLAGS, find_chromium

PROJECT = Path(__file__).parent.parent
TARGET = PROJECT / "docs" / "images"
DESKTOP = {"width": 1366, "height": 768}
# The packs come over and the map draws them.
PACKS_MS = 9_000
SETTLE_MS = 4_000
WIDEST_PX = 1366
KIOSK_W_PX = 540


def _stay(_tab: AppPage) -> None:
    """Show the screen as it opens."""


def _fill_report(tab: AppPage) -> None:
    tab.press("Telkomsel: BLANK").press("XLSMART: LEMAH")


@dataclass(frozen=True)
class Shot:
    """One picture: where, on what, after which touches."""

    name: str
    path: str
    options: dict[str, Any] = field(default_factory=dict)
    prepare: Callable[[AppPage], None] = _stay


SHOTS = (
    Shot("home-phone", "/"),
    Shot("wifi-phone", "/wifi"),
    Shot("report-phone", "/lapor/baru", prepare=_fill_report),
    Shot("home-dark", "/", {"color_scheme": "dark"}),
    Shot("explore-phone", "/wisata"),
    Shot("place-phone", "/wisata/fort-marlborough"),
    Shot("service-phone", "/layanan/pkb-tahunan"),
    Shot("wifi-desktop", "/wifi/masjid-jamik-w", {"viewport": DESKTOP}),
)
KIOSK = "kiosk"


def take(browser: Browser, origin: str, shot: Shot) -> bytes:
    """Return one picture as PNG."""
    context = browser.new_context(**(PHONE_OPTIONS | shot.options))
    tab = AppPage(context.new_page(), origin).open("/")
    tab.page.wait_for_timeout(PACKS_MS)
    tab.page.goto(f"{origin}{shot.path}")
    tab.wait_ready().page.wait_for_timeout(SETTLE_MS)
    shot.prepare(tab)
    tab.page.wait_for_timeout(SETTLE_MS)
    picture = tab.page.screenshot()
    context.close()
    return picture


def site_folder() -> Path:
    """Return the folder of the built app."""
    return PROJECT / os.environ.get("RAFFLESIA_WEB_DIR", "build/web")


def take_kiosk(browser: Browser, origin: str) -> bytes:
    """Return the home of a kiosk as PNG."""
    context = browser.new_context(viewport=SCREEN, locale="id-ID", service_workers="block")
    kiosk = KioskPage(context.new_page(), origin).start()
    kiosk.begin().page.wait_for_timeout(SETTLE_MS)
    picture = kiosk.page.screenshot()
    context.close()
    return picture


def save(name: str, picture: bytes, width: int = WIDEST_PX) -> None:
    """Write a picture (PNG) into the folder of the README's, at most ``width`` px wide."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    image.thumbnail((width, image.height), Image.Resampling.LANCZOS)
    image.quantize(256).save(TARGET / f"{name}.png", optimize=True)
    print(f"docs/images/{name}.png")


@contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        yield browser
        browser.close()


def main() -> None:
    """Take all pictures, or those named."""
    wanted = set(sys.argv[1:]) or {KIOSK, *(shot.name for shot in SHOTS)}
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, _chromium() as browser:
        app, kiosk = Path(name) / "app", Path(name) / KIOSK
        app.mkdir()
        kiosk.mkdir()
        with running_gateway(app, site_folder()) as gateway:
            for shot in SHOTS:
                if shot.name in wanted:
                    save(shot.name, take(browser, gateway.origin, shot))
        if KIOSK in wanted:
            with kiosk_gateway(site_folder(), kiosk) as gateway:
                save(KIOSK, take_kiosk(browser, gateway.origin), KIOSK_W_PX)


if __name__ == "__main__":
    main()
