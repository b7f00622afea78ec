"""A kiosk without Flutter: a page that shows it, with a clock that the test moves."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx
from flet.controls.context import _context_page
from flet.messaging.session import Session as FletSession

from services.kiosk.memory import MemoryFolder
from services.platform.base import NoSurroundings
from tests.fakes.clock import CountingIds, FakeClock
from tests.fakes.kiosk import NAME, settings
from tests.views.harness import FakeDevice, RecordingConnection, RunningApp, _clickable, platform
from views.kiosk.app import KioskApp
from views.kiosk.host import Ground, Host

PUBLIC = "https://rafflesia.example.go.id"


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

    async def key(self, key: str, *, ctrl: bool = False, alt: bool = False) -> None:
        """Press a key."""
        event = {"key": key, "shift": False, "ctrl": ctrl, "alt": alt, "meta": False}
        await self.flet.dispatch_event(self.flet.page._i, "keyboard_event", event)
        await self.settle()

    async def enter(self, pin: str) -> None:
        """Enter a PIN on the pad and try it."""
        for digit in pin:
            await self.press_in_dialog(digit)
        await self.press_in_dialog("Keluar dari kios")

    async def press_in_dialog(self, words: str) -> None:
        """Press what is called ``words`` above the screen."""
        found = [
            one for one in self._walk(self._open_dialogs()) if _clickable(one) and self._named(one, words)
        ]
        assert found, f"nothing above the screen is called {words!r}: {self.dialog_texts()}"
        await self.fire(found[-1], "click")

    async def touch_meanwhile(self, _: str) -> None:
        """Touch the picture, as the next visitor does while the clipboard is emptied."""
        self.host.begin_visit()

    def holds(self, folder: Path, words: str) -> bool:
        """Return whether any file below ``folder`` holds ``words``."""
        return any(words.encode() in file.read_bytes() for file in folder.rglob("*") if file.is_file())

    async def close(self) -> None:
        """End the page's tasks and close the services of the visit."""
        self.services = self.now.services
        await super().close()

    def _open_dialogs(self) -> list[Any]:
        return [dialog for dialog in self.flet.page._dialogs.controls if dialog.open]

    def dialog_texts(self) -> list[str]:
        """All words of what lies open above the screen."""
        words = []
        for control in self._walk(self._open_dialogs()):
            for name in ("value", "content", "label"):
                value = getattr(control, name, None)
                if isinstance(value, str) and value:
                    words.append(value)
        return words


Begin = Callable[..., Awaitable[RunningKiosk]]


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
    own = replace(platform(folder / "disk", transport), profile="kiosk", surroundings=around)
    connection = RecordingConnection()
    flet = connection.session = FletSession(connection)
    _context_page.set(flet.page)
    flet.page.width, flet.page.height, flet.page.route = width, height, f"/kiosk/{NAME}"
    device = FakeDevice()
    ground = Ground(flet.page, own, MemoryFolder(folder / "memory"), device, public_url, clock, CountingIds())
    local = json.dumps(settings(**changes)).encode()
    host = await Host.open(ground, local, NAME)
    flet.page.render_views(KioskApp, host, host.state)
    flet.get_page_patch()
    app = RunningKiosk(flet, host, device, clock, around)
    await app.settle()
    return app
