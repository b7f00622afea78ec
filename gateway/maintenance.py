"""What has to be done now and then: expired checks, silent tickets, old removals, files nobody cites."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from gateway.feed.repository import purge_tombstones
from gateway.state import Services
from gateway.submissions.counting import recount_expired
from gateway.tickets.closing import close_silent

_LOG = logging.getLogger("gateway.maintenance")


async def tidy(services: Services) -> None:
    """Do everything once. Each step is safe to repeat, also by several processes."""
    now, settings = services.clock.now(), services.settings
    async with services.database.write() as session:
        await recount_expired(session, now)
    async with services.database.write() as session:
        await close_silent(session, now)
    async with services.database.write() as session:
        await purge_tombstones(session, now - timedelta(days=settings.tombstone_days))
    await services.attachments.sweep(timedelta(days=settings.orphan_days))
    async with services.database.read() as session:
        await services.media.sweep(session, now)


async def tidy_forever(services: Services) -> None:
    """Tidy at once and then after every interval, until cancelled; a failure is logged and retried."""
    while True:
        try:
            await tidy(services)
        except (SQLAlchemyError, OSError):
            _LOG.exception("tidying failed; trying again later")
        await asyncio.sleep(services.settings.maintenance_interval_s)
