"""How Chromium is started for a kiosk."""

from __future__ import annotations

import fcntl
import os
import signal
import time
from collections.abc import Sequence
from contextlib import suppress

from tools.kiosk.options import Options
from tools.kiosk.pipe import Pipe

_FLAGS = (
    "--kiosk",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--no-default-browser-check",
    "--noerrdialogs",
    "--hide-crash-restore-bubble",
    "--disable-session-crashed-bubble",
    "--disable-infobars",
    "--disable-pinch",
    "--overscroll-history-navigation=0",
    "--block-new-web-contents",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-features=Translate,MediaRouter,GlobalMediaControls,InterestFeedContentSuggestions",
    "--disable-print-preview",
    "--disable-sync",
    "--disk-cache-size=67108864",
    "--password-store=basic",
)
_OWN_PORTS_FROM = 10
_END_S = 5.0
_POLL_S = 0.05


def arguments(options: Options) -> list[str]:
    """Return the command. No host but the site's is ever looked up."""
    host = options.site.partition("://")[2].rpartition(":")[0] or options.site.partition("://")[2]
    own = (
        f"--user-data-dir={options.profile}",
        f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {host}",
    )
    return [options.browser, *_FLAGS, *own, *options.flags, options.address]


class Process:
    """A Chromium in a process group of its own, with our pipe at its descriptors 3 and 4."""

    def __init__(self, command: Sequence[str]) -> None:
        (theirs_in, ours_out), (ours_in, theirs_out) = (_pair(), _pair())
        actions = [(os.POSIX_SPAWN_DUP2, theirs_in, 3), (os.POSIX_SPAWN_DUP2, theirs_out, 4)]
        try:
            self._id = os.posix_spawnp(
                command[0],
                list(command),
                os.environ,
                file_actions=actions,
                setpgroup=0,
                setsigmask=(),  # we wait for signals that it must not miss
            )
        except OSError:
            os.close(ours_in)
            os.close(ours_out)
            raise
        finally:
            os.close(theirs_in)
            os.close(theirs_out)
        self.pipe = Pipe(ours_in, ours_out)

    def end(self) -> None:
        """End it and everything it started: politely, and after five seconds without asking."""
        self.pipe.close()
        self._signal(signal.SIGTERM)
        deadline = time.monotonic() + _END_S
        while not self._is_over() and time.monotonic() < deadline:
            time.sleep(_POLL_S)
        self._signal(signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self._id, 0)

    def _is_over(self) -> bool:
        try:
            return os.waitpid(self._id, os.WNOHANG)[0] != 0
        except ChildProcessError:
            return True

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._id, number)


def _pair() -> tuple[int, int]:
    """Return a pipe whose descriptors cannot be mistaken for the 3 and 4 of the child."""
    low = os.pipe()
    high = tuple(fcntl.fcntl(one, fcntl.F_DUPFD_CLOEXEC, _OWN_PORTS_FROM) for one in low)
    for one in low:
        os.close(one)
    return high[0], high[1]
