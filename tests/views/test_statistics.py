"""The public clock: figures in words and as a chart, choices, too few, offline, the way there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import flet as ft
import flet_charts as charts
import httpx
import pytest

from tests.fakes.gateway import FakeGateway, problem
from tests.unit.offline.test_statistics import figures
from tests.views.harness import Start
from tests.views.test_ticket import labels, press

PATH = "/layanan/jam"


def group(name: str, received: int, median: float | None = 2.5, **changes: Any) -> dict[str, Any]:
    row = figures(received, 0.5) | {"answer_days_median": median, "answer_days_p90": 12.25, "late_open": 0}
    return {"id": name.lower().replace(" ", "-"), "name": name, **row, **changes}


def document(*agencies: dict[str, Any], received: int = 20) -> dict[str, Any]:
    total = {key: value for key, value in group("x", received).items() if key not in ("id", "name")}
    regencies = [group("Kota Bengkulu", 12), {**group("", 8), "id": None, "name": None}]
    return {"total": total, "by_agency": list(agencies), "by_regency": regencies, "by_service": []}


class Clock(FakeGateway):
    """A gateway whose figures are asked for; remembers the questions."""

    def __init__(self, answer: dict[str, Any]) -> None:
        super().__init__()
        self.figures, self.asked = answer, list[dict[str, str]]()

    def answer(self, request: httpx.Request, body: bytes) -> httpx.Response:
        if request.url.path.endswith("/statistics"):
            self.asked.append(dict(request.url.params))
            return httpx.Response(200, json=self.figures)
        return super().answer(request, body)


FULL = document(group("Dinas Kecil", 6), group("Dinas Besar", 11, late_open=3), group("Dinas Sepi", 3))


@pytest.mark.parametrize("width", [412, 1366])
async def test_figures_are_sentences_in_the_order_of_the_chart(
    start: Start, tmp_path: Path, width: float
) -> None:
    app = await start(tmp_path, path=PATH, width=width, transport=Clock(FULL))
    await app.settle(0.1)
    assert app.shows("Setengahnya dijawab dalam 2,5 hari, sembilan dari sepuluh dalam 12 hari")
    assert app.shows("50 % tepat waktu")
    rows = [label for label in labels(app) if label[0].isdigit()]
    assert [row.split(". ")[1] for row in rows] == ["Dinas Besar", "Dinas Kecil", "Dinas Sepi"]
    assert "3 terlambat" in rows[0]
    assert "Terlalu sedikit untuk menghitung lamanya" in rows[2]
    assert "2,5 hari" not in rows[2]


async def test_the_chart_shows_those_with_enough_and_is_silent(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, transport=Clock(FULL))
    await app.settle(0.1)
    (chart,) = app.controls(charts.BarChart)
    assert [(bar.x, [rod.to_y for rod in bar.rods]) for bar in chart.groups] == [
        (1, [2.5, 12.25]),
        (2, [2.5, 12.25]),
    ]
    assert chart.max_y >= 12.25
    assert [label.value for label in chart.left_axis.labels][-1] == chart.max_y
    around = next(c for c in app.controls(ft.Semantics) if c.label and "Diagram" in str(c.label))
    assert around.exclude_semantics is True


async def test_the_period_is_chosen_and_asked_for(start: Start, tmp_path: Path) -> None:
    gateway = Clock(FULL)
    app = await start(tmp_path, path=PATH, transport=gateway)
    await app.settle(0.1)
    await app.click("30 hari terakhir")
    await app.settle(0.1)
    assert [one["from"] for one in gateway.asked] == ["2025-11-22", "2026-10-23"]


async def test_one_agency_by_regency_and_back(start: Start, tmp_path: Path) -> None:
    gateway = Clock(FULL)
    app = await start(tmp_path, path=PATH, transport=gateway)
    await app.settle(0.1)
    await press(app, "1. Dinas Besar")
    await app.settle(0.1)
    assert gateway.asked[-1]["agency"] == "dinas-besar"
    assert app.shows("Hanya Dinas Besar")
    assert app.shows("Kota Bengkulu")
    assert app.shows("Belum ditentukan")
    await app.click("Tampilkan semua")
    await app.settle(0.1)
    assert "agency" not in gateway.asked[-1]
    assert not app.shows("Hanya Dinas Besar")


async def test_by_regency(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, transport=Clock(FULL))
    await app.settle(0.1)
    await app.click("Kabupaten dan kota")
    assert app.shows("Kota Bengkulu")
    assert not app.shows("Dinas Besar")


async def test_too_few_shows_counts_only_and_why(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, transport=Clock(document(group("Dinas Sepi", 4), received=4)))
    await app.settle(0.1)
    assert app.shows("4 masuk")
    assert app.shows("Kurang dari 5 permintaan")
    assert not app.shows("Setengahnya dijawab")
    assert list(app.controls(charts.BarChart)) == []


async def test_nothing_at_all_has_a_next_step(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, transport=Clock(document(received=0)))
    await app.settle(0.1)
    assert app.shows("Belum ada permintaan pada masa ini")
    assert not app.shows("Menurut")


async def test_offline_it_says_what_is_missing_or_how_old_it_is(start: Start, tmp_path: Path) -> None:
    bare = await start(tmp_path / "bare", path=PATH)
    await bare.settle(0.1)
    assert bare.shows("Angka ini belum ada di perangkat ini")
    online = await start(tmp_path / "kept", path=PATH, transport=Clock(FULL))
    await online.settle(0.1)
    await online.close()
    kept = await start(tmp_path / "kept", path=PATH)
    await kept.settle(0.1)
    assert kept.shows("Dinas Besar")
    assert kept.shows(kept.session.text("age.synced", ago="baru saja"))
    assert kept.shows(kept.session.text("error.offline"))


async def test_trouble_can_be_tried_again(start: Start, tmp_path: Path) -> None:
    gateway = FakeGateway()
    gateway.documents["/statistics"] = problem(503, "unavailable")
    app = await start(tmp_path, path=PATH, transport=gateway)
    await app.settle(0.1)
    assert app.shows(app.session.text("error.gateway_busy"))
    gateway.documents["/statistics"] = httpx.Response(200, json=FULL)
    await app.click("Coba lagi")
    await app.settle(0.1)
    assert app.shows("Dinas Besar")


async def test_the_open_data_is_one_tap_away(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, transport=Clock(FULL))
    await app.settle(0.1)
    await app.click("Semua data di baliknya (CSV)")
    (address,) = app.device.opened
    assert address.startswith("http://gateway/v1/statistics/requests.csv?from=2025-11-22&to=2026-11-21")


@pytest.mark.parametrize("width", [412, 1366])
async def test_it_is_reached_from_the_services(start: Start, tmp_path: Path, width: float) -> None:
    app = await start(tmp_path, path="/layanan", width=width, transport=Clock(FULL))
    await app.click("Berapa lama tiap instansi menjawab warga")
    assert app.session.page.route == PATH
    assert app.shows("Berapa lama instansi menjawab dan menyelesaikan")


async def test_english_is_complete(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=PATH, transport=Clock(FULL), language="en")
    await app.settle(0.1)
    assert app.shows("Half were answered within 2.5 days, nine of ten within 12 days")
