"""Settings and favourites: small JSON values, local to this device."""

from __future__ import annotations

from typing import Any

from services.clock import Clock
from services.platform.base import Volume
from services.storage import AtomicJSONStorage, Damage

_TABLE = "prefs"


class JSONDocument:
    """One small JSON object by key in one file of the volume."""

    def __init__(self, volume: Volume, name: str, *, backup: bool = True, clock: Clock | None = None) -> None:
        path = volume.root / name
        self._volume = volume
        self._storage = AtomicJSONStorage(path, backup=backup, repair=volume.writable, clock=clock)

    @property
    def damage(self) -> Damage | None:
        """Return what was found unreadable at the start, if anything."""
        return self._storage.damage

    def as_dict(self) -> dict[str, Any]:
        """Return a copy of everything kept."""
        return self._storage.rows(_TABLE)

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value of ``key`` or ``default``."""
        return self.as_dict().get(key, default)

    async def set(self, key: str, value: Any) -> None:
        """Keep a JSON ``value``, durable on return; raises ``StorageError``."""
        await self.update({key: value})

    async def update(self, values: dict[str, Any]) -> None:
        """Keep several values in one step; raises ``StorageError``."""
        if any(self.get(key, self) != value for key, value in values.items()):
            await self._volume.commit(lambda: self._write(values))

    async def clear(self) -> None:
        """Forget everything; raises ``StorageError``."""
        await self._volume.commit(lambda: self._storage.write({}))

    async def erase(self) -> None:
        """Forget everything, older copies too; raises ``StorageError``."""
        await self._volume.commit(self._write_nothing)

    def _write_nothing(self) -> None:
        self._storage.path.parent.mkdir(exist_ok=True)
        self._storage.write({})
        self._storage.purge()

    def _write(self, values: dict[str, Any]) -> None:
        self._storage.path.parent.mkdir(exist_ok=True)
        self._storage.change(_TABLE, values)


class Prefs(JSONDocument):
    """The settings of this device, file ``prefs.json``."""

    def __init__(self, volume: Volume, *, clock: Clock | None = None) -> None:
        super().__init__(volume, "prefs.json", clock=clock)
