"""One kiosk: a visit after the other, each with services, files and state of its own."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

import flet as ft

from services.app import AppServices, open_services
from services.clock import Clock, SystemClock
from services.errors import RafflesiaError
from services.ids import Ids
from services.kiosk.device import KioskDevice
from services.kiosk.handoff import TakeAway
from services.kiosk.heartbeat import EVERY_S, KEPT, Heartbeat
from services.kiosk.idle import IdleClock, Presence
from services.kiosk.memory import MemoryFolder, MemoryVolume
from services.kiosk.pin import PinGate
from services.kiosk.settings import KioskSettings, chosen
from services.models import Fix, PositionSource
from services.platform.base import Device, Platform
from services.platform.held_lock import HeldLock
from services.prefs import JSONDocument
from views import lifecycle, routes
from views.components.kiosk_frame import TEXT_SIZES
from views.kiosk.pad_state import PadState
from views.state import AppState, Session, Visit

log = logging.getLogger(__name__)

TICK_S = 0.5
GRACE_S = 0.2  # tasks of the visit that ends need a turn or two
CLIPBOARD_S = 2.0
DOCUMENT = "kiosk-state.json"


@ft.observable
@dataclass(eq=False)
class HostState:
    """What the kiosk shows around and above a visit. ``left``: seconds until it is over, None: not soon."""

    session: Session
    number: int = 0
    left: int | None = None
    take: TakeAway | None = None
    pad: PadState | None = None


@dataclass(frozen=True, eq=False)
class Ground:
    """What all visits of one kiosk stand on. ``platform``: its volume is the durable one.

    ``public_url``: where phones find the app when the settings do not say; ``clock`` and ``ids`` for tests.
    """

    page: ft.Page
    platform: Platform
    memory: MemoryFolder
    device: Device
    public_url: str | None = None
    clock: Clock | None = None
    ids: Ids | None = None


class Host:
    """Begins visits, notices that they are over, and drops everything of them."""

    def __init__(self, ground: Ground, settings: KioskSettings, document: JSONDocument) -> None:
        self.ground = ground
        self.settings = settings
        self.clock: Clock = ground.clock or SystemClock()
        self.idle = IdleClock(settings.times, self.clock.monotonic())
        self.pins = PinGate(document, self.clock)
        self._heartbeat = Heartbeat(document, self.clock, ground.platform.app_version)
        self._hears_touches = ground.platform.surroundings.on_touch(self._hear)
        self._end_code: Callable[[], None] = _no_code
        self._wiping = False
        self.state: HostState

    @classmethod
    async def open(cls, ground: Ground, local: bytes | None, name: str | None) -> Host:
        """Return the kiosk with its first visit; raises ``KioskNotSetUp``."""
        document = JSONDocument(ground.platform.volume, DOCUMENT, clock=ground.clock)
        kept = document.get(KEPT)
        host = cls(ground, chosen(local, kept if isinstance(kept, dict) else None, name), document)
        host.state = HostState(await host._new_session())
        return host

    # a visit

    async def _new_session(self) -> Session:
        ground, settings = self.ground, self.settings
        platform = replace(
            ground.platform,
            volume=ground.memory.new(),
            shelf=ground.platform.volume,
            lock=HeldLock(),
        )
        services = await open_services(platform, clock=ground.clock, ids=ground.ids)
        await services.prefs.update({"language": settings.language, "text_scale": TEXT_SIZES[0]})
        visit = Visit(
            settings=settings,
            public_url=settings.public_url or ground.public_url,
            begin=self.begin_visit,
            end=self.end_soon,
            ask_pin=self.ask_pin,
            touched=None if self._hears_touches else self.touch,
            hold=self.hold,
        )
        state = AppState(attract=True, here=self._here(services))
        session = Session(ground.page, services, KioskDevice(ground.device, self.show), state, visit)
        lifecycle.begin(session)
        ground.page.on_keyboard_event = self._key
        lifecycle.name_village(session)
        return session

    def _here(self, services: AppServices) -> Fix | None:
        place = services.places.get(self.settings.place_id) if self.settings.place_id else None
        if place is None or place.point is None:
            return None
        return Fix(place.point, PositionSource.PIN, self.clock.now(), place.precision_m)

    def begin_visit(self) -> None:
        """Leave the picture: somebody touched it."""
        self.idle.touch(self.clock.monotonic())
        self.state.session.state.attract = False

    def _hear(self) -> None:
        """Note a touch that the page heard; outside of Flet nothing can be drawn, the next tick does."""
        self.idle.touch(self.clock.monotonic())

    def touch(self) -> None:
        """Note that somebody is there."""
        self.idle.touch(self.clock.monotonic())
        if self.state.left is not None:
            self.state.left = None

    def _key(self, event: ft.KeyboardEvent) -> None:
        self.touch()
        if event.ctrl and event.alt and event.key.upper() == "K":
            self.ask_pin()

    # hand-off and the way out

    def show(self, take: TakeAway) -> None:
        """Show a code, which keeps the visit while somebody reads it."""
        self._end_code()
        self._end_code = self.hold()
        self.state.take = take

    def close_code(self) -> None:
        """Take the code away."""
        self._end_code()
        self.touch()
        self.state.take = None

    def hold(self) -> Callable[[], None]:
        """Keep the visit without touches until the returned function is called, or the cap is reached."""
        ticket = self.idle.hold(self.clock.monotonic())
        return lambda: self.idle.release(ticket, self.clock.monotonic())

    def ask_pin(self) -> None:
        """Show the number pad."""
        self.state.pad = PadState()

    def close_pad(self) -> None:
        """Take the number pad away."""
        self.state.pad = None

    def press(self, change: Callable[[PadState], PadState]) -> None:
        """Change what is on the pad."""
        self.touch()
        if self.state.pad is not None:
            self.state.pad = change(self.state.pad)

    async def check(self) -> None:
        """Leave the kiosk when the PIN is right; otherwise the pad says what is wrong."""
        pad = self.state.pad
        if pad is None or pad.checking:
            return
        self.state.pad = replace(pad, checking=True)
        await asyncio.sleep(0)  # the pad shows that it works
        right = await self.pins.try_pin(pad.entered, self.settings.pin_hash)
        self.state.pad = None if right else PadState(wrong=True, wait_s=self.pins.wait_s)
        if right:
            self.ground.platform.surroundings.leave_kiosk()

    # time

    async def run(self) -> None:
        """Watch the clock and tell the gateway, as long as the page is open."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._watch())
            tasks.create_task(self._tell())

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(TICK_S)
            try:
                await self.tick()
            except Exception:
                log.exception("the kiosk's clock stumbled")

    async def _tell(self) -> None:
        while True:
            try:
                await self.beat()
            except Exception:
                log.exception("the kiosk's heartbeat stumbled")
            await asyncio.sleep(EVERY_S)

    async def tick(self) -> None:
        """Look at the clock: warn, or end the visit."""
        state, now = self.state, self.clock.monotonic()
        if state.session.state.attract:
            return
        presence = self.idle.presence(now)
        if presence is Presence.GONE:
            await self.wipe()
        elif presence is Presence.LEAVING:
            if state.left is None:
                self._warn_aloud()
            state.left = self.idle.left_s(now)
        elif state.left is not None:
            state.left = None

    def _warn_aloud(self) -> None:
        text = self.state.session.text
        seconds = round(self.settings.times.warning_s)
        words = f"{text('kiosk.warning.title')} {text.count('kiosk.warning.words', seconds)}"
        self.ground.platform.surroundings.say(words, text.language)

    async def beat(self) -> None:
        """Tell the gateway that the kiosk is there; newer settings hold from the next visit."""
        services = self.state.session.services
        self.settings = await self._heartbeat.beat(
            services.gateway, self.settings, services.places.age.synced_at, services.outbox.pending_count
        )
        visit = self.state.session.visit
        if self.state.session.state.attract and visit is not None and visit.settings != self.settings:
            await self.wipe()

    # the end of a visit

    def end_soon(self) -> None:
        """End the visit: the person says so."""
        self.ground.page.run_task(self.wipe)

    async def wipe(self) -> None:
        """Drop everything of the visit and go back to the picture."""
        if self._wiping:
            return
        self._wiping = True
        try:
            await self._wipe()
        finally:
            self._wiping = False

    async def _wipe(self) -> None:
        old = self.state.session
        self._end_code()
        old.services.reports.drafts.drop_all()
        await self.ground.page.push_route(routes.HOME)
        new = await self._new_session()
        self.state.left, self.state.take, self.state.pad = None, None, None
        self.state.session = new
        self.state.number += 1
        await asyncio.sleep(GRACE_S)
        await _drop(old)
        await self._empty_clipboard()
        if new.state.attract:  # the next visitor may be there already
            self.ground.platform.surroundings.forget_visit()

    async def _empty_clipboard(self) -> None:
        if self.ground.page.web:
            return  # its page does that where the browser lets it without asking (tools/web/shell.js)
        try:
            async with asyncio.timeout(CLIPBOARD_S):
                await self.ground.device.copy_text("")
        except (RafflesiaError, TimeoutError) as problem:
            log.info("the clipboard stays as it is: %s", type(problem).__name__)


def _no_code() -> None:
    """No code is shown."""


async def _drop(session: Session) -> None:
    """Delete the files of a visit that has left the screen, and close its connections."""
    session.services.reports.drafts.drop_all()
    volume = session.services.platform.volume
    if isinstance(volume, MemoryVolume):
        volume.drop()
    try:
        await session.services.close()
    except RafflesiaError as problem:
        log.info("not closed: %s", problem.message_id)
