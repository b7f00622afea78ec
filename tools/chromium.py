"""Find a Chromium for the browser tests; python -m tools.chromium installs Debian's when there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """Return the browser of ``RAFFLESIA_CHROMIUM``, else the first one installed, else None."""
    chosen = os.environ.get("RAFFLESIA_CHROMIUM")
    return shutil.which(chosen) if chosen else next(filter(None, map(shutil.which, NAMES)), None)


def install_chromium() -> None:
    """Install Debian's Chromium, as root or through sudo; raises ``CalledProcessError``."""
    root = [] if os.geteuid() == 0 else ["sudo"]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
        subprocess.run([*root, "apt-get", *arguments], check=True, env=environment)


def main() -> None:
    """Print the path of the browser, installing it first when it is missing."""
    if find_chromium() is None:
        if shutil.which("apt-get") is None:
            sys.exit("No Chromium and no apt-get here: install a browser and name it in RAFFLESIA_CHROMIUM.")
        install_chromium()
    print(
        find_chromium() or sys.exit("Chromium could not be installed: name a browser in RAFFLESIA_CHROMIUM.")
    )


if __name__ == "__main__":
    main()
