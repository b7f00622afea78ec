"""From GeoReport's parameters to the answers of a form, and back from a wrong answer to its parameter."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from gateway.clock import WIB
from gateway.content.geography import in_box
from gateway.errors import Problem
from gateway.forms.answers import PREFIX
from gateway.forms.checks import is_email, is_phone
from gateway.forms.definition import FormDefinition, FormField
from gateway.forms.fields import ChoicesField, NumberField, TextField
from gateway.open311.catalogue import CARRIED, CONSENT_KEY
from gateway.open311.errors import Fault, Refused
from gateway.open311.reading import Parameters, read_moment

LONGEST_DESCRIPTION: Final = 4000
_LONGEST_WORD: Final = 200
_LONGEST_ADDRESS: Final = 1000
_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,15})?", re.ASCII)
_YES: Final = frozenset({CONSENT_KEY, "ya", "true", "1", "on"})


@dataclass(slots=True)
class Filing:
    """One report as it came: GeoReport's own parameters, the answers, and which parameter gave which."""

    lat: float | None
    lon: float | None
    texts: Mapping[str, str]
    answers: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    @property
    def name(self) -> str | None:
        """First and last name as one."""
        parts = [self.texts.get(part) for part in ("first_name", "last_name")]
        return " ".join(part for part in parts if part) or None

    @property
    def position(self) -> dict[str, Any] | None:
        """The position as in docs/api.md."""
        if self.lat is None or self.lon is None:
            return None
        place = {"lat": self.lat, "lon": self.lon, "accuracy_m": None}
        return {**place, "source": "pin", "age_s": 0, "fixes": 0, "mocked": None}

    def give(self, code: str, value: Any, source: str) -> None:
        """Keep the answer to the field ``code``."""
        if value is not None:
            self.answers[code] = value
            self.used.add(source)
        self.sources[code] = source


def read_filing(parameters: Parameters, form: FormDefinition, hashes: Sequence[str]) -> Filing:
    """Return the report with the answers to ``form``; what is wrong is noted in ``parameters``.

    ``hashes``: SHA-256 of the files that came with it.
    """
    filing = Filing(parameters.degrees("lat", 90), parameters.degrees("long", 180), _read_texts(parameters))
    _check_place(parameters, filing)
    for each in form.fields:
        if each.type in CARRIED:
            _carry(filing, each, hashes)
        else:
            names = (f"attribute[{each.code}]", f"attribute[{each.code}][]")
            _ask(filing, each, [value for name in names for value in parameters.all(name)])
    return filing


def relaxed(form: FormDefinition) -> FormDefinition:
    """Return the form as GeoReport can fill it: an address is a place too, and only one field takes files."""
    first_file = next((each.code for each in form.fields if each.type == "file"), None)
    fields = [
        each.model_copy(update={"required": False})
        if each.type in {"location", "village"} or (each.type == "file" and each.code != first_file)
        else each
        for each in form.fields
    ]
    return form.model_copy(update={"fields": fields})


def refusal(problem: Problem, filing: Filing) -> Refused:
    """Return what is wrong with answers as GeoReport's errors, each naming its parameter."""
    faults = []
    for error in problem.errors:
        code = error.field.removeprefix(PREFIX).partition(".")[0]
        source = filing.sources.get(code, error.field)
        faults.append(Fault(400, f"{source}: {error.message}"))
    return Refused(*faults) if faults else Refused(Fault(400, problem.detail))


def _read_texts(parameters: Parameters) -> dict[str, str]:
    limits = {
        "description": LONGEST_DESCRIPTION,
        "address_string": _LONGEST_ADDRESS,
        "media_url": _LONGEST_ADDRESS,
        **dict.fromkeys(
            ("address_id", "email", "first_name", "last_name", "phone", "device_id", "account_id"),
            _LONGEST_WORD,
        ),
    }
    texts = {name: parameters.text(name, limit) for name, limit in limits.items()}
    if (email := texts["email"]) and not is_email(email):
        parameters.refuse("email", "Must be an e-mail address.")
    if (phone := texts["phone"]) and not is_phone(phone):
        parameters.refuse("phone", "Must be a telephone number of 8 to 15 digits.")
    if (url := texts["media_url"]) and not url.lower().startswith(("https://", "http://")):
        parameters.refuse("media_url", "Must start with https:// or http://.")
    return {name: text for name, text in texts.items() if text is not None}


def _check_place(parameters: Parameters, filing: Filing) -> None:
    """Ask for a whole position in the province, or for an address."""
    given = [bool(parameters.all(name)) for name in ("lat", "long")]
    if any(given) and not all(given):
        parameters.refuse("long" if given[0] else "lat", "lat and long belong together.")
    elif not any(given) and not {"address_string", "address_id"} & filing.texts.keys():
        parameters.refuse("lat", "Give lat and long, or address_string.")
    elif filing.lat is not None and filing.lon is not None and not in_box(filing.lat, filing.lon):
        parameters.refuse("lat", "lat and long lie outside the province.")
        filing.lat = filing.lon = None


def _carry(filing: Filing, each: FormField, hashes: Sequence[str]) -> None:
    """Answer a field from the parameter that GeoReport has for it; the village follows from the position."""
    if each.type == "location":
        filing.give(each.code, filing.position, "lat")
    elif each.type == "file" and "media" not in filing.sources.values():
        filing.give(each.code, list(hashes) or None, "media")


def _ask(filing: Filing, each: FormField, values: Sequence[str]) -> None:
    """Answer a field from its attribute, else from the parameter that means the same."""
    source = f"attribute[{each.code}]"
    if values:
        filing.give(each.code, _convert(each, values), source)
        return
    if isinstance(each, TextField):
        other, text = _same_meaning(filing, each)
        if text is not None:
            filing.give(each.code, text, other)
            return
    filing.give(each.code, None, source)


def _same_meaning(filing: Filing, each: TextField) -> tuple[str, str | None]:
    match each.format:
        case "name":
            return "first_name", filing.name
        case "email" | "phone":
            return each.format, filing.texts.get(each.format)
        case "plain" if each.multiline and each.show_if is None and "description" not in filing.used:
            return "description", filing.texts.get("description")
    return "", None


def _convert(each: FormField, values: Sequence[str]) -> Any:
    """Return the answer in its type; what cannot be read stays text, which the check will refuse."""
    first = values[0]
    if isinstance(each, ChoicesField):
        return list(values)
    if isinstance(each, NumberField):
        return _number(first)
    if each.type == "date":
        moment = read_moment(first)
        return moment.astimezone(WIB).date().isoformat() if moment else first
    if each.type == "consent":
        return True if first.lower() in _YES else None
    return first


def _number(text: str) -> float | int | str:
    if not _NUMBER.fullmatch(text):
        return text
    return float(text) if "." in text else int(text)
