"""Every content file is readable by the app: envelope, rows, ids, sources."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from services.models import LocalText, RegionLevel
from tests.content.files import CONTENT, PARSERS, document, rows

COUNTS = {
    "regions": 1 + 10 + 129 + 1513,
    "wifi-stations": 48,
    "destinations": 108,
    "operators": 6,
    "emergency-numbers": 12,
    "services": 39,
    "agencies": 37,
    "programmes": 0,
    "notices": 0,
    "events": 10,
    "products": 26,
    "businesses": 0,
    "routes": 8,
}
# Words that mean something only to those who gathered the facts.
OBSCURE = re.compile(
    r"index file|from memory|memory:|stored page|none found|seed script|/tmp|/work", re.IGNORECASE
)


def test_every_collection_has_its_file() -> None:
    # The holidays have their tests beside the opening hours, which read them.
    assert {path.stem for path in CONTENT.glob("*.json")} - {"holidays"} == set(PARSERS)


@pytest.mark.parametrize("collection", PARSERS)
def test_envelope(collection: str) -> None:
    content = document(collection)
    assert set(content) == {"collection", "licence", "attribution", "as_of", "items"}
    assert content["collection"] == collection
    assert content["licence"] in {"MIT", "ODbL-1.0", "Apache-2.0"}
    assert content["attribution"]
    assert date.fromisoformat(content["as_of"]) == date(2026, 11, 21)


@pytest.mark.parametrize("collection", PARSERS)
def test_rows_parse_and_are_counted(collection: str) -> None:
    parsed = [PARSERS[collection](row) for row in rows(collection)]
    assert len(parsed) == COUNTS[collection]
    assert len({row.id for row in parsed}) == len(parsed)


@pytest.mark.parametrize("collection", PARSERS)
def test_one_row_per_line(collection: str) -> None:
    lines = (CONTENT / f"{collection}.json").read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith('{"id": ') for line in lines) == COUNTS[collection]


@pytest.mark.parametrize("collection", [name for name in PARSERS if name not in {"notices", "businesses"}])
def test_sources_are_stated_in_plain_words(collection: str) -> None:
    for row in rows(collection):
        assert row["verified"] in {"source", "memory", *(["suggestion"] if collection == "routes" else [])}
        for field in ("source", "precision", "summary_source"):
            text = row.get(field, "-")
            assert text.strip(), (row["id"], field)
            assert not OBSCURE.search(text), (row["id"], field, text)


@pytest.mark.parametrize("collection", ["services", "agencies", "emergency-numbers", "events", "products"])
def test_what_has_no_source_says_that_it_needs_a_check(collection: str) -> None:
    unchecked = [row for row in rows(collection) if row["verified"] == "memory"]
    assert unchecked
    for row in unchecked:
        assert "perlu di" in row["source"], row["id"]
        assert "http" not in row["source"], row["id"]


def test_region_counts_by_level() -> None:
    assert Counter(row["level"] for row in rows("regions")) == {
        RegionLevel.PROVINCE: 1,
        RegionLevel.REGENCY: 10,
        RegionLevel.DISTRICT: 129,
        RegionLevel.VILLAGE: 1513,
    }


@pytest.mark.parametrize("collection", ["services", "emergency-numbers", "events", "products", "routes"])
def test_two_languages(collection: str) -> None:
    for row in rows(collection):
        texts = [
            row["name"],
            row.get("note"),
            row.get("who"),
            row.get("cost"),
            row.get("summary"),
            row.get("season"),
            row.get("safety"),
            *(stop.get("note") for stop in row.get("stops", [])),
            *row.get("requirements", []),
        ]
        for text in filter(None, texts):
            both = LocalText.from_wire({"text": text}, "text")
            assert text["en"].strip() == both.en, row["id"]
            assert both.id.strip(), row["id"]


def test_three_mobile_operators_can_be_asked_about() -> None:
    mobile = {row["id"]: row["name"] for row in rows("operators") if row["mobile"]}
    assert mobile == {"telkomsel": "Telkomsel", "indosat": "Indosat", "xlsmart": "XLSMART"}


def test_emergency_numbers_are_limited_to_where_they_work() -> None:
    limited = {
        row["number"]: row["regency_codes"] for row in rows("emergency-numbers") if row["regency_codes"]
    }
    assert limited == {"112": ["17.71"], "(0736) 52004": ["17.71"], "(0737) 521118": ["17.03"]}
    everywhere = {row["number"] for row in rows("emergency-numbers")} - set(limited)
    assert {"110", "113", "118", "119"} <= everywhere


def test_no_news_and_no_names_of_programmes_are_invented() -> None:
    assert rows("notices") == []
    assert rows("programmes") == []
