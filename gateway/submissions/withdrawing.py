"""Taking a submission back: what is personal is erased, what was counted is uncounted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.submissions import repository
from gateway.submissions.counting import recount_station, recount_village
from gateway.submissions.tables import (
    BlankSpot,
    BlankSpotOperator,
    Confirmation,
    ConfirmationOperator,
    PositionColumns,
    Submission,
    WifiCheck,
)
from gateway.tickets import repository as tickets
from gateway.tickets.erasing import erase_act, erase_ticket
from gateway.tickets.service import REPORTER, Order, perform
from gateway.tickets.transitions import OPEN_STATES, Action

_POSITION = ("lat", "lon", "accuracy_m", "position_source", "age_s", "fixes", "mocked")


async def erase(session: AsyncSession, target: Submission, now: datetime) -> list[str]:
    """Erase ``target`` down to its number, kind and times; return the files that nothing cites now.

    A ticket that was closed already keeps its state, so that the public figures stay true.
    """
    found = await tickets.load(session, target.id)
    if found is not None:
        action = Action.WITHDRAW if target.status in OPEN_STATES else Action.ERASE
        await perform(session, *found, REPORTER, action, now, Order())
    match target.kind:
        case "blank_spot":
            await _erase_blank_spot(session, target.id, now)
        case "wifi_check":
            await _erase_wifi_check(session, target.id, now)
        case "confirmation":
            await _erase_confirmation(session, target.id, now)
        case "comment" | "rating" | "resolution":
            return await erase_act(session, target, now)
    target.payload = None
    if found is not None:
        return await erase_ticket(session, *found, now)
    await repository.set_status(session, target, "withdrawn", now, by="reporter")
    return await repository.release_attachments(session, [target.id])


async def _erase_blank_spot(session: AsyncSession, submission_id: str, now: datetime) -> None:
    row = await session.get_one(BlankSpot, submission_id)
    village_code = row.village_code
    _erase_position(row)
    row.note = row.similar_to = row.connectivity = row.village_code = row.village_basis = None
    row.withdrawn_at = now
    await session.execute(delete(BlankSpotOperator).where(BlankSpotOperator.submission_id == submission_id))
    await session.flush()
    if village_code is not None:
        await recount_village(session, village_code, now)


async def _erase_wifi_check(session: AsyncSession, submission_id: str, now: datetime) -> None:
    row = await session.get_one(WifiCheck, submission_id)
    _erase_position(row)
    row.withdrawn_at = now
    await session.flush()
    await recount_station(session, row.station_id, now)


async def _erase_confirmation(session: AsyncSession, submission_id: str, now: datetime) -> None:
    row = await session.get_one(Confirmation, submission_id)
    village_code = row.village_code
    _erase_position(row)
    row.village_code, row.withdrawn_at = None, now
    own_rows = ConfirmationOperator.submission_id == submission_id
    await session.execute(delete(ConfirmationOperator).where(own_rows))
    await session.flush()
    if village_code is not None:
        await recount_village(session, village_code, now)


def _erase_position(row: PositionColumns) -> None:
    for name in _POSITION:
        setattr(row, name, None)
