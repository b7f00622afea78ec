"""What may honestly be said of a station: the monitor's word, residents' word, or "unknown"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from services.models import CheckCounts, CheckResult, Lifecycle, Station, StationState, WifiCheck

# An older proof says nothing of now.
PROOF_MAX_AGE = timedelta(hours=1)
CHECKS_WINDOW = timedelta(hours=24)
# Fewer residents than this never overrule the monitor.
LEAST_CHECKS = 3


class VerdictKind(StrEnum):
    """What people are shown. Not the monitor's states: those are an input."""

    WORKING = "working"
    WEAK = "weak"
    DOWN = "down"
    MAINTENANCE = "maintenance"
    UNKNOWN = "unknown"
    CANDIDATE = "candidate"


class VerdictBasis(StrEnum):
    """Whose word the verdict is."""

    MONITOR = "monitor"
    RESIDENTS = "residents"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class StationVerdict:
    """The verdict, with all that is needed to say why.

    ``official`` is the monitor's word (unknown when its proof is too old), ``proof_at`` the time of the
    latest proof of whichever side decided. ``disputed``: residents contradict the monitor ("resmi
    online, ``down`` dari ``total`` warga bilang mati"). Counts are those of the last 24 hours.
    """

    kind: VerdictKind
    official: VerdictKind
    basis: VerdictBasis
    proof_at: datetime | None
    checks: CheckCounts
    disputed: bool = False

    @property
    def down(self) -> int:
        """Number of residents who found it not working."""
        return self.checks.no_internet + self.checks.absent

    @property
    def total(self) -> int:
        """Number of residents who checked."""
        return self.checks.total

    @property
    def works(self) -> bool:
        """Say whether a visitor can expect internet now (weak counts, unknown does not)."""
        return self.kind in (VerdictKind.WORKING, VerdictKind.WEAK)


def verdict(station: Station, now: datetime, own_checks: Iterable[WifiCheck] = ()) -> StationVerdict:
    """Judge ``station`` at ``now``; ``own_checks`` are made on this device and not yet counted there.

    A candidate or planned station never works, whatever else its row says.
    """
    checks = _recent(station, now, own_checks)
    if station.lifecycle is not Lifecycle.ACTIVE:
        return StationVerdict(
            VerdictKind.CANDIDATE, VerdictKind.CANDIDATE, VerdictBasis.NOTHING, None, checks
        )
    official = _official(station, now)
    said = _residents(checks)
    if official is VerdictKind.MAINTENANCE or said is None:
        basis = VerdictBasis.NOTHING if official is VerdictKind.UNKNOWN else VerdictBasis.MONITOR
        return StationVerdict(official, official, basis, station.last_proof_at, checks)
    if said is VerdictKind.WORKING and official is VerdictKind.WEAK:
        said = official
    disputed = official not in (VerdictKind.UNKNOWN, said)
    basis = VerdictBasis.RESIDENTS if said is not official else VerdictBasis.MONITOR
    proof_at = checks.last_at if basis is VerdictBasis.RESIDENTS else station.last_proof_at
    return StationVerdict(said, official, basis, proof_at, checks, disputed)


def _official(station: Station, now: datetime) -> VerdictKind:
    if station.state is StationState.MAINTENANCE:
        return VerdictKind.MAINTENANCE
    proof = station.last_proof_at
    if proof is None or now - proof > PROOF_MAX_AGE:
        return VerdictKind.UNKNOWN
    if station.state is StationState.ONLINE:
        return VerdictKind.WORKING
    if station.state is StationState.DEGRADED:
        return VerdictKind.WEAK
    return VerdictKind.DOWN if station.state is StationState.OFFLINE else VerdictKind.UNKNOWN


def _residents(checks: CheckCounts) -> VerdictKind | None:
    """Return what more than half of enough residents say, None when they do not decide."""
    if checks.total < LEAST_CHECKS or checks.ok * 2 == checks.total:
        return None
    return VerdictKind.WORKING if checks.ok * 2 > checks.total else VerdictKind.DOWN


def _recent(station: Station, now: datetime, own_checks: Iterable[WifiCheck]) -> CheckCounts:
    """Add this device's own checks to the gateway's counts, dropping what is older than a day."""
    counts = station.checks_24h
    if counts.last_at is not None and now - counts.last_at > CHECKS_WINDOW:
        counts = CheckCounts()
    for check in own_checks:
        if check.station_id == station.id and now - check.observed_at <= CHECKS_WINDOW:
            counts = _plus(counts, check)
    return counts


def _plus(counts: CheckCounts, check: WifiCheck) -> CheckCounts:
    last = max(counts.last_at, check.observed_at) if counts.last_at else check.observed_at
    if check.result is CheckResult.OK:
        return replace(counts, ok=counts.ok + 1, last_at=last)
    if check.result is CheckResult.NO_INTERNET:
        return replace(counts, no_internet=counts.no_internet + 1, last_at=last)
    return replace(counts, absent=counts.absent + 1, last_at=last)
