"""The page of a ticket: what is shown, to whom, and what never is."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from sqlalchemy import select

from gateway.staff.tables import ReplyTemplate, StaffAccount
from gateway.submissions.tables import SubmissionEvent
from gateway.tickets import repository
from gateway.tickets.transitions import State
from tests.gateway.samples import NOBODYS_ID, NOW, STATION, blank_spot
from tests.gateway.staff.desk import (
    OTHER,
    OWN,
    DeskBrowser,
    audit_entries,
    services_of,
    signed_in,
)
from tests.gateway.staff.ticket_desk import act, load
from tests.gateway.staff.tickets import NIK, add_ticket


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


async def test_actions_follow_state_and_right(app: FastAPI, desk: DeskBrowser) -> None:
    number = await add_ticket(app)
    assert "/answer" in (await desk.get(f"/tickets/{number}")).text
    reader = await signed_in(app, "tono@kominfo.example", (OWN, "read"))
    text = (await reader.get(f"/tickets/{number}")).text
    assert f"/tickets/{number}/" not in text.replace(f"/tickets/{number}/files", "")
    assert await act(app, desk, number, "reject", text="Bukan kewenangan kami") == 303
    text = (await desk.get(f"/tickets/{number}")).text
    assert f"/tickets/{number}/note" in text
    assert f"/tickets/{number}/answer" not in text
    assert await act(app, desk, number, "answer", text="Tetap menjawab") == 409


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
    seq = (await load(app, number))[1].seq
    kept = await desk.post(
        f"/tickets/{number}/resolve", {"seq": seq, "action": "resolve", "text": CANARY, "target": CANARY}
    )
    assert kept.status_code == 422
    assert "<script>alert" not in kept.text


async def test_keys_of_residents_open_nothing(app: FastAPI, desk: DeskBrowser, browser: DeskBrowser) -> None:
    number = await add_ticket(app)
    _, submission = await load(app, number)
    for path in (f"/tickets/{submission.id}", f"/tickets/{number}"):
        assert (await browser.get(path)).status_code == 303
    assert (await desk.get(f"/tickets/{submission.id}")).status_code == 404
    assert submission.id not in (await desk.get(f"/tickets/{number}")).text
    browser.client.cookies.set("staff_session", submission.id, path="/staff")
    assert (await browser.get("/tickets")).status_code == 303


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
