"""The app without Flutter: a real Flet session, a connection that only records, a fake device."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import flet as ft
import httpx
from flet.controls.context import _context_page
from flet.messaging.connection import Connection
from flet.messaging.protocol import InvokeMethodRequestBody, MessageAction
from flet.messaging.session import Session as FletSession
from flet.pubsub.pubsub_hub import PubSubHub

from services.app import AppServices, open_services
from services.errors import LocationUnavailable
from services.models import Fix, Point, PositionSource
from services.platform.base import Connectivity, NoSurroundings, PickedFile, Platform, Surroundings
from services.platform.native import FileLock, NativeVolume
from tests.fakes.clock import START, CountingIds, FakeClock
from views import lifecycle
from views.app import App
from views.components.search_field import DEBOUNCE_S
from views.state import AppState, Session

ASSETS = Path(__file__).resolve().parents[2] / "assets"
TUGU = Point(-3.7928, 102.2608)
TURN_S, QUIET_TURNS = 0.005, 6
TYPING_S = DEBOUNCE_S + 0.1  # the search field has begun to search by then


class Unplugged(httpx.AsyncBaseTransport):
    """A network that is not there."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no network", request=request)


@dataclass
class FakeDevice:
    """A ``Device`` that does what the test says and remembers what the app asked of it."""

    fix: Fix | None = None
    allowed: bool = False
    refusal: Any = "denied"
    photo: PickedFile | None = None
    pdf: PickedFile | None = None
    network: Connectivity = "none"
    opened: list[str] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)
    copied: list[str] = field(default_factory=list)
    saved: dict[str, bytes] = field(default_factory=dict)
    network_changed: Callable[[], None] = lambda: None

    async def locate(self, wait_s: float = 20) -> Fix:
        if self.fix is None:
            raise LocationUnavailable(self.refusal)
        return self.fix

    async def location_allowed(self) -> bool:
        return self.allowed

    async def pick_photo(self) -> PickedFile | None:
        return self.photo

    async def pick_pdf(self) -> PickedFile | None:
        return self.pdf

    async def open_url(self, url: str) -> None:
        self.opened.append(url)

    async def share_text(self, text: str) -> None:
        self.shared.append(text)

    async def copy_text(self, text: str) -> None:
        self.copied.append(text)

    async def save_file(self, name: str, content: bytes) -> None:
        self.saved[name] = content

    def on_network_change(self, callback: Callable[[], None]) -> None:
        self.network_changed = callback

    async def connectivity(self) -> Connectivity:
        return self.network


class RecordingConnection(Connection):
    """Keeps every message for the Flutter client, and answers method calls as it would."""

    def __init__(self) -> None:
        super().__init__()
        self.pubsubhub = PubSubHub()
        self.loop = asyncio.get_running_loop()
        self.page_url = "http://test"
        self.messages: list[Any] = []
        self.session: FletSession | None = None
        self.calls: list[asyncio.Task[None]] = []

    def send_message(self, message: Any) -> None:
        self.messages.append(message)
        if message.action is MessageAction.INVOKE_METHOD:
            self.calls.append(self.loop.create_task(self._answer(message.body)))

    async def _answer(self, call: InvokeMethodRequestBody) -> None:
        assert self.session is not None
        self.session.handle_invoke_method_results(call.control_id, call.call_id, None, None)
        if call.name == "push_route":
            page = self.session.page
            page.route = call.args["route"]
            await self.session.dispatch_event(page._i, "route_change", {"route": page.route})

    def dispose(self) -> None:
        self.messages.clear()


