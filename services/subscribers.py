"""Who wants to know that something changed: plain callbacks."""

from __future__ import annotations

import logging
from collections.abc import Callable

Callback = Callable[[], None]

log = logging.getLogger(__name__)


class Subscribers:
    """Callbacks in the order of subscription. One that raises is logged and does not stop the others."""

    def __init__(self) -> None:
        self._callbacks: list[Callback] = []

    def add(self, callback: Callback) -> Callback:
        """Call ``callback`` after every change, until the returned function is called."""
        self._callbacks.append(callback)

        def remove() -> None:
            if callback in self._callbacks:
                self._callbacks.remove(callback)

        return remove

    def notify(self) -> None:
        """Call everybody."""
        for callback in tuple(self._callbacks):
            try:
                callback()
            except Exception:
                log.exception("a subscriber failed")
