"""What a station's verdict is called, in words, colour and icon; used by home, list, map and detail."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import flet as ft

from services import geo
from services.clock import WIB
from services.models import Business, Place, Station, StationKind
from services.opening_hours import OpeningHoursError, parse
from services.station_status import StationVerdict, VerdictKind
from views.components.basics import Tone, tone
from views.state import Session

WALKABLE_M = 5000
DAYS_OF_WEEK = 7
TONES = {
    VerdictKind.WORKING: ("success", ft.Icons.WIFI_ROUNDED),
    VerdictKind.WEAK: ("warning", ft.Icons.NETWORK_WIFI_1_BAR_ROUNDED),
    VerdictKind.DOWN: ("danger", ft.Icons.WIFI_OFF_ROUNDED),
    VerdictKind.MAINTENANCE: ("warning", ft.Icons.BUILD_ROUNDED),
    VerdictKind.UNKNOWN: ("unknown", ft.Icons.QUESTION_MARK_ROUNDED),
    VerdictKind.CANDIDATE: ("unknown", ft.Icons.ADD_LOCATION_ALT_OUTLINED),
}

KIND_ICONS = {
    StationKind.TOURISM: ft.Icons.ATTRACTIONS_ROUNDED,
    StationKind.EDUCATION: ft.Icons.SCHOOL_ROUNDED,
    StationKind.HEALTH: ft.Icons.LOCAL_HOSPITAL_ROUNDED,
    StationKind.PUBLIC_FACILITY: ft.Icons.ACCOUNT_BALANCE_ROUNDED,
    StationKind.REMOTE_VILLAGE: ft.Icons.HOLIDAY_VILLAGE_ROUNDED,
}


def verdict_tone(session: Session, verdict: StationVerdict) -> Tone:
    """Return colour and icon of a verdict."""
    name, icon = TONES[verdict.kind]
    return replace(tone(session, name), icon=icon)


def verdict_words(session: Session, verdict: StationVerdict) -> str:
    """Return the verdict in words, with the age of its proof when there is one."""
    text = session.text
    words = text(f"verdict.{verdict.kind.value}")
    if verdict.kind is VerdictKind.CANDIDATE or verdict.proof_at is None:
        return words
    ago = text.ago(verdict.proof_at, session.services.clock.now())
    return f"{words} · {text('verdict.proof', ago=ago)}"


def walk_words(session: Session, metres: float) -> str:
    """Return the walking time, or that it is too far to walk."""
    text = session.text
    if metres >= WALKABLE_M:
        return text("walk.far")
    return text.count("walk.minutes", geo.walking_minutes(metres))


def kind_words(session: Session, station: Station) -> str:
    """Return where the station stands: "Kesehatan", "Wisata", …"""
    return session.text(f"station_kind.{station.kind.value}")


def hours_words(session: Session, station: Station | Place | Business) -> str | None:
    """Return "Buka sampai 16.00", "Tutup, buka besok 08.00", "24 jam", or None when hours are not known."""
    if not station.opening_hours:
        return None
    text = session.text
    if not session.knows_time:
        return text("kiosk.hours_unsure")
    try:
        state = parse(station.opening_hours, session.services.holidays).state(session.services.clock.now())
    except OpeningHoursError:
        return text("hours.as_written", hours=station.opening_hours)
    if state.kind.value == "unknown":
        return text("hours.unknown")
    if state.next_change is None:
        return text("hours.always" if state.kind.value == "open" else "hours.closed")
    return text(f"hours.{state.kind.value}_until", time=_when(session, state.next_change))


def _when(session: Session, moment: datetime) -> str:
    """Return "16.00" for today, "besok 08.00", "Senin 08.00" within a week, else with the date."""
    text, today = session.text, session.services.clock.now().astimezone(WIB).date()
    day, time = moment.astimezone(WIB).date(), text.clock(moment)
    away = (day - today).days
    if away <= 0:
        return time
    if away == 1:
        return text("hours.tomorrow", time=time)
    name = text(f"weekday.{day.weekday()}") if away < DAYS_OF_WEEK else text.date(day)
    return text("hours.on_day", day=name, time=time)
