"""The pure parts of the start benchmark: folding starts, ratios, the plain recipe's marks, slow lines."""

from __future__ import annotations

import gzip
import time
import urllib.request
from pathlib import Path

import pytest
from flet_web import get_package_web_dir

from benchmarks.start_plain import MARKS, with_marks
from benchmarks.start_server import Line, Traffic, serving
from benchmarks.start_trace import Start, fold, pair_ratio, screens, verdict


def start(screen: float, size: int = 10, **marks: float) -> Start:
    return Start(marks={"home-screen": screen, **marks}, bytes=size)


def test_medians_of_many_starts() -> None:
    found = fold([start(900, 30, connected=5), start(100, 10, connected=1), start(300, 20, connected=3)])
    assert (found.first_screen_ms, found.fastest_ms, found.slowest_ms, found.bytes) == (300, 100, 900, 20)
    assert found.trace_ms == {"connected": 3, "home-screen": 300}


def test_a_phase_that_one_start_lacks_is_left_out() -> None:
    assert fold([start(1, connected=1), start(2)]).trace_ms == {"home-screen": 1.5}


def test_nothing_to_fold() -> None:
    with pytest.raises(ValueError, match="no starts"):
        fold([])


def test_ratios_are_of_pairs() -> None:
    """A busy minute slows both of a pair: the ratio of medians would hide that."""
    assert pair_ratio([10, 1000, 20], [20, 2000, 80]) == 0.5
    assert screens([start(7), start(8)]) == [7, 8]
    with pytest.raises(ValueError, match="argument"):
        pair_ratio([1], [1, 2])


def test_a_missed_target_is_said() -> None:
    assert verdict(0.5, 0.55) == "50% (target 55%)"
    assert verdict(0.6, 0.55) == "60% (target 55%, missed)"


def test_the_plain_worker_gets_its_marks_and_nothing_else() -> None:
    stock = (Path(get_package_web_dir()) / "python-worker.js").read_text("utf-8")
    marked = with_marks(stock)
    assert all(f'mark("{name}")' in marked for name in ("python-loaded", "app-unpacked", "connected"))
    for place, replaced in MARKS:
        marked = marked.replace(replaced, place)
    assert marked.endswith(stock)


def test_another_worker_is_refused() -> None:
    with pytest.raises(ValueError, match="0 times"):
        with_marks("self.onmessage = null;")


def test_the_server_sends_twins_and_counts_them(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("x" * 5_000)
    (tmp_path / "a.js.gz").write_bytes(gzip.compress(b"x" * 5_000))
    with serving(tmp_path, Line()) as (origin, traffic):
        request = urllib.request.Request(f"{origin}/a.js", headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(request) as answer:
            body = answer.read()
            assert answer.headers["Content-Encoding"] == "gzip"
            assert answer.headers["Content-Type"].startswith("text/javascript")
    assert gzip.decompress(body) == b"x" * 5_000
    assert len(body) < traffic.total < len(body) + 500


def test_a_slow_line_is_shared() -> None:
    traffic, line = Traffic(), Line(bits_s=800_000)
    before = time.monotonic()
    for _ in range(2):
        traffic.wait_turn(5_000, line)
    assert time.monotonic() - before >= 0.1
