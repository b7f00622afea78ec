"""Find a Chromium for the browser tests."""

from __future__ import annotations

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """Return the browser of ``RAFFLESIA_CHROMIUM``, else the first one installed, else None."""
    chosen = os.environ.get("RAFFLESIA_CHROMIUM")
    return shutil.which(chosen) if chosen else next(filter(None, map(shutil.which, NAMES)), None)
