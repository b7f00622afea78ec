"""Which members of a content row the desk edits, and how they are written in a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal, get_args

from starlette.datastructures import FormData

from gateway.clock import WIB
from gateway.content.news_rows import STATES
from gateway.content.schemas import CATEGORIES, EVENT_CATEGORIES, FACILITIES
from gateway.content.trade_rows import BUSINESS_CATEGORIES, INDICATIONS, PRODUCT_CATEGORIES
from gateway.feed.collections import (
    BUSINESSES,
    DESTINATIONS,
    EVENTS,
    NOTICES,
    PRODUCTS,
    PROGRAMMES,
    ROUTES,
    WIFI_STATIONS,
)
from gateway.staff.content_days import days_text, read_days
from gateway.staff.content_parts import PARTS, read_ticks, show_ticks, ticked
from gateway.staff.content_stops import read_stops, stops_text

Kind = Literal[
    "text",
    "area",
    "number",
    "whole",
    "both",
    "moment",
    "day",
    "choice",
    "reference",
    "flag",
    "days",
    "stops",
    "list",
    "ticks",
    "picks",
    "sourced",
]


@dataclass(frozen=True, slots=True)
class Member:
    """One member: ``both`` is text in two languages, ``moment`` a time in Bengkulu, ``flag`` yes or no.

    ``days`` are the editions of an event, one a line: ``2027-06-06/2027-06-15 ?``; ``?``: estimated.
    ``day`` is a date, ``list`` has one word or name a line, ``ticks`` any of ``options``; ``sourced`` is text
    in two languages with its source.
    ``stops`` are those of a route (:mod:`gateway.staff.content_stops`). ``reference``: the id of a row of
    the collection in ``options``, chosen by name; ``picks``: any number of them.
    """

    name: str
    kind: Kind = "text"
    options: Sequence[str] = ()


_POSITION: Final = (
    Member("lat", "number"),
    Member("lon", "number"),
    Member("precision_m", "number"),
    Member("regency_code"),
    Member("village_code"),
)
_ORIGIN: Final = (
    Member("source"),
    Member("precision"),
    Member("verified", "choice", ("source", "memory")),
)

MEMBERS: Final[Mapping[str, Sequence[Member]]] = {
    PROGRAMMES: (
        Member("name", "both"),
        Member("summary", "both"),
        Member("order", "whole"),
        Member("source"),
        Member("verified", "choice", ("source", "memory")),
    ),
    NOTICES: (
        Member("kind", "choice", ("notice", "progress")),
        Member("programme_id", "reference", (PROGRAMMES,)),
        Member("title", "both"),
        Member("body", "both"),
        Member("state", "choice", ("", *get_args(STATES))),
        Member("fact_on", "day"),
        Member("place"),
        Member("regency_code", "reference", ("regencies",)),
        Member("lat", "number"),
        Member("lon", "number"),
        Member("precision_m", "number"),
        Member("source"),
        Member("link"),
        Member("published_at", "moment"),
        Member("expires_at", "moment"),
    ),
    WIFI_STATIONS: (
        Member("name"),
        Member("lifecycle", "choice", ("candidate", "planned", "active", "retired")),
        Member("kind", "choice", ("tourism", "education", "health", "public_facility", "remote_village")),
        Member("opening_hours"),
        Member("ssid"),
        Member("security", "choice", ("", "open", "wpa")),
        Member("password"),
        Member("login_hint", "both"),
        Member("speed_mbps", "number"),
        Member("address"),
        Member("operator"),
        Member("phone"),
        *_POSITION,
        *_ORIGIN,
    ),
    DESTINATIONS: (
        Member("name", "both"),
        Member("category", "choice", get_args(CATEGORIES)),
        Member("summary", "both"),
        Member("summary_source"),
        Member("story", "sourced"),
        Member("keywords", "list"),
        Member("opening_hours"),
        Member("fee", "sourced"),
        Member("facilities", "ticks", get_args(FACILITIES)),
        Member("getting_there", "sourced"),
        Member("safety", "both"),
        Member("district"),
        Member("elevation_m", "number"),
        *_POSITION,
        *_ORIGIN,
    ),
    EVENTS: (
        Member("name", "both"),
        Member("category", "choice", get_args(EVENT_CATEGORIES)),
        Member("summary", "both"),
        Member("place"),
        Member("recurrence", "both"),
        Member("dates_known", "flag", ("yes", "no")),
        Member("dates", "days"),
        *_POSITION,
        *_ORIGIN,
    ),
    PRODUCTS: (
        Member("name", "both"),
        Member("category", "choice", get_args(PRODUCT_CATEGORIES)),
        Member("summary", "both"),
        Member("gi", "choice", ("", *get_args(INDICATIONS))),
        Member("gi_as_of"),
        Member("caution", "both"),
        Member("keywords", "list"),
        Member("regency_code"),
        *_ORIGIN,
    ),
    BUSINESSES: (
        Member("name"),
        Member("category", "choice", get_args(BUSINESS_CATEGORIES)),
        Member("summary", "both"),
        Member("products", "picks", (PRODUCTS,)),
        Member("contact_consent", "flag", ("no", "yes")),
        Member("phone"),
        Member("whatsapp"),
        Member("shop_url"),
        Member("opening_hours"),
        Member("confirmed_on", "day"),
        Member("keywords", "list"),
        Member("address"),
        *_POSITION,
        *_ORIGIN,
    ),
    ROUTES: (
        Member("name", "both"),
        Member("summary", "both"),
        Member("stops", "stops"),
        Member("days", "whole"),
        Member("season", "both"),
        Member("safety", "both"),
        Member("author"),
        Member("source"),
        Member("precision"),
        Member("verified", "choice", ("suggestion", "source", "memory")),
    ),
}
"""In the order of the page. Members that are not named here stay as they are."""

LINES: Final[Mapping[str, tuple[Callable[[str], Any], Callable[[Any], str]]]] = {
    "days": (read_days, days_text),
    "stops": (read_stops, stops_text),
}
"""Members that are written as lines: how they are read and shown."""


def read_members(collection: str, form: FormData) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the members that a form holds, and the reason by member for what cannot be read.

    What is left empty is None: absent, as far as the row allows it.
    """
    values: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for member in MEMBERS[collection]:
        try:
            values[member.name] = _read(member, form)
        except ValueError:
            wrong[member.name] = f"fault.{member.kind}"
    return values, wrong


