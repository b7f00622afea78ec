"""The verdict: monitor, residents, or unknown. A candidate never works."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.models import CheckResult, Lifecycle, Station, StationState, WifiCheck
from services.station_status import (
    CHECKS_WINDOW,
    LEAST_CHECKS,
    PROOF_MAX_AGE,
    StationVerdict,
    VerdictBasis,
    VerdictKind,
    verdict,
)
from tests.unit.finding.rows import NOW, station

MINUTE = timedelta(minutes=1)


def monitored(state: str, minutes_ago: float = 5, **fields: Any) -> Station:
    return station("s", state=state, last_proof_at=(NOW - minutes_ago * MINUTE).isoformat(), **fields)


def checks(ok: int = 0, no_internet: int = 0, absent: int = 0, hours_ago: float = 1) -> dict[str, Any]:
    last_at = (NOW - timedelta(hours=hours_ago)).isoformat()
    return {"ok": ok, "no_internet": no_internet, "absent": absent, "last_at": last_at}


def judged(row: Station, *own: WifiCheck) -> StationVerdict:
    return verdict(row, NOW, own)


def own(result: CheckResult, hours_ago: float = 0, station_id: str = "s") -> WifiCheck:
    return WifiCheck(station_id, result, NOW - timedelta(hours=hours_ago))


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("online", VerdictKind.WORKING),
        ("degraded", VerdictKind.WEAK),
        ("offline", VerdictKind.DOWN),
        ("maintenance", VerdictKind.MAINTENANCE),
        ("unknown", VerdictKind.UNKNOWN),
    ],
)
def test_fresh_proof_is_believed(state: str, kind: VerdictKind) -> None:
    found = judged(monitored(state))
    assert found.kind is kind
    assert found.official is kind
    assert not found.disputed
    assert found.works == (kind in (VerdictKind.WORKING, VerdictKind.WEAK))


@pytest.mark.parametrize("state", ["online", "degraded", "offline"])
def test_old_proof_proves_nothing(state: str) -> None:
    limit = PROOF_MAX_AGE / MINUTE
    assert judged(monitored(state, limit)).kind is not VerdictKind.UNKNOWN
    found = judged(monitored(state, limit + 0.1))
    assert found.kind is VerdictKind.UNKNOWN
    assert found.basis is VerdictBasis.NOTHING
    assert found.proof_at is not None, "when it was last seen is still shown"


def test_never_seen_is_unknown() -> None:
    assert judged(station("s", state="online")).kind is VerdictKind.UNKNOWN


def test_residents_contradict_the_monitor() -> None:
    found = judged(monitored("online", checks_24h=checks(ok=1, no_internet=3, absent=1)))
    assert found.kind is VerdictKind.DOWN
    assert found.official is VerdictKind.WORKING
    assert found.disputed
    assert (found.down, found.total) == (4, 5)
    assert found.basis is VerdictBasis.RESIDENTS
    assert found.proof_at == NOW - timedelta(hours=1)


def test_residents_contradict_bad_news_too() -> None:
    found = judged(monitored("offline", checks_24h=checks(ok=4, absent=1)))
    assert (found.kind, found.disputed) == (VerdictKind.WORKING, True)


def test_residents_agreeing_is_no_dispute() -> None:
    found = judged(monitored("online", checks_24h=checks(ok=4, absent=1)))
    assert (found.kind, found.disputed, found.basis) == (VerdictKind.WORKING, False, VerdictBasis.MONITOR)


def test_residents_do_not_turn_weak_into_good() -> None:
    found = judged(monitored("degraded", checks_24h=checks(ok=5)))
    assert (found.kind, found.disputed) == (VerdictKind.WEAK, False)


def test_residents_speak_where_the_monitor_is_silent() -> None:
    found = judged(station("s", checks_24h=checks(ok=3)))
    assert (found.kind, found.basis, found.disputed) == (VerdictKind.WORKING, VerdictBasis.RESIDENTS, False)
    assert found.official is VerdictKind.UNKNOWN


@pytest.mark.parametrize("counts", [{"absent": 2}, {"ok": 2, "absent": 2}, {"ok": 3, "no_internet": 3}])
def test_too_few_or_divided_residents_change_nothing(counts: dict[str, int]) -> None:
    found = judged(monitored("online", checks_24h=checks(**counts)))
    assert (found.kind, found.disputed) == (VerdictKind.WORKING, False)
    assert found.total == sum(counts.values()), "the counts are shown all the same"


def test_maintenance_explains_what_residents_see() -> None:
    found = judged(monitored("maintenance", checks_24h=checks(absent=5)))
    assert (found.kind, found.disputed) == (VerdictKind.MAINTENANCE, False)


def test_counts_of_yesterday_are_forgotten() -> None:
    hours = CHECKS_WINDOW / timedelta(hours=1)
    found = judged(monitored("online", checks_24h=checks(absent=5, hours_ago=hours + 0.1)))
    assert (found.kind, found.total) == (VerdictKind.WORKING, 0)


def test_own_checks_count_at_once() -> None:
    row = monitored("online", checks_24h=checks(no_internet=2))
    assert judged(row).kind is VerdictKind.WORKING
    found = judged(row, own(CheckResult.ABSENT))
    assert found.kind is VerdictKind.DOWN
    assert found.proof_at == NOW
    assert (found.checks.absent, found.checks.no_internet) == (1, 2)


def test_own_checks_of_another_station_or_day_do_not_count() -> None:
    row = monitored("online")
    found = judged(row, own(CheckResult.OK, station_id="other"), own(CheckResult.ABSENT, hours_ago=25))
    assert found.total == 0
    assert judged(row, own(CheckResult.OK, hours_ago=23)).total == 1


wire_states = st.sampled_from([s.value for s in StationState])
few = st.integers(0, 6)


@given(st.sampled_from(["candidate", "planned"]), wire_states, few, few, few, st.floats(0, 200))
def test_a_candidate_never_works(
    lifecycle: str, state: str, ok: int, no_internet: int, absent: int, minutes: float
) -> None:
    row = monitored(state, minutes, lifecycle=lifecycle, checks_24h=checks(ok, no_internet, absent))
    found = judged(row, own(CheckResult.OK))
    assert found.kind is VerdictKind.CANDIDATE
    assert not found.works
    assert row.lifecycle is Lifecycle(lifecycle)


@given(wire_states, few, few, few, st.floats(0, 200))
def test_disputed_means_that_enough_residents_overruled(
    state: str, ok: int, no_internet: int, absent: int, minutes: float
) -> None:
    found = judged(monitored(state, minutes, checks_24h=checks(ok, no_internet, absent)))
    if found.disputed:
        assert found.kind is not found.official
        assert found.total >= LEAST_CHECKS
        assert found.basis is VerdictBasis.RESIDENTS
    if found.works and found.total >= LEAST_CHECKS:
        assert found.down * 2 <= found.total, "never shown as working against most residents"
