"""The queue and the page of a ticket: what is shown, and what officers do there."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest
from fastapi import FastAPI
from pypdf import PdfWriter
from sqlalchemy import select

from gateway.staff.tables import ReplyTemplate, StaffAccount
from gateway.submissions.tables import Submission, SubmissionEvent
from gateway.tickets import repository
from gateway.tickets.tables import Ticket
from gateway.tickets.transitions import State
from tests.gateway.samples import NOBODYS_ID, NOW, STATION, blank_spot, image
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
from tests.gateway.staff.tickets import NIK, add_many, add_ticket, prepare

EMAIL = "dewi@kominfo.example"


@pytest.fixture
async def desk(app: FastAPI) -> DeskBrowser:
    """An officer who handles the own agency's tickets."""
    await prepare(app)
    return await signed_in(app, EMAIL, (OWN, "answer"))


async def _load(app: FastAPI, number: str) -> tuple[Ticket, Submission]:
    async with services_of(app).database.read() as session:
        found = await repository.find_by_number(session, number)
    assert found is not None
    return found


async def _do(app: FastAPI, desk: DeskBrowser, number: str, action: str, **form: object) -> int:
    """Send the form of an action as the page has it; return the status."""
    _, submission = await _load(app, number)
    answer = await desk.post(f"/tickets/{number}/{action}", {"seq": submission.seq, **form})
    return answer.status_code


def _numbers(text: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r"BKL-\d{4}-\d{6}", text)))


async def test_queue_shows_late_first_then_oldest_due(app_on_both: FastAPI) -> None:
    app = app_on_both
    await prepare(app)
    desk = await signed_in(app, EMAIL, (OWN, "answer"))
    fresh = await add_ticket(app, received=NOW)
    later = await add_ticket(app, received=NOW - timedelta(days=1))
    late = await add_ticket(app, received=NOW - timedelta(days=20))
    latest = await add_ticket(app, received=NOW - timedelta(days=10))
    answer = await desk.get("/tickets")
    assert _numbers(answer.text) == [late, latest, later, fresh]
    assert answer.text.count("late-mark") == 2
    assert "<strong>2</strong> lewat tenggat" in answer.text
    assert _numbers((await desk.get("/tickets?late=1")).text) == [late, latest]
    assert _numbers((await desk.get("/tickets?text=POS%20ronda&regency=17.71")).text)[:1] == [late]
    assert (await desk.get("/tickets.csv")).text.count("BKL-") == 4
    await desk.close()


async def test_queue_filters(app: FastAPI, desk: DeskBrowser) -> None:
    one = await add_ticket(app, public_text="Kabel putus di pasar")
    two = await add_ticket(app)
    assert await _do(app, desk, two, "take") == 303
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
        assert sorted(_numbers(body)) == sorted(expected), query


async def test_two_hundred_tickets_in_pages_of_fifty(app: FastAPI, desk: DeskBrowser) -> None:
    numbers = await add_many(app, 200)
    seen: list[str] = []
    for page in range(1, 5):
        seen += _numbers((await desk.get(f"/tickets?page={page}")).text.partition("<table")[2])
    assert sorted(seen) == sorted(numbers)
    assert "Halaman 2 dari 4" in (await desk.get("/tickets?page=2")).text


async def test_ticket_shows_answers_by_their_labels(app: FastAPI, desk: DeskBrowser) -> None:
    number = await add_ticket(
        app,
        answers={"station": STATION, "agree": True, "where": {"lat": -3.8, "lon": 102.3, "accuracy_m": 9}},
    )
    text = (await desk.get(f"/tickets/{number}")).text
    for shown in ("Label kind", "Mati", "Label about", "Masjid Jamik", "Budi Contoh", "-3.79280, 102.26080"):
        assert shown in text
    assert "Kebun Keling, Kota Bengkulu" in text
    assert "-3.80000, 102.30000 (±9 m)" in text
    assert NIK not in text
    assert "17••••••••••••01" in text


