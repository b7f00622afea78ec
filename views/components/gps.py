"""Collecting GPS fixes for a form: the best so far is shown at once, nothing ever waits for it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from services.clock import Clock
from services.errors import LocationUnavailable, RafflesiaError
from services.models import Fix
from services.platform.base import Device
from views.hooks import use_box, use_value
from views.state import Session

log = logging.getLogger(__name__)
COLLECT_S = 20.0
SLICE_S = 7.0
ENOUGH_ACCURACY_M = 15.0
ENOUGH_FIXES = 3
ROUNDS_WITHOUT_GAIN = 3
_IDLE: tuple[bool, str | None] = (False, None)


def better(best: Fix | None, fix: Fix) -> Fix:
    """Return the sharper of two fixes, with the number of all fixes taken."""
    if best is None:
        return fix
    taken = best.fixes + fix.fixes
    return replace(fix if _radius(fix) <= _radius(best) else best, fixes=taken)


@dataclass(eq=False)
class Collector:
    """One collection at a time. ``found`` gets every better fix, ``told`` (running, problem message id)."""

    device: Device
    clock: Clock
    found: Callable[[Fix], None]
    told: Callable[[bool, str | None], None]
    _task: asyncio.Task[None] | None = None

    def start(self, *, only_if_allowed: bool = False) -> None:
        """Begin to collect; with ``only_if_allowed`` the person is not asked for the permission."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run(only_if_allowed))

    def stop(self) -> None:
        """Stop collecting: another place was chosen, or the screen is gone."""
        if self._task is not None:
            self._task.cancel()

    async def _run(self, only_if_allowed: bool) -> None:
        try:
            if only_if_allowed and not await self.device.location_allowed():
                return
            self.told(True, None)
            self.told(False, await self._collect())
        except asyncio.CancelledError:
            self.told(False, None)
            raise
        except RafflesiaError as problem:
            self.told(False, problem.message_id)
        except Exception:
            log.exception("collecting fixes failed")
            self.told(False, "error.unexpected")

    async def _collect(self) -> str | None:
        """Take fixes until they are good or time is over; return why there is none."""
        deadline = self.clock.monotonic() + COLLECT_S
        best: Fix | None = None
        idle = 0
        while (left := deadline - self.clock.monotonic()) > 0 and idle < ROUNDS_WITHOUT_GAIN:
            try:
                fix = await self.device.locate(min(left, SLICE_S))
            except LocationUnavailable as problem:
                if problem.reason != "timeout":
                    return None if best else problem.message_id
                idle += 1
                continue
            idle = 0 if best is None or _radius(fix) < _radius(best) else idle + 1
            best = better(best, fix)
            self.found(best)
            if _radius(best) <= ENOUGH_ACCURACY_M and best.fixes >= ENOUGH_FIXES:
                break
        return None if best else "error.location_timeout"


def use_collector(session: Session, found: Callable[[Fix], None]) -> tuple[Collector, bool, str | None]:
    """Return a collector for this form, whether it runs, and why it found nothing (message id). A hook.

    The caller stops it when the form goes.
    """
    (running, problem), tell = use_value(_IDLE)

    def told(now_running: bool, message_id: str | None) -> None:
        tell((now_running, message_id))

    collector = use_box(lambda: Collector(session.device, session.services.clock, found, told)).current
    return collector, running, problem


def _radius(fix: Fix) -> float:
    return float("inf") if fix.accuracy_m is None else fix.accuracy_m
