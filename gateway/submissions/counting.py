"""What submissions add up to, in the feed: blank spots by village, checks by station.

Counts are always taken anew from the tables, under the sequence lock, so that a withdrawal undoes
exactly what it did and nothing drifts.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from gateway import sequence
from gateway.clock import WIB
from gateway.feed import repository as feed
from gateway.feed.collections import BLANK_SPOTS, WIFI_STATIONS
from gateway.submissions.tables import (
    BlankSpot,
    BlankSpotOperator,
    Confirmation,
    ConfirmationOperator,
    WifiCheck,
)

CHECK_WINDOW = timedelta(hours=24)
_RESULTS = ("ok", "no_internet", "absent")


async def recount_village(session: AsyncSession, village_code: str, now: datetime) -> None:
    """Bring the ``blank-spots`` row of a village up to date; a village without reports has none.

    A report counts when at least one operator is blank or weak; a confirmation when it agrees.
    """
    await sequence.lock(session)
    reports, last_report = await _count(session, BlankSpot.counted_at, _holes(village_code))
    confirmations, last_confirmation = await _count(session, Confirmation.counted_at, _agreeing(village_code))
    if not reports and not confirmations:
        await feed.remove_rows(session, BLANK_SPOTS, [village_code], now)
        return
    last = max(moment for moment in (last_report, last_confirmation) if moment)
    row = {
        "id": village_code,
        "reports": reports,
        "confirmations": confirmations,
        "last_on": last.astimezone(WIB).date().isoformat(),
        "blank_by_operator": await _blank_by_operator(session, village_code),
    }
    await feed.upsert_rows(session, BLANK_SPOTS, [row])


async def recount_station(session: AsyncSession, station_id: str, now: datetime) -> bool:
    """Bring the checks of a station's feed row up to date; tell whether it changed."""
    await sequence.lock(session)
    if await feed.get_row(session, WIFI_STATIONS, station_id) is None:
        return False
    valid = (WifiCheck.station_id == station_id, WifiCheck.withdrawn_at.is_(None))
    recent = select(WifiCheck.result, func.count()).where(*valid, WifiCheck.counted_at > now - CHECK_WINDOW)
    counts = {row[0]: row[1] for row in await session.execute(recent.group_by(WifiCheck.result))}
    last_at = await _latest(session, *valid, WifiCheck.counted_at > now - CHECK_WINDOW)
    proof = await _latest(session, *valid, WifiCheck.result == "ok")
    checks = {name: counts.get(name, 0) for name in _RESULTS} | {"last_at": _iso(last_at)}
    changes = {"checks_24h": checks, "last_proof_at": _iso(proof)}
    return await feed.patch_row(session, WIFI_STATIONS, station_id, changes)


async def recount_expired(session: AsyncSession, now: datetime) -> int:
    """Take checks older than 24 hours out of the feed; return how many stations changed."""
    await sequence.lock(session)
    stations = await feed.get_rows(session, WIFI_STATIONS, await feed.live_ids(session, WIFI_STATIONS))
    counted = [row_id for row_id, row in stations.items() if _total(row.get("checks_24h")) > 0]
    return sum([await recount_station(session, station_id, now) for station_id in sorted(counted)])


def _holes(village_code: str) -> tuple[ColumnElement[bool], ...]:
    reading = aliased(BlankSpotOperator)
    has_hole = (
        select(reading.operator)
        .where(reading.submission_id == BlankSpot.submission_id)
        .where(reading.signal_class.in_(("blank", "weak")))
        .correlate(BlankSpot)
        .exists()
    )
    return BlankSpot.village_code == village_code, BlankSpot.withdrawn_at.is_(None), has_hole


def _agreeing(village_code: str) -> tuple[ColumnElement[bool], ...]:
    return (
        Confirmation.village_code == village_code,
        Confirmation.withdrawn_at.is_(None),
        Confirmation.agrees.is_(True),
    )


async def _count(session: AsyncSession, moment: Any, where: tuple[Any, ...]) -> tuple[int, datetime | None]:
    row = (await session.execute(select(func.count(), func.max(moment)).where(*where))).one()
    return row[0], row[1]


async def _blank_by_operator(session: AsyncSession, village_code: str) -> dict[str, int]:
    """Count per operator the reports that say blank and the agreeing confirmations that name it."""
    reported = (
        select(BlankSpotOperator.operator, func.count())
        .join(BlankSpot)
        .where(*_holes(village_code), BlankSpotOperator.signal_class == "blank")
        .group_by(BlankSpotOperator.operator)
    )
    confirmed = (
        select(ConfirmationOperator.operator, func.count())
        .join(Confirmation)
        .where(*_agreeing(village_code))
        .group_by(ConfirmationOperator.operator)
    )
    total: Counter[str] = Counter()
    for query in (reported, confirmed):
        for operator, count in await session.execute(query):
            total[operator] += count
    return dict(sorted(total.items()))


async def _latest(session: AsyncSession, *where: ColumnElement[bool]) -> datetime | None:
    return (await session.execute(select(func.max(WifiCheck.counted_at)).where(*where))).scalar_one()


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _total(checks: Any) -> int:
    return sum(int(checks.get(name) or 0) for name in _RESULTS) if isinstance(checks, dict) else 0
