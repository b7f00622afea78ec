"""Frozen data classes shared by every service; each knows its own wire form.

Leaves of the import graph: the modules here import the standard library and each other only.
"""

from services.models.content import (
    Agency,
    Edition,
    EmergencyNumber,
    Event,
    Operator,
    Place,
    PublicService,
    ServiceKind,
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
from services.models.form import (
    Condition,
    FieldType,
    FormDefinition,
    FormField,
    Option,
    PublicPosition,
    TextFormat,
)
from services.models.geo import Fix, Point, PositionSource
from services.models.itinerary import Itinerary, ItineraryStop
from services.models.news import Notice, Programme, ProgressState
from services.models.picture import Picture
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
from services.models.text import LocalText, SourcedText
from services.models.ticket import (
    ACT_KINDS,
    TICKET_KINDS,
    Comment,
    Rating,
    Resolution,
    TicketFacts,
    TicketFile,
)
from services.models.trade import Business, Indication, Product
from services.models.wire import WireError

__all__ = [
    "ACT_KINDS",
    "TICKET_KINDS",
    "Agency",
    "BlankSpotArea",
    "BlankSpotReport",
    "Business",
    "CheckCounts",
    "CheckResult",
    "Comment",
    "Condition",
    "Confirmation",
    "Edition",
    "EmergencyNumber",
    "Environment",
    "Event",
    "FieldError",
    "FieldType",
    "Fix",
    "FormDefinition",
    "FormField",
    "Indication",
    "Itinerary",
    "ItineraryStop",
    "Lifecycle",
    "LocalText",
    "Notice",
    "Operator",
    "OperatorReading",
    "Option",
    "OutboxItem",
    "OutboxState",
    "Picture",
    "Place",
    "Point",
    "PositionSource",
    "Product",
    "Programme",
    "ProgressState",
    "PublicPosition",
    "PublicService",
    "Rating",
    "Receipt",
    "Region",
    "RegionLevel",
    "Resolution",
    "ServiceKind",
    "SignalClass",
    "SourcedText",
    "Station",
    "StationKind",
    "StationState",
    "SubmissionKind",
    "Technology",
    "TextFormat",
    "TicketFacts",
    "TicketFile",
    "VillageBasis",
    "VillageMatch",
    "WifiCheck",
    "WireError",
    "Withdrawal",
]
