"""Events say what the facts say: days, places, and what is not known."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from gateway.content.schemas import shape_faults
from services.models import Event
from tests.content.files import facts, regions, rows

DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _by_id() -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in rows("events")}


def test_shapes_are_those_of_the_gateway() -> None:
    assert [fault for row in rows("events") for fault in shape_faults("events", row)] == []


def test_every_fact_has_its_row() -> None:
    content = _by_id()
    originals = facts("events.json")
    assert [fact["id"] for fact in originals] == list(content)
    for fact in originals:
        row = content[fact["id"]]
        assert row["name"]["id"] == fact["name_id"]
        assert row["regency_code"] == (fact["regency_code"] if len(fact["regency_code"]) > 2 else None)
        for address in re.findall(r"https?://\S+", fact["source"]):
            assert address in row["source"], fact["id"]
        assert (row["verified"] == "source") is fact["source"].startswith("http"), fact["id"]


def test_days_are_those_of_the_facts() -> None:
    content = _by_id()
    for fact in facts("events.json"):
        given = [day for days in fact["dates"].values() for day in DAY.findall(days.partition(" ")[0])]
        written = [day for one in content[fact["id"]]["dates"] for day in (one["from"], one["to"])]
        if given:
            assert written == given, fact["id"]


def test_computed_days_say_so() -> None:
    tabut = {one["from"][:4]: one["precision"] for one in _by_id()["festival-tabut"]["dates"]}
    assert tabut == {"2024": "date", "2026": "estimated", "2027": "estimated", "2028": "estimated"}


def test_days_without_a_fact_follow_from_the_rule() -> None:
    content = _by_id()
    for row_id, end in {"hut-provinsi": "-11-18", "hut-bengkulu-selatan": "-03-08"}.items():
        days = {one[side] for one in content[row_id]["dates"] for side in ("from", "to")}
        assert all(day.endswith(end) for day in days)
    assert content["festival-bumi-rafflesia"]["dates"][0]["from"] == "2018-07-19"
    unruled = {row_id for row_id, row in content.items() if not row["dates"]}
    assert unruled == {row_id for row_id, row in content.items() if not row["dates_known"]} - {
        "festival-bumi-rafflesia"
    }


def test_no_position_is_guessed_and_regencies_exist() -> None:
    for event in [Event.from_wire(row) for row in rows("events")]:
        assert event.point is None
        assert event.regency_id is None or event.regency_id in regions()


def test_tabut_comes_in_june_of_2027() -> None:
    tabut = Event.from_wire(_by_id()["festival-tabut"])
    edition = tabut.next_edition(date(2026, 11, 26))
    assert edition is not None
    assert (edition.first, edition.last, edition.estimated) == (date(2027, 6, 6), date(2027, 6, 15), True)
