"""What the filter finds, ready to be shown: hits, row words, pins. List and map both read it from here."""

from __future__ import annotations

from dataclasses import dataclass, replace

import flet as ft

from services import geo
from services.models import CheckResult, OutboxItem, OutboxState, SubmissionKind, WifiCheck
from services.station_status import VerdictKind
from services.stations import StationFilter, StationHit
from views.components.map.pins import Pin
from views.components.station_words import KIND_ICONS, TONES, hours_words, kind_words, verdict_words
from views.state import Session

# The gateway has not counted these yet, so this device counts them itself.
UNCOUNTED = frozenset({OutboxState.QUEUED, OutboxState.SENDING})


@dataclass(frozen=True, slots=True)
class RowWords:
    """All that a row shows, as words. Two equal values draw the same row."""

    id: str
    title: str
    line: str
    status: str
    tone: str
    icon: ft.IconData
    distance: str | None
    direction: str | None


@dataclass(frozen=True, slots=True, repr=False)
class Findings:
    """The filtered set: real stations before candidates, each group in the repository's order."""

    stations: tuple[StationHit, ...]
    candidates: tuple[StationHit, ...]

    @property
    def hits(self) -> tuple[StationHit, ...]:
        """Return both groups."""
        return self.stations + self.candidates


def use_findings(session: Session) -> Findings:
    """Return what the page's filter finds now. A hook: it searches again only when something changed."""
    state = session.state
    minute = session.services.clock.now().replace(second=0, microsecond=0)
    point = state.here.point if state.here else None
    wanted = state.wifi_filter
    return ft.use_memo(
        lambda: find(session, wanted),
        [wanted, point, state.data_version, state.outbox_version, state.ready, minute],
    )


def find(session: Session, wanted: StationFilter) -> Findings:
    """Return the findings for one filter."""
    here = session.state.here
    found = session.services.stations.find(
        wanted, here.point if here else None, own_checks=own_checks(session)
    )
    return Findings(
        tuple(hit for hit in found if not is_candidate(hit)), tuple(hit for hit in found if is_candidate(hit))
    )


def is_candidate(hit: StationHit) -> bool:
    """Say whether nobody claims that there is a station."""
    return hit.verdict.kind is VerdictKind.CANDIDATE


def own_checks(session: Session) -> tuple[WifiCheck, ...]:
    """Return this device's checks that wait to be sent."""
    waiting = (
        item
        for item in session.services.outbox.items()
        if item.kind is SubmissionKind.WIFI_CHECK and item.state in UNCOUNTED
    )
    return tuple(
        WifiCheck(str(item.payload["station_id"]), CheckResult(item.payload["result"]), item.created_at)
        for item in waiting
    )


def last_check(session: Session, station_id: str) -> OutboxItem | None:
    """Return this device's latest check of a station, None when there is none."""
    return next(
        (
            item
            for item in session.services.outbox.items()
            if item.kind is SubmissionKind.WIFI_CHECK
            and item.state is not OutboxState.DRAFT
            and item.payload.get("station_id") == station_id
        ),
        None,
    )


def status_words(session: Session, hit: StationHit) -> str:
    """Return the status in one line; residents who decide or disagree are named with their number."""
    verdict, text = hit.verdict, session.text
    words = verdict_words(session, verdict)
    if verdict.kind is VerdictKind.CANDIDATE or verdict.total == 0:
        return words
    said = "ok" if verdict.kind is VerdictKind.WORKING else "down"
    count = verdict.checks.ok if said == "ok" else verdict.down
    if not verdict.disputed and verdict.basis.value != "residents":
        return words
    return f"{text(f'verdict.{verdict.kind.value}')} · {resident_words(session, said, count, verdict.total)}"


def resident_words(session: Session, said: str, count: int, total: int) -> str:
    """Return "4 dari 5 warga: …"; ``said`` is "ok" or "down"."""
    return session.text.count(f"station.residents.{said}", count, total=session.text.number(total))


def where_words(session: Session, hit: StationHit) -> tuple[str | None, str | None]:
    """Return distance and direction in words, None when they are not known."""
    if hit.distance_m is None or hit.bearing_deg is None:
        return None, None
    direction = session.text(f"direction.{geo.direction(hit.bearing_deg).value}")
    return session.text.distance(hit.distance_m), direction


def row_words(session: Session, hit: StationHit) -> RowWords:
    """Return what the row of ``hit`` shows."""
    distance, direction = where_words(session, hit)
    parts = [kind_words(session, hit.station), hours_words(session, hit.station) or _place(session, hit)]
    tone, icon = TONES[hit.verdict.kind]
    return RowWords(
        id=hit.station.id,
        title=hit.station.name,
        line=" · ".join(part for part in parts if part),
        status=status_words(session, hit),
        tone=tone,
        icon=KIND_ICONS[hit.station.kind] if is_candidate(hit) else icon,
        distance=distance,
        direction=direction,
    )


def pin_of(session: Session, hit: StationHit) -> Pin | None:
    """Return the pin of ``hit``, None when its position is not known."""
    station = hit.station
    if station.point is None:
        return None
    tone, icon = TONES[hit.verdict.kind]
    pin = Pin(
        station.id,
        station.point,
        f"{station.name}. {status_words(session, hit)}",
        icon,
        tone,
        False,
        station.precision_m,
    )
    return replace(pin, icon=KIND_ICONS[station.kind], hollow=True) if is_candidate(hit) else pin


def _place(session: Session, hit: StationHit) -> str:
    """Return village or regency, which tells same-named places apart."""
    regions, station = session.services.regions, hit.station
    village = regions.get(station.village_id) if station.village_id else None
    regency = regions.get(station.regency_id)
    place = village or regency
    return place.name if place else ""
