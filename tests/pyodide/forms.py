"""What runs inside Pyodide: the table of form cases, and a draft taken over to a newer version."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from services.forms import check, take_over
from services.models import FormDefinition


def run(cases_file: str) -> str:
    """Return JSON: the number of cases, and the names of those that this Python decides otherwise."""
    cases: list[dict[str, Any]] = json.loads(Path(cases_file).read_bytes())
    wrong = [case["name"] for case in cases if _verdict(case) != case["expect"]]
    return json.dumps({"cases": len(cases), "wrong": wrong, "kept": _kept()})


def _verdict(case: dict[str, Any]) -> dict[str, Any]:
    form = FormDefinition.from_wire(case["form"])
    checked = check(form, case["answers"], date.fromisoformat(case["today"]))
    if checked.problems:
        return {"errors": {code: problem.value for code, problem in checked.problems.items()}}
    return {"values": dict(checked.answers)}


def _kept() -> dict[str, Any]:
    words = {"id": "Isi", "en": "Fill"}
    rows = [{"code": code, "type": "text", "label": words} for code in ("a", "b")]
    old = FormDefinition.from_wire({"version": 1, "fields": rows})
    new = FormDefinition.from_wire({"version": 2, "fields": rows[:1]})
    taken = take_over(old, new, {"a": "satu", "b": "dua"}, date(2026, 11, 26))
    return {"answers": dict(taken.answers), "unused": [one.answer for one in taken.unused]}
