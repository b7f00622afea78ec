"""Find the PostgreSQL server that the tests of the data layer start for themselves."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


def find_binaries() -> Path | None:
    """Return the folder with ``initdb`` and ``pg_ctl``, None when PostgreSQL is not installed."""
    config = shutil.which("pg_config")
    if config:
        folder = Path(
            subprocess.run([config, "--bindir"], capture_output=True, text=True, check=True).stdout.strip()
        )
        if (folder / "initdb").exists():
            return folder
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return installed[-1].parent if installed else None
