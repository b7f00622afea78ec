"""The public clock's answers: asked for the right days, kept for offline, refused when they make no sense."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from services.errors import BadAnswer
from services.platform.native import NativeVolume
from services.statistics import Question, StatisticsStore
from tests.fakes.gateway import problem
from tests.unit.offline.samples import Phone, make_phone

COUNTS = ("received", "open", "answered", "resolved", "closed", "late_open", "ratings")
VALUES = (
    *("answer_days_median", "answer_days_p90", "resolve_days_median", "resolve_days_p90"),
    *("on_time_share", "reopen_share", "backlog_age_days_median", "rating_mean"),
)


def figures(received: int = 7, median: float | None = 1.5) -> dict[str, Any]:
    return dict.fromkeys(COUNTS, received) | dict.fromkeys(VALUES, median)


def answer(received: int = 7) -> dict[str, Any]:
    group = {"id": "kominfotik", "name": "Dinas Contoh", **figures(received)}
    nowhere = {"id": None, "name": None, **figures(1, None)}
    return {"total": figures(received), "by_agency": [group], "by_regency": [nowhere], "by_service": []}


@pytest.fixture
def phone(tmp_path: Path) -> Phone:
    return make_phone(tmp_path)


def store(phone: Phone) -> StatisticsStore:
    return StatisticsStore(NativeVolume(phone.folder), phone.client, phone.clock)


async def test_an_answer_is_kept_and_read_without_a_network(phone: Phone) -> None:
    phone.gateway.documents["/statistics"] = httpx.Response(200, json=answer())
    fresh = await store(phone).refresh(Question(30))
    kept = store(phone).get(Question(30))
    assert kept == fresh
    assert (fresh.total.received, fresh.total.enough, fresh.synced_at) == (7, True, phone.clock.now())
    assert [group.name for group in fresh.by_agency] == ["Dinas Contoh"]
    assert [(group.id, group.name, group.figures.enough) for group in fresh.by_regency] == [("", "", False)]
    assert store(phone).get(Question(90)) is None
    assert store(phone).get(Question(30, agency="kominfotik")) is None


def test_the_last_days_are_days_of_bengkulu_with_today(phone: Phone) -> None:
    today = datetime(2026, 11, 21, tzinfo=UTC).date()
    assert Question(30).params(today) == {"from": "2026-10-23", "to": "2026-11-21"}
    assert Question(1, agency="a").params(today) == {"from": "2026-11-21", "to": "2026-11-21", "agency": "a"}
    phone.clock.time = datetime(2026, 11, 21, 18, tzinfo=UTC)  # the 22nd in Bengkulu
    assert (
        store(phone)
        .csv_url(Question(30, regency="17.71"))
        .endswith("/v1/statistics/requests.csv?from=2026-10-24&to=2026-11-22&regency=17.71")
    )


@pytest.mark.parametrize("broken", [{}, {"total": {}}, {"total": figures() | {"received": "viele"}}])
async def test_an_answer_of_another_shape_is_not_kept(phone: Phone, broken: dict[str, Any]) -> None:
    phone.gateway.documents["/statistics"] = httpx.Response(200, json=broken)
    with pytest.raises(BadAnswer):
        await store(phone).refresh(Question())
    assert store(phone).get(Question()) is None


async def test_the_last_answer_stays_when_the_gateway_is_busy(phone: Phone) -> None:
    phone.gateway.documents["/statistics"] = httpx.Response(200, json=answer(9))
    await store(phone).refresh(Question())
    phone.gateway.documents["/statistics"] = problem(503, "unavailable")
    with pytest.raises(Exception, match="503"):
        await store(phone).refresh(Question())
    kept = store(phone).get(Question())
    assert kept is not None
    assert kept.total.received == 9
