"""Storing each kind: its references are checked, its rows written, its counts brought up to date."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.errors import FieldProblem, Problem, invalid, invalid_field
from gateway.feed import repository as feed
from gateway.feed.collections import OPERATORS, REGIONS, WIFI_STATIONS
from gateway.submissions import repository
from gateway.submissions.counting import recount_station, recount_village
from gateway.submissions.schemas import (
    BlankSpotPayload,
    CommentPayload,
    ConfirmationPayload,
    Payload,
    Position,
    RatingPayload,
    ResolutionPayload,
    ServiceRequestPayload,
    WifiCheckPayload,
    WithdrawalPayload,
)
from gateway.submissions.tables import (
    BlankSpot,
    BlankSpotOperator,
    Confirmation,
    ConfirmationOperator,
    Submission,
    WifiCheck,
    Withdrawal,
)
from gateway.submissions.ticketing import (
    open_blank_spot,
    require_images,
    store_act,
    store_request,
)
from gateway.submissions.withdrawing import erase

_FUTURE_TOLERANCE = timedelta(hours=24)


async def store_payload(
    session: AsyncSession, submission: Submission, payload: Payload, attachments: list[str], now: datetime
) -> list[str]:
    """Store ``payload`` of the stored ``submission``; return the files that are to be deleted.

    Raises the 422 with the field when something named does not exist.
    """
    match payload:
        case BlankSpotPayload():
            await require_images(session, attachments)
            await _store_blank_spot(session, submission.id, payload, now)
            await open_blank_spot(session, submission, payload)
        case WifiCheckPayload():
            await _store_wifi_check(session, submission.id, payload, now)
        case ConfirmationPayload():
            await _store_confirmation(session, submission.id, payload, now)
        case WithdrawalPayload():
            return await _store_withdrawal(session, submission, payload, now)
        case ServiceRequestPayload():
            seen_at = _time_columns(payload.observed_at, now)["counted_at"]
            await store_request(session, submission, payload, attachments, seen_at)
        case CommentPayload() | RatingPayload() | ResolutionPayload():
            await store_act(session, submission, payload, attachments, now)
    return []


async def _store_blank_spot(
    session: AsyncSession, submission_id: str, payload: BlankSpotPayload, now: datetime
) -> None:
    if payload.village_code is not None:
        await _require_village(session, "payload.village_code", payload.village_code)
    names = {f"payload.operators.{at}.operator": item.operator for at, item in enumerate(payload.operators)}
    await _require_operators(session, names)
    session.add(
        BlankSpot(
            submission_id=submission_id,
            village_code=payload.village_code,
            village_basis=payload.village_basis,
            environment=payload.environment,
            connectivity=payload.connectivity,
            note=payload.note,
            similar_to=payload.similar_to,
            **_position_columns(payload.position),
            **_time_columns(payload.observed_at, now),
        )
    )
    await session.flush()
    session.add_all(
        BlankSpotOperator(submission_id=submission_id, **reading.model_dump())
        for reading in payload.operators
    )
    await session.flush()
    if payload.village_code is not None:
        await recount_village(session, payload.village_code, now)


async def _store_wifi_check(
    session: AsyncSession, submission_id: str, payload: WifiCheckPayload, now: datetime
) -> None:
    if await feed.get_row(session, WIFI_STATIONS, payload.station_id) is None:
        raise _unknown("payload.station_id", "There is no such station.")
    session.add(
        WifiCheck(
            submission_id=submission_id,
            station_id=payload.station_id,
            result=payload.result,
            **_position_columns(payload.position),
            **_time_columns(payload.observed_at, now),
        )
    )
    await session.flush()
    await recount_station(session, payload.station_id, now)


async def _store_confirmation(
    session: AsyncSession, submission_id: str, payload: ConfirmationPayload, now: datetime
) -> None:
    village_code = await _confirmed_village(session, payload)
    await _require_operators(
        session, {f"payload.operators.{at}": name for at, name in enumerate(payload.operators)}
    )
    session.add(
        Confirmation(
            submission_id=submission_id,
            about_type=payload.about_type,
            about_id=payload.about_id,
            village_code=village_code,
            agrees=payload.agrees,
            **_position_columns(payload.position),
            **_time_columns(payload.observed_at, now),
        )
    )
    await session.flush()
    session.add_all(
        ConfirmationOperator(submission_id=submission_id, operator=name) for name in payload.operators
    )
    await session.flush()
    if village_code is not None:
        await recount_village(session, village_code, now)


async def _confirmed_village(session: AsyncSession, payload: ConfirmationPayload) -> str | None:
    """Return the village that a confirmation counts for; raises 422 when what it is about is unknown."""
    if payload.about_type == "blank_spot_area":
        await _require_village(session, "payload.about_id", payload.about_id)
        return payload.about_id
    report = await session.get(BlankSpot, payload.about_id)
    if report is None or report.withdrawn_at is not None:
        raise _unknown("payload.about_id", "There is no such report.")
    return report.village_code


async def _store_withdrawal(
    session: AsyncSession, submission: Submission, payload: WithdrawalPayload, now: datetime
) -> list[str]:
    target = await repository.find_submission(session, payload.target)
    if target is None or target.kind == "withdrawal":
        raise _unknown("payload.target", "There is no such submission to withdraw.")
    session.add(Withdrawal(submission_id=submission.id, target_id=target.id))
    files = [] if target.payload is None else await erase(session, target, now)
    await repository.set_status(session, submission, "resolved", now)
    return files


async def _require_village(session: AsyncSession, field: str, code: str) -> None:
    row = await feed.get_row(session, REGIONS, code)
    if row is None or row.get("level") != "village":
        raise _unknown(field, "There is no such village.")


async def _require_operators(session: AsyncSession, names: dict[str, str]) -> None:
    known = await feed.get_rows(session, OPERATORS, set(names.values()))
    unknown = [field for field, name in names.items() if not known.get(name, {}).get("mobile")]
    if unknown:
        raise invalid([FieldProblem(field, "unknown_value", "Not a mobile operator.") for field in unknown])


def _unknown(field: str, message: str) -> Problem:
    return invalid_field(field, "unknown_value", message)


def _position_columns(position: Position | None) -> dict[str, object]:
    if position is None:
        return {}
    columns = position.model_dump()
    columns["position_source"] = columns.pop("source")
    return columns


def _time_columns(observed_at: datetime, now: datetime) -> dict[str, datetime]:
    """A device's clock may be wrong; what it saw is never counted as later than it arrived."""
    if observed_at > now + _FUTURE_TOLERANCE:
        raise invalid_field("payload.observed_at", "range", "More than a day in the future.")
    return {"observed_at": observed_at, "counted_at": min(observed_at, now)}
