"""Blank spots over Open311: a small form in place of the app's own screen, and the same report behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.feed.collections import OPERATORS
from gateway.feed.repository import get_rows, live_ids
from gateway.forms.answers import CheckedAnswers
from gateway.forms.definition import FormDefinition, read_form
from gateway.open311.errors import Fault, Refused
from gateway.submissions.schemas import BlankSpotPayload
from gateway.tickets.places import find_place
from gateway.validation import validate

KIND: Final = "blank_spot"

_LEAST_OPTIONS: Final = 2
_MOST_OPERATORS: Final = 6
_CLASSES: Final = ("blank", "weak")
_PLACES: Final = (
    ("outdoor", "Di luar", "Outdoors"),
    ("indoor", "Di dalam", "Indoors"),
    ("vehicle", "Di kendaraan", "In a vehicle"),
)


async def blank_spot_form(session: AsyncSession) -> FormDefinition | None:
    """Return the form, whose options are the mobile operators; None when there are not two of them."""
    rows = await get_rows(session, OPERATORS, await live_ids(session, OPERATORS))
    operators = [
        {"key": row_id.replace("-", "_"), "label": _words(row["name"], row["name"])}
        for row_id, row in sorted(rows.items())
        if row.get("mobile")
    ]
    return read_form(_definition(operators)) if len(operators) >= _LEAST_OPTIONS else None


async def blank_spot_payload(
    session: AsyncSession, checked: CheckedAnswers, now: datetime
) -> tuple[dict[str, Any], BlankSpotPayload]:
    """Return the report as it is kept and as it is read; the village is the nearest one.

    Raises the 400 when it has no position or names no operator.
    """
    operators = await _readings(session, checked.values)
    if checked.position is None:
        raise Refused(Fault(400, "lat: A blank spot needs lat and long."))
    if not operators:
        raise Refused(Fault(400, "attribute[blank]: Name an operator here or in attribute[weak]."))
    lat, lon = checked.position["lat"], checked.position["lon"]
    place = await find_place(session, lat=lat, lon=lon, village_code=None, station_id=None, public="village")
    document = {
        "position": checked.position,
        "village_code": place.village_code,
        "village_basis": "centroid" if place.village_code else None,
        "environment": checked.values["environment"],
        "operators": operators,
        "observed_at": now.isoformat(),
        "note": checked.values.get("note", ""),
    }
    return document, validate(BlankSpotPayload, document, "payload")


async def _readings(session: AsyncSession, values: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return each operator once, as blank when it is said to be both."""
    ids = {row_id.replace("-", "_"): row_id for row_id in await live_ids(session, OPERATORS)}
    classes = {key: name for name in reversed(_CLASSES) for key in values.get(name, ())}
    return [{"operator": ids[key], "class": name} for key, name in classes.items()][:_MOST_OPERATORS]


def _definition(operators: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    options = list(operators)
    choices = {"type": "choices", "options": options, "max_items": min(_MOST_OPERATORS, len(options))}
    weak = _words("Operator dengan sinyal lemah", "Operators with weak signal")
    return {
        "version": 1,
        "public_position": "village",
        "fields": [
            {"code": "place", "type": "location", "required": True, "label": _words("Di mana?", "Where?")},
            {
                "code": "blank",
                **choices,
                "label": _words("Operator tanpa sinyal", "Operators without signal"),
            },
            {"code": "weak", **choices, "label": weak},
            {
                "code": "environment",
                "type": "choice",
                "required": True,
                "label": _words("Di dalam atau di luar?", "Indoors or outdoors?"),
                "options": [{"key": key, "label": _words(*names)} for key, *names in _PLACES],
            },
            {"code": "note", "type": "text", "multiline": True, "label": _words("Catatan", "Note")},
        ],
    }


def _words(indonesian: str, english: str) -> dict[str, str]:
    return {"id": indonesian, "en": english}
