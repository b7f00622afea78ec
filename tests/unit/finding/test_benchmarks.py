"""The benchmarks run and their checks hold, on small inputs; how long they take is not tested."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import finding, nearest, outbox, villages
from benchmarks.timing import spread
from tests.unit.finding.rows import CONTENT, PACKS, VILLAGE_FILE


def test_nearest_in_the_same_order() -> None:
    result = nearest.run(400)
    assert result["same_order"]
    assert result["stations"] == 400


@pytest.mark.skipif(not VILLAGE_FILE.exists(), reason="needs the village polygons of RAFFLESIA_PACKS")
def test_villages_are_right(tmp_path: Path) -> None:
    villages.prepare(PACKS, CONTENT, tmp_path, 300)
    result = villages.run(tmp_path, CONTENT)
    assert result["points"] == 300
    assert float(result["polygon_right_percent"]) >= 99.5
    assert float(result["centroid_right_percent"]) > 50


async def test_outbox_is_measured_with_the_bytes_it_wrote(tmp_path: Path) -> None:
    flushed: list[Path] = []
    result = await outbox.run(tmp_path, flushed.append)
    assert result["appends"] == outbox.APPENDS
    assert 500 < int(result["bytes_each"]) < 5_000
    assert {path.name for path in flushed} == {"outbox.json.log", "bare"}


def test_search_over_two_thousand_documents() -> None:
    assert finding.search(CONTENT)["documents"] == 2_000


def test_spread() -> None:
    found = spread(n / 1000 for n in range(1, 101))
    assert (found.median_ms, found.p99_ms, found.max_ms) == (50, 99, 100)
    assert found.mean_ms == pytest.approx(50.5)
