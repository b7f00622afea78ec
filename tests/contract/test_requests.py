"""Requests for services: written on the device, checked again by the gateway, by the version they name."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfWriter

from gateway.forms.repository import publish_forms
from services.collection import Collection
from services.drafts import DraftAutosave
from services.files import FileKeeper
from services.forms.positions import position_answer
from services.ids import SystemIds
from services.models import Fix, OutboxItem, OutboxState, Point, PositionSource, PublicService, SubmissionKind
from services.platform.pillow_images import PillowScaler
from services.requests import RequestDraft, RequestService
from tests.contract.conftest import CONTENT, NOW, Pair, content_rows

WANTED = {
    "address": "Jalan Rekaan 5",
    "information": "Daftar titik WiFi yang dibangun pada 2026",
    "purpose": "Untuk penelitian",
    "how": "look",
    "phone": "0812 3456 7890",
    "lawful": True,
}


class Desk:
    """The requests of the device, with the packaged services at both ends."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.files = FileKeeper(pair.blobs, PillowScaler())
        self.requests = RequestService(pair.outbox, DraftAutosave(pair.outbox), pair.clock)
        seed = CONTENT / "services.json"
        self.services = Collection("services", PublicService.from_wire, pair.volume, seed, pair.clock)

    async def publish(self, rows: list[dict[str, Any]]) -> None:
        """Publish services with their forms as an import does."""
        await self.pair.publish("services", rows)
        async with self.pair.app.state.services.database.write() as session:
            await publish_forms(session, rows, NOW)

    async def file(self, service_id: str, **answers: Any) -> OutboxItem:
        """Write a request and let it be sent."""
        service = self.services.get(service_id)
        assert service is not None
        assert service.form is not None
        draft = RequestDraft(service_id, service.form, answers)
        item = await self.requests.submit(SystemIds().new(), draft)
        await self.pair.sender.run(force=True)
        return self.pair.outbox.get(item.id)


@pytest.fixture
async def desk(pair: Pair) -> Desk:
    desk = Desk(pair)
    await pair.publish("agencies", content_rows("agencies"))
    await desk.publish(content_rows("services"))
    return desk


def place() -> dict[str, Any]:
    """Return a position answered a moment ago."""
    return position_answer(Fix(Point(-3.7928, 102.2608), PositionSource.GPS, NOW, 12.5, 3, False))


def jpeg() -> bytes:
    buffer = io.BytesIO()
    Image.radial_gradient("L").resize((2600, 1300)).save(buffer, "JPEG")
    return buffer.getvalue()


def pdf() -> bytes:
    writer, buffer = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(buffer)
    return buffer.getvalue()


async def test_a_request_with_a_place_and_a_photo_gets_its_number(desk: Desk) -> None:
    photo = await desk.files.add_photo(jpeg())
    desk.pair.clock.advance(600)
    item = await desk.file("jalan-rusak", kind="pothole", size="large", place=place(), photos=[photo])
    assert (item.state, item.field_errors) == (OutboxState.SENT, ())
    assert item.receipt is not None
    assert item.receipt.number.startswith("BKL-2026-")
    assert item.payload["answers"]["place"]["age_s"] == 600


async def test_papers_go_along(desk: Desk) -> None:
    item = await desk.file(
        "informasi-publik",
        applicant="body",
        name="Melati Rekaan",
        body_name="Lembaga Rekaan",
        deed=[await desk.files.add_pdf(pdf())],
        **WANTED,
    )
    assert (item.state, item.field_errors) == (OutboxState.SENT, ())
    assert len(item.attachments) == 1


async def test_a_nik_is_taken_and_a_wrong_one_never_leaves(desk: Desk) -> None:
    asked = {"applicant": "person", "name": "Melati Rekaan", **WANTED}
    item = await desk.file("informasi-publik", nik="1771034105900001", **asked)
    assert (item.state, item.field_errors) == (OutboxState.SENT, ())
    with pytest.raises(ValueError, match="nik"):
        await desk.file("informasi-publik", nik="1771034199900001", **asked)


async def test_an_answer_under_an_older_version_is_still_taken(desk: Desk) -> None:
    rows = content_rows("services")
    road = next(row for row in rows if row["id"] == "jalan-rusak")
    form: Any = road["form"]
    extra = {"code": "extra", "type": "text", "required": True, "label": {"id": "Baru", "en": "New"}}
    await desk.publish([{**road, "form": {**form, "version": 2, "fields": [*form["fields"], extra]}}])
    item = await desk.file("jalan-rusak", kind="pothole", size="large", place=place())
    assert item.payload["form_version"] == 1
    assert item.state is OutboxState.SENT


async def test_what_the_device_would_never_send_comes_back_named(desk: Desk) -> None:
    payload = {"service_id": "jalan-rusak", "form_version": 1, "observed_at": NOW.isoformat()}
    item_id = SystemIds().new()
    await desk.pair.outbox.submit(
        item_id, SubmissionKind.SERVICE_REQUEST, payload | {"answers": {"kind": "crater"}}
    )
    await desk.pair.sender.run(force=True)
    item = desk.pair.outbox.get(item_id)
    assert item.state is OutboxState.REJECTED
    problems = {error.field: error.code for error in item.field_errors}
    assert problems["payload.answers.kind"] == "unknown_value"
    assert problems["payload.answers.place"] == "missing"
