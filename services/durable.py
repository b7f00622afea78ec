"""Files that survive a kill: written beside, fsynced, renamed."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from services.errors import StorageError, StorageFull

_NO_FOLDER_SYNC = {errno.EINVAL, errno.EACCES, errno.EPERM, errno.ENOTSUP, errno.EISDIR, errno.EBADF}
_FULL = {errno.ENOSPC, errno.EDQUOT}


def storage_error(error: OSError, path: Path) -> StorageError:
    """Return our error for the system's ``error`` about ``path``."""
    kind = StorageFull if error.errno in _FULL else StorageError
    return kind(f"{path.name}: {error.strerror or error}")


def sync_folder(folder: Path) -> None:
    """Make renames in ``folder`` durable; does nothing where the file system has no such call."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        if error.errno in _NO_FOLDER_SYNC:
            return
        raise
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)


def write_synced(path: Path, content: bytes, *, append: bool = False) -> None:
    """Write ``content`` to ``path`` and wait until the disk has it; raises ``OSError``."""
    flags = os.O_WRONLY | os.O_CREAT | (os.O_APPEND if append else os.O_TRUNC)
    handle = os.open(path, flags | getattr(os, "O_BINARY", 0), 0o600)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_durably(path: Path, content: bytes, *, backup: Path | None = None) -> None:
    """Replace ``path`` by ``content`` in one step, keeping what it was as ``backup`` when given.

    A reader that finds no ``path`` takes ``backup``: the process was killed between the two renames.
    Raises ``StorageFull`` or ``StorageError``; what was durable before still is.
    """
    temporary = path.with_name(path.name + ".tmp")
    try:
        write_synced(temporary, content)
        if backup is not None and path.exists():
            path.replace(backup)
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise storage_error(error, path) from error


def remove_durably(path: Path) -> None:
    """Delete ``path`` if it is there; raises ``StorageError``."""
    try:
        path.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise storage_error(error, path) from error