def as_inputs(collection: str, row: Mapping[str, Any]) -> dict[str, str]:
    """Return what the controls of the form show for a row, by the names of the controls."""
    shown: dict[str, str] = {}
    for member in MEMBERS[collection]:
        value = row.get(member.name)
        if member.kind in PARTS:
            pair = value if isinstance(value, Mapping) else {}
            shown |= {f"{member.name}.{one}": str(pair.get(one) or "") for one in PARTS[member.kind]}
        elif member.kind in ("ticks", "picks"):
            shown |= show_ticks(member.name, value)
        elif member.kind == "list":
            shown[member.name] = "\n".join(str(one) for one in value or ())
        elif member.kind == "moment" and value:
            shown[member.name] = f"{datetime.fromisoformat(value).astimezone(WIB):%Y-%m-%dT%H:%M}"
        elif member.kind in LINES:
            shown[member.name] = LINES[member.kind][1](value)
        elif member.kind == "flag":
            shown[member.name] = "yes" if value is True else "no"
        else:
            shown[member.name] = "" if value is None else str(value)
    return shown


def _read(member: Member, form: FormData) -> Any:
    """Return the value of one member; raises ``ValueError``."""
    if member.kind in PARTS:
        pair = {one: _text(form, f"{member.name}.{one}") for one in PARTS[member.kind]}
        return {one: text for one, text in pair.items() if text} or None
    if member.kind == "ticks":
        return read_ticks(member.name, member.options, form)
    if member.kind == "picks":
        return ticked(member.name, form)
    text = _text(form, member.name)
    if member.kind == "list":
        return [line.strip() for line in text.splitlines() if line.strip()]
    if member.kind in LINES:
        return LINES[member.kind][0](text)
    if member.kind == "flag":
        return text == "yes"
    if not text:
        return None
    if member.kind in _PLAIN:
        return _PLAIN[member.kind](text)
    if member.kind == "moment":
        return datetime.fromisoformat(text).replace(tzinfo=WIB).isoformat()
    return text


def _number(text: str) -> float:
    """Read a number with a point or, as people here write it, a comma."""
    number = float(text.replace(",", "."))
    if number != number or number in (float("inf"), float("-inf")):
        raise ValueError(text)
    return number


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat()


_PLAIN: Final[Mapping[str, Callable[[str], Any]]] = {"number": _number, "whole": int, "day": _day}


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else ""
