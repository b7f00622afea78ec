"""Packs: verified, continued, replaced, thrown away."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import httpx
import pytest

from services.errors import CaptivePortal, PackDamaged
from services.packs import PackStore
from services.platform.native import NativeVolume
from tests.fakes.fault_transport import FaultTransport
from tests.fakes.gateway import FakeGateway
from tests.unit.offline.samples import Phone, make_phone


class Shelf:
    """A device with its packs, and the gateway that offers them."""

    def __init__(self, folder: Path, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self.phone: Phone = make_phone(folder, transport=transport)
        self.gateway: FakeGateway = self.phone.gateway
        self.volume = NativeVolume(folder)
        self.packs = PackStore(self.volume, self.phone.client)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


CONTENT = bytes(range(256)) * 400


async def test_a_pack_is_verified_before_it_has_its_name(shelf: Shelf) -> None:
    shelf.gateway.packs["villages"] = CONTENT
    heard: list[str] = []
    shelf.packs.subscribe(lambda: heard.append("pack"))
    assert shelf.packs.path("villages") is None
    assert await shelf.packs.fetch_newer(["villages", "basemap"]) == ("villages",)
    path = shelf.packs.path("villages")
    assert path is not None
    assert (path.name, path.read_bytes()) == ("villages.json.gz", CONTENT)
    assert heard == ["pack"]
    shelf.gateway.calls.clear()
    assert await shelf.packs.fetch_newer(["villages"]) == ()
    assert shelf.gateway.calls == ["GET /packs"]
    assert shelf.packs.installed()["villages"].licence == "ODbL-1.0"
    await shelf.packs.remove("villages")
    assert (shelf.packs.path("villages"), shelf.packs.installed()) == (None, {})


async def test_a_download_that_breaks_off_goes_on(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.gateway.packs["villages"] = CONTENT
    (pack,) = await shelf.packs.offered()

    async def break_off(info: object, sink: Any) -> None:
        sink.write(CONTENT[:1000])

    monkeypatch.setattr(shelf.phone.client, "download_pack", break_off)
    with pytest.raises(PackDamaged):
        await shelf.packs.fetch(pack)
    monkeypatch.undo()
    part = shelf.volume.root / "packs" / f"villages-{pack.sha256[:16]}.part"
    assert part.stat().st_size == 1000
    assert shelf.packs.path("villages") is None
    assert (await shelf.packs.fetch(pack)).read_bytes() == CONTENT
    assert not part.exists()


async def test_a_pack_with_another_sha256_is_thrown_away(shelf: Shelf) -> None:
    shelf.gateway.packs["villages"] = CONTENT
    (pack,) = await shelf.packs.offered()
    shelf.gateway.packs["villages"] = CONTENT[::-1]
    with pytest.raises(PackDamaged):
        await shelf.packs.fetch(pack)
    assert list((shelf.volume.root / "packs").iterdir()) == []


async def test_a_pack_that_changed_meanwhile_comes_whole(shelf: Shelf) -> None:
    old, new = CONTENT, CONTENT[::-1]
    shelf.gateway.packs["villages"] = old
    (pack,) = await shelf.packs.offered()
    part = shelf.volume.root / "packs" / f"villages-{pack.sha256[:16]}.part"
    part.parent.mkdir()
    part.write_bytes(old[:5000])
    shelf.gateway.packs["villages"] = new
    (newer,) = await shelf.packs.offered()
    assert (await shelf.packs.fetch(newer)).read_bytes() == new
    assert not part.exists()
    assert newer.sha256 == hashlib.sha256(new).hexdigest()


async def test_a_log_in_page_is_no_pack(tmp_path: Path) -> None:
    gateway = FakeGateway()
    gateway.packs["villages"] = CONTENT
    transport = FaultTransport(gateway, seed=1, rate=1, faults=["captive_portal"])
    shelf = Shelf(tmp_path, transport)
    with pytest.raises(CaptivePortal):
        await shelf.packs.fetch_newer(["villages"])
    transport.broken = False
    (pack,) = await shelf.packs.offered()
    transport.broken = True
    with pytest.raises(Exception, match="text/html"):
        await shelf.packs.fetch(pack)
    assert list((tmp_path / "packs").glob("*.part")) == []
