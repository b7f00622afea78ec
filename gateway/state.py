"""What every request may use, built once per application."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request

from gateway.attachments.media import MediaStore
from gateway.attachments.service import Attachments
from gateway.clock import Clock
from gateway.db import Database
from gateway.limits import Limits
from gateway.settings import Settings
from gateway.submissions.inflight import InFlight


@dataclass(frozen=True, slots=True)
class Services:
    """The parts of the running gateway."""

    settings: Settings
    clock: Clock
    database: Database
    attachments: Attachments
    media: MediaStore
    in_flight: InFlight
    limits: Limits


def services(request: Request) -> Services:
    """Return the parts of the application that answers ``request``."""
    found = request.app.state.services
    assert isinstance(found, Services)
    return found
