"""The benchmarks run and their checks hold, on small inputs; how long they take is not tested."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import everything, finding, hours, nearest, outbox, touring, villages
from benchmarks.timing import spread
from tests.unit.finding.rows import CONTENT


def test_nearest_in_the_same_order() -> None:
    result = nearest.run(400)
    assert result["same_order"]
    assert result["stations"] == 400


def test_tours_are_compared_with_the_shortest() -> None:
    result = touring.run(CONTENT, trips=2)
    assert result["trips_compared"] == 8
    assert 0 <= float(result["mean_excess_percent"]) <= float(result["worst_excess_percent"]) < 10


def test_villages_are_judged_by_their_true_codes(tmp_path: Path) -> None:
    ring = [[1_022_400, -38_000, 300, 0, 0, 300, -300, 0]]
    pack: dict[str, Any] = {"format": "rafflesia-villages/1", "scale": 10_000}
    pack["villages"] = [{"code": "17.71.03.1011", "rings": ring}]
    inside = {"lat": -3.785, "lon": 102.25}
    spots = [inside | {"codes": ["17.71.03.1011"]}, inside | {"codes": ["17.71.03.1012"]}]
    (tmp_path / "villages.json.gz").write_bytes(gzip.compress(json.dumps(pack).encode()))
    (tmp_path / "spots.json").write_text(json.dumps(spots))
    result = villages.run(tmp_path, CONTENT)
    assert result["points"] == 2
    assert result["polygon_right_percent"] == 50


async def test_outbox_is_measured_with_the_bytes_it_wrote(tmp_path: Path) -> None:
    flushed: list[Path] = []
    result = await outbox.run(tmp_path, flushed.append, appends=20)
    assert result["appends"] == 20
    assert 500 < int(result["bytes_each"]) < 5_000
    assert {path.name for path in flushed} == {"outbox.json.log", "bare"}


def test_search_over_two_thousand_documents() -> None:
    assert finding.search(CONTENT)["documents"] == 2_000


def test_search_over_ten_thousand_records() -> None:
    result = everything.run(CONTENT)
    assert (result["records"], result["queries"]) == (10_000, 400)


def test_opening_hours_are_asked_at_many_moments() -> None:
    result = hours.run(CONTENT)
    assert int(result["expressions"]) > 190
    assert result["pairs"] == int(result["expressions"]) * hours.INSTANTS


def test_spread() -> None:
    found = spread(n / 1000 for n in range(1, 101))
    assert (found.median_ms, found.p99_ms, found.max_ms) == (50, 99, 100)
    assert found.mean_ms == pytest.approx(50.5)
