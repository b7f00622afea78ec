"""What expressions of Bengkulu mean: instant, kind, comment and next change, each written by hand.

2026-11-23 is a Monday; the holidays are those of the content file.
"""

from __future__ import annotations

import pytest

from services.opening_hours import OpenKind, OpenState, parse
from tests.unit.opening_hours.calendars import at
from tests.unit.opening_hours.content import INDONESIA

OFFICE = "Mo-Fr 08:00-16:00; PH off"
FRIDAY_PRAYER = "Mo-Th 07:30-14:30; Fr 07:30-11:30,13:00-15:00; PH off"
WEEKEND_LATE = "Su-Th 08:00-22:00; Fr,Sa 08:00-24:00"
CLOSED_MONDAY = 'Tu-Su 08:00-17:00; Mo closed "libur"'
NIGHT = "Mo-Su 16:00-02:00"

TABLE = [
    # expression, instant, kind, comment, next change
    (OFFICE, "2026-11-23T07:59", "closed", None, "2026-11-23T08:00"),
    (OFFICE, "2026-11-23T08:00", "open", None, "2026-11-23T16:00"),
    (OFFICE, "2026-11-23T15:59", "open", None, "2026-11-23T16:00"),
    (OFFICE, "2026-11-23T16:00", "closed", None, "2026-11-24T08:00"),
    (OFFICE, "2026-11-27T16:00", "closed", None, "2026-11-30T08:00"),
    (OFFICE, "2026-12-25T10:00", "closed", None, "2026-12-28T08:00"),  # Natal, a Friday
    (OFFICE, "2026-03-19T10:00", "closed", None, "2026-03-20T08:00"),  # Nyepi, a Thursday
    (OFFICE, "2026-05-13T16:00", "closed", None, "2026-05-15T08:00"),  # across Kenaikan Yesus Kristus
    (OFFICE, "2026-08-14T16:00", "closed", None, "2026-08-18T08:00"),  # Kemerdekaan, a Monday
    (OFFICE, "2026-12-24T10:00", "open", None, "2026-12-24T16:00"),  # joint leave is not PH
    (FRIDAY_PRAYER, "2026-11-26T14:29", "open", None, "2026-11-26T14:30"),
    (FRIDAY_PRAYER, "2026-11-27T11:30", "closed", None, "2026-11-27T13:00"),
    (FRIDAY_PRAYER, "2026-11-27T13:00", "open", None, "2026-11-27T15:00"),
    (FRIDAY_PRAYER, "2026-01-16T09:00", "closed", None, "2026-01-19T07:30"),  # Isra Mikraj, a Friday
    (WEEKEND_LATE, "2026-11-27T23:59", "open", None, "2026-11-28T00:00"),
    (WEEKEND_LATE, "2026-11-28T00:00", "closed", None, "2026-11-28T08:00"),
    (WEEKEND_LATE, "2026-11-29T22:00", "closed", None, "2026-11-30T08:00"),
    ("24/7", "2026-03-21T03:00", "open", None, None),
    ("24/7; PH off", "2026-03-20T12:00", "open", None, "2026-03-21T00:00"),
    ("24/7; PH off", "2026-03-21T12:00", "closed", None, "2026-03-23T00:00"),  # two days of Idul Fitri
    (CLOSED_MONDAY, "2026-11-23T10:00", "closed", "libur", "2026-11-24T00:00"),
    (CLOSED_MONDAY, "2026-11-24T00:00", "closed", None, "2026-11-24T08:00"),
    (CLOSED_MONDAY, "2026-11-29T17:00", "closed", None, "2026-11-30T00:00"),
    (NIGHT, "2026-11-23T15:59", "closed", None, "2026-11-23T16:00"),
    (NIGHT, "2026-11-23T23:30", "open", None, "2026-11-24T02:00"),
    (NIGHT, "2026-11-24T01:59", "open", None, "2026-11-24T02:00"),
    (NIGHT, "2026-11-24T02:00", "closed", None, "2026-11-24T16:00"),
    ("Fr 22:00-26:00", "2026-11-28T01:30", "open", None, "2026-11-28T02:00"),
    ("Fr 22:00-26:00", "2026-11-27T01:30", "closed", None, "2026-11-27T22:00"),
    ("Mo-Su 16:00-02:00; PH off", "2026-08-16T23:00", "open", None, "2026-08-17T00:00"),
    ("Mo-Su 16:00-02:00; PH off", "2026-08-18T01:00", "closed", None, "2026-08-18T16:00"),
    ("Fr 18:00-02:00; Sa 10:00-12:00", "2026-11-28T01:00", "closed", None, "2026-11-28T10:00"),
    ("Fr 18:00-02:00, Sa 10:00-12:00", "2026-11-28T01:00", "open", None, "2026-11-28T02:00"),
    ("Mo[1] 08:00-12:00", "2026-11-30T09:00", "closed", None, "2026-12-07T08:00"),
    ("Su[-1] 08:00-12:00", "2026-11-29T09:00", "open", None, "2026-11-29T12:00"),
    ("Su[-1] 08:00-12:00", "2026-11-22T09:00", "closed", None, "2026-11-29T08:00"),
    ("We[2-3] 13:00-15:00", "2026-11-18T13:00", "open", None, "2026-11-18T15:00"),
    ("Mo[1] +1 day 08:00-12:00", "2026-12-08T08:00", "open", None, "2026-12-08T12:00"),
    ("Fr-Mo 10:00-20:00", "2026-11-26T21:00", "closed", None, "2026-11-27T10:00"),
    ("Fr-Mo 10:00-20:00", "2026-11-23T12:00", "open", None, "2026-11-23T20:00"),
    ("Jan-Jun Mo-Fr 08:00-12:00", "2026-11-23T09:00", "closed", None, "2027-01-01T08:00"),
    ("Nov-Feb 08:00-12:00", "2027-02-28T12:00", "closed", None, "2027-11-01T08:00"),
    ("08:00-16:00; Dec 25-Jan 02 off", "2026-12-24T16:00", "closed", None, "2027-01-03T08:00"),
    ("2026 Dec 25-Jan 02 off; 2026 Dec 08:00-09:00", "2026-12-26T08:00", "open", None, "2026-12-26T09:00"),
    ("2026 Dec 25-Jan 02 08:00-09:00", "2027-01-02T08:30", "open", None, "2027-01-02T09:00"),
    ("2026 Dec 25-Jan 02 08:00-09:00", "2027-01-02T09:00", "closed", None, None),
    ("2026 Feb 18-2026 Mar 19 08:00-14:00", "2026-03-19T13:59", "open", None, "2026-03-19T14:00"),
    ("Jan 1,Dec 25,26 10:00-11:00", "2026-12-25T11:00", "closed", None, "2026-12-26T10:00"),
    ("2028+ 08:00-12:00", "2027-06-01T09:00", "closed", None, "2028-01-01T08:00"),
    ("2028+ 08:00-12:00", "2026-12-01T09:00", "closed", None, None),  # more than 366 days away
    ("2028+ 08:00-12:00", "2026-12-31T09:00", "closed", None, "2028-01-01T08:00"),  # 366 days, the farthest
    ("2028+ 08:00-12:00", "2026-12-30T09:00", "closed", None, None),
    ("2026 Nov-Feb 08:00-12:00", "2027-02-28T11:00", "open", None, "2027-02-28T12:00"),
    ("2026 Nov-Feb 08:00-12:00", "2026-01-05T09:00", "closed", None, "2026-11-01T08:00"),
    ("week 48 Mo 08:00-12:00", "2026-11-23T08:00", "open", None, "2026-11-23T12:00"),
    ("week 1-53/2 Mo 08:00-12:00", "2026-11-23T09:00", "closed", None, "2026-11-30T08:00"),
    ("week 52-02 Mo 08:00-12:00", "2027-01-04T08:00", "open", None, "2027-01-04T12:00"),
    ("week 52-02 Mo 08:00-12:00", "2027-01-18T08:00", "closed", None, "2027-12-27T08:00"),
    ("PH 09:00-12:00", "2026-11-23T10:00", "closed", None, "2026-12-25T09:00"),
    ("PH -1 day 09:00-12:00", "2026-12-24T09:00", "open", None, "2026-12-24T12:00"),
    ("PH,Su off; Mo-Sa 07:00-13:00", "2026-12-25T08:00", "open", None, "2026-12-25T13:00"),  # order matters
    ("Mo-Sa 07:00-13:00; PH,Su off", "2026-12-25T08:00", "closed", None, "2026-12-26T07:00"),
    ("SH 09:00-12:00", "2026-12-25T10:00", "closed", None, None),
    ("17:00+", "2026-11-23T17:00", "unknown", None, "2026-11-24T03:00"),
    ("13:00-17:00+", "2026-11-23T16:59", "open", None, "2026-11-23T17:00"),
    ("13:00-17:00+", "2026-11-23T17:00", "unknown", None, "2026-11-24T03:00"),
    ("22:00+", "2026-11-24T05:59", "unknown", None, "2026-11-24T06:00"),
    ("08:00-12:00,13:00-16:00", "2026-11-23T12:00", "closed", None, "2026-11-23T13:00"),
    ("08:00-16:00; Fr 11:30-13:30 off", "2026-11-27T11:30", "closed", None, "2026-11-27T13:30"),
    ("08:00-16:00; Fr 09:00-11:00", "2026-11-27T08:30", "closed", None, "2026-11-27T09:00"),
    ("Mo-Fr 08:00-16:00, We 18:00-20:00", "2026-11-25T18:00", "open", None, "2026-11-25T20:00"),
    ('Mo-Fr 08:00-16:00 || "telepon"', "2026-11-23T16:00", "unknown", "telepon", "2026-11-24T08:00"),
    ('Mo-Fr 08:00-16:00; PH off || unknown "x"', "2026-12-25T09:00", "unknown", "x", "2026-12-28T08:00"),
    ('Mo-Fr 08:00-16:00 "kartu"', "2026-11-23T09:00", "unknown", "kartu", "2026-11-23T16:00"),
    ('Mo-Fr 08:00-16:00 open "pintu timur"', "2026-11-23T09:00", "open", "pintu timur", "2026-11-23T16:00"),
    ('08:00-12:00 open "a", 12:00-16:00 open "b"', "2026-11-23T09:00", "open", "a", "2026-11-23T12:00"),
    ("off", "2026-11-23T09:00", "closed", None, None),
    ('closed "renovasi"', "2026-11-23T09:00", "closed", "renovasi", None),
    ('"dengan janji"', "2026-11-23T09:00", "unknown", "dengan janji", None),
    ("00:00-24:00", "2026-11-23T23:59", "open", None, None),
    ("12:00-12:00", "2026-11-23T11:00", "open", None, None),
    ("mo-fr 8.00–16.00 ;", "2026-11-23T08:00", "open", None, "2026-11-23T16:00"),
    ("sunrise-sunset", "2026-11-23T05:47", "closed", None, "2026-11-23T05:48"),
    ("sunrise-sunset", "2026-11-23T12:00", "open", None, "2026-11-23T18:07"),
    ("(sunrise+01:00)-(sunset-00:30)", "2026-11-23T12:00", "open", None, "2026-11-23T17:37"),
    ("dusk-dawn", "2026-11-24T01:00", "open", None, "2026-11-24T05:26"),
]


@pytest.mark.parametrize(("expression", "instant", "kind", "comment", "change"), TABLE)
def test_state(expression: str, instant: str, kind: str, comment: str | None, change: str | None) -> None:
    hours = parse(expression, INDONESIA)
    expected = OpenState(OpenKind(kind), comment, at(change) if change else None)
    assert hours.state(at(instant)) == expected
    assert hours.is_open(at(instant)) == (kind == "open")


def test_the_table_is_broad() -> None:
    assert len(TABLE) >= 60
    assert len({row[0] for row in TABLE}) >= 45
