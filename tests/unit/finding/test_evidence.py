"""Evidence grades: the best case, each cap alone, and that more evidence never lowers a grade."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.evidence import EvidenceReason, Grade, grade
from services.models import Environment, Fix, Point, PositionSource
from tests.unit.finding.rows import NOW

BEST = Fix(Point(-3.8, 102.3), PositionSource.GPS, NOW, accuracy_m=8, fixes=3, mocked=False)


def test_the_best_report_is_a_without_reasons() -> None:
    found = grade(BEST, Environment.OUTDOOR, NOW)
    assert (found.grade, found.reasons) == (Grade.A, ())


@pytest.mark.parametrize(
    ("change", "expected", "reason"),
    [
        ({"source": PositionSource.PIN}, Grade.C, EvidenceReason.NOT_GPS),
        ({"source": PositionSource.VILLAGE}, Grade.C, EvidenceReason.NOT_GPS),
        ({"mocked": True}, Grade.C, EvidenceReason.MOCKED),
        ({"accuracy_m": None}, Grade.C, EvidenceReason.ACCURACY_UNKNOWN),
        ({"accuracy_m": 0.0}, Grade.C, EvidenceReason.ACCURACY_UNKNOWN),
        ({"accuracy_m": 20.1}, Grade.B, EvidenceReason.ACCURACY_FAIR),
        ({"accuracy_m": 100.1}, Grade.C, EvidenceReason.ACCURACY_POOR),
        ({"fixes": 1}, Grade.B, EvidenceReason.SINGLE_FIX),
        ({"taken_at": NOW - timedelta(seconds=61)}, Grade.B, EvidenceReason.AGE_FAIR),
        ({"taken_at": NOW - timedelta(seconds=301)}, Grade.C, EvidenceReason.AGE_OLD),
        ({"taken_at": NOW + timedelta(seconds=301)}, Grade.C, EvidenceReason.AGE_OLD),
    ],
)
def test_each_weakness_alone(change: dict[str, Any], expected: Grade, reason: EvidenceReason) -> None:
    found = grade(replace(BEST, **change), Environment.OUTDOOR, NOW)
    assert (found.grade, found.reasons) == (expected, (reason,))


@pytest.mark.parametrize(
    "change", [{"accuracy_m": 20.0}, {"taken_at": NOW - timedelta(seconds=60)}, {"mocked": None}]
)
def test_limits_belong_to_the_better_grade(change: dict[str, Any]) -> None:
    assert grade(replace(BEST, **change), Environment.OUTDOOR, NOW).grade is Grade.A


def test_indoors_is_b_and_a_vehicle_is_fine() -> None:
    assert grade(BEST, Environment.INDOOR, NOW).reasons == (EvidenceReason.INDOOR,)
    assert grade(BEST, Environment.INDOOR, NOW).grade is Grade.B
    assert grade(BEST, Environment.VEHICLE, NOW).grade is Grade.A


def test_weightiest_reason_first() -> None:
    found = grade(replace(BEST, fixes=1, mocked=True), Environment.INDOOR, NOW)
    assert found.reasons[0] is EvidenceReason.MOCKED
    assert set(found.reasons) == {EvidenceReason.MOCKED, EvidenceReason.SINGLE_FIX, EvidenceReason.INDOOR}


fixes = st.builds(
    Fix,
    point=st.just(BEST.point),
    source=st.sampled_from(PositionSource),
    taken_at=st.floats(0, 4_000).map(lambda s: NOW - timedelta(seconds=s)),
    accuracy_m=st.none() | st.floats(0.1, 5_000),
    fixes=st.integers(1, 5),
    mocked=st.none() | st.booleans(),
)


@given(fixes, st.sampled_from(Environment), st.floats(0.1, 1))
def test_a_better_accuracy_never_lowers_the_grade(fix: Fix, environment: Environment, share: float) -> None:
    before = grade(fix, environment, NOW)
    if fix.accuracy_m is not None:
        better = grade(replace(fix, accuracy_m=fix.accuracy_m * share), environment, NOW)
        assert better.grade <= before.grade, "A sorts before B before C"
    assert (before.grade is Grade.A) == (before.reasons == ())
