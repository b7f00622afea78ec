"""Opening hours in the syntax of the OpenStreetMap key ``opening_hours``, for Indonesia (WIB).

>>> hours = parse("Mo-Fr 08:00-16:00; PH off", holidays)
>>> hours.state(clock.now())
OpenState(kind=<OpenKind.OPEN: 'open'>, comment=None, next_change=datetime.datetime(…))
"""

from services.opening_hours.errors import OpeningHoursError
from services.opening_hours.evaluator import OpeningHours
from services.opening_hours.holidays import NO_HOLIDAYS, Holiday, HolidayKind, Holidays
from services.opening_hours.parser import parse
from services.opening_hours.state import Caveat, OpenKind, OpenState, Span

__all__ = [
    "NO_HOLIDAYS",
    "Caveat",
    "Holiday",
    "HolidayKind",
    "Holidays",
    "OpenKind",
    "OpenState",
    "OpeningHours",
    "OpeningHoursError",
    "Span",
    "parse",
]
