"""News and programmes: what is current, in which order, in which group."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from services.models import Notice, Programme, ProgressState, WireError
from services.news import NewsRepository
from tests.unit.finding.rows import NOW, Rows, StillClock


def notice(notice_id: str, starts_h: float = -1, ends_h: float | None = None, **fields: Any) -> Notice:
    text = {"id": notice_id}
    at = NOW + timedelta(hours=starts_h)
    until = (NOW + timedelta(hours=ends_h)).isoformat() if ends_h is not None else None
    row = {"id": notice_id, "title": text, "body": text, "published_at": at.isoformat(), "expires_at": until}
    return Notice.from_wire({**row, "source": "test", **fields})


def programme(programme_id: str, order: int) -> Programme:
    row = {"id": programme_id, "name": {"id": programme_id}, "order": order}
    return Programme.from_wire({**row, "source": "test", "verified": "source"})


def news(*rows: Notice, clock: StillClock | None = None, programmes: Any = ()) -> NewsRepository:
    return NewsRepository(Rows(*rows), Rows(*programmes), clock or StillClock())


PROGRESS = {"kind": "progress", "state": "under_way", "fact_on": "2026-11-20"}


def test_from_publishing_until_expiry_newest_first() -> None:
    rows = [
        notice("old", -48),
        notice("new", -1),
        notice("tomorrow", 24),
        notice("over", -9, -1),
        notice("ends now", -9, 0),
        notice("ends soon", -2, 1),
    ]
    clock = StillClock()
    found = news(*rows, clock=clock)
    assert [n.id for n in found.current()] == ["new", "ends soon", "old"]
    clock.pass_by(days=1)
    assert [n.id for n in found.current()] == ["tomorrow", "new", "old"]


def test_a_link_opens_what_has_expired_but_not_what_is_still_to_come() -> None:
    found = news(notice("over", -9, -1), notice("tomorrow", 24), notice("now"))
    over, now = found.get("over"), found.get("now")
    assert over is not None
    assert found.has_expired(over)
    assert now is not None
    assert not found.has_expired(now)
    assert found.get("tomorrow") is None
    assert found.get("nothing") is None


def test_groups_follow_the_order_of_the_programmes_and_end_with_the_rest() -> None:
    rows = [
        notice("a", -1, programme_id="jalan"),
        notice("b", -2, programme_id="sehat"),
        notice("c", -3),
        notice("d", -4, programme_id="hilang"),
        notice("e", -5, programme_id="jalan"),
    ]
    found = news(*rows, programmes=[programme("jalan", 2), programme("sehat", 1), programme("desa", 3)])
    groups = [(one and one.id, [row.id for row in rows]) for one, rows in found.by_programme(found.current())]
    assert groups == [("sehat", ["b"]), ("jalan", ["a", "e"]), (None, ["c", "d"])]
    assert [one.id for one in found.programmes()] == ["sehat", "jalan", "desa"]
    assert [row.id for row in found.current(programme_id="jalan")] == ["a", "e"]


def test_by_regency() -> None:
    rows = [notice("a", regency_code="17.71"), notice("b", regency_code="17.02"), notice("c")]
    found = news(*rows, notice("over", -9, -1, regency_code="17.08"))
    assert found.regencies() == ("17.02", "17.71")
    assert [row.id for row in found.current(regency_id="17.02")] == ["b"]


def test_progress_is_told_in_words() -> None:
    row = notice("a", **PROGRESS)
    assert (row.state, row.fact_on) == (ProgressState.UNDER_WAY, date(2026, 11, 20))
    assert notice("b", state="done").state is None, "a notice has no state"
    assert notice("c", **{**PROGRESS, "state": "paused"}).state is None, "a word of a later version"
    with pytest.raises(WireError):
        notice("d", **{**PROGRESS, "fact_on": "kemarin"})


def test_what_can_be_visited_is_progress_with_a_position() -> None:
    at = {"lat": -3.8, "lon": 102.26, "precision_m": 50}
    found = news(notice("a", **PROGRESS), notice("b", **PROGRESS, **at), notice("c", **at))
    assert [row.id for row in found.places()] == ["b"]
