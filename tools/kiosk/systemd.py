"""Telling systemd how it goes (sd_notify); harmless where nobody listens."""

from __future__ import annotations

import os
import socket


def notify(*lines: str) -> None:
    """Send ``lines`` like ``READY=1``, ``WATCHDOG=1`` or ``STATUS=…`` to the service manager."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as sock:
        sock.setblocking(False)
        try:
            sock.sendto("\n".join(lines).encode(), "\0" + address[1:] if address[0] == "@" else address)
        except OSError:
            return  # the manager is busy or restarting; it hears the next one
