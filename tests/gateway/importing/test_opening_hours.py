"""The light look at opening hours: what OSM writes passes, what people write by habit does not."""

from __future__ import annotations

import pytest

from gateway.content.opening_hours import spelling_fault


@pytest.mark.parametrize(
    "expression",
    [
        "24/7",
        "Mo-Fr 08:00-16:00",
        "Mo-Th 08:00-12:00,13:00-16:00; Fr 08:00-11:30",
        "PH off",
        "Sa,Su closed",
        "Mo[1] 09:00-12:00",
        "Jan 01-Mar 31: Mo-Su 06:00-18:00",
        "22:00-02:00",
        "sunrise-sunset",
        "Tu 09:00+",
        "(sunrise+01:00)-18:00",
        'Mo-Fr 08:00-16:00 "dengan perjanjian"',
        '"hanya saat acara"',
        "week 1-53/2 Fr 09:00-12:00",
        'Mo-Fr 08:00-16:00 || "telepon dulu"',
        "Dec 25 off",
        "2026 Dec 24-26 off",
        "08:00-24:00",
        "18:00-26:00",
        "easter -2 days off",
        "Su[-1] 08:00-10:00",
    ],
)
def test_right_spelling_passes(expression: str) -> None:
    assert spelling_fault(expression) is None


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("Senin-Jumat 08:00-16:00", "'Senin' is not known"),
        ("mo-fr 08:00-16:00", "'mo' is not known"),
        ("Mo-Fr 08.00-16.00", "08:00 instead of 08.00"),
        ("Mo-Fr 8-16", "write hours with minutes"),
        ("Mo-Fr 08:00-", "needs an end"),
        ("Mo-Fr 08:60-16:00", "08:60 is no time"),
        ("Mo-Fr 49:00-50:00", "49:00 is no time"),
        ('Mo-Fr 08:00-16:00 "tutup', "not closed"),
        ("Mo–Fr 08:00–16:00", "does not belong: '–'"),
        ("08:00-16:00 WIB", "'WIB' is not known"),
        ("buka setiap hari", "'buka' is not known"),
    ],
)
def test_wrong_spelling_is_explained(expression: str, words: str) -> None:
    found = spelling_fault(expression)
    assert found is not None
    assert words in found
