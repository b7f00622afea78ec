"""Android, desktop, kiosk, and the app served by a process: an ordinary folder and a file lock."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import IO, TypeVar

from services.errors import ReadOnly
from services.platform.base import (
    ImageScaler,
    NoScaler,
    Platform,
    Profile,
    Volume,
    WriterLock,
)

T = TypeVar("T")

DEFAULT_GATEWAY_URL = "http://127.0.0.1:8000"
GATEWAY_FILE = "gateway.txt"
"""Written into ``assets/`` when a package is built (``tools/release.py``): a phone has no environment."""


class NativeVolume:
    """A folder on a disk. Files are fsynced as they are written, so :meth:`flush` has nothing left to do."""

    def __init__(self, root: Path, *, writable: bool = True) -> None:
        self.root = root
        self.writable = writable
        root.mkdir(parents=True, exist_ok=True)

    async def commit(self, write: Callable[[], T]) -> T:
        """Run ``write`` and return its result; raises ``ReadOnly`` when another process is the writer."""
        if not self.writable:
            raise ReadOnly(str(self.root))
        return write()

    async def flush(self) -> None:
        """Return at once."""


class FileLock:
    """An advisory lock that the system drops when the process dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    async def acquire(self) -> bool:
        """Return True when this process holds the lock now."""
        if self._file is not None:
            return True
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = self._path.open("ab")
        if not _lock(file):
            file.close()
            return False
        self._file = file
        return True

    async def release(self) -> None:
        """Give the lock back."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _lock(file: IO[bytes]) -> bool:
    """Lock ``file`` without waiting; closing it unlocks."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def data_folder() -> Path:
    """Return where precious data goes: as the package says, as the operator says, or the user's folder."""
    for name in ("FLET_APP_STORAGE_DATA", "RAFFLESIA_APP_DATA"):
        if folder := os.environ.get(name):
            return Path(folder)
    if sys.platform == "win32":
        base = os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "rafflesia"


def profile() -> Profile:
    """Return what ``RAFFLESIA_PROFILE`` says this installation is."""
    return "kiosk" if os.environ.get("RAFFLESIA_PROFILE") == "kiosk" else "app"


def gateway_url(assets: Path) -> str:
    """Return the gateway's address: ``RAFFLESIA_GATEWAY_URL``, what the package brings, or this machine."""
    url = os.environ.get("RAFFLESIA_GATEWAY_URL")
    if not url and (assets / GATEWAY_FILE).exists():
        url = (assets / GATEWAY_FILE).read_text("utf-8").strip()
    return (url or DEFAULT_GATEWAY_URL).rstrip("/")


def image_scaler() -> ImageScaler:
    """Return Pillow's scaler where Pillow is installed; elsewhere photos keep their size."""
    try:
        from services.platform.pillow_images import PillowScaler
    except ImportError:
        return NoScaler()
    return PillowScaler()


def native_platform(
    assets: Path, app_version: str, *, folder: Path | None = None, profile: Profile = "app"
) -> Platform:
    """Return the platform of this process; ``folder`` (one per device profile) overrides the data folder."""
    root = folder or data_folder()
    volume: Volume = NativeVolume(root)
    lock: WriterLock = FileLock(root / "writer.lock")
    url = gateway_url(assets)
    plain = Platform(volume, lock, None, url, profile, assets, app_version, image_scaler())
    if profile == "app":
        return plain
    from services.platform.native_kiosk import EndingProcess, basis

    return replace(plain, surroundings=EndingProcess(), kiosk=basis(root))
