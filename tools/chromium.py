"""Find a Chromium, and how it is started for tests, pictures and measurements."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # Playwright is not there yet when this looks what the tests need
    from playwright.sync_api import Geolocation, ViewportSize

FLAGS = (
    "--no-sandbox",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--no-first-run",
    # Whatever tries another host fails at the name, and the caller sees the attempt.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
PHONE: ViewportSize = {"width": 412, "height": 915}
HERE: Geolocation = {"latitude": -3.7928, "longitude": 102.2608, "accuracy": 12}
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """Return the browser of ``RAFFLESIA_CHROMIUM``, else the first one installed, else None."""
    chosen = os.environ.get("RAFFLESIA_CHROMIUM")
    return shutil.which(chosen) if chosen else next(filter(None, map(shutil.which, NAMES)), None)
