"""A kiosk that is a process of its own: its settings file, its memory, its way out."""

from __future__ import annotations

import hashlib
import os
import signal
from pathlib import Path

from services.platform.base import KioskBasis, NoSurroundings

MEMORY_FILE_SYSTEMS = frozenset({"tmpfs", "ramfs"})
SHARED_MEMORY = "/dev/shm"  # noqa: S108 -- memory of the system, and the folder in it is ours alone


def basis(owner: Path) -> KioskBasis:
    """Return what the environment says of the kiosk that keeps its content in ``owner``.

    ``RAFFLESIA_KIOSK_FILE`` names its settings, ``RAFFLESIA_GATEWAY_URL`` is where phones find the app.
    """
    public_url = (os.environ.get("RAFFLESIA_GATEWAY_URL") or "").rstrip("/") or None
    return KioskBasis(_settings_file(), memory_folder(owner), public_url=public_url)


def _settings_file() -> bytes | None:
    path = os.environ.get("RAFFLESIA_KIOSK_FILE")
    try:
        return Path(path).read_bytes() if path else None
    except OSError:
        return None


def memory_folder(owner: Path, mounts: Path = Path("/proc/mounts")) -> Path | None:
    """Return a folder in memory for the process that keeps its files in ``owner``.

    None where the system has none in its table ``mounts``: a disk would keep what is deleted.
    """
    try:
        table = [line.split() for line in mounts.read_text("utf-8").splitlines()]
    except OSError:
        return None
    in_memory = {row[1] for row in table if len(row) > 2 and row[2] in MEMORY_FILE_SYSTEMS}
    mark = hashlib.sha256(str(owner.resolve()).encode()).hexdigest()[:16]
    for place in filter(None, (os.environ.get("XDG_RUNTIME_DIR"), SHARED_MEMORY)):
        if place in in_memory and os.access(place, os.W_OK):
            return Path(place) / f"rafflesia-kiosk-{mark}"
    return None


class EndingProcess(NoSurroundings):
    """Leaving the kiosk ends its process; whether something starts it again is systemd's business."""

    def leave_kiosk(self) -> None:
        """Ask the process to end."""
        os.kill(os.getpid(), signal.SIGTERM)
