"""The device of a kiosk: nothing leads to other apps, files or the clipboard; all of it becomes a code."""

from __future__ import annotations

from collections.abc import Callable

from services.errors import LocationUnavailable
from services.kiosk.handoff import NotHere, TakeAway, of_calendar, of_text, of_url
from services.models import Fix
from services.platform.base import Connectivity, Device, PickedFile


class KioskDevice:
    """``show``: what is done with a hand-off."""

    def __init__(self, inner: Device, show: Callable[[TakeAway], None]) -> None:
        self._inner = inner
        self._show = show

    async def locate(self, wait_s: float = 20) -> Fix:
        """Refuse: the kiosk knows where it stands, and a visitor reports about other places."""
        raise LocationUnavailable("unsupported")

    async def location_allowed(self) -> bool:
        """Return False: nobody is asked."""
        return False

    async def pick_photo(self) -> PickedFile | None:
        """Refuse: there are no files here."""
        raise NotHere("photo")

    async def pick_pdf(self) -> PickedFile | None:
        """Refuse: there are no files here."""
        raise NotHere("document")

    async def open_url(self, url: str) -> None:
        """Show ``url`` as a code."""
        self._show(of_url(url))

    async def share_text(self, text: str) -> None:
        """Show ``text``, or its link, as a code."""
        self._show(of_text(text))

    async def copy_text(self, text: str) -> None:
        """Show ``text`` as a code: the clipboard would give it to the next visitor."""
        self._show(of_text(text))

    async def save_file(self, name: str, content: bytes) -> None:
        """Show a calendar entry as a code; refuse any other file."""
        if not name.endswith(".ics"):
            raise NotHere("file")
        self._show(of_calendar(content))

    def on_network_change(self, callback: Callable[[], None]) -> None:
        """Pass on."""
        self._inner.on_network_change(callback)

    async def connectivity(self) -> Connectivity:
        """Pass on."""
        return await self._inner.connectivity()
