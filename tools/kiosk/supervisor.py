"""Keeping the kiosk alive: what is done about a page that crashed, strayed or does not answer."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Protocol

from tools.kiosk.browser import Health
from tools.kiosk.options import Options

_LOG = logging.getLogger("kiosk")
_LONGEST_PAUSE_S = 30.0
_STEADY_S = 60.0
_PATIENCE = 30
"""After so many repairs in a row another browser is tried; a site that is not there yet takes a while."""


class Page(Protocol):
    """What the supervisor needs of a browser."""

    def check(self) -> Health:
        """Return how the page is."""

    def reopen(self) -> None:
        """Load the kiosk's first screen."""

    def end(self) -> None:
        """End the browser."""


class Supervisor:
    """Starts a browser, watches it, starts another; until told to stop.

    ``wait(seconds)`` returns True as soon as it is time to stop. ``tell`` reaches the service manager, which
    restarts all of this when nothing is told for ``WatchdogSec``.
    """

    def __init__(
        self,
        start: Callable[[], Page],
        options: Options,
        wait: Callable[[float], bool],
        tell: Callable[..., None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._start = start
        self._options = options
        self._wait = wait
        self._tell = tell
        self._clock = clock
        self._away_since: float | None = None
        self._repairs = 0

    def run(self) -> None:
        """Keep a browser running until it is time to stop."""
        failures, is_over = 0, False
        while not is_over:
            began = self._clock()
            is_over = self._one_life()
            failures = 0 if self._clock() - began >= _STEADY_S else failures + 1
            is_over = is_over or self._wait(pause_after(failures))
        self._tell("STOPPING=1")

    def _one_life(self) -> bool:
        """Run one browser as long as it can be kept; return whether it is time to stop."""
        self._away_since, self._repairs = None, 0
        try:
            page = self._start()
        except OSError as error:
            _LOG.error("Chromium cannot be started: %s", error)
            self._tell("WATCHDOG=1", "STATUS=Chromium cannot be started")
            return False
        try:
            return self._watch(page)
        finally:
            page.end()

    def _watch(self, page: Page) -> bool:
        while not self._wait(self._options.check_s):
            health = page.check()
            self._tell("WATCHDOG=1", f"STATUS=The page {health.value}")
            if not self._is_kept(page, health):
                _LOG.warning("the page %s: starting Chromium anew", health.value)
                return False
        return True

    def _is_kept(self, page: Page, health: Health) -> bool:
        """Do what can be done within this browser; False when another one is needed."""
        if health in (Health.GONE, Health.SILENT, Health.CRASHED):
            return False
        if health is Health.WELL:
            self._tell("READY=1")
            self._away_since, self._repairs = None, 0
        if health is Health.STRAY or self._is_away_too_long(health):
            self._repairs += 1
            _LOG.warning("the page %s: opening the kiosk again", health.value)
            page.reopen()
        return self._repairs < _PATIENCE

    def _is_away_too_long(self, health: Health) -> bool:
        """Tell whether nobody came back from the ordinary app, to which staff can leave."""
        if health is not Health.AWAY:
            return False
        now = self._clock()
        self._away_since = now if self._away_since is None else self._away_since
        if now - self._away_since < self._options.away_s:
            return False
        self._away_since = None
        return True


def pause_after(failures: int) -> float:
    """Return the seconds to wait before another start: none, then 1, 2, 4 … 30."""
    return 0.0 if failures < 1 else min(_LONGEST_PAUSE_S, 2.0 ** min(failures - 1, 10))
