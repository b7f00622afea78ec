"""GET /v1/submissions/{uuid}/files/{sha256}: the key opens what its timeline shows, and nothing else."""

from __future__ import annotations

import io
from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI
from PIL import Image

from gateway.tickets.transitions import Action
from tests.gateway.samples import (
    NOBODYS_ID,
    add_blank_spot_service,
    assert_problem,
    blank_spot,
    comment,
    image,
)
from tests.gateway.tickets.world import Desk, file_ticket, send, upload
from tests.gateway.uploads.pdfs import pdf

SECRET = b"Jalan Rahasia 7"


async def get(client: httpx.AsyncClient, key: str, sha256: str) -> httpx.Response:
    return await client.get(f"/v1/submissions/{key}/files/{sha256}")


async def test_a_photo_is_shown_without_metadata(client: httpx.AsyncClient) -> None:
    sha256 = await upload(client, image(comment=SECRET))
    key = await file_ticket(client, (sha256,))
    answer = await get(client, key, sha256)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
    assert answer.headers["content-disposition"].startswith("inline; ")
    assert answer.headers["cache-control"].startswith("private")
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert SECRET not in answer.content
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert picture.size == (40, 30)
    again = await client.get(str(answer.url), headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_a_document_is_only_saved(client: httpx.AsyncClient) -> None:
    sha256 = await upload(client, pdf())
    answer = await get(client, await file_ticket(client, (sha256,)), sha256)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["content-disposition"] == f'attachment; filename="{sha256[:12]}.pdf"'
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_whose_files_a_key_opens(client_on_both: httpx.AsyncClient, app_on_both: FastAPI) -> None:
    client, desk = client_on_both, Desk(app_on_both)
    own, said, proof, inside, loose = [await upload(client, image()) for _ in range(5)]
    key, other = await file_ticket(client, (own,)), await file_ticket(client)
    act = await send(client, "comment", comment(key), (said,))
    await desk.do(key, Action.NOTE, text="Untuk kantor saja.", files=[inside])
    await desk.resolve(key, proof)
    shown = {sha256: (await get(client, key, sha256)).status_code for sha256 in (own, said, proof)}
    assert set(shown.values()) == {200}
    for sha256 in (inside, loose, "0" * 64, "x"):
        assert_problem(await get(client, key, sha256), 404, "unknown_file")
    for sha256 in (own, said, proof):
        assert_problem(await get(client, other, sha256), 404, "unknown_file")
    assert (await get(client, act, said)).status_code == 200
    assert_problem(await get(client, act, own), 404, "unknown_file")


async def test_what_was_merged_opens_nothing_of_the_other(client: httpx.AsyncClient, app: FastAPI) -> None:
    proof = await upload(client, image())
    kept, merged = await file_ticket(client), await file_ticket(client)
    await Desk(app).do(merged, Action.MERGE, target=kept)
    await Desk(app).resolve(kept, proof)
    assert (await get(client, kept, proof)).status_code == 200
    assert_problem(await get(client, merged, proof), 404, "unknown_file")


async def test_photos_of_a_blank_spot(client: httpx.AsyncClient, app: FastAPI) -> None:
    await add_blank_spot_service(app.state.services.database)
    sha256 = await upload(client, image())
    key = await send(client, "blank_spot", blank_spot(), (sha256,))
    assert (await get(client, key, sha256)).status_code == 200
    await send(client, "withdrawal", {"target": key})
    assert_problem(await get(client, key, sha256), 404, "unknown_file")


@pytest.mark.parametrize("key", ["x", "BKL-2026-000001", "..%2F..", NOBODYS_ID])
async def test_only_a_key_opens(client: httpx.AsyncClient, key: str) -> None:
    sha256 = await upload(client, image())
    await file_ticket(client, (sha256,))
    assert (await get(client, key, sha256)).status_code == 404


async def test_a_proof_that_only_an_event_cites_is_kept(client: httpx.AsyncClient, app: FastAPI) -> None:
    proof = await upload(client, image())
    key = await file_ticket(client)
    await Desk(app).resolve(key, proof)
    await app.state.services.attachments.sweep(timedelta(days=-1))
    assert (await get(client, key, proof)).status_code == 200
