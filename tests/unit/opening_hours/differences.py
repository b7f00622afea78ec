"""Where other evaluators are known to answer otherwise, and why ours does not follow.

The tests demand that each of these differs and that nothing else does: a new version of a library, or a
change of ours, that moves the line is noticed. Explained in docs/decisions/0010-opening-hours.md.
"""

from __future__ import annotations

NIGHT = "a night that begins on a day taken over or closed does not run on into the next morning"
OPEN_END = "after an open end nobody knows: unknown until the guessed end"
PER_MINUTE = "a fallback fills every closed minute, not only days without any opening"
BARE_COMMENT = "a comment without a word leaves it unknown"
BOTH = "'PH Mo-Fr' means holidays on weekdays, not holidays and weekdays"
WHOLE_DAY = "a rule without days takes over every day"

NPM = {
    "We 13:00-17:00; 08:00-12:00": WHOLE_DAY,
    "Mo-Su 16:00-02:00; We off": NIGHT,
    "Mo-Su 16:00-02:00; We 08:00-10:00": NIGHT,
    "Mo-Su 16:00-02:00; PH off": NIGHT,
    "Mo-Su 16:00-02:00, PH off": NIGHT,
    "13:00-17:00+": OPEN_END,
    "08:00-12:00+,13:00-17:00": OPEN_END,
}
NPM_REFUSES = {"08:00-16:00; 2026 Feb 18-Mar 19 08:00-14:00"}

PYTHON = {
    '"dengan janji"': BARE_COMMENT,
    'Mo-Fr 08:00-16:00 "kartu anggota"': BARE_COMMENT,
    "SH Mo-Fr 09:00-12:00": BOTH,
    "PH Mo-Fr 09:00-12:00": BOTH,
    'Mo-Fr 08:00-16:00; PH off || unknown "piket"': PER_MINUTE,
    "Mo-Su 16:00-02:00; We off": NIGHT,
    "Mo-Su 16:00-02:00; We 08:00-10:00": NIGHT,
    "Mo-Su 16:00-02:00; PH off": NIGHT,
    "Mo-Su 16:00-02:00, PH off": NIGHT,
    "17:00+": OPEN_END,
    "08:00+": OPEN_END,
    "22:30+": OPEN_END,
    "13:00-17:00+": OPEN_END,
    "Fr 23:00-24:00+": OPEN_END,
    "16:00-02:00+": OPEN_END,
    "08:00-12:00+,13:00-17:00": OPEN_END,
}
PYTHON_REFUSES = {
    "08:00-16:00; Jan 01,Dec 25,26 off",
    "Mo-Fr 08:00-16:00,Sa 08:00-12:00",
    "Mo-Fr: 08:00-16:00",
    "mo-fr 8:00-16:00; ph OFF",
    "Mo-Fr 08.00-16.00",
    "Mo-Fr 08:00–16:00;",
}


def python_difference(expression: str) -> str | None:
    """Return why opening-hours-py answers otherwise, None where it agrees."""
    return PER_MINUTE if '|| "tel' in expression else PYTHON.get(expression)
