"""Bad input: where it stops fitting, and which sentence says so."""

from __future__ import annotations

import pytest

from services.errors import RafflesiaError
from services.opening_hours import OpeningHoursError, errors, parse

BAD = [
    ("", 0, errors.EMPTY),
    ("   ", 0, errors.EMPTY),
    ("Senin-Jumat 08:00-16:00", 0, errors.UNKNOWN_WORD),
    ("Mo-Jumat 08:00-16:00", 3, errors.UNKNOWN_WORD),
    ("Mo-Fr 08:00-16:00 tutup", 18, errors.UNKNOWN_WORD),
    ("Mo-Fr 8-16", 6, errors.TIME),
    ("Mo-Fr 08:00-16", 12, errors.TIME),
    ("Mo-Fr 08:60-16:00", 6, errors.TIME),
    ("Mo-Fr 24:00-26:00", 6, errors.TIME),
    ("Mo-Fr 08:00-48:01", 12, errors.TIME),
    ("(sunrise+24:00)-16:00", 9, errors.TIME),
    ("Mo-Fr 08:00", 6, errors.POINT_IN_TIME),
    ("sunset", 0, errors.POINT_IN_TIME),
    ("Mo-Fr 08:00-16:00/00:30", 17, errors.UNSUPPORTED),
    ("week 50-02/2 off", 10, errors.UNSUPPORTED),
    ("easter 08:00-12:00", 0, errors.UNSUPPORTED),
    ("Feb 30 off", 4, errors.DATE),
    ("Jan 0 off", 4, errors.DATE),
    ("Dec 25-20 off", 7, errors.DATE),
    ("Jan-Mar 10 08:00-09:00", 0, errors.DATE),
    ("2028-2026 08:00-12:00", 5, errors.DATE),
    ("2026 Mar 01-2025 Mar 02 off", 0, errors.DATE),
    ("Jan-2027 Mar off", 0, errors.DATE),
    ("1200 08:00-12:00", 0, errors.DATE),
    ("week 54 08:00-12:00", 5, errors.NUMBER),
    ("Mo[6] 08:00-12:00", 3, errors.NUMBER),
    ("Mo[0] 08:00-12:00", 3, errors.NUMBER),
    ("PH +400 days off", 4, errors.NUMBER),
    ("20260101 off", 0, errors.NUMBER),
    ("week 1-53/0 off", 10, errors.NUMBER),
    ("Mo[1 08:00-12:00", 5, errors.UNEXPECTED),
    ("PH + day off", 5, errors.NUMBER),
    ("PH +1 off", 6, errors.UNEXPECTED),
    ("Mo Tu 08:00-12:00", 3, errors.UNEXPECTED),
    ("Mo- 08:00-12:00", 2, errors.UNEXPECTED),
    ("Mo-Fr[1] 08:00-12:00", 5, errors.UNEXPECTED),
    ("Mo-Fr, 08:00-16:00", 5, errors.UNEXPECTED),
    ("08:00-12:00 Mo", 12, errors.UNEXPECTED),
    ("24/7 Mo", 5, errors.UNEXPECTED),
    ("Mo-Fr 08:00-16:00 off open", 22, errors.UNEXPECTED),
    ("Mo-Fr 08:00-16:00 ||", 20, errors.UNEXPECTED),
    ("Mo-Fr 08:00-16:00,", 18, errors.UNEXPECTED),
    ("; Mo off", 0, errors.UNEXPECTED),
    ('Mo off ""', 7, errors.UNEXPECTED),
    ('Mo off "libur', 7, errors.COMMENT_OPEN),
    ("Mo-Fr 08:00-16:00 @", 18, errors.CHARACTER),
    ("Mo\N{SNOWMAN}", 2, errors.CHARACTER),
    ("Mo | Tu", 3, errors.CHARACTER),
    ("24/75", 0, errors.TIME),
    ("Mo off;" * 200, 1000, errors.TOO_LONG),
]


@pytest.mark.parametrize(("expression", "position", "message_id"), BAD)
def test_error_names_position_and_reason(expression: str, position: int, message_id: str) -> None:
    with pytest.raises(OpeningHoursError) as caught:
        parse(expression)
    assert (caught.value.position, caught.value.message_id) == (position, message_id)
    assert message_id in str(caught.value)


def test_every_message_is_reachable() -> None:
    assert {message_id for _, _, message_id in BAD} == set(errors.MESSAGE_IDS)


def test_it_belongs_to_the_error_tree() -> None:
    assert issubclass(OpeningHoursError, RafflesiaError)
    assert issubclass(OpeningHoursError, ValueError)
