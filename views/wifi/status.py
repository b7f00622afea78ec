"""What is known of the WiFi itself: the monitor's word, residents' word, and when it was last proven."""

from __future__ import annotations

import flet as ft

from services.models import Lifecycle
from services.station_status import VerdictKind
from services.stations import StationHit
from views import theme
from views.components.basics import body, card, column, heading, status_chip, support, tone
from views.components.boundary import safe_component
from views.components.station_words import verdict_tone
from views.state import Session, use_session
from views.wifi.findings import is_candidate, resident_words


@safe_component
def StatusCard(hit: StationHit) -> ft.Control:
    """Say the status in whole sentences; a contradiction is named, not smoothed over."""
    session = use_session()
    chip = status_chip(
        session,
        session.text(f"verdict.{hit.verdict.kind.value}"),
        verdict_tone(session, hit.verdict),
    )
    lines: list[ft.Control] = [
        heading(session, session.text("station.status")),
        ft.Row(wrap=True, controls=[chip]),
        body(session, official_words(session, hit)),
        *_residents(session, hit),
    ]
    if not is_candidate(hit):
        lines.append(support(session, proof_words(session, hit)))
    return card(session, column(lines, theme.GAP_S))


def official_words(session: Session, hit: StationHit) -> str:
    """Return what the province's own record says."""
    text, verdict, station = session.text, hit.verdict, hit.station
    if verdict.kind is VerdictKind.CANDIDATE:
        planned = station.lifecycle is Lifecycle.PLANNED
        return text("station.says.planned" if planned else "station.says.candidate")
    words = text(f"station.says.{verdict.official.value}")
    if verdict.official is VerdictKind.DOWN and station.state_since is not None:
        words = f"{words[:-1]} {text('station.since', when=text.moment(station.state_since))}."
    return words


def proof_words(session: Session, hit: StationHit) -> str:
    """Return how old the latest proof is."""
    text = session.text
    if hit.verdict.proof_at is None:
        return text("station.no_proof")
    ago = text.ago(hit.verdict.proof_at, session.services.clock.now())
    return text("station.last_proof", ago=ago)


def _residents(session: Session, hit: StationHit) -> list[ft.Control]:
    verdict, text = hit.verdict, session.text
    if verdict.total == 0:
        return []
    lines: list[ft.Control] = []
    if verdict.disputed:
        official = text(f"verdict.{verdict.official.value}")
        lines.append(_contradiction(session, text("station.disputed", official=official)))
    if verdict.checks.ok:
        lines.append(body(session, resident_words(session, "ok", verdict.checks.ok, verdict.total)))
    if verdict.down:
        lines.append(body(session, resident_words(session, "down", verdict.down, verdict.total)))
        lines.append(support(session, _down_reasons(session, hit)))
    return lines


def _down_reasons(session: Session, hit: StationHit) -> str:
    checks, text = hit.verdict.checks, session.text
    parts = [
        text(f"station.residents.{name}", n=text.number(count))
        for name, count in (("no_internet", checks.no_internet), ("absent", checks.absent))
        if count
    ]
    return " · ".join(parts)


def _contradiction(session: Session, words: str) -> ft.Control:
    role = tone(session, "warning")
    return ft.Container(
        bgcolor=role.soft,
        border_radius=theme.RADIUS_S,
        padding=theme.GAP_M,
        content=ft.Row(
            spacing=theme.GAP_S,
            controls=[
                ft.Icon(ft.Icons.RECORD_VOICE_OVER_ROUNDED, color=role.color, size=20),
                ft.Container(expand=True, content=body(session, words)),
            ],
        ),
    )
