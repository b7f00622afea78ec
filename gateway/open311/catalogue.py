"""The services of the app as GeoReport services: those with a form, and their fields as attributes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.feed.collections import SERVICES
from gateway.feed.repository import get_row, get_rows, live_ids
from gateway.forms.definition import FormDefinition, FormField, read_form
from gateway.forms.fields import ChoiceField, ChoicesField, NumberField, TextField, Words
from gateway.open311 import blank_spots
from gateway.open311.errors import not_found
from gateway.submissions.ticketing import BLANK_SPOT_SERVICE

Row = Mapping[str, Any]

_CODE = re.compile(r"[A-Za-z0-9._-]{1,100}", re.ASCII)

CARRIED: Final = frozenset({"location", "village", "file"})
"""Fields that GeoReport has parameters of its own for: lat and long, address, media."""

CONSENT_KEY: Final = "yes"

_FORMATS: Final = {
    "phone": "Nomor telepon, 8–15 angka.",
    "email": "Alamat surel.",
    "nik": "NIK, 16 angka.",
}
_KINDS: Final = {"date": "Hari, misalnya 2026-11-21.", "station": "ID stasiun WiFi, misalnya dari /features."}
"""How an answer is written, where its datatype does not say it."""


async def find_services(session: AsyncSession) -> list[tuple[Row, FormDefinition]]:
    """Return the services on offer with their forms, in the order of their ids."""
    rows = await get_rows(session, SERVICES, await live_ids(session, SERVICES))
    found = [(rows[service_id], await _form_of(session, rows[service_id])) for service_id in sorted(rows)]
    return [(row, form) for row, form in found if form is not None]


async def find_service(session: AsyncSession, code: str) -> tuple[Row, FormDefinition]:
    """Return the row and form of one service on offer; raises the 404."""
    row = await get_row(session, SERVICES, code) if _CODE.fullmatch(code) else None
    form = await _form_of(session, row) if row is not None else None
    if row is None or form is None:
        raise not_found("service_code: There is no such service.")
    return row, form


async def _form_of(session: AsyncSession, row: Row) -> FormDefinition | None:
    """Return the form that a service carries, or stands for; None when it cannot be asked for here."""
    if row.get("form") is not None:
        return read_form(row["form"])
    if row["id"] == BLANK_SPOT_SERVICE and row.get("name"):
        return await blank_spots.blank_spot_form(session)
    return None


def describe_service(row: Row, form: FormDefinition) -> dict[str, Any]:
    """Return one ``service``; texts are in Indonesian."""
    return {
        "service_code": row["id"],
        "service_name": row["name"]["id"],
        "description": " ".join(_sentences(row)),
        "metadata": any(asked_fields(form)),
        "type": "realtime",
        "keywords": ", ".join(row.get("keywords") or []) or None,
        "group": row.get("group"),
    }


def _sentences(row: Row) -> Iterator[str]:
    """Yield who answers, who may ask, what to know, the cost, and the target, each with its full stop."""
    yield f"Dilayani {row['owner']}.".replace("..", ".")
    for name in ("who", "note", "cost"):
        if row.get(name):
            yield row[name]["id"].rstrip(". ") + "."
    if row.get("target_days"):
        yield f"Target: {row['target_days']} hari kerja."


def describe_form(code: str, form: FormDefinition) -> dict[str, Any]:
    """Return the ``service_definition``."""
    attributes = [_attribute(at, field, form) for at, field in enumerate(asked_fields(form), 1)]
    return {"service_code": code, "attributes": attributes}


def asked_fields(form: FormDefinition) -> Iterator[FormField]:
    """Yield the fields that are attributes."""
    return (field for field in form.fields if field.type not in CARRIED)


def _attribute(order: int, field: FormField, form: FormDefinition) -> dict[str, Any]:
    described = {
        "variable": True,
        "code": field.code,
        "datatype": _datatype(field),
        "required": field.required and field.show_if is None,
        "datatype_description": " ".join(_explanation(field, form.fields)) or None,
        "order": order,
        "description": field.label.id,
    }
    values = _values(field)
    return {**described, "values": values} if values else described


def _datatype(field: FormField) -> str:
    match field:
        case TextField():
            return "text" if field.multiline else "string"
        case ChoiceField():
            return "singlevaluelist"
        case ChoicesField():
            return "multivaluelist"
    return {"number": "number", "date": "datetime", "consent": "singlevaluelist"}.get(field.type, "string")


def _values(field: FormField) -> list[dict[str, str]]:
    if isinstance(field, ChoiceField | ChoicesField):
        return [{"key": option.key, "name": option.label.id} for option in field.options]
    return [{"key": CONSENT_KEY, "name": "Ya"}] if field.type == "consent" else []


def _explanation(field: FormField, fields: Iterable[FormField]) -> Iterator[str]:
    """Yield what helps to answer: the help, the unit, the limit, and when it is asked."""
    if field.help is not None:
        yield field.help.id
    if isinstance(field, NumberField) and field.unit is not None:
        yield f"Dalam {field.unit.id}."
    if isinstance(field, TextField):
        yield _FORMATS.get(field.format, _length(field))
    if field.type in _KINDS:
        yield _KINDS[field.type]
    if field.show_if is not None:
        asked = next(other for other in fields if other.code == field.show_if.field)
        need = "Wajib bila" if field.required else "Hanya bila"
        yield f"{need} “{asked.label.id}” dijawab: {', '.join(_names(asked, field.show_if.any_of))}."


def _length(field: TextField) -> str:
    least = f"Paling sedikit {field.min_length}, paling" if field.min_length > 1 else "Paling"
    return f"{least} banyak {field.longest} huruf."


def _names(field: FormField, keys: Iterable[str | bool]) -> list[str]:
    labels: Mapping[str, Words] = {}
    if isinstance(field, ChoiceField | ChoicesField):
        labels = {option.key: option.label for option in field.options}
    return [labels[key].id if isinstance(key, str) and key in labels else "ya" for key in keys]
