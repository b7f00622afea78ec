"""Large content in one piece (village polygons, roads): fetched once, resumed, verified, then renamed."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from services.durable import remove_durably, storage_error, sync_folder, write_synced
from services.errors import PackDamaged
from services.gateway_client import PackSink
from services.gateway_models import PackInfo
from services.models import WireError
from services.platform.base import Volume
from services.prefs import JSONDocument
from services.subscribers import Callback, Subscribers

log = logging.getLogger(__name__)


class PackGateway(Protocol):
    """What the pack store needs of the gateway; raises ``GatewayError``."""

    async def packs(self) -> tuple[PackInfo, ...]:
        """Return the packs on offer."""

    async def download_pack(self, pack: PackInfo, sink: PackSink) -> None:
        """Append the missing bytes of ``pack`` to ``sink``."""


class PartFile:
    """Bytes of a pack that have come so far; named by the SHA-256, so another version never mixes in."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def size(self) -> int:
        """Return how many bytes are there."""
        return self.path.stat().st_size if self.path.exists() else 0

    def restart(self) -> None:
        """Forget them."""
        self.path.unlink(missing_ok=True)

    def write(self, chunk: bytes) -> None:
        """Append ``chunk``; raises ``StorageError``."""
        try:
            with self.path.open("ab") as file:
                file.write(chunk)
        except OSError as error:
            raise storage_error(error, self.path) from error


class PackStore:
    """The folder ``packs`` of a volume: ``<name>.json.gz`` and what is known about each."""

    def __init__(self, volume: Volume, gateway: PackGateway) -> None:
        self._volume = volume
        self._gateway = gateway
        self._folder = volume.root / "packs"
        self._index = JSONDocument(volume, "packs/index.json", backup=False)
        self._subscribers = Subscribers()

    def installed(self) -> dict[str, PackInfo]:
        """Return the packs on this device, with licence and attribution to show."""
        found: dict[str, PackInfo] = {}
        for name, row in self._index.as_dict().items():
            try:
                pack = PackInfo.from_wire(row)
            except (WireError, AttributeError):
                log.warning("pack %s: the index entry cannot be read", name)
                continue
            if self.path(name) is not None:
                found[name] = pack
        return found

    def path(self, name: str) -> Path | None:
        """Return the verified file of a pack, None when it is not on this device."""
        path = self._folder / f"{name}.json.gz"
        return path if path.exists() else None

    def subscribe(self, callback: Callback) -> Callback:
        """Call ``callback`` after a pack came or went; returns the way to stop that."""
        return self._subscribers.add(callback)

    async def offered(self) -> tuple[PackInfo, ...]:
        """Return packs of the gateway that are not here in that version; raises ``GatewayError``."""
        here = self.installed()
        return tuple(
            pack
            for pack in await self._gateway.packs()
            if pack.name not in here or here[pack.name].sha256 != pack.sha256
        )

    async def fetch(self, pack: PackInfo) -> Path:
        """Bring one pack; raises ``PackDamaged``, ``GatewayError``, ``StorageError``.

        What came of it stays for the next try, except when its SHA-256 is wrong in the end.
        """
        part = PartFile(self._folder / f"{pack.name}-{pack.sha256[:16]}.part")
        await self._volume.commit(lambda: self._clear_other_parts(pack, part.path))
        if part.size < pack.size:
            try:
                await self._gateway.download_pack(pack, part)
            finally:
                await self._volume.flush()
        path = await self._volume.commit(lambda: self._install(pack, part.path))
        await self._index.set(pack.name, pack.to_wire())
        self._subscribers.notify()
        return path

    async def fetch_newer(self, names: Iterable[str]) -> tuple[str, ...]:
        """Bring those of ``names`` that the gateway has newer, and return which; raises as :meth:`fetch`."""
        wanted = frozenset(names)
        packs = [pack for pack in await self.offered() if pack.name in wanted]
        for pack in packs:
            await self.fetch(pack)
        return tuple(pack.name for pack in packs)

    async def remove(self, name: str) -> None:
        """Delete a pack from this device."""
        await self._volume.commit(lambda: remove_durably(self._folder / f"{name}.json.gz"))
        self._subscribers.notify()

    def _clear_other_parts(self, pack: PackInfo, current: Path) -> None:
        self._folder.mkdir(exist_ok=True)
        for path in self._folder.glob(f"{pack.name}-*.part"):
            if path != current:
                remove_durably(path)

    def _install(self, pack: PackInfo, part: Path) -> Path:
        content = part.read_bytes() if part.exists() else b""
        if len(content) < pack.size:
            raise PackDamaged(f"{pack.name}: {len(content)} of {pack.size} bytes")
        if hashlib.sha256(content).hexdigest() != pack.sha256:
            remove_durably(part)
            raise PackDamaged(pack.name)
        target = self._folder / f"{pack.name}.json.gz"
        write_synced(part, content)
        part.replace(target)
        sync_folder(self._folder)
        return target
