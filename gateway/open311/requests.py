"""Public tickets as GeoReport ``request`` elements and as updates of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.clock import WIB
from gateway.feed.collections import REGIONS, SERVICES
from gateway.feed.repository import get_rows
from gateway.tickets.public import PublicEvent, PublicTicket
from gateway.tickets.repository import agency_names
from gateway.tickets.transitions import OPEN_STATES, State

OPEN: Final = tuple(sorted(state.value for state in OPEN_STATES))
CLOSED: Final = tuple(
    sorted(state.value for state in State if state not in OPEN_STATES and state is not State.WITHDRAWN)
)

_WITHDRAWN_NOTE: Final = "Ditarik oleh pelapor."
_END_OF_DAY: Final = time(23, 59, 59)

_UPDATE_STATUS: Final = {
    "taken": "investigating",
    "transferred": "open",
    "reopened": "open",
    "answered": "in_progress",
    "resolved": "fixed",
    "rejected": "no_further_action",
    "duplicate": "duplicate",
    "closed": "closed",
    "closed_silently": "closed",
}
"""What an event means in the words of FixMyStreet; receipt itself is no update."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the codes of tickets are called; texts in Indonesian."""

    services: Mapping[str, str] = field(default_factory=dict)
    agencies: Mapping[str, str] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)

    def address(self, village_code: str | None) -> str | None:
        """Return village, district and regency as far as they are known."""
        codes = [village_code[:length] for length in (13, 8, 5)] if village_code else []
        return ", ".join(self.regions[code] for code in codes if code in self.regions) or None


async def find_names(session: AsyncSession, tickets: Iterable[PublicTicket]) -> Names:
    """Return the names that ``tickets`` need."""
    known = list(tickets)
    villages = {ticket.village_code for ticket in known if ticket.village_code}
    regions = {village[:length] for village in villages for length in (13, 8, 5)}
    services = {ticket.service_id for ticket in known if ticket.service_id}
    return Names(
        services=_named(await get_rows(session, SERVICES, services)),
        agencies=await agency_names(session, {ticket.agency_id for ticket in known}),
        regions=_named(await get_rows(session, REGIONS, regions)),
    )


def _named(rows: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Return the names of content rows that have one, in Indonesian."""
    names = {key: row.get("name") for key, row in rows.items()}
    return {key: name["id"] if isinstance(name, dict) else name for key, name in names.items() if name}


def describe_request(ticket: PublicTicket, names: Names, *, extended: bool = False) -> dict[str, Any]:
    """Return one ``request``; ``extended`` adds what GeoReport has no member for."""
    described = {
        "service_request_id": ticket.number,
        "status": "open" if ticket.status in OPEN else "closed",
        "status_notes": _status_notes(ticket),
        "service_name": names.services.get(ticket.service_id or ""),
        "service_code": ticket.service_id,
        "description": ticket.description or None,
        "agency_responsible": names.agencies.get(ticket.agency_id or ""),
        "service_notice": None,
        "requested_datetime": moment(ticket.received_at),
        "updated_datetime": moment(ticket.updated_at),
        "expected_datetime": _end_of(ticket.due_on),
        "address": names.address(ticket.village_code),
        "address_id": ticket.village_code,
        "zipcode": None,
        "lat": ticket.lat,
        "long": ticket.lon,
        "media_url": None,
    }
    return {**described, **_extensions(ticket)} if extended else described


def describe_updates(ticket: PublicTicket, first: datetime, last: datetime) -> list[dict[str, Any]]:
    """Return what happened to a ticket between two moments, both included; ids never change."""
    return [
        {
            "update_id": f"{ticket.number}.{place}",
            "service_request_id": ticket.number,
            "status": _UPDATE_STATUS[event.event],
            "updated_datetime": moment(event.at),
            "description": event.note or None,
            "media_url": None,
        }
        for place, event in enumerate(ticket.events)
        if event.event in _UPDATE_STATUS and first <= event.at <= last
    ]


def moment(at: datetime) -> str:
    """Return a time in Bengkulu to the second."""
    return at.astimezone(WIB).replace(microsecond=0).isoformat()


def _end_of(day: date | None) -> str | None:
    return datetime.combine(day, _END_OF_DAY, WIB).isoformat() if day else None


def _status_notes(ticket: PublicTicket) -> str | None:
    if ticket.status == State.WITHDRAWN.value:
        return _WITHDRAWN_NOTE
    if ticket.duplicate_of:
        return f"Digabung dengan {ticket.duplicate_of}."
    return _last_note(ticket.events)


def _last_note(events: Sequence[PublicEvent]) -> str | None:
    return next((event.note for event in reversed(events) if event.note), None)


def _extensions(ticket: PublicTicket) -> dict[str, Any]:
    return {
        "extended_attributes": {
            "status": ticket.status,
            "channel": ticket.channel,
            "village_code": ticket.village_code,
            "regency_code": ticket.regency_code,
            "answered_datetime": moment(ticket.answered_at) if ticket.answered_at else None,
            "resolved_datetime": moment(ticket.resolved_at) if ticket.resolved_at else None,
            "reopened": ticket.reopened,
            "rating": ticket.rating,
            "duplicate_of": ticket.duplicate_of,
            "answers": dict(ticket.answers),
        },
        "notes": [
            {"datetime": moment(event.at), "summary": event.event, "description": event.note or None}
            for event in ticket.events
        ],
    }
