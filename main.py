"""Composition root: choose the platform, open the services, show the app."""

from __future__ import annotations

import logging
import sys
from functools import partial
from pathlib import Path

import flet as ft

from services.app import AppServices, open_services
from services.platform.base import Platform
from services.platform.device_flet import FletDevice, device_id
from views import lifecycle, theme
from views.app import App
from views.later import resolve
from views.state import AppState, Session

ASSETS = Path(__file__).resolve().parent / "assets"
VERSION = "0.1.0"


async def open_platform(page: ft.Page) -> Platform:
    """Return the browser's platform inside Pyodide, this machine's anywhere else."""
    if sys.platform == "emscripten":
        from services.platform import browser

        return await browser.open_platform(VERSION, ASSETS, page.route)
    from services.platform import native

    folder = native.data_folder()
    if page.web:  # served by a process: a folder for each browser
        folder /= f"devices/{await device_id()}"
    return native.native_platform(ASSETS, VERSION, folder=folder, profile=native.profile())


async def show(page: ft.Page, opened: dict[Path, AppServices]) -> None:
    """Show the app on ``page``; pages of one device share the services in ``opened``."""
    page.fonts = {} if sys.platform == "emscripten" else dict(theme.FONT_FILES)  # its client brings them
    platform = await open_platform(page)
    if platform.kiosk is not None:
        await resolve("views.kiosk.start:show_kiosk")(page, platform)
        return
    services = opened.get(platform.volume.root) or await open_services(platform)
    opened[platform.volume.root] = services
    page.render_views(App, lifecycle.begin(Session(page, services, FletDevice(services.clock), AppState())))


def run() -> None:
    """Start the app; Flet calls ``main`` for every page."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    opened: dict[Path, AppServices] = {}
    ft.run(partial(show, opened=opened), assets_dir="assets")


if __name__ == "__main__":
    run()
