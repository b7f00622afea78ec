"""Every main screen on one sheet for each device, colour set and language: ``make sheets`` (build/sheets).

For looking at, not for the repository: a page of small pictures shows at once what is out of line.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.browser.app_page import AppPage
from tests.browser.conftest import PHONE_OPTIONS
from tests.browser.gateway_process import PROJECT, running_gateway
from tests.browser.kiosk_site import SCREEN, KioskPage, kiosk_gateway
from tests.browser.screens import Tour
from tools.chromium import FLAGS, PHONE, find_chromium
from tools.screenshots import PACKS_MS, site_folder
from views import routes

TARGET = PROJECT / "build" / "sheets"
SHEET_W = 1600
GAP = 12
QUALITY = 72
BUDGET_BYTES = 450_000
SETTLE_MS = 700
PLACE, STATION = "fort-marlborough", "rsud-m-yunus"
LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
LOOKS = {
    "light": ("light", "Biasa|Normal"),
    "dark": ("dark", "Biasa|Normal"),
    "contrast": ("light", "Tinggi|High"),
}
SCREENS = (
    *(
        routes.HOME,
        routes.WIFI,
        routes.station(STATION),
        routes.EXPLORE,
        routes.destination(PLACE),
        routes.PLAN,
    ),
    *(routes.SAVED, routes.SERVICES, routes.public_service("permohonan-wifi-desa"), routes.REPORT),
    *(routes.BLANK_SPOT, routes.MY_REPORTS, routes.SIGNAL_AREAS, routes.EMERGENCY, routes.SETTINGS),
    *(routes.NEWS, routes.ALL_EVENTS, routes.PRODUCTS, routes.product("batik-besurek"), routes.BUSINESSES),
    *(routes.ROUTES, routes.suggested_route("kota-tua-bengkulu")),
)
KIOSK_SCREENS = (
    *(routes.HOME, routes.EXPLORE, routes.destination(PLACE), routes.WIFI, routes.station(STATION)),
    *(routes.ALL_EVENTS, routes.SERVICES, routes.EMERGENCY, routes.PRIVACY, routes.BLANK_SPOT),
)


@dataclass(frozen=True)
class Screen:
    """A device: its name, its size in CSS px, and how many pictures stand side by side."""

    name: str
    size: ViewportSize
    columns: int


DEVICES = (
    Screen("phone", PHONE, 8),
    Screen("tablet", {"width": 834, "height": 1112}, 5),
    Screen("desktop", {"width": 1366, "height": 768}, 4),
)
KIOSK = Screen("kiosk", {"width": SCREEN["width"], "height": SCREEN["height"]}, 6)


def sheet(pictures: Sequence[bytes], columns: int) -> Image.Image:
    """Return the pictures (PNG, all of one size) side by side, small."""
    width = (SHEET_W - GAP) // columns - GAP
    small = [_scaled(Image.open(BytesIO(picture)).convert("RGB"), width) for picture in pictures]
    height = small[0].height + GAP
    rows = -(-len(small) // columns)
    page = Image.new("RGB", (SHEET_W, rows * height + GAP), "#808080")
    for place, picture in enumerate(small):
        page.paste(picture, (GAP + place % columns * (width + GAP), GAP + place // columns * height))
    return page


def _scaled(picture: Image.Image, width: int) -> Image.Image:
    return picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)


def app_sheets(browser: Browser, origin: str, device: Screen) -> Iterator[tuple[str, Image.Image]]:
    """Yield name and sheet of the app on ``device`` in every look and language; one tab walks them all."""
    context = browser.new_context(**(PHONE_OPTIONS | {"viewport": device.size, "service_workers": "block"}))
    tour = Tour(AppPage(context.new_page(), origin).open("/"), {})
    tour.tab.page.wait_for_timeout(PACKS_MS)
    for place in (PLACE, "masjid-jamik"):
        tour.go(routes.destination(place))
        if tour.tab.button("Tambah ke rencana").count():
            tour.tab.press("Tambah ke rencana").press(re.compile("^Simpan$"))
    for language, words in LANGUAGES.items():
        for look, (scheme, contrast) in LOOKS.items():
            tour.tab.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            tour.set(f"(Bahasa|Language): {words}", f"(Kontras|Contrast): ({contrast})")
            pictures = [_picture(tour.go(path).tab) for path in SCREENS]
            yield f"{device.name}-{look}-{language}", sheet(pictures, device.columns)
    context.close()


def kiosk_sheets(browser: Browser, origin: str) -> Iterator[tuple[str, Image.Image]]:
    """Yield the sheets of the kiosk: it has no high contrast of its own to be set by a visitor."""
    for scheme in ("light", "dark"):
        options: dict[str, Any] = {"viewport": SCREEN, "service_workers": "block", "color_scheme": scheme}
        context = browser.new_context(locale="id-ID", **options)
        kiosk = KioskPage(context.new_page(), origin).start()
        first = _picture(kiosk)
        kiosk.begin()
        for language in LANGUAGES:
            pictures = [first, *(_picture(kiosk.go(path)) for path in KIOSK_SCREENS)]
            yield f"kiosk-{scheme}-{language}", sheet(pictures, KIOSK.columns)
            kiosk.go(routes.HOME).press(re.compile("^(English|Bahasa Indonesia)"))
        context.close()


def _picture(tab: AppPage) -> bytes:
    tab.page.wait_for_timeout(SETTLE_MS)
    return tab.page.screenshot()


def _sheets(browser: Browser, wanted: set[str]) -> Iterator[tuple[str, Image.Image]]:
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        devices = [device for device in DEVICES if device.name in wanted]
        if devices:
            app = Path(name) / "app"
            app.mkdir()
            gateway = stack.enter_context(running_gateway(app, site_folder()))
            for device in devices:
                yield from app_sheets(browser, gateway.origin, device)
        if KIOSK.name in wanted:
            folder = Path(name) / "kiosk"
            folder.mkdir()
            yield from kiosk_sheets(browser, stack.enter_context(kiosk_gateway(site_folder(), folder)).origin)


def main() -> None:
    """Write the sheets of the devices named, or of all."""
    names = [device.name for device in (*DEVICES, KIOSK)]
    parser = argparse.ArgumentParser(prog="python -m tools.sheets", description=__doc__)
    parser.add_argument("devices", nargs="*", choices=[*names, []], help="which devices (all of them)")
    wanted = set(parser.parse_args().devices or names)
    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        for name, page in _sheets(browser, wanted):
            file = TARGET / f"{name}.webp"
            page.save(file, quality=QUALITY)
            size = file.stat().st_size
            note = " (too large)" if size > BUDGET_BYTES else ""
            print(f"{file.relative_to(PROJECT)} {size // 1024} KB{note}")
        browser.close()


if __name__ == "__main__":
    main()
