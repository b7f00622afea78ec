"""The native platform, blobs, preferences, clock and ids."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import uuid
from datetime import timedelta
from pathlib import Path

import pytest

from services import errors
from services.blobs import BlobStore
from services.clock import WIB, SystemClock
from services.errors import BlobMissing, LocationUnavailable, RafflesiaError, ReadOnly
from services.fingerprint import fingerprint
from services.ids import SystemIds
from services.platform.base import ReadOnlyVolume
from services.platform.native import FileLock, NativeVolume, data_folder, gateway_url, native_platform
from services.prefs import Prefs

ROOT = Path(__file__).parents[3]


async def test_a_lock_is_held_by_one_and_free_again_after_release(tmp_path: Path) -> None:
    first, second = FileLock(tmp_path / "x" / "lock"), FileLock(tmp_path / "x" / "lock")
    assert await first.acquire()
    assert await first.acquire(), "holding it already"
    assert not await second.acquire()
    await first.release()
    await first.release()
    assert await second.acquire()
    await second.release()


async def test_another_process_is_refused_and_a_dead_one_forgotten(tmp_path: Path) -> None:
    script = (
        "import asyncio, sys, pathlib\n"
        "from services.platform.native import FileLock\n"
        "lock = FileLock(pathlib.Path(sys.argv[1]))\n"
        "print(asyncio.run(lock.acquire()), flush=True)\n"
        "sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "lock")]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"True\n"
        mine = FileLock(tmp_path / "lock")
        assert not await mine.acquire()
        other.kill()
        other.wait()
        assert await mine.acquire()
        await mine.release()


async def test_a_volume_refuses_writes_of_a_second_process(tmp_path: Path) -> None:
    for volume in (NativeVolume(tmp_path, writable=False), ReadOnlyVolume(tmp_path)):
        with pytest.raises(ReadOnly):
            await volume.commit(lambda: pytest.fail("written"))
        await volume.flush()
    assert await NativeVolume(tmp_path).commit(lambda: 7) == 7


def test_where_data_goes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("FLET_APP_STORAGE_DATA", "RAFFLESIA_APP_DATA", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert data_folder() == tmp_path / ".local" / "share" / "rafflesia"
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    assert data_folder() == tmp_path / "xdg" / "rafflesia"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert data_folder() == tmp_path / "Library" / "Application Support" / "rafflesia"
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("APPDATA", str(tmp_path / "roaming"))
    assert data_folder() == tmp_path / "roaming" / "rafflesia"
    monkeypatch.setenv("RAFFLESIA_APP_DATA", str(tmp_path / "own"))
    assert data_folder() == tmp_path / "own"
    monkeypatch.setenv("FLET_APP_STORAGE_DATA", str(tmp_path / "package"))
    assert data_folder() == tmp_path / "package"


def test_the_native_platform(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RAFFLESIA_GATEWAY_URL", "https://rafflesia.example/")
    platform = native_platform(tmp_path / "assets", "0.1.0", folder=tmp_path / "kiosk", profile="kiosk")
    assert platform.gateway_url == "https://rafflesia.example"
    assert (platform.profile, platform.transport) == ("kiosk", None)
    assert platform.volume.root == tmp_path / "kiosk"
    assert platform.volume.root.is_dir()


def test_where_the_gateway_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("RAFFLESIA_GATEWAY_URL", raising=False)
    assert native_platform(tmp_path, "0", folder=tmp_path).gateway_url == "http://127.0.0.1:8000"
    (tmp_path / "gateway.txt").write_text("https://packaged.example/\n", "utf-8")
    assert gateway_url(tmp_path) == "https://packaged.example"
    monkeypatch.setenv("RAFFLESIA_GATEWAY_URL", "https://told.example")
    assert gateway_url(tmp_path) == "https://told.example"


async def test_blobs_are_named_by_content_and_checked_when_read(tmp_path: Path) -> None:
    blobs = BlobStore(NativeVolume(tmp_path))
    assert blobs.names() == ()
    name = await blobs.put(b"foto")
    assert name == hashlib.sha256(b"foto").hexdigest() == await blobs.put(b"foto")
    assert blobs.get(name) == b"foto"
    (tmp_path / "blobs" / name).write_bytes(b"f0to")
    with pytest.raises(BlobMissing):
        blobs.get(name)
    (tmp_path / "blobs" / name).write_bytes(b"half")
    (tmp_path / "blobs" / name).write_bytes(b"hal")
    assert await blobs.put(b"foto") == name
    assert blobs.get(name) == b"foto"
    await blobs.delete([name, "0" * 64])
    assert blobs.names() == ()


async def test_preferences_survive_and_write_only_changes(tmp_path: Path) -> None:
    prefs = Prefs(NativeVolume(tmp_path))
    await prefs.set("language", "en")
    await prefs.update({"favourites": ["a", "b"], "text_scale": 1.3, "nothing": None})
    written = (tmp_path / "prefs.json").stat().st_ino
    await prefs.set("language", "en")
    assert (tmp_path / "prefs.json").stat().st_ino == written
    again = Prefs(NativeVolume(tmp_path))
    expected = {"language": "en", "favourites": ["a", "b"], "text_scale": 1.3, "nothing": None}
    assert again.as_dict() == expected
    assert (again.get("absent", 5), again.get("nothing", 5)) == (5, None)
    (tmp_path / "prefs.json").write_text("{")
    damaged = Prefs(NativeVolume(tmp_path))
    assert damaged.damage is not None
    assert damaged.get("language") == "en", "the generation before"
    await damaged.clear()
    assert Prefs(NativeVolume(tmp_path)).as_dict() == {}


async def test_preferences_of_a_read_only_tab(tmp_path: Path) -> None:
    prefs = Prefs(ReadOnlyVolume(tmp_path))
    with pytest.raises(ReadOnly):
        await prefs.set("language", "en")
    assert prefs.as_dict() == {}


def test_clock_and_ids() -> None:
    clock = SystemClock()
    assert clock.now().utcoffset() == timedelta(0)
    assert clock.now().astimezone(WIB).utcoffset() == timedelta(hours=7)
    before = clock.monotonic()
    assert clock.monotonic() >= before
    one, other = SystemIds().new(), SystemIds().new()
    assert one != other
    assert str(uuid.UUID(one)) == one


def test_fingerprints_are_rfc_8785() -> None:
    text = b'{"attachments":["ff"],"kind":"wifi_check","payload":{"a":1,"b":[1e+21,0.1],"\xc3\xa9":null}}'
    payload = {"é": None, "b": [1e21, 0.1], "a": 1.0}
    assert fingerprint("wifi_check", payload, ["ff"]) == hashlib.sha256(text).hexdigest()
    with pytest.raises(ValueError, match="nan"):
        fingerprint("wifi_check", {"a": float("nan")}, [])


def every_error() -> list[type[RafflesiaError]]:
    members = vars(errors).values()
    return [kind for kind in members if isinstance(kind, type) and issubclass(kind, RafflesiaError)]


def test_every_error_is_in_the_drawn_tree_with_its_message() -> None:
    tree = errors.__doc__ or ""
    assert len(every_error()) > 25
    for kind in every_error():
        if kind is LocationUnavailable:
            continue
        line = next(line for line in tree.splitlines() if line.strip("│├└─ ").split(" ")[0] == kind.__name__)
        assert kind.default_message_id in line
    assert LocationUnavailable("denied").message_id == "error.location_denied"
