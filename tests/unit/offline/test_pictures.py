"""Photos of content rows on this device: kept up to a limit, never at the cost of what is precious."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import httpx
import pytest

from services.errors import BadAnswer, Refused, StorageFull
from services.file_cache import FileCache
from services.gateway_client import GatewayClient
from services.pictures import PictureStore, loads_by_itself
from services.platform.base import Connectivity, ReadOnlyVolume, Volume
from services.platform.native import NativeVolume
from tests.fakes.clock import FakeClock
from tests.fakes.media import MediaServer


def name_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def store(volume: Volume, server: httpx.AsyncBaseTransport) -> PictureStore:
    return PictureStore(volume, GatewayClient("http://gateway", server, "0.1.0", FakeClock()))


async def test_a_photo_is_fetched_once_and_seen_offline(tmp_path: Path) -> None:
    server = MediaServer(b"photo")
    pictures = store(NativeVolume(tmp_path), server)
    assert pictures.kept(name_of(b"photo")) is None
    assert [await pictures.fetch(name_of(b"photo")) for _ in range(2)] == [b"photo", b"photo"]
    assert server.asked == [f"http://gateway/v1/media/{name_of(b'photo')}"]
    assert store(NativeVolume(tmp_path), MediaServer()).kept(name_of(b"photo")) == b"photo"


async def test_other_bytes_than_promised_are_refused(tmp_path: Path) -> None:
    server = MediaServer(b"photo")
    server.files[name_of(b"photo")] = b"another photo"
    pictures = store(NativeVolume(tmp_path), server)
    with pytest.raises(BadAnswer):
        await pictures.fetch(name_of(b"photo"))
    assert pictures.kept(name_of(b"photo")) is None
    with pytest.raises(Refused):
        await pictures.fetch(name_of(b"never there"))


async def test_it_is_shown_where_nothing_can_be_kept(tmp_path: Path) -> None:
    for volume in (ReadOnlyVolume(tmp_path), Full(tmp_path)):
        pictures = store(volume, MediaServer(b"photo"))
        assert await pictures.fetch(name_of(b"photo")) == b"photo"
        assert pictures.kept(name_of(b"photo")) is None


async def test_the_oldest_go_and_nothing_else_does(tmp_path: Path) -> None:
    precious = tmp_path / "outbox.json"
    precious.write_text("{}")
    (tmp_path / "blobs").mkdir()
    (tmp_path / "blobs" / ("f" * 64)).write_bytes(bytes(100))
    cache = FileCache(NativeVolume(tmp_path), "media", 25)
    for index, letter in enumerate("abcd"):
        await cache.keep(letter * 64, b"0123456789")
        os.utime(tmp_path / "cache" / "media" / (letter * 64), (index, index))
    assert [cache.get(letter * 64) is not None for letter in "abcd"] == [False, False, True, True]
    assert precious.exists()
    assert (tmp_path / "blobs" / ("f" * 64)).exists()


@pytest.mark.parametrize(
    ("saver", "connectivity", "loads"),
    [(False, "wifi", True), (False, "unknown", True), (False, "mobile", False), (True, "wifi", False)],
)
def test_when_thumbnails_load_by_themselves(saver: bool, connectivity: Connectivity, loads: bool) -> None:
    assert loads_by_itself(saver, connectivity) is loads


class Full(NativeVolume):
    """A volume on which nothing fits any more."""

    async def commit(self, write: object) -> None:  # type: ignore[override]
        raise StorageFull("no room")
