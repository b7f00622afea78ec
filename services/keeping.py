"""How long this device keeps what was written here, as far as its system says so."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from enum import StrEnum

from services.kept_places import KeptPlaces
from services.outbox import Outbox
from services.platform.base import Surroundings


class Keeping(StrEnum):
    """What becomes of what is kept; all but ``LASTING`` are ids of sentences."""

    LASTING = "lasting"
    IF_ROOM = "keeping.if_room"
    THIS_WINDOW = "keeping.this_window"


class Keeper:
    """Finds out, and asks for lasting storage once something is kept: by then there is a reason to ask."""

    def __init__(
        self,
        surroundings: Surroundings,
        outbox: Outbox,
        changed: Callable[[], None],
        lists: Iterable[KeptPlaces] = (),
    ) -> None:
        """Ask at the first report that waits, or the first place on one of ``lists``."""
        self.keeping = Keeping.LASTING
        self._surroundings = surroundings
        self._outbox = outbox
        self._lists = tuple(lists)
        self._changed = changed
        self._asking: asyncio.Task[None] | None = None
        outbox.subscribe(self._ask_once)
        for kept in self._lists:
            kept.subscribe(self._ask_once)

    async def look(self) -> None:
        """Find out whether everything goes with the window; nobody is asked anything."""
        if await self._surroundings.forgets_at_close():
            self._tell(Keeping.THIS_WINDOW)

    def _ask_once(self) -> None:
        is_kept = self._outbox.pending_count or any(kept.all() for kept in self._lists)
        if is_kept and self._asking is None:
            self._asking = asyncio.get_running_loop().create_task(self._ask())

    async def _ask(self) -> None:
        promised = await self._surroundings.keep_storage()
        if not promised and self.keeping is Keeping.LASTING:
            self._tell(Keeping.IF_ROOM)

    def _tell(self, keeping: Keeping) -> None:
        self.keeping = keeping
        self._changed()
