"""Sending: oldest first, one at a time, only a receipt is success."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from services.errors import StorageFull
from services.models import OutboxState, SubmissionKind
from services.transitions import QueuePause
from tests.fakes.fault_transport import FaultTransport
from tests.fakes.gateway import FakeGateway, problem
from tests.unit.offline.samples import PAYLOAD, Phone, make_phone

CHECK = SubmissionKind.WIFI_CHECK


@pytest.fixture
def phone(tmp_path: Path) -> Phone:
    return make_phone(tmp_path)


async def queue(phone: Phone, *names: str) -> None:
    for name in names:
        await phone.outbox.submit(name, CHECK, PAYLOAD)
        phone.clock.advance(1)


def broken(tmp_path: Path, *faults: str) -> tuple[Phone, FaultTransport]:
    gateway = FakeGateway()
    transport = FaultTransport(gateway, seed=1, rate=1.0, faults=faults)
    return make_phone(tmp_path, gateway.clock, gateway, transport), transport


async def test_oldest_first_with_receipts(phone: Phone) -> None:
    await queue(phone, "c", "a", "b")
    report = await phone.sender.run()
    assert (report.sent, report.pause) == (3, None)
    assert phone.gateway.arrivals == ["c", "a", "b"]
    item = phone.restarted().outbox.get("a")
    assert item.state is OutboxState.SENT
    assert item.receipt is not None and item.receipt.number == "BKL-2026-000002"
    assert phone.gateway.submissions["a"]["notice_version"] == "1"


async def test_two_runs_at_once_are_one(phone: Phone) -> None:
    await queue(phone, "a", "b")
    first, second = await asyncio.gather(phone.sender.run(), phone.sender.run())
    assert first is second
    assert phone.gateway.most_concurrent == 1
    assert phone.gateway.calls.count("PUT /submissions/a") == 1


async def test_an_item_written_during_a_run_goes_with_it(phone: Phone) -> None:
    await queue(phone, "a")
    written: list[asyncio.Task[object]] = []

    def write_another() -> None:
        if not written:
            written.append(asyncio.ensure_future(phone.outbox.submit("b", CHECK, PAYLOAD)))

    phone.outbox.subscribe(write_another)
    await phone.sender.run()
    await asyncio.gather(*written)
    await phone.sender.run()
    assert phone.gateway.arrivals == ["a", "b"]


async def test_the_state_sending_is_durable_before_the_call(tmp_path: Path) -> None:
    seen: list[OutboxState] = []
    gateway = FakeGateway()

    class Watching(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            seen.append(phone.restarted().outbox.get("a").state)
            return await gateway.handle_async_request(request)

    phone = make_phone(tmp_path, gateway.clock, gateway, Watching())
    await queue(phone, "a")
    await phone.sender.run()
    assert seen == [OutboxState.SENDING]


@pytest.mark.parametrize("fault", ["captive_portal", "foreign_redirect", "network_login"])
async def test_a_log_in_page_pauses_the_queue_and_counts_nothing(tmp_path: Path, fault: str) -> None:
    phone, transport = broken(tmp_path, fault)
    await queue(phone, "a", "b")
    report = await phone.sender.run()
    assert report.pause is phone.outbox.pause is QueuePause.CAPTIVE_PORTAL
    assert phone.outbox.get("a").attempts == 0
    assert transport.met.total() == 1
    await phone.sender.run()
    assert transport.met.total() == 1, "not asked again before the probe's time"
    phone.clock.advance(61)
    await phone.sender.run()
    assert transport.met.total() == 2
    transport.broken = False
    assert (await phone.sender.run(force=True)).sent == 2
    assert phone.outbox.pause is None


async def test_the_probe_shows_a_log_in_page_no_report(tmp_path: Path) -> None:
    phone, _transport = broken(tmp_path, "captive_portal")
    asked: list[str] = []
    phone.client._http.event_hooks["request"].append(lambda r: _note(asked, r))
    await queue(phone, "a")
    await phone.sender.run()
    asked.clear()
    await phone.sender.run(force=True)
    assert asked == ["GET /v1/config"]


async def _note(asked: list[str], request: httpx.Request) -> None:
    asked.append(f"{request.method} {request.url.path}")


async def test_no_network_pauses_without_counting_however_long_it_lasts(tmp_path: Path) -> None:
    phone, transport = broken(tmp_path, "connect_error")
    await queue(phone, "a")
    for _ in range(50):
        await phone.sender.run()
        phone.clock.advance(3600)
    assert phone.outbox.pause is QueuePause.OFFLINE
    assert (phone.outbox.get("a").state, phone.outbox.get("a").attempts) == (OutboxState.QUEUED, 0)
    transport.broken = False
    assert (await phone.sender.run()).sent == 1


async def test_a_lost_answer_is_sent_again_later_and_stored_once(tmp_path: Path) -> None:
    phone, transport = broken(tmp_path, "timeout_after_commit")
    await queue(phone, "a")
    await phone.sender.run()
    item = phone.outbox.get("a")
    assert (item.state, item.attempts, item.error) == (OutboxState.QUEUED, 1, "error.interrupted")
    transport.broken = False
    await phone.sender.run()
    assert phone.outbox.get("a").state is OutboxState.QUEUED, "its time has not come"
    phone.clock.advance(60)
    await phone.sender.run()
    assert phone.outbox.get("a").state is OutboxState.SENT
    assert phone.gateway.arrivals == ["a"]


async def test_thirteen_failures_park_the_item_and_it_stays(tmp_path: Path) -> None:
    phone, transport = broken(tmp_path, "bad_gateway")
    await queue(phone, "a")
    for _ in range(20):
        await phone.sender.run()
        phone.clock.advance(6 * 3600)
    assert transport.met.total() == 13
    assert phone.outbox.get("a").state is OutboxState.PARKED
    transport.broken = False
    await phone.outbox.retry("a")
    assert (await phone.sender.run()).sent == 1


async def test_retry_after_is_kept(tmp_path: Path) -> None:
    phone, _transport = broken(tmp_path, "too_many")
    await queue(phone, "a")
    now = phone.clock.now()
    await phone.sender.run()
    assert phone.outbox.get("a").next_at == now + timedelta(seconds=120)


@pytest.mark.parametrize(
    ("refusal", "state", "pause"),
    [
        (
            problem(422, "invalid", [{"field": "payload.x", "code": "missing", "message": "?"}]),
            "rejected",
            None,
        ),
        (problem(413, "too_large"), "rejected", None),
        (problem(422, "key_reused"), "parked", None),
        (problem(422, "fingerprint_mismatch"), "parked", None),
        (problem(409, "in_progress", **{"Retry-After": "2"}), "queued", None),
        (problem(424, "attachment_missing"), "queued", None),
        (problem(404, "not_found"), "queued", None),
        (httpx.Response(413, html="<h1>413</h1>"), "queued", None),
        (httpx.Response(200, json={"ok": True}), "queued", None),
        (httpx.Response(301, headers={"Location": "https://gateway.example/v2"}), "queued", None),
        (problem(401, "unauthorised"), "queued", QueuePause.SIGN_IN),
        (problem(403, "forbidden"), "queued", QueuePause.SIGN_IN),
        (problem(426, "upgrade"), "queued", QueuePause.UPDATE),
        (problem(410, "gone"), "queued", QueuePause.UPDATE),
    ],
)
async def test_refusals(phone: Phone, refusal: httpx.Response, state: str, pause: QueuePause | None) -> None:
    phone.gateway.refusals["a"] = refusal
    await queue(phone, "a", "b")
    report = await phone.sender.run()
    item = phone.outbox.get("a")
    assert (item.state.value, report.pause) == (state, pause)
    assert item.receipt is None
    assert item.attempts == (0 if pause else 1)
    expected = OutboxState.QUEUED if pause else OutboxState.SENT
    assert phone.outbox.get("b").state is expected, "trouble of one item does not block the others"
    if state == "rejected" and item.field_errors:
        assert item.field_errors[0].field == "payload.x"


@pytest.mark.parametrize(
    "change", [{"id": "other"}, {"fingerprint": "0" * 64}, {"number": 7}, {"received_at": "soon"}]
)
async def test_a_receipt_must_be_for_this_item(phone: Phone, change: dict[str, object]) -> None:
    await queue(phone, "a")
    good = {"id": "a", "fingerprint": phone.outbox.get("a").fingerprint, "number": "B", "status": "received"}
    good["received_at"] = "2026-11-21T03:00:00+00:00"
    phone.gateway.refusals["a"] = httpx.Response(201, json={**good, **change})
    await phone.sender.run()
    assert phone.outbox.get("a").state is OutboxState.QUEUED


async def test_attachments_go_first_and_resume(phone: Phone) -> None:
    content = bytes(range(256)) * 1200
    name = await phone.blobs.put(content)
    phone.gateway.parts[name] = content[:100_000]
    await phone.outbox.submit("a", SubmissionKind.BLANK_SPOT, PAYLOAD, [name])
    await phone.sender.run()
    assert phone.gateway.attachments[name] == content
    assert phone.gateway.calls[0] == f"HEAD /attachments/{name}"
    assert phone.gateway.calls.count(f"PUT /attachments/{name}") == 2
    assert phone.gateway.arrivals == ["a"]


async def test_an_attachment_that_is_gone_parks_its_item_only(phone: Phone) -> None:
    name = await phone.blobs.put(b"photo")
    await phone.outbox.submit("a", SubmissionKind.BLANK_SPOT, PAYLOAD, [name])
    await queue(phone, "b")
    await phone.blobs.delete([name])
    await phone.sender.run()
    item = phone.outbox.get("a")
    assert (item.state, item.error) == (OutboxState.PARKED, "error.photo_missing")
    assert phone.gateway.arrivals == ["b"]


async def test_a_full_disk_after_the_answer_leads_to_sending_again(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    await queue(phone, "a")
    apply, calls = phone.outbox.apply, []

    async def full_at_second(item_id: str, event: object) -> object:
        calls.append(event)
        if len(calls) == 2:
            raise StorageFull("outbox.json.log")
        return await apply(item_id, event)  # type: ignore[arg-type]

    monkeypatch.setattr(phone.outbox, "apply", full_at_second)
    with pytest.raises(StorageFull):
        await phone.sender.run()
    phone.clock.advance(60)
    await phone.sender.run()
    assert phone.outbox.get("a").state is OutboxState.SENT
    assert phone.gateway.arrivals == ["a"]


async def test_an_erased_item_does_not_come_back(tmp_path: Path) -> None:
    gateway = FakeGateway()

    class Erasing(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            await phone.outbox.erase()
            return await gateway.handle_async_request(request)

    phone = make_phone(tmp_path, gateway.clock, gateway, Erasing())
    await queue(phone, "a")
    await phone.sender.run()
    assert phone.restarted().outbox.items() == ()


async def test_closing_in_the_middle_leaves_the_item_to_the_next_start(tmp_path: Path) -> None:
    gateway, waiting = FakeGateway(), asyncio.Event()

    class Hanging(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            waiting.set()
            await asyncio.sleep(3600)
            raise AssertionError

    phone = make_phone(tmp_path, gateway.clock, gateway, Hanging())
    await queue(phone, "a")
    run = asyncio.ensure_future(phone.sender.run())
    await waiting.wait()
    await phone.sender.close()
    await asyncio.gather(run, return_exceptions=True)
    assert phone.restarted().outbox.get("a").state is OutboxState.QUEUED
