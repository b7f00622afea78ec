"""How much a blank-spot report proves: grade A, B or C, with the reasons. Never a gate.

Each rule caps the grade; the lowest cap wins. The limits follow tools that map signal: RTR asks for
14 m and 60 s, Tower Collector for 40 m and 5 min; 20, 50 and 100 m are where the wrong hexagon of
resolution 9, 8 and 7 stays below 6 % of simulated reports.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.models import Environment, Fix, PositionSource

BEST_ACCURACY_M = 20.0
FAIR_ACCURACY_M = 100.0
BEST_AGE_S = 60.0
FAIR_AGE_S = 300.0
BEST_FIXES = 2


class Grade(StrEnum):
    """A: position beyond doubt. B: usable. C: counts for the village only."""

    A = "A"
    B = "B"
    C = "C"


class EvidenceReason(StrEnum):
    """Why a report is not graded higher; the values are message ids."""

    NOT_GPS = "evidence.not_gps"
    MOCKED = "evidence.mocked"
    ACCURACY_UNKNOWN = "evidence.accuracy_unknown"
    ACCURACY_FAIR = "evidence.accuracy_fair"
    ACCURACY_POOR = "evidence.accuracy_poor"
    AGE_FAIR = "evidence.age_fair"
    AGE_OLD = "evidence.age_old"
    SINGLE_FIX = "evidence.single_fix"
    INDOOR = "evidence.indoor"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A grade with the reasons that hold it down, the weightiest first (none for A)."""

    grade: Grade
    reasons: tuple[EvidenceReason, ...]


def grade(fix: Fix, environment: Environment, observed_at: datetime) -> Evidence:
    """Grade a report made at ``observed_at`` (aware) with the position ``fix``."""
    caps = [*_position_caps(fix), *_age_caps(fix, observed_at)]
    if environment is Environment.INDOOR:
        # Walls weaken the signal: nothing indoors says little of the village outside.
        caps.append((Grade.B, EvidenceReason.INDOOR))
    caps.sort(key=lambda cap: cap[0], reverse=True)
    return Evidence(caps[0][0] if caps else Grade.A, tuple(reason for _, reason in caps))


def _position_caps(fix: Fix) -> list[tuple[Grade, EvidenceReason]]:
    if fix.source is not PositionSource.GPS:
        return [(Grade.C, EvidenceReason.NOT_GPS)]
    caps = []
    if fix.mocked:
        caps.append((Grade.C, EvidenceReason.MOCKED))
    if not fix.accuracy_m:
        caps.append((Grade.C, EvidenceReason.ACCURACY_UNKNOWN))
    elif fix.accuracy_m > FAIR_ACCURACY_M:
        caps.append((Grade.C, EvidenceReason.ACCURACY_POOR))
    elif fix.accuracy_m > BEST_ACCURACY_M:
        caps.append((Grade.B, EvidenceReason.ACCURACY_FAIR))
    if fix.fixes < BEST_FIXES:
        caps.append((Grade.B, EvidenceReason.SINGLE_FIX))
    return caps


def _age_caps(fix: Fix, observed_at: datetime) -> list[tuple[Grade, EvidenceReason]]:
    if fix.source is not PositionSource.GPS:
        return []
    # A clock that was set back gives a fix from the future: as doubtful as an old one.
    age_s = abs((observed_at - fix.taken_at).total_seconds())
    if age_s > FAIR_AGE_S:
        return [(Grade.C, EvidenceReason.AGE_OLD)]
    return [(Grade.B, EvidenceReason.AGE_FAIR)] if age_s > BEST_AGE_S else []