class RunningApp:
    """One page of the app: read its control tree, fire events, change the address."""

    def __init__(self, flet: FletSession, session: Session, device: FakeDevice) -> None:
        self.flet, self.session, self.device = flet, session, device
        self.services = session.services

    def controls(self, kind: type[Any] = ft.BaseControl) -> Iterator[Any]:
        """Every control of the topmost view of a ``kind``, in drawing order."""
        yield from (control for control in self._walk(self.view) if isinstance(control, kind))

    @property
    def view(self) -> ft.View:
        """The view on top of the stack."""
        controls = self._walk(self.flet.page.views, leaf=ft.View)
        return [control for control in controls if isinstance(control, ft.View)][-1]

    def _walk(
        self, value: Any, seen: set[int] | None = None, leaf: type[Any] | tuple[()] = ()
    ) -> Iterator[Any]:
        """Yield the controls of ``value``, depth first; nothing below one of the kind ``leaf``."""
        seen = set() if seen is None else seen
        if isinstance(value, list | tuple):
            for item in value:
                yield from self._walk(item, seen, leaf)
        elif isinstance(value, ft.BaseControl) and id(value) not in seen:
            seen.add(id(value))
            yield value
            for name in () if isinstance(value, leaf) else _members(type(value)):
                part = getattr(value, name, None)
                if isinstance(part, list | tuple | ft.BaseControl):
                    yield from self._walk(part, seen, leaf)

    def texts(self) -> list[str]:
        """All words on the screen, in order."""
        words: list[str] = []
        for control in self.controls():
            for name in ("value", "content", "label"):
                value = getattr(control, name, None)
                if isinstance(value, str) and value and not isinstance(control, ft.Semantics):
                    words.append(value)
        return words

    def shows(self, words: str) -> bool:
        """Whether ``words`` are part of anything on the screen."""
        return any(words in text for text in self.texts())

    def find(self, words: str) -> Any:
        """Return the innermost thing that can be clicked and is named by (or holds) ``words``."""
        found = [
            control for control in self.controls() if _clickable(control) and self._named(control, words)
        ]
        assert found, f"nothing to click is called {words!r}; on screen: {self.texts()}"
        return found[-1]

    def _named(self, control: Any, words: str) -> bool:
        inside = [getattr(part, name, None) for part in self._walk(control) for name in NAMES]
        return any(isinstance(text, str) and words in text for text in inside)

    async def click(self, words: str) -> None:
        """Click what ``words`` names, and let the app settle."""
        await self.fire(self.find(words), "click")

    async def fire(self, control: Any, event: str, data: Any = None) -> None:
        """Fire ``event`` of ``control`` as the client would."""
        await self.flet.dispatch_event(control._i, event, data)
        await self.settle()

    async def type(self, field_: Any, text: str) -> None:
        """Type ``text`` into a text field."""
        field_._values["value"] = text  # as the client does: a drawn control refuses attributes
        await self.fire(field_, "change", text)

    async def search(self, words: str) -> None:
        """Type ``words`` into the search field and wait until it has searched."""
        await self.type(next(self.controls(ft.TextField)), words)
        await self.settle(TYPING_S)

    async def go(self, path: str) -> None:
        """Open ``path`` as the address bar would."""
        self.flet.page.route = path
        await self.flet.dispatch_event(self.flet.page._i, "route_change", {"route": path})
        await self.settle()

    async def settle(self, seconds: float = 0) -> None:
        """Let effects and updates run: at least ``seconds``, then until nothing more is drawn."""
        await asyncio.sleep(seconds)
        quiet, seen = 0, -1
        while quiet < QUIET_TURNS:
            await asyncio.sleep(TURN_S)
            count = len(self.flet.connection.messages)
            quiet, seen = (quiet + 1 if count == seen else 0), count

    async def close(self) -> None:
        """End the page's tasks and close its services."""
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.services.close()

    def resize(self, width: float) -> None:
        """Give the window another width."""
        self.flet.page.width = width
        self.flet.page.on_resize(None)


Start = Callable[..., Awaitable[RunningApp]]
SKIPPED = frozenset({"args", "kwargs", "fn"})
NAMES = ("value", "content", "label", "tooltip", "text")


@lru_cache
def _members(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind) if field.name not in SKIPPED)


def _clickable(control: Any) -> bool:
    return getattr(control, "on_click", None) is not None and not getattr(control, "disabled", False)


def platform(folder: Path, transport: httpx.AsyncBaseTransport | None = None) -> Platform:
    """Return a platform on ``folder`` with a network that is not there, or ``transport``."""
    volume = NativeVolume(folder)
    lock = FileLock(folder / "writer.lock")
    return Platform(volume, lock, transport or Unplugged(), "http://gateway", "app", ASSETS, "0.1.0")


def fix_at(point: Point = TUGU, accuracy_m: float | None = 12) -> Fix:
    """Return a GPS fix taken at the start of the test."""
    return Fix(point, PositionSource.GPS, START, accuracy_m)


async def start(
    folder: Path,
    *,
    path: str = "/",
    width: float = 412,
    height: float = 915,
    device: FakeDevice | None = None,
    transport: httpx.AsyncBaseTransport | None = None,
    prepare: Callable[[AppServices], Any] | None = None,
    language: str = "id",
    surroundings: Surroundings | None = None,
) -> RunningApp:
    """Start the app at ``path``; ``prepare`` may fill the services first (sync or async)."""
    own = replace(platform(folder, transport), surroundings=surroundings or NoSurroundings())
    services = await open_services(own, clock=FakeClock(), ids=CountingIds())
    await services.prefs.set("language", language)
    if prepare is not None:
        outcome = prepare(services)
        if asyncio.iscoroutine(outcome):
            await outcome
    connection = RecordingConnection()
    flet = connection.session = FletSession(connection)
    _context_page.set(flet.page)
    flet.page.width, flet.page.height, flet.page.route = width, height, path
    fake = device or FakeDevice()
    session = Session(flet.page, services, fake, AppState())
    lifecycle.begin(session)
    flet.page.render_views(App, session)
    flet.get_page_patch()
    app = RunningApp(flet, session, fake)
    await app.settle()
    return app
