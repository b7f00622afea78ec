"""``python3 -m tools.kiosk``: run the kiosk until systemd says stop."""

from __future__ import annotations

import logging
import signal
import sys

from tools.kiosk.browser import Browser
from tools.kiosk.options import Options, OptionsRefused
from tools.kiosk.supervisor import Supervisor
from tools.kiosk.systemd import notify

_ENDING = frozenset({signal.SIGTERM, signal.SIGINT})


def main() -> int:
    """Return the exit code: 0 after SIGTERM or SIGINT, 2 when the settings are wrong."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    try:
        options = Options.from_environment()
    except OptionsRefused as refused:
        logging.getLogger("kiosk").critical("%s", refused)
        return 2
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    Supervisor(lambda: Browser(options), options, _is_over, notify).run()
    return 0


def _is_over(seconds: float) -> bool:
    """Wait for as long, or until a signal asks to end; return whether one did."""
    return signal.sigtimedwait(_ENDING, seconds) is not None


sys.exit(main())