async def test_nik_is_shown_when_asked_for_and_noted(app: FastAPI, desk: DeskBrowser) -> None:
    number = await add_ticket(app)
    answer = await desk.post(f"/tickets/{number}/show", {"field": "nik"})
    assert NIK in answer.text
    entry = (await audit_entries(app))[-1]
    assert (entry.action, entry.object_id, entry.agency_id) == ("ticket.show", number, OWN)
    assert entry.detail == {"field": "nik"}
    assert NIK not in (await desk.get(f"/tickets/{number}")).text
    for nonsense in ("", "Budi Contoh", "x" * 41):
        assert (await desk.post(f"/tickets/{number}/show", {"field": nonsense})).status_code == 404


async def test_a_whole_conversation(app_on_both: FastAPI) -> None:
    app = app_on_both
    await prepare(app)
    desk = await signed_in(app, EMAIL, (OWN, "answer"))
    number = await add_ticket(app)
    assert await _do(app, desk, number, "take") == 303
    assert await _do(app, desk, number, "ask", text="Sejak kapan mati?") == 303
    assert await _do(app, desk, number, "note", text="Telepon teknisi") == 303
    assert await _do(app, desk, number, "answer", text="Teknisi datang besok") == 303
    _, submission = await _load(app, number)
    proof = {"files": ("bukti.jpg", image(), "image/jpeg")}
    form = {"seq": submission.seq, "text": "Sudah menyala", "no_proof_reason": ""}
    answer = await desk.post(f"/tickets/{number}/resolve", form, files=proof)
    assert answer.status_code == 303, answer.text
    ticket, submission = await _load(app, number)
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
    _, submission = await _load(app, number)
    answer = await desk.post(f"/tickets/{number}/{action}", {"seq": submission.seq, "action": action, **form})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert form.get("text", "").strip() in answer.text
    assert (await _load(app, number))[1].status == "received"
    assert f"ticket.{action}" not in await audit_actions(app)


async def test_a_changed_ticket_is_not_overwritten(app: FastAPI, desk: DeskBrowser) -> None:
    number = await add_ticket(app)
    _, old = await _load(app, number)
    other = await signed_in(app, "sari@kominfo.example", (OWN, "answer"))
    assert await _do(app, other, number, "answer", text="Jawaban Sari") == 303
    form = {"seq": old.seq, "action": "answer", "text": "Jawaban Dewi"}
    answer = await desk.post(f"/tickets/{number}/answer", form)
    assert answer.status_code == 409
    assert "berubah sejak Anda membukanya" in answer.text
    assert "Jawaban Dewi</textarea>" in answer.text
    assert "Jawaban Sari" in answer.text
    again = await desk.post(f"/tickets/{number}/answer", form | {"seq": (await _load(app, number))[1].seq})
    assert again.status_code == 303


@pytest.mark.parametrize("seq", ["", "-1", "abc", "9" * 30])
async def test_a_form_without_its_state_changes_nothing(app: FastAPI, desk: DeskBrowser, seq: str) -> None:
    number = await add_ticket(app)
    assert (await desk.post(f"/tickets/{number}/take", {"seq": seq})).status_code == 409
    assert (await _load(app, number))[1].status == "received"


async def test_assign_only_to_who_handles_the_agency(app: FastAPI, desk: DeskBrowser) -> None:
    number = await add_ticket(app)
    fits = await add_officer(app, "sari@kominfo.example", (OWN, "answer"))
    reads = await add_officer(app, "tono@kominfo.example", (OWN, "read"))
    page = (await desk.get(f"/tickets/{number}")).text
    assert "Sari Contoh" in page
    assert "Tono Contoh" not in page
    assert await _do(app, desk, number, "assign", assignee_id=reads.id) == 422
    assert await _do(app, desk, number, "assign", assignee_id=fits.id) == 303
    assert (await _load(app, number))[0].assignee_id == fits.id


