"""Telling the gateway that this kiosk is there, and taking the settings it answers with."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from services.clock import Clock
from services.errors import GatewayError, StorageError
from services.kiosk.settings import KioskSettings, with_answer
from services.models import WireError
from services.prefs import JSONDocument

log = logging.getLogger(__name__)

EVERY_S = 300
KEPT = "settings"


class KioskGateway(Protocol):
    """What the heartbeat needs of the gateway; raises ``GatewayError``."""

    async def kiosk_heartbeat(self, name: str, key: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """Say that the kiosk is there; return its settings."""


class Heartbeat:
    """One kiosk's. Failures are silent: a kiosk goes on for days without a network."""

    def __init__(self, document: JSONDocument, clock: Clock, app_version: str) -> None:
        self._document = document
        self._clock = clock
        self._app_version = app_version

    async def beat(
        self, gateway: KioskGateway, settings: KioskSettings, content_at: datetime | None, waiting: int
    ) -> KioskSettings:
        """Tell the gateway; return the settings to use from now on, the same ones when nothing came.

        ``content_at``: when the content was last fetched; ``waiting``: submissions not yet sent.
        """
        if settings.key is None:
            return settings
        body = {
            "app_version": self._app_version,
            "content_at": content_at.isoformat() if content_at else None,
            "clock": self._clock.now().isoformat(),
            "waiting": waiting,
        }
        try:
            answer = await gateway.kiosk_heartbeat(settings.name, settings.key, body)
            newer = with_answer(settings, answer)
            if newer != settings:
                await self._document.set(KEPT, {key: answer[key] for key in answer if key != "key"})
            return newer
        except (GatewayError, StorageError, WireError) as error:
            log.info("no heartbeat: %s", type(error).__name__)
            return settings
