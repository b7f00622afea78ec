"""Who may do what: one table, one pure function. docs/staff.md shows the same table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from gateway.staff.tables import EVERY_AGENCY, StaffAccount

ROLES: Final = ("read", "answer", "publish", "administer")

IMPLIED: Final[Mapping[str, frozenset[str]]] = {"answer": frozenset({"answer", "read"})}
"""Who answers reads. Nothing else follows from anything: an administrator sees no resident's data."""

ACTIONS: Final[Mapping[str, str]] = {
    "ticket.read": "read",
    "ticket.export": "read",
    "ticket.show": "answer",
    "ticket.take": "answer",
    "ticket.assign": "answer",
    "ticket.ask": "answer",
    "ticket.answer": "answer",
    "ticket.resolve": "answer",
    "ticket.reject": "answer",
    "ticket.merge": "answer",
    "ticket.transfer": "answer",
    "ticket.note": "answer",
    "notice.edit": "publish",
    "station.edit": "publish",
    "station.export": "publish",
    "destination.edit": "publish",
    "event.edit": "publish",
    "product.edit": "publish",
    "business.edit": "publish",
    "programme.edit": "publish",
    "route.edit": "publish",
    "template.edit": "administer",
    "account.edit": "administer",
    "key.edit": "administer",
    "kiosk.edit": "administer",
    "audit.read": "administer",
}
"""The role that each action of the desk asks for, at the agency it concerns."""


@dataclass(frozen=True, slots=True)
class Officer:
    """The signed-in account as pages see it. ``roles`` holds (agency, role) pairs."""

    id: int
    name: str
    email: str
    roles: frozenset[tuple[str, str]]
    active: bool = True


def officer_of(account: StaffAccount) -> Officer:
    """Return the account without what opens it."""
    roles = frozenset((role.agency_id, role.role) for role in account.roles)
    return Officer(account.id, account.name, account.email, roles, account.active)


def may(officer: Officer, action: str, agency_id: str | None) -> bool:
    """Tell whether the officer may do ``action`` (of ``ACTIONS``) at an agency.

    None means that no agency has it: only a role for every agency is enough.
    """
    return officer.active and _covers(agencies(officer, action), agency_id)


def agencies(officer: Officer, action: str) -> frozenset[str]:
    """Return the agencies at which the officer may do ``action``; it may hold ``EVERY_AGENCY``."""
    needed = ACTIONS[action]
    if not officer.active:
        return frozenset()
    return frozenset(agency for agency, role in officer.roles if needed in IMPLIED.get(role, {role}))


def _covers(held: frozenset[str], agency_id: str | None) -> bool:
    return EVERY_AGENCY in held or (agency_id is not None and agency_id in held)
