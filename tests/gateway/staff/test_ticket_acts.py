"""What officers do on the page of a ticket."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi import FastAPI
from sqlalchemy import select

from gateway.submissions.tables import SubmissionEvent
from tests.gateway.samples import NOW, image
from tests.gateway.staff.desk import (
    OTHER,
    OWN,
    DeskBrowser,
    add_officer,
    audit_actions,
    audit_entries,
    services_of,
    signed_in,
)
from tests.gateway.staff.ticket_desk import EMAIL, act, load
from tests.gateway.staff.tickets import add_ticket, prepare


async def test_a_whole_conversation(app_on_both: FastAPI) -> None:
    app = app_on_both
    await prepare(app)
    desk = await signed_in(app, EMAIL, (OWN, "answer"))
    number = await add_ticket(app)
    assert await act(app, desk, number, "take") == 303
    assert await act(app, desk, number, "ask", text="Sejak kapan mati?") == 303
    assert await act(app, desk, number, "note", text="Telepon teknisi") == 303
    assert await act(app, desk, number, "answer", text="Teknisi datang besok") == 303
    _, submission = await load(app, number)
    proof = {"files": ("bukti.jpg", image(), "image/jpeg")}
    form = {"seq": submission.seq, "text": "Sudah menyala", "no_proof_reason": ""}
    answer = await desk.post(f"/tickets/{number}/resolve", form, files=proof)
    assert answer.status_code == 303, answer.text
    ticket, submission = await load(app, number)
    assert (submission.status, ticket.answered_at, ticket.resolved_at) == ("resolved", NOW, NOW)
    text = (await desk.get(f"/tickets/{number}")).text
    for shown in ("Sejak kapan mati?", "Telepon teknisi", "catatan internal", "Sudah menyala", "Dewi Contoh"):
        assert shown in text
    async with services_of(app).database.read() as session:
        events = (await session.execute(select(SubmissionEvent).order_by(SubmissionEvent.id))).scalars().all()
    assert [one.event for one in events] == ["received", "taken", "question", "note", "answered", "resolved"]
    assert {one.visibility for one in events if one.event == "note"} == {"internal"}
    assert {(one.by, one.agency_id) for one in events[1:]} == {("agency", OWN)}
    entry = (await audit_entries(app))[-1]
    assert entry.detail == {"from": "answered", "to": "resolved", "files": 1}
    assert "menyala" not in str([one.detail for one in await audit_entries(app)])
    await desk.close()


@pytest.mark.parametrize(
    ("action", "form", "sentence"),
    [
        ("answer", {"text": "  "}, "Tuliskan dengan kata-kata"),
        ("answer", {"text": "x" * 4001}, "Tuliskan dengan kata-kata"),
        ("resolve", {"text": "Selesai"}, "Tambahkan bukti"),
        ("merge", {"target": "BKL-2026-999999"}, "tidak bisa dijalankan"),
        ("merge", {}, "Pilih tiket lain"),
        ("transfer", {"agency_id": "opd-99"}, "Pilih dinas lain"),
        ("transfer", {"agency_id": OWN}, "Pilih dinas lain"),
        ("assign", {}, "Pilih petugas"),
        ("assign", {"assignee_id": "999"}, "tidak bisa dijalankan"),
    ],
)
async def test_what_is_incomplete_is_said_and_kept(
    app: FastAPI, desk: DeskBrowser, action: str, form: dict[str, str], sentence: str
) -> None:
    number = await add_ticket(app)
    _, submission = await load(app, number)
    answer = await desk.post(f"/tickets/{number}/{action}", {"seq": submission.seq, "action": action, **form})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert form.get("text", "").strip() in answer.text
    assert (await load(app, number))[1].status == "received"
    assert f"ticket.{action}" not in await audit_actions(app)


async def test_a_changed_ticket_is_not_overwritten(app: FastAPI, desk: DeskBrowser) -> None:
    number = await add_ticket(app)
    _, old = await load(app, number)
    other = await signed_in(app, "sari@kominfo.example", (OWN, "answer"))
    assert await act(app, other, number, "answer", text="Jawaban Sari") == 303
    form = {"seq": old.seq, "action": "answer", "text": "Jawaban Dewi"}
    answer = await desk.post(f"/tickets/{number}/answer", form)
    assert answer.status_code == 409
    assert "berubah sejak Anda membukanya" in answer.text
    assert "Jawaban Dewi</textarea>" in answer.text
    assert "Jawaban Sari" in answer.text
    again = await desk.post(f"/tickets/{number}/answer", form | {"seq": (await load(app, number))[1].seq})
    assert again.status_code == 303


@pytest.mark.parametrize("seq", ["", "-1", "abc", "9" * 30])
async def test_a_form_without_its_state_changes_nothing(app: FastAPI, desk: DeskBrowser, seq: str) -> None:
    number = await add_ticket(app)
    assert (await desk.post(f"/tickets/{number}/take", {"seq": seq})).status_code == 409
    assert (await load(app, number))[1].status == "received"


async def test_assign_only_to_who_handles_the_agency(app: FastAPI, desk: DeskBrowser) -> None:
    number = await add_ticket(app)
    fits = await add_officer(app, "sari@kominfo.example", (OWN, "answer"))
    reads = await add_officer(app, "tono@kominfo.example", (OWN, "read"))
    page = (await desk.get(f"/tickets/{number}")).text
    assert "Sari Contoh" in page
    assert "Tono Contoh" not in page
    assert await act(app, desk, number, "assign", assignee_id=reads.id) == 422
    assert await act(app, desk, number, "assign", assignee_id=fits.id) == 303
    assert (await load(app, number))[0].assignee_id == fits.id


async def test_transfer_takes_the_ticket_out_of_sight(app: FastAPI, desk: DeskBrowser) -> None:
    number = await add_ticket(app)
    answer = await desk.post(
        f"/tickets/{number}/transfer", {"seq": (await load(app, number))[1].seq, "agency_id": OTHER}
    )
    assert answer.headers["location"] == "/staff/tickets"
    assert (await desk.get(f"/tickets/{number}")).status_code == 403
    assert number not in (await desk.get("/tickets")).text.partition("<table")[2]
    entry = (await audit_entries(app))[-1]
    assert (entry.agency_id, entry.detail["agency"]) == (OWN, OTHER)


async def test_merge_suggests_the_neighbourhood(app: FastAPI, desk: DeskBrowser) -> None:
    near, far_in_time = await add_ticket(app), await add_ticket(app, received=NOW - timedelta(days=31))
    number = await add_ticket(app)
    hidden = await add_ticket(app, agency=OTHER)
    text = (await desk.get(f"/tickets/{number}")).text
    assert near in text
    assert far_in_time not in text
    assert hidden not in text
    assert await act(app, desk, number, "merge", target=hidden) == 422, "not a ticket this officer may read"
    assert await act(app, desk, number, "merge", target=near) == 303
    assert (await load(app, number))[1].status == "duplicate"
    assert near in (await desk.get(f"/tickets/{number}")).text
