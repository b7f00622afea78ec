"""Everything recorded in one report, in words."""

from __future__ import annotations

from datetime import datetime

import flet as ft

from services.models import OutboxItem, OutboxState, SubmissionKind
from views import theme
from views.components.basics import card, column, heading, support
from views.components.boundary import safe_component
from views.components.place_words import above_words, fix_words, village_words
from views.components.rows import fact_row
from views.components.thumbs import thumb_row
from views.report.editor import stored_form
from views.report.form import Form, fix_of
from views.report.words import evidence_of, operator_name, reading_words
from views.request.answers import answer_rows
from views.state import Session, use_session

Fact = tuple[ft.IconData, str, str]


@safe_component
def RecordedCard(item: OutboxItem) -> ft.Control:
    """Position, village, operators, times, photos: what is stored is what is shown."""
    session = use_session()
    text = session.text
    rows: list[ft.Control] = [heading(session, text("report.detail.recorded"))]
    if item.kind is SubmissionKind.SERVICE_REQUEST:
        rows.extend(answer_rows(session, item))
    rows.extend(fact_row(session, icon, text(name), words) for icon, name, words in facts(session, item))
    if item.attachments:
        rows.append(_photos(session, item))
    return card(session, column(rows, theme.GAP_M))


def facts(session: Session, item: OutboxItem) -> list[Fact]:
    """Return (icon, message id of the name, words) of everything in the payload."""
    special = {
        SubmissionKind.BLANK_SPOT: _blank_spot,
        SubmissionKind.WIFI_CHECK: _wifi_check,
        SubmissionKind.CONFIRMATION: _confirmation,
    }.get(item.kind)
    rows = special(session, item) if special else []
    return [*rows, *_times(session, item)]


def _blank_spot(session: Session, item: OutboxItem) -> list[Fact]:
    text, form = session.text, stored_form(session, item)
    rows = [*_position(session, form, item)]
    if form.readings:
        words = "\n".join(reading_words(session, reading) for reading in form.readings.values())
        rows.append((ft.Icons.CELL_TOWER_ROUNDED, "report.fact.operators", words))
    where = text(f"report.environment.{form.environment.value}")
    rows.append((ft.Icons.DECK_OUTLINED, "report.environment", where))
    if form.note.strip():
        rows.append((ft.Icons.NOTES_ROUNDED, "report.note", form.note))
    kind = item.payload.get("connectivity")
    if kind:
        name = f"report.connection.{kind}"
        rows.append(
            (ft.Icons.LAN_OUTLINED, "report.recorded.connection", text(name) if text.has(name) else str(kind))
        )
    return rows


def _position(session: Session, form: Form, item: OutboxItem) -> list[Fact]:
    text = session.text
    rows: list[Fact] = []
    if form.village:
        name = f"{village_words(session, form.village.village)}\n{above_words(form.village)}"
        basis = text(f"report.basis.{form.village.basis.value}")
        rows.append((ft.Icons.HOLIDAY_VILLAGE_OUTLINED, "report.recorded.village", f"{name} · {basis}"))
    if form.fix:
        point = form.fix.point
        place = f"{text.number(point.lat, 5)}; {text.number(point.lon, 5)}\n{fix_words(session, form.fix)}"
        rows.append((ft.Icons.MY_LOCATION_ROUNDED, "report.recorded.position", place))
        evidence = evidence_of(form.fix, form.environment, form.observed_at or item.created_at)
        reasons = [text(reason.value) for reason in evidence.reasons]
        words = "\n".join([text(f"report.grade.{evidence.grade.value}"), *reasons])
        rows.append((ft.Icons.VERIFIED_OUTLINED, "report.fact.grade", words))
    return rows


def _wifi_check(session: Session, item: OutboxItem) -> list[Fact]:
    text = session.text
    station = session.services.stations.get(str(item.payload.get("station_id")))
    name = station.name if station else str(item.payload.get("station_id"))
    result = f"report.check.{item.payload.get('result')}"
    return [
        (ft.Icons.WIFI_ROUNDED, "report.fact.station", name),
        (ft.Icons.RULE_ROUNDED, "report.fact.result", text(result) if text.has(result) else "–"),
        *_sent_position(session, item),
    ]


def _confirmation(session: Session, item: OutboxItem) -> list[Fact]:
    match = session.services.regions.chosen(str(item.payload.get("about_id")))
    place = f"{village_words(session, match.village)}\n{above_words(match)}" if match else "–"
    rows: list[Fact] = [(ft.Icons.HOLIDAY_VILLAGE_OUTLINED, "report.recorded.village", place)]
    names = [operator_name(session, str(name)) for name in item.payload.get("operators") or ()]
    if names:
        rows.append((ft.Icons.CELL_TOWER_ROUNDED, "report.fact.operators", ", ".join(names)))
    return [*rows, *_sent_position(session, item)]


def _sent_position(session: Session, item: OutboxItem) -> list[Fact]:
    fix = fix_of(item.payload)
    words = fix_words(session, fix) if fix else session.text("report.fact.no_position")
    return [(ft.Icons.MY_LOCATION_ROUNDED, "report.recorded.position", words)]


def _times(session: Session, item: OutboxItem) -> list[Fact]:
    text = session.text
    observed = item.payload.get("observed_at")
    rows: list[Fact] = []
    if isinstance(observed, str) and item.state is not OutboxState.DRAFT:
        seen = text.moment(datetime.fromisoformat(observed))
        rows.append((ft.Icons.SCHEDULE_ROUNDED, "report.recorded.time", seen))
    rows.append((ft.Icons.INFO_OUTLINE_ROUNDED, "report.recorded.app", item.app_version or "–"))
    return rows


def _photos(session: Session, item: OutboxItem) -> ft.Control:
    words = session.text.count("report.photos", len(item.attachments))
    return column([support(session, words), thumb_row(session, item.attachments)], theme.GAP_S)
