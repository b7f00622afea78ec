"""What a visitor carries away by camera: any phone reads it without our app. Pure functions of text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from services.errors import DeviceError

TEXT_MAX_BYTES = 420
"""More makes a code that old phones do not read from a screen."""

_LINK = re.compile(r"https?://\S+")
_GEO = re.compile(r"geo:(-?[0-9.]+),(-?[0-9.]+)")
_CALENDAR_LINES = ("BEGIN:VEVENT", "SUMMARY", "DTSTART", "DTEND", "LOCATION", "END:VEVENT")


class NotHere(DeviceError):
    """A shared screen has no files, no clipboard and no other apps."""

    default_message_id = "kiosk.not_here"


class Contains(StrEnum):
    """What is in a code; the value is the end of a message id."""

    LINK = "link"
    POINT = "point"
    PHONE = "phone"
    CALENDAR = "calendar"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class TakeAway:
    """``code``: what the camera reads; ``title``: of what; ``shown``: what people read below it."""

    code: str
    contains: Contains
    shown: str
    title: str = ""


def of_url(url: str) -> TakeAway:
    """Return a hand-off of an address that the ordinary app opens in another one (https:, geo:, tel:)."""
    point = _GEO.match(url)
    if point:
        return TakeAway(f"geo:{point[1]},{point[2]}", Contains.POINT, f"{point[1]}, {point[2]}")
    if url.startswith("tel:"):
        return TakeAway(url, Contains.PHONE, url.removeprefix("tel:"))
    return TakeAway(url, Contains.LINK, url)


def of_text(text: str) -> TakeAway:
    """Return a hand-off of words that the ordinary app shares: their link when they end with one."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    title = lines[0] if lines else ""
    link = _LINK.search(lines[-1]) if lines else None
    if link:
        return TakeAway(link[0], Contains.LINK, link[0], title)
    words = fitting(lines)
    return TakeAway(words, Contains.TEXT, words, title)


def of_calendar(content: bytes) -> TakeAway:
    """Return a hand-off of a calendar file: the event with name, days and place."""
    lines = content.decode().replace("\r\n ", "").replace("\n ", "").splitlines()
    event = [line for line in lines if line.startswith(_CALENDAR_LINES)]
    name = next((line.partition(":")[2] for line in event if line.startswith("SUMMARY")), "")
    return TakeAway("\r\n".join(event), Contains.CALENDAR, name.replace("\\,", ","))


def fitting(lines: list[str]) -> str:
    """Return the lines that fit into one code, the longest left out first, the first one kept."""
    kept = list(lines)
    while len("\n".join(kept).encode()) > TEXT_MAX_BYTES and len(kept) > 1:
        longest = max(kept[1:], key=len)
        kept.remove(longest)
    return "\n".join(kept).encode()[:TEXT_MAX_BYTES].decode(errors="ignore")
