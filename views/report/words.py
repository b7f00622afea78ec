"""Sentences that several report screens share."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import flet as ft

from services.evidence import Evidence, Grade, grade
from services.models import (
    Environment,
    Fix,
    OperatorReading,
    SignalClass,
)
from views.components.basics import Tone, tone
from views.state import Session

SIGNALS = (SignalClass.BLANK, SignalClass.WEAK, SignalClass.OK)
SIGNAL_TONES = {SignalClass.BLANK: "danger", SignalClass.WEAK: "warning", SignalClass.OK: "success"}
GRADE_TONES = {Grade.A: "success", Grade.B: "gold", Grade.C: "unknown"}
GRADE_ICONS = {
    Grade.A: ft.Icons.VERIFIED_ROUNDED,
    Grade.B: ft.Icons.VERIFIED_OUTLINED,
    Grade.C: ft.Icons.LOCATION_SEARCHING_ROUNDED,
}


def evidence_of(fix: Fix, environment: Environment, seen: datetime) -> Evidence:
    """Grade a position for a report of ``seen``; a position found after it counts as found with it."""
    return grade(fix, environment, max(seen, fix.taken_at))


def grade_chip(session: Session, evidence: Evidence) -> tuple[str, Tone]:
    """Return words and tone of a grade."""
    role = replace(tone(session, GRADE_TONES[evidence.grade]), icon=GRADE_ICONS[evidence.grade])
    return session.text("report.grade", grade=evidence.grade.value), role


def operator_name(session: Session, operator_id: str) -> str:
    """Return an operator's name, or its id when the catalogue does not know it."""
    operators = session.services.catalogue.mobile_operators()
    return next((operator.name for operator in operators if operator.id == operator_id), operator_id)


def reading_words(session: Session, reading: OperatorReading) -> str:
    """Return one operator's answers as a sentence: "Telkomsel: blank · telepon tidak bisa · 2G"."""
    text = session.text
    words = [text(f"report.signal.{reading.signal.value}")]
    for name in ("call", "sms", "data"):
        works = getattr(reading, name)
        if works is not None:
            words.append(text("report.works" if works else "report.works_not", what=text(f"report.{name}")))
    if reading.technology is not None:
        words.append(text(f"report.technology.{reading.technology.value}"))
    return f"{operator_name(session, reading.operator)}: {' · '.join(words)}"
