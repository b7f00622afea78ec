"""An event as a calendar file (RFC 5545), which any calendar app opens without a network.

Days stand without an hour and without a zone: the day of the event is the day in Bengkulu (WIB).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from services.models import Edition, Event

_LINE_BYTES = 75
_PRODUCT = "-//Provinsi Bengkulu//Rafflesia//ID"
_UID_DOMAIN = "rafflesia.bengkuluprov.go.id"
_ESCAPES = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n"))


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """What the entry says, in the reader's language."""

    title: str
    description: str


def calendar_file(event: Event, edition: Edition, words: CalendarWords, now: datetime) -> bytes:
    """Return the file for one edition of ``event``; ``now`` is the time of making (aware)."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-TIMEZONE:Asia/Jakarta",
        "BEGIN:VEVENT",
        f"UID:{_uid(event, edition)}",
        f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{_day(edition.first)}",
        f"DTEND;VALUE=DATE:{_day(edition.last + timedelta(days=1))}",
        f"SUMMARY:{_escaped(words.title)}",
        f"LOCATION:{_escaped(event.place)}",
        f"DESCRIPTION:{_escaped(words.description)}",
        f"STATUS:{'TENTATIVE' if edition.estimated else 'CONFIRMED'}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def calendar_name(event: Event, edition: Edition) -> str:
    """Return the name of the file: "festival-tabut-2027.ics"."""
    return f"{event.id}-{edition.first.year}.ics"


def _uid(event: Event, edition: Edition) -> str:
    """Return the same id when the days shift within their year: a new file then moves the old entry."""
    year = [one for one in event.editions if one.first.year == edition.first.year]
    number = year.index(edition) + 1 if edition in year else 1
    return f"{_escaped(event.id)}-{edition.first.year}-{number}@{_UID_DOMAIN}"


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _escaped(words: str) -> str:
    for plain, written in _ESCAPES:
        words = words.replace(plain, written)
    return "".join(sign for sign in words if sign == "\t" or (sign >= " " and sign != "\x7f"))


def _folded(line: str) -> bytes:
    """Return ``line`` in pieces of at most 75 bytes, none cut within a character, each ended by CRLF."""
    pieces, piece = [], b""
    for sign in line:
        written = sign.encode()
        if len(piece) + len(written) > _LINE_BYTES:
            pieces.append(piece)
            piece = b" "
        piece += written
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
