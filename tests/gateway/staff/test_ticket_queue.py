"""The queue of tickets: order, filters, pages, export."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

from fastapi import FastAPI

from tests.gateway.samples import NOW
from tests.gateway.staff.desk import (
    OTHER,
    OWN,
    DeskBrowser,
    audit_entries,
    signed_in,
)
from tests.gateway.staff.ticket_desk import EMAIL, act, numbers_in
from tests.gateway.staff.tickets import NIK, add_many, add_ticket, prepare


async def test_queue_shows_late_first_then_oldest_due(app_on_both: FastAPI) -> None:
    app = app_on_both
    await prepare(app)
    desk = await signed_in(app, EMAIL, (OWN, "answer"))
    fresh = await add_ticket(app, received=NOW)
    later = await add_ticket(app, received=NOW - timedelta(days=1))
    late = await add_ticket(app, received=NOW - timedelta(days=20))
    latest = await add_ticket(app, received=NOW - timedelta(days=10))
    answer = await desk.get("/tickets")
    assert numbers_in(answer.text) == [late, latest, later, fresh]
    assert answer.text.count("late-mark") == 2
    assert "<strong>2</strong> lewat tenggat" in answer.text
    assert numbers_in((await desk.get("/tickets?late=1")).text) == [late, latest]
    assert numbers_in((await desk.get("/tickets?text=POS%20ronda&regency=17.71")).text)[:1] == [late]
    assert (await desk.get("/tickets.csv")).text.count("BKL-") == 4
    await desk.close()


async def test_queue_filters(app: FastAPI, desk: DeskBrowser) -> None:
    one = await add_ticket(app, public_text="Kabel putus di pasar")
    two = await add_ticket(app)
    assert await act(app, desk, two, "take") == 303
    for query, expected in [
        ("", [one, two]),
        ("mine=1", [two]),
        ("state=received", [one]),
        ("state=in_review", [two]),
        ("state=nonsense", [one, two]),
        ("text=KABEL", [one]),
        ("text=100%25", []),
        (f"text={two}", [two]),
        ("regency=17.71", [one, two]),
        ("regency=17.01", []),
        ("service=lapor-wifi-mati", [one, two]),
        ("service=other", []),
        ("agency=opd-30", []),
        ("page=999", []),
    ]:
        answer = await desk.get(f"/tickets?{query}")
        body = answer.text.partition("<table")[2]
        assert sorted(numbers_in(body)) == sorted(expected), query


async def test_two_hundred_tickets_in_pages_of_fifty(app: FastAPI, desk: DeskBrowser) -> None:
    numbers = await add_many(app, 200)
    seen: list[str] = []
    for page in range(1, 5):
        seen += numbers_in((await desk.get(f"/tickets?page={page}")).text.partition("<table")[2])
    assert sorted(seen) == sorted(numbers)
    assert "Halaman 2 dari 4" in (await desk.get("/tickets?page=2")).text


async def test_export_is_the_filter_without_personal_data(app: FastAPI, desk: DeskBrowser) -> None:
    numbers = [await add_ticket(app, public_text=f"{mark}SUM(1;2)") for mark in "=+-@"]
    await add_ticket(app, agency=OTHER)
    answer = await desk.get("/tickets.csv?state=all")
    assert answer.headers["content-type"].startswith("text/csv")
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["number"] for row in rows] == numbers
    assert all(row["text"].startswith("'") for row in rows)
    for secret in ("Budi", "0800", "budi@", NIK, "102.26"):
        assert secret not in answer.text
    entry = (await audit_entries(app))[-1]
    assert (entry.action, entry.detail) == ("ticket.export", {"rows": 4})
