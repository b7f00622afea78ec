"""A kiosk without Flutter: its settings, and a page that shows it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from flet.controls.context import _context_page
from flet.messaging.session import Session as FletSession

from services.kiosk.memory import MemoryFolder
from services.kiosk.pin import PinHash
from services.platform.base import NoSurroundings
from tests.fakes.clock import CountingIds, FakeClock
from tests.views.harness import FakeDevice, RecordingConnection, RunningApp, platform
from views.kiosk.app import KioskApp
from views.kiosk.host import Ground, Host

PIN = "271828"
PLACE = "fort-marlborough"
PUBLIC = "https://rafflesia.example.go.id"


def settings(**changes: Any) -> dict[str, Any]:
    """Return the settings file of the kiosk at the fort; a change of None takes a name away."""
    row: dict[str, Any] = {
        "name": "benteng-marlborough",
        "title": {"id": "Benteng Marlborough", "en": "Fort Marlborough"},
        "place_id": PLACE,
        "language": "id",
        "controls_low": False,
        "pin_hash": PinHash.of(PIN, b"0123456789abcdef", rounds=10).to_text(),
    } | changes
    return {key: value for key, value in row.items() if value is not None}


@dataclass
class KioskSurroundings(NoSurroundings):
    """A page around the kiosk that remembers what it was told."""

    said: list[str] = field(default_factory=list)
    forgotten: int = 0
    left: int = 0
    touched: Callable[[], None] = lambda: None
    hears: bool = True

    def on_touch(self, callback: Callable[[], None]) -> bool:
        self.touched = callback
        return self.hears

    def say(self, words: str, language: str) -> None:
        self.said.append(words)

    def forget_visit(self) -> None:
        self.forgotten += 1

    def leave_kiosk(self) -> None:
        self.left += 1


class RunningKiosk(RunningApp):
    """A page of a kiosk. ``session`` is that of the visit now."""

    def __init__(
        self, flet: FletSession, host: Host, device: FakeDevice, clock: FakeClock, around: KioskSurroundings
    ) -> None:
        super().__init__(flet, host.state.session, device)
        self.host, self.clock, self.around = host, clock, around

    @property
    def now(self) -> Any:
        """The session of the visit that is on."""
        return self.host.state.session

    async def wait(self, seconds: float) -> None:
        """Let ``seconds`` pass without a touch."""
        self.clock.advance(seconds)
        await self.host.tick()
        await self.settle()

    async def begin(self) -> None:
        """Touch the picture."""
        await self.click("Sentuh layar")

    def dialog_texts(self) -> list[str]:
        """All words of what lies open above the screen."""
        words = []
        open_ = [dialog for dialog in self.flet.page._dialogs.controls if dialog.open]
        for control in self._walk(open_):
            for name in ("value", "content", "label"):
                value = getattr(control, name, None)
                if isinstance(value, str) and value:
                    words.append(value)
        return words


async def start_kiosk(
    folder: Path,
    *,
    width: float = 1080,
    height: float = 1920,
    transport: httpx.AsyncBaseTransport | None = None,
    around: KioskSurroundings | None = None,
    clock: FakeClock | None = None,
    public_url: str | None = PUBLIC,
    **changes: Any,
) -> RunningKiosk:
    """Start a kiosk on ``folder`` with the settings of :func:`settings`."""
    around, clock = around or KioskSurroundings(), clock or FakeClock()
    base = platform(folder / "disk", transport)
    own = type(base)(
        **{**{f: getattr(base, f) for f in base.__slots__}, "profile": "kiosk", "surroundings": around}
    )
    connection = RecordingConnection()
    flet = connection.session = FletSession(connection)
    _context_page.set(flet.page)
    flet.page.width, flet.page.height, flet.page.route = width, height, "/kiosk/benteng-marlborough"
    device = FakeDevice()
    ground = Ground(flet.page, own, MemoryFolder(folder / "memory"), device, public_url, clock, CountingIds())
    local = json.dumps(settings(**changes)).encode()
    host = await Host.open(ground, local, "benteng-marlborough")
    flet.page.render_views(KioskApp, host, host.state)
    flet.get_page_patch()
    app = RunningKiosk(flet, host, device, clock, around)
    await app.settle()
    return app
