"""What is withdrawn is gone: from every table, every folder and every answer."""

from __future__ import annotations

from pathlib import Path

import httpx
from fastapi import FastAPI
from sqlalchemy import select

from gateway.db import Database
from gateway.submissions.tables import Submission, SubmissionEvent
from gateway.tables import metadata
from gateway.tickets.tables import EventFile, Ticket
from gateway.tickets.transitions import Action
from tests.gateway.conftest import FixedClock
from tests.gateway.samples import (
    add_blank_spot_service,
    blank_spot,
    comment,
    image,
    new_id,
    position,
    rating,
    resolution,
    submission,
)
from tests.gateway.samples import put as put_submission
from tests.gateway.tickets.world import Desk, file_ticket, send, status_of, upload
from tests.gateway.uploads.pdfs import pdf

NAME, PHONE, EMAIL, NIK = "Zulkarnain Kenari", "081298765432", "zulkenari@contoh.id", "1771024102900001"
WHERE = position(lat=-3.71234567, lon=102.31234567)
CANARIES = ("Zulkarnain", "Kenari", "81298765432", "zulkenari", NIK, "3.71234567", "2.31234567")


async def dump(database: Database) -> str:
    """Return every cell of every table as text."""
    cells = []
    async with database.read() as session:
        for table in metadata().sorted_tables:
            rows = (await session.execute(select(table))).all()
            cells += [f"{table.name}: {tuple(row)!r}" for row in rows]
    return "\n".join(cells)


def found_in(text: str) -> list[str]:
    return [line for line in text.splitlines() if any(canary in line for canary in CANARIES)]


def blobs(app: FastAPI) -> list[Path]:
    return [path for path in app.state.services.settings.blob_dir.rglob("*") if path.is_file()]


async def _live(client: httpx.AsyncClient, app: FastAPI, clock: FixedClock) -> tuple[str, list[str]]:
    """Return a ticket and its acts in which everybody has said too much."""
    desk = Desk(app)
    files = [await upload(client, image(comment=NAME.encode())), await upload(client, pdf())]
    key = await file_ticket(
        client,
        tuple(files),
        story=f"Saya {NAME}, {PHONE}, {EMAIL}, {NIK}.",
        name=NAME,
        phone=PHONE,
        email=EMAIL,
        nik=NIK,
        where=WHERE,
    )
    await desk.do(key, Action.NOTE, text=f"{NAME} menelepon dari {PHONE}.")
    await desk.do(key, Action.ASK, text=f"Pak {NAME}, di mana?")
    photo = await upload(client, image(comment=EMAIL.encode()))
    acts = [await send(client, "comment", comment(key, f"Ini {NAME}, {EMAIL}."), (photo,))]
    await desk.resolve(key, await upload(client, image()))
    acts.append(await send(client, "rating", rating(key, 5, f"Salam, {NAME}.")))
    text = f"Belum selesai, hubungi {PHONE}."
    acts.append(await send(client, "resolution", resolution(key, accepted=False, text=text)))
    clock.advance(hours=1)
    return key, acts


async def test_nothing_personal_is_left(
    client_on_both: httpx.AsyncClient, app_on_both: FastAPI, clock: FixedClock
) -> None:
    client, database = client_on_both, app_on_both.state.services.database
    key, acts = await _live(client, app_on_both, clock)
    before = await dump(database)
    assert all(canary in before for canary in CANARIES), "the test would see them"
    assert len(blobs(app_on_both)) == 8
    await send(client, "withdrawal", {"target": key})
    assert found_in(await dump(database)) == []
    assert blobs(app_on_both) == []
    status = await status_of(client, key)
    assert status["status"] == "withdrawn"
    assert {line["note"] for line in status["timeline"]} == {""}
    assert [line["files"] for line in status["timeline"] if line["files"]] == []
    assert [(await status_of(client, act))["status"] for act in acts] == ["withdrawn"] * 3
    async with database.read() as session:
        ticket = await session.get_one(Ticket, key)
        assert (await session.execute(select(EventFile))).all() == []
    assert (ticket.public_answers, ticket.public_text, ticket.rating_text) == (None, None, None)


