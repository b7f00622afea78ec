"""Kiosks: adding, changing, removing, hearing from them. What people change leaves an audit entry."""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.feed.repository import get_row
from gateway.kiosks.schemas import Heartbeat
from gateway.kiosks.tables import Kiosk
from gateway.staff.audit import record
from gateway.staff.secrets import hash_token, new_token

PLACES: Final = "destinations"
LANGUAGES: Final = ("id", "en")
MAX_TITLE: Final = 80
_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MAX_NAME: Final = 60


class KioskRefused(ValueError):
    """What a kiosk cannot be: ``faults`` holds the code of a sentence by the name of the control."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(", ".join(f"{field}: {code}" for field, code in faults.items()))
        self.faults = dict(faults)


@dataclass(frozen=True, slots=True)
class Description:
    """What people say of a kiosk. ``place_id`` is the destination where it stands, None for no place."""

    title_id: str
    title_en: str
    place_id: str | None
    language: str
    controls_low: bool


def is_name(text: str) -> bool:
    """Tell whether ``text`` has the form of a kiosk's name, like benteng-marlborough."""
    return len(text) <= _MAX_NAME and _NAME.fullmatch(text) is not None


async def list_kiosks(session: AsyncSession) -> Sequence[Kiosk]:
    """Return every kiosk by name."""
    return (await session.execute(select(Kiosk).order_by(Kiosk.name))).scalars().all()


async def find_kiosk(session: AsyncSession, name: str, key: str) -> Kiosk | None:
    """Return the kiosk of that name when ``key`` is its key, else None."""
    kiosk = await session.get(Kiosk, name) if key and is_name(name) else None
    fits = kiosk is not None and hmac.compare_digest(kiosk.key_hash, hash_token(key))
    return kiosk if fits else None


async def add_kiosk(
    session: AsyncSession,
    name: str,
    description: Description,
    pin_hash: str,
    now: datetime,
    staff_id: int | None = None,
) -> tuple[Kiosk, str]:
    """Store a kiosk and return it with its key, which is kept nowhere; raises :class:`KioskRefused`."""
    if faults := await faults_of_new(session, name, description):
        raise KioskRefused(faults)
    key = new_token()
    kiosk = Kiosk(
        name=name, **asdict(description), pin_hash=pin_hash, key_hash=hash_token(key), created_at=now
    )
    session.add(kiosk)
    await session.flush()
    _record(session, now, staff_id, "kiosk.add", kiosk)
    return kiosk, key


async def change_kiosk(
    session: AsyncSession, kiosk: Kiosk, description: Description, now: datetime, staff_id: int | None = None
) -> None:
    """Describe a kiosk anew; raises :class:`KioskRefused`. The audit entry names what became different."""
    if faults := await faults_of(session, description):
        raise KioskRefused(faults)
    changed = {name: value for name, value in asdict(description).items() if getattr(kiosk, name) != value}
    for name, value in changed.items():
        setattr(kiosk, name, value)
    _record(session, now, staff_id, "kiosk.edit", kiosk, sorted(changed))


async def set_pin(
    session: AsyncSession, kiosk: Kiosk, pin_hash: str, now: datetime, staff_id: int | None = None
) -> None:
    """Replace the PIN; the kiosk learns of it at its next heartbeat."""
    kiosk.pin_hash = pin_hash
    _record(session, now, staff_id, "kiosk.pin", kiosk)


async def renew_key(session: AsyncSession, kiosk: Kiosk, now: datetime, staff_id: int | None = None) -> str:
    """Replace the key and return the new one, which is kept nowhere; the old one ends now."""
    key = new_token()
    kiosk.key_hash = hash_token(key)
    _record(session, now, staff_id, "kiosk.key", kiosk)
    return key


async def remove_kiosk(
    session: AsyncSession, kiosk: Kiosk, now: datetime, staff_id: int | None = None
) -> None:
    """Forget a kiosk; its key opens nothing any more."""
    await session.delete(kiosk)
    _record(session, now, staff_id, "kiosk.remove", kiosk)


def hear(kiosk: Kiosk, heartbeat: Heartbeat, now: datetime) -> None:
    """Keep a heartbeat in the place of the one before."""
    kiosk.last_seen_at = now
    kiosk.app_version = heartbeat.app_version
    kiosk.content_at = heartbeat.content_at
    kiosk.clock_ahead_s = round((heartbeat.clock - now).total_seconds())
    kiosk.waiting = heartbeat.waiting


async def faults_of(session: AsyncSession, description: Description) -> dict[str, str]:
    """Return what is wrong with a description: codes by member."""
    faults = {
        name: "title_length"
        for name in ("title_id", "title_en")
        if not 0 < len(getattr(description, name).strip()) <= MAX_TITLE
    }
    if description.language not in LANGUAGES:
        faults["language"] = "language_unknown"
    place = description.place_id
    if place is not None and await get_row(session, PLACES, place) is None:
        faults["place_id"] = "place_unknown"
    return faults


async def faults_of_new(session: AsyncSession, name: str, description: Description) -> dict[str, str]:
    """Return what is wrong with a kiosk that is to be added: codes by member."""
    faults = await faults_of(session, description)
    if not is_name(name):
        faults["name"] = "name_format"
    elif await session.get(Kiosk, name) is not None:
        faults["name"] = "name_used"
    return faults


def _record(
    session: AsyncSession,
    now: datetime,
    staff_id: int | None,
    action: str,
    kiosk: Kiosk,
    changed: Sequence[str] = (),
) -> None:
    detail = {"members": list(changed)} if changed else {}
    record(session, now, staff_id, action, ("kiosk", kiosk.name), detail=detail)
