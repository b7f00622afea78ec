"""Install what the tests need besides Python packages: ``python -m tools.test_needs``.

Chromium for the browser tests, a PostgreSQL server for those of the data layer, nginx and Caddy for what is
in ``deploy/``; Debian's packages, as root or through sudo. What is there already is left alone.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.chromium import find_chromium
from tools.postgres import find_binaries

NGINX = Path("/usr/sbin/nginx")
NGINX_BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")


def missing() -> list[str]:
    """Return Debian's names of what is not there."""
    needs = {
        "chromium": find_chromium(),
        "postgresql": find_binaries(),
        "nginx-light": NGINX if NGINX.exists() else None,
        "caddy": shutil.which("caddy"),
        "libnginx-mod-http-brotli-static": NGINX_BROTLI if NGINX_BROTLI.exists() else None,
    }
    return [package for package, found in needs.items() if found is None]


def install(packages: list[str]) -> None:
    """Install Debian's ``packages``; raises ``CalledProcessError``."""
    root = [] if os.geteuid() == 0 else ["sudo"]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        subprocess.run([*root, "apt-get", *arguments], check=True, env=environment)


def main() -> None:
    """Install what is missing; without apt-get say what to do."""
    wanted = missing()
    if not wanted:
        return
    if shutil.which("apt-get") is None:
        sys.exit(
            f"Missing for the tests: {', '.join(wanted)}. Install them (Chromium: or set RAFFLESIA_CHROMIUM)."
        )
    install(wanted)


if __name__ == "__main__":
    main()