async def test_transfer_takes_the_ticket_out_of_sight(app: FastAPI, desk: DeskBrowser) -> None:
    number = await add_ticket(app)
    answer = await desk.post(
        f"/tickets/{number}/transfer", {"seq": (await _load(app, number))[1].seq, "agency_id": OTHER}
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
    assert await _do(app, desk, number, "merge", target=hidden) == 422, "not a ticket this officer may read"
    assert await _do(app, desk, number, "merge", target=near) == 303
    assert (await _load(app, number))[1].status == "duplicate"
    assert near in (await desk.get(f"/tickets/{number}")).text


async def test_actions_follow_state_and_right(app: FastAPI, desk: DeskBrowser) -> None:
    number = await add_ticket(app)
    assert "/answer" in (await desk.get(f"/tickets/{number}")).text
    reader = await signed_in(app, "tono@kominfo.example", (OWN, "read"))
    text = (await reader.get(f"/tickets/{number}")).text
    assert f"/tickets/{number}/" not in text.replace(f"/tickets/{number}/files", "")
    assert await _do(app, desk, number, "reject", text="Bukan kewenangan kami") == 303
    text = (await desk.get(f"/tickets/{number}")).text
    assert f"/tickets/{number}/note" in text
    assert f"/tickets/{number}/answer" not in text
    assert await _do(app, desk, number, "answer", text="Tetap menjawab") == 409


async def test_files_belong_to_their_ticket(app: FastAPI, desk: DeskBrowser) -> None:
    number, other = await add_ticket(app), await add_ticket(app)
    proof = {"files": ("bukti.png", image("PNG"), "image/png")}
    form = {"seq": (await _load(app, number))[1].seq, "text": "Selesai"}
    await desk.post(f"/tickets/{number}/resolve", form, files=proof)
    path = re.findall(
        rf"/staff(/tickets/{number}/files/[0-9a-f]{{64}})\?small", (await desk.get(f"/tickets/{number}")).text
    )[0]
    for address in (path, path + "?small=1"):
        answer = await desk.get(address)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("image/")
        assert "sandbox" in answer.headers["content-security-policy"]
    assert (await desk.get(path.replace(number, other))).status_code == 404
    assert (await desk.get(f"/tickets/{number}/files/{'0' * 64}")).status_code == 404


async def test_proof_that_is_none_is_refused(app: FastAPI, desk: DeskBrowser) -> None:
    number = await add_ticket(app)
    form = {"seq": (await _load(app, number))[1].seq, "text": "Selesai", "action": "resolve"}
    proof = {"files": ("bukti.jpg", b"<svg onload='x'/>", "image/jpeg")}
    answer = await desk.post(f"/tickets/{number}/resolve", form, files=proof)
    assert answer.status_code == 415
    assert "tidak bisa dipakai" in answer.text


async def test_reply_templates_are_offered(app: FastAPI, desk: DeskBrowser) -> None:
    async with services_of(app).database.write() as session:
        for agency, title in ((OWN, "Sendiri"), ("*", "Semua"), (OTHER, "Tetangga")):
            session.add(ReplyTemplate(agency_id=agency, title=title, body="Isi " + title, updated_at=NOW))
    text = (await desk.get(f"/tickets/{await add_ticket(app)}")).text
    assert "Isi Sendiri" in text
    assert "Isi Semua" in text
    assert "Tetangga" not in text


CANARY = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}"