async def test_a_closed_request_is_erased_but_stays_in_the_figures(
    client_on_both: httpx.AsyncClient, app_on_both: FastAPI, clock: FixedClock
) -> None:
    client, database = client_on_both, app_on_both.state.services.database
    key, _ = await _live(client, app_on_both, clock)
    await Desk(app_on_both).do(key, Action.REJECT, text=f"Maaf {NAME}, bukan wewenang kami.")
    await send(client, "withdrawal", {"target": key})
    await send(client, "withdrawal", {"target": key})
    assert found_in(await dump(database)) == []
    assert blobs(app_on_both) == []
    status = await status_of(client, key)
    assert status["status"] == "rejected"
    assert [line["event"] for line in status["timeline"]][-2:] == ["rejected", "erased"]
    async with database.read() as session:
        ticket = await session.get_one(Ticket, key)
    assert (ticket.rating, ticket.answered_at is None) == (5, False)


async def test_everything_personal_of_a_blank_spot(
    client_on_both: httpx.AsyncClient, app_on_both: FastAPI
) -> None:
    client, database = client_on_both, app_on_both.state.services.database
    await add_blank_spot_service(database)
    photo = await upload(client, image())
    key = await send(client, "blank_spot", blank_spot(note=f"{NAME} {PHONE}", position=WHERE), (photo,))
    await Desk(app_on_both).do(key, Action.ANSWER, text=f"Terima kasih {NAME}.")
    await send(client, "withdrawal", {"target": key})
    assert found_in(await dump(database)) == []
    assert blobs(app_on_both) == []


async def test_a_photo_that_another_request_cites_stays(client: httpx.AsyncClient, app: FastAPI) -> None:
    shared = await upload(client, image())
    gone, kept = await file_ticket(client, (shared,)), await file_ticket(client)
    await Desk(app).resolve(kept, shared)
    await send(client, "withdrawal", {"target": gone})
    assert len(blobs(app)) == 2
    assert (await client.get(f"/v1/submissions/{gone}/files/{shared}")).status_code == 404
    assert (await client.get(f"/v1/submissions/{kept}/files/{shared}")).status_code == 200


async def test_one_comment_can_be_taken_back(
    client_on_both: httpx.AsyncClient, app_on_both: FastAPI, clock: FixedClock
) -> None:
    client, database = client_on_both, app_on_both.state.services.database
    key = await file_ticket(client)
    kept, gone = await upload(client, image()), await upload(client, image())
    await send(client, "comment", comment(key, "Yang ini tetap."), (kept,))
    act = await send(client, "comment", comment(key, f"Saya {NAME}."), (gone,))
    clock.advance(hours=1)
    await send(client, "withdrawal", {"target": act})
    assert found_in(await dump(database)) == []
    status = await status_of(client, key)
    assert [line["note"] for line in status["timeline"]] == ["", "Yang ini tetap.", ""]
    assert [len(line["files"]) for line in status["timeline"]] == [0, 1, 0]
    assert {path.name for path in blobs(app_on_both)} == {kept}
    assert (status["status"], status["updated_at"]) == ("received", clock.now().isoformat())


async def test_a_rating_taken_back_lets_the_one_before_count(
    client_on_both: httpx.AsyncClient, app_on_both: FastAPI, clock: FixedClock
) -> None:
    client = client_on_both
    key = await file_ticket(client)
    await Desk(app_on_both).resolve(key)
    acts = []
    for stars in (2, 5):
        clock.advance(minutes=1)
        acts.append(await send(client, "rating", rating(key, stars, f"{stars} dari {NAME}")))
    for act, left in ((acts[1], 2), (acts[0], None)):
        await send(client, "withdrawal", {"target": act})
        assert (await status_of(client, key))["ticket"]["rating"] == left
    assert found_in(await dump(app_on_both.state.services.database)) == []


async def test_withdrawing_is_replayed(client: httpx.AsyncClient, app: FastAPI) -> None:
    key, own = await file_ticket(client), new_id()
    body = submission("withdrawal", {"target": key})
    first, again = [await put_submission(client, body, own) for _ in range(2)]
    assert (first.status_code, again.status_code, again.json()) == (201, 200, first.json())
    async with app.state.services.database.read() as session:
        events = select(SubmissionEvent.event).where(SubmissionEvent.submission_id == key)
        assert (await session.execute(events)).scalars().all() == ["received", "withdrawn"]
        assert (await session.get_one(Submission, key)).payload is None
