"""From request to confirmation, as reporter and officer live it; on both databases."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from gateway.maintenance import tidy
from gateway.tickets.closing import close_silent
from gateway.tickets.transitions import Action
from tests.gateway.conftest import FixedClock
from tests.gateway.samples import comment, image, new_id, put, rating, resolution, submission
from tests.gateway.tickets.world import Desk, file_ticket, refused, send, status_of, upload

NOT_DONE = "Lubangnya masih ada di tikungan."


def lines(status: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(line["event"], line["by"], line["note"]) for line in status["timeline"]]


async def test_the_whole_way(
    client_on_both: httpx.AsyncClient, app_on_both: FastAPI, clock: FixedClock
) -> None:
    client, desk = client_on_both, Desk(app_on_both)
    key = await file_ticket(client, phone="081234567890")
    clock.advance(hours=1)
    await desk.do(key, Action.TAKE)
    await desk.do(key, Action.ASK, text="Di sisi mana?")
    assert (await status_of(client, key))["status"] == "need_info"
    clock.advance(hours=1)
    photo = await upload(client, image())
    await send(client, "comment", comment(key, " Sisi kiri. "), (photo,))
    assert (await status_of(client, key))["status"] == "in_review"
    await desk.do(key, Action.NOTE, text="Rahasia dapur.")
    await desk.do(key, Action.ANSWER, text="Dikerjakan besok.")
    clock.advance(days=1)
    proof = await upload(client, image())
    await desk.resolve(key, proof)
    status = await status_of(client, key)
    resolved_at = clock.now()
    assert status["ticket"]["resolved_at"] == resolved_at.isoformat()
    assert status["ticket"]["confirm_until"] == (resolved_at + timedelta(days=7)).isoformat()
    assert status["ticket"]["reopen_until"] == (resolved_at + timedelta(days=14)).isoformat()
    await send(client, "resolution", resolution(key, accepted=False, text=NOT_DONE))
    status = await status_of(client, key)
    assert (status["status"], status["ticket"]["resolved_at"]) == ("in_review", None)
    await desk.resolve(key, proof)
    await send(client, "resolution", resolution(key, text="Terima kasih."))
    await send(client, "rating", rating(key, 2))
    await send(client, "rating", rating(key, 5, "Cepat."))
    status = await status_of(client, key)
    assert (status["status"], status["ticket"]["rating"]) == ("closed", 5)
    assert lines(status) == [
        ("received", "system", ""),
        ("taken", "agency", ""),
        ("question", "agency", "Di sisi mana?"),
        ("comment", "reporter", "Sisi kiri."),
        ("answered", "agency", "Dikerjakan besok."),
        ("resolved", "agency", "Sudah ditambal."),
        ("reopened", "reporter", NOT_DONE),
        ("resolved", "agency", "Sudah ditambal."),
        ("closed", "reporter", "Terima kasih."),
        ("rated", "reporter", ""),
        ("rated", "reporter", "Cepat."),
    ]
    by_event = {line["event"]: line for line in status["timeline"]}
    assert by_event["taken"]["agency"] == "Dinas Rekaan"
    assert by_event["comment"]["agency"] is None
    assert by_event["comment"]["files"] == [{"sha256": photo, "media_type": "image/jpeg"}]
    assert by_event["resolved"]["files"] == [{"sha256": proof, "media_type": "image/jpeg"}]


@pytest.mark.parametrize("kind", ["comment", "rating", "resolution"])
async def test_acts_are_stored_once_and_replayed(
    client_on_both: httpx.AsyncClient, app_on_both: FastAPI, kind: str
) -> None:
    ticket = await file_ticket(client_on_both)
    await Desk(app_on_both).resolve(ticket)
    payload = {"comment": comment, "rating": rating, "resolution": resolution}[kind](ticket)
    key, body = new_id(), submission(kind, payload)
    answers = await asyncio.gather(*(put(client_on_both, body, key) for _ in range(5)))
    assert sorted(answer.status_code for answer in answers).count(201) == 1
    again = await put(client_on_both, body, key)
    first = next(answer for answer in answers if answer.status_code == 201)
    assert (again.status_code, again.json()) == (200, first.json())
    events = [line["event"] for line in (await status_of(client_on_both, ticket))["timeline"]]
    assert events[2:] == [{"comment": "comment", "rating": "rated", "resolution": "closed"}[kind]]
    own = await status_of(client_on_both, key)
    assert (own["kind"], own["status"], own["ticket"]) == (kind, "received", None)


async def test_the_app_learns_of_news_by_its_token(client: httpx.AsyncClient, app: FastAPI) -> None:
    key = await file_ticket(client)

    async def ask(since: str | None) -> Any:
        return (await client.post("/v1/submissions/status", json={"ids": [key], "since": since})).json()

    first = await ask(None)
    await Desk(app).do(key, Action.NOTE, text="Tidak untuk warga.")
    assert (await ask(first["token"]))["items"] == []
    await Desk(app).do(key, Action.TAKE)
    assert [item["status"] for item in (await ask(first["token"]))["items"]] == ["in_review"]


STATE = [("payload.target", "state")]


async def test_what_the_state_does_not_allow(client_on_both: httpx.AsyncClient, app_on_both: FastAPI) -> None:
    client, desk = client_on_both, Desk(app_on_both)
    key = await file_ticket(client)
    assert await refused(client, "rating", rating(key)) == STATE
    assert await refused(client, "resolution", resolution(key)) == STATE
    await desk.do(key, Action.REJECT, text="Bukan wewenang kami.")
    assert await refused(client, "comment", comment(key)) == STATE
    assert await refused(client, "resolution", resolution(key, accepted=False, text=NOT_DONE)) == STATE
    await send(client, "rating", rating(key, 1, "Kecewa."))
    assert len((await status_of(client, key))["timeline"]) == 3


@pytest.mark.parametrize(("hours", "is_late"), [(14 * 24 - 1, False), (14 * 24, True)])
async def test_reopening_ends_after_fourteen_days(
    client: httpx.AsyncClient, app: FastAPI, clock: FixedClock, hours: int, is_late: bool
) -> None:
    key = await file_ticket(client)
    await Desk(app).resolve(key)
    clock.advance(hours=1)
    await send(client, "resolution", resolution(key))
    clock.advance(hours=hours - 1)
    again = resolution(key, accepted=False, text=NOT_DONE)
    if is_late:
        assert await refused(client, "resolution", again) == STATE
    else:
        await send(client, "resolution", again)
        assert (await status_of(client, key))["status"] == "in_review"


async def test_silence_closes_after_seven_days(
    client_on_both: httpx.AsyncClient, app_on_both: FastAPI, clock: FixedClock
) -> None:
    client, services = client_on_both, app_on_both.state.services
    silent, loud = await file_ticket(client), await file_ticket(client)
    for key in (silent, loud):
        await Desk(app_on_both).resolve(key)
    await send(client, "resolution", resolution(loud, accepted=False, text=NOT_DONE))
    clock.advance(days=6, hours=23)
    await tidy(services)
    assert (await status_of(client, silent))["status"] == "resolved"
    clock.advance(hours=1)
    await tidy(services)
    status = await status_of(client, silent)
    assert status["status"] == "closed"
    assert lines(status)[-1] == ("closed_silently", "system", "")
    assert status["ticket"]["confirm_until"] is None
    assert (await status_of(client, loud))["status"] == "in_review"
    await send(client, "resolution", resolution(silent, accepted=False, text=NOT_DONE))


async def test_several_processes_close_once(
    client_on_both: httpx.AsyncClient, app_on_both: FastAPI, clock: FixedClock
) -> None:
    keys = [await file_ticket(client_on_both) for _ in range(3)]
    for key in keys:
        await Desk(app_on_both).resolve(key)
    clock.advance(days=8)

    async def close() -> int:
        async with app_on_both.state.services.database.write() as session:
            return await close_silent(session, clock.now())

    assert sorted(await asyncio.gather(*(close() for _ in range(4)))) == [0, 0, 0, 3]
    for key in keys:
        assert [line["event"] for line in (await status_of(client_on_both, key))["timeline"]] == [
            "received",
            "resolved",
            "closed_silently",
        ]


async def test_what_was_merged_follows_the_other(
    client_on_both: httpx.AsyncClient, app_on_both: FastAPI, clock: FixedClock
) -> None:
    client, desk = client_on_both, Desk(app_on_both)
    kept = await file_ticket(client, name="Budi Rekaan")
    merged = await file_ticket(client)
    await desk.do(kept, Action.ANSWER, text="Sebelum digabung.")
    clock.advance(hours=1)
    await desk.do(merged, Action.MERGE, target=kept)
    clock.advance(hours=1)
    await desk.do(kept, Action.ASK, text="Pertanyaan untuk Budi.")
    await send(client, "comment", comment(kept, "Kata saya sendiri."))
    await desk.do(kept, Action.ANSWER, text="Pak Budi benar, 0812-3456-7890.")
    status, number = await status_of(client, merged), (await status_of(client, kept))["number"]
    assert (status["status"], status["ticket"]["duplicate_of"]) == ("duplicate", number)
    assert lines(status) == [
        ("received", "system", ""),
        ("duplicate", "agency", ""),
        ("answered", "agency", "Pak ••• benar, •••."),
    ]
    assert status["updated_at"] == clock.now().isoformat()
    assert "merged" in [line["event"] for line in (await status_of(client, kept))["timeline"]]
    assert await refused(client, "comment", comment(merged)) == STATE


async def test_withdrawing_the_other_frees_what_was_merged(
    client_on_both: httpx.AsyncClient, app_on_both: FastAPI
) -> None:
    client = client_on_both
    kept, merged = await file_ticket(client), await file_ticket(client)
    await Desk(app_on_both).do(merged, Action.MERGE, target=kept)
    await send(client, "withdrawal", {"target": kept})
    status = await status_of(client, merged)
    assert (status["status"], status["ticket"]["duplicate_of"]) == ("received", None)
    assert lines(status)[-1] == ("reopened", "system", "")
    await Desk(app_on_both).do(merged, Action.ANSWER, text="Kami lanjutkan.")