async def test_nothing_that_residents_write_becomes_markup(app: FastAPI, desk: DeskBrowser) -> None:
    number = await add_ticket(
        app,
        answers=dict.fromkeys(("kind", "about", "station", "village"), CANARY) | {"where": {"lat": CANARY}},
        public_text=CANARY,
        name=CANARY,
        phone=CANARY,
        email=CANARY,
    )
    async with services_of(app).database.write() as session:
        found = await repository.find_by_number(session, number)
        assert found is not None
        found[0].rating, found[0].rating_text = 3, CANARY
        session.add(
            SubmissionEvent(submission_id=found[1].id, at=NOW, event="comment", note=CANARY, by="reporter")
        )
        account = (await session.execute(select(StaffAccount))).scalar_one()
        account.name = CANARY
        session.add(ReplyTemplate(agency_id=OWN, title=CANARY, body=CANARY, updated_at=NOW))
    for path in ("/tickets", f"/tickets/{number}", f"/tickets?text={CANARY}&service={CANARY}"):
        text = (await desk.get(path)).text
        assert "&lt;script&gt;" in text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert ">49" not in text
    seq = (await _load(app, number))[1].seq
    kept = await desk.post(
        f"/tickets/{number}/resolve", {"seq": seq, "action": "resolve", "text": CANARY, "target": CANARY}
    )
    assert kept.status_code == 422
    assert "<script>alert" not in kept.text


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


async def test_keys_of_residents_open_nothing(app: FastAPI, desk: DeskBrowser, browser: DeskBrowser) -> None:
    number = await add_ticket(app)
    _, submission = await _load(app, number)
    for path in (f"/tickets/{submission.id}", f"/tickets/{number}"):
        assert (await browser.get(path)).status_code == 303
    assert (await desk.get(f"/tickets/{submission.id}")).status_code == 404
    assert submission.id not in (await desk.get(f"/tickets/{number}")).text
    browser.client.cookies.set("staff_session", submission.id, path="/staff")
    assert (await browser.get("/tickets")).status_code == 303


async def test_documents_are_only_to_keep(app: FastAPI, desk: DeskBrowser) -> None:
    number, target = await add_ticket(app), io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(target)
    proof = {"files": ("surat.pdf", target.getvalue(), "application/pdf")}
    form = {"seq": (await _load(app, number))[1].seq, "text": "Selesai"}
    assert (await desk.post(f"/tickets/{number}/resolve", form, files=proof)).status_code == 303
    text = (await desk.get(f"/tickets/{number}")).text
    path = re.findall(rf'/staff(/tickets/{number}/files/[0-9a-f]{{64}})" download', text)[0]
    answer = await desk.get(path)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize("language", ["id", "en"])
async def test_every_state_can_be_shown(app: FastAPI, desk: DeskBrowser, language: str) -> None:
    numbers = {state: await add_ticket(app) for state in State}
    async with services_of(app).database.write() as session:
        for state, number in numbers.items():
            found = await repository.find_by_number(session, number)
            assert found is not None
            found[1].status = state.value
            for event in ("taken", "merged", "unheard_of"):
                row = SubmissionEvent(submission_id=found[1].id, at=NOW, event=event, note="", by="system")
                session.add(row)
    await desk.post("/language", {"language": language})
    for number in numbers.values():
        text = (await desk.get(f"/tickets/{number}")).text
        assert f'<html lang="{language}">' in text
        assert "unheard_of" in text
    assert (await desk.get("/tickets?state=all")).status_code == 200


async def test_a_blank_spot_shows_what_was_said(app: FastAPI, desk: DeskBrowser) -> None:
    number = await add_ticket(app, form_version=None)
    async with services_of(app).database.write() as session:
        found = await repository.find_by_number(session, number)
        assert found is not None
        found[1].payload = blank_spot()
    text = (await desk.get(f"/tickets/{number}")).text
    assert "Di belakang bukit tidak ada sinyal." in text
    assert "telkomsel: blank" in text


@pytest.mark.parametrize("path", ["/tickets/BKL-2026-999999", f"/tickets/{NOBODYS_ID}", "/tickets/x/files/y"])
async def test_unknown_tickets_are_not_there(desk: DeskBrowser, path: str) -> None:
    answer = await desk.get(path)
    assert answer.status_code == 404
    assert "Halaman ini tidak ada" in answer.text
