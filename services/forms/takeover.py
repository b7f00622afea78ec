"""Taking a draft over to a newer version of its form: nothing a person typed is lost on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from services.forms.answers import check
from services.forms.problems import Problem
from services.forms.visibility import Answers, is_answered
from services.models import FieldType, FormDefinition, FormField, LocalText, wire

MISFITS = frozenset({Problem.TYPE, Problem.UNKNOWN_VALUE})
"""What cannot even be shown in the new field. Anything else is shown there with what is wrong."""


@dataclass(frozen=True, slots=True)
class Unused:
    """An answer that the current form does not ask for, with the field it was given to."""

    field: FormField
    answer: Any
    raw: Mapping[str, Any]

    def to_wire(self) -> dict[str, Any]:
        """Return the form kept in the draft."""
        return {"field": dict(self.raw), "answer": self.answer}

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> Unused:
        """Read what :meth:`to_wire` wrote; raises ``ValueError``."""
        raw = wire.mapping(row, "field")
        return cls(FormField.from_wire(raw), row.get("answer"), raw)


@dataclass(frozen=True, slots=True)
class Takeover:
    """``answers`` of the new form, and what it has no place for."""

    answers: Mapping[str, Any]
    unused: tuple[Unused, ...]


def take_over(old: FormDefinition, new: FormDefinition, answers: Answers, today: date) -> Takeover:
    """Sort the answers of a draft begun under ``old``: taken over by ``new``, or not used any more."""
    kept: dict[str, Any] = {}
    unused: list[Unused] = []
    for code, answer in answers.items():
        if not is_answered(answer):
            continue
        if _fits(old.get(code), new.get(code), answer, today):
            kept[code] = answer
        else:
            unused.append(_left_over(old, code, answer))
    return Takeover(kept, tuple(unused))


def _fits(before: FormField | None, now: FormField | None, answer: Any, today: date) -> bool:
    if now is None or (before is not None and before.type is not now.type):
        return False
    alone = FormDefinition(1, (_always(now),))
    return check(alone, {now.code: answer}, today).problems.get(now.code) not in MISFITS


def _always(field: FormField) -> FormField:
    """Return the field without its condition: whether it is visible now says nothing about its answer."""
    return replace(field, show_if=None)


def _left_over(old: FormDefinition, code: str, answer: Any) -> Unused:
    rows = old.raw.get("fields") or ()
    raw = next((row for row in rows if isinstance(row, Mapping) and row.get("code") == code), None)
    field = old.get(code)
    if raw is None or field is None:  # the old form was not kept: its code is all that is known
        field = FormField(code, FieldType.TEXT, LocalText(code, code))
        raw = {"code": code, "type": "text", "label": {"id": code, "en": code}}
    return Unused(field, answer, raw)
