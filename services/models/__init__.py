"""Frozen data classes shared by every service; each knows its own wire form.

Leaves of the import graph: the modules here import the standard library and each other only.
"""

from services.models.content import (
    Agency,
    EmergencyNumber,
    LocalText,
    Notice,
    Operator,
    Place,
    PublicService,
)
from services.models.coverage import (
    BlankSpotArea,
    BlankSpotReport,
    Confirmation,
    Environment,
    OperatorReading,
    SignalClass,
    Technology,
)
from services.models.geo import Fix, Point, PositionSource
from services.models.region import Region, RegionLevel, VillageBasis, VillageMatch
from services.models.station import (
    CheckCounts,
    CheckResult,
    Lifecycle,
    Station,
    StationKind,
    StationState,
    WifiCheck,
)
from services.models.submission import (
    FieldError,
    OutboxItem,
    OutboxState,
    Receipt,
    SubmissionKind,
    Withdrawal,
)
from services.models.wire import WireError

__all__ = [
    "Agency",
    "BlankSpotArea",
    "BlankSpotReport",
    "CheckCounts",
    "CheckResult",
    "Confirmation",
    "EmergencyNumber",
    "Environment",
    "FieldError",
    "Fix",
    "Lifecycle",
    "LocalText",
    "Notice",
    "Operator",
    "OperatorReading",
    "OutboxItem",
    "OutboxState",
    "Place",
    "Point",
    "PositionSource",
    "PublicService",
    "Receipt",
    "Region",
    "RegionLevel",
    "SignalClass",
    "Station",
    "StationKind",
    "StationState",
    "SubmissionKind",
    "Technology",
    "VillageBasis",
    "VillageMatch",
    "WifiCheck",
    "WireError",
    "Withdrawal",
]
