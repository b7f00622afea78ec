"""The public clock once more, slowly, by somebody who only has ``requests.csv``."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta, timezone
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from typing import Any

BENGKULU = timezone(timedelta(hours=7))
OPEN = ("received", "in_review", "need_info", "answered", "resolved")


def read(text: str) -> list[dict[str, str]]:
    """Return the rows of the file."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def two_decimals(top: int | Decimal, bottom: int | Decimal) -> float:
    """Divide and round half to even, with more digits than anybody needs."""
    with localcontext() as context:
        context.prec = 60
        return float((Decimal(top) / Decimal(bottom)).quantize(Decimal("0.01"), ROUND_HALF_EVEN))


def rank(values: list[timedelta], share: Decimal) -> float | None:
    """Return the nearest-rank percentile in days: the first value that enough others do not exceed."""
    for value in sorted(values):
        if sum(other <= value for other in values) >= share * len(values):
            micros = (value.days * 86_400 + value.seconds) * 1_000_000 + value.microseconds
            return two_decimals(micros, 86_400_000_000)
    return None


def share(facts: list[bool]) -> float | None:
    """Return how many of ``facts`` are true, 0…1."""
    return two_decimals(facts.count(True), len(facts)) if facts else None


def recompute(rows: list[dict[str, str]], as_of: str) -> dict[str, Any]:
    """Return the figures of docs/api.md."""
    now = datetime.fromisoformat(as_of)
    today = now.astimezone(BENGKULU).date()
    answers, solutions, ages, on_time, reopened, ratings = [], [], [], [], [], []
    counts = dict.fromkeys(("open", "closed", "late_open"), 0)
    for row in rows:
        if row["status"] == "duplicate":
            continue
        received = datetime.fromisoformat(row["received_at"])
        due = date.fromisoformat(row["due_on"]) if row["due_on"] else None
        answered = datetime.fromisoformat(row["answered_at"]) if row["answered_at"] else None
        if answered:
            answers.append(answered - received)
        if due and answered:
            on_time.append(answered.astimezone(BENGKULU).date() <= due)
        elif due and today > due:
            on_time.append(False)
        if row["resolved_at"] and row["status"] in ("resolved", "closed"):
            solutions.append(datetime.fromisoformat(row["resolved_at"]) - received)
        if row["resolved_at"] or row["reopened"] != "0":
            reopened.append(row["reopened"] != "0")
        if row["rating"]:
            ratings.append(int(row["rating"]))
        if row["status"] in OPEN:
            counts["open"] += 1
            ages.append(now - received)
            counts["late_open"] += bool(due and today > due)
        else:
            counts["closed"] += 1
    half, nine_tenths = Decimal("0.5"), Decimal("0.9")
    return {
        "received": len(rows),
        **counts,
        "answered": len(answers),
        "resolved": len(solutions),
        "answer_days_median": rank(answers, half),
        "answer_days_p90": rank(answers, nine_tenths),
        "resolve_days_median": rank(solutions, half),
        "resolve_days_p90": rank(solutions, nine_tenths),
        "on_time_share": share(on_time),
        "reopen_share": share(reopened),
        "backlog_age_days_median": rank(ages, half),
        "rating_mean": two_decimals(sum(ratings), len(ratings)) if ratings else None,
        "ratings": len(ratings),
    }
