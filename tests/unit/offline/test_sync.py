"""One pull over everything: collections, statuses, configuration."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from services.collection import Collection
from services.gateway_client import STATUS_LIMIT
from services.models import Agency, OutboxState, SubmissionKind
from services.platform.base import ReadOnlyVolume
from services.platform.native import NativeVolume
from services.statuses import StatusBook
from services.sync import Sync
from tests.fakes.fault_transport import FaultTransport
from tests.fakes.gateway import FakeGateway, problem
from tests.unit.offline.samples import PAYLOAD, Phone, make_phone


class Desk:
    """A phone with everything that pulls."""

    def __init__(self, folder: Path, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self.phone: Phone = make_phone(folder, transport=transport)
        self.gateway: FakeGateway = self.phone.gateway
        self.volume = NativeVolume(folder)
        self.statuses = StatusBook(self.volume)
        self.sync = Sync(self.phone.client, self.phone.outbox, self.statuses, self.volume)

    def collection(self, name: str) -> Collection[Agency]:
        seed = self.volume.root / "absent.json"
        return Collection(name, Agency.from_wire, self.volume, seed, self.phone.clock)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def full_list(*names: str) -> httpx.Response:
    rows = [{"id": n, "name": n, "source": "s", "precision": "p", "verified": "source"} for n in names]
    return httpx.Response(
        200, json={"items": rows, "removed": [], "token": "t", "more": False, "reset": True}
    )


def status_row(item_id: str, status: str) -> dict[str, Any]:
    step = {"at": "2026-11-21T04:00:00+00:00", "event": status, "note": None}
    row = {"id": item_id, "kind": "wifi_check", "number": "BKL-2026-000001", "status": status}
    return {**row, "received_at": step["at"], "updated_at": step["at"], "timeline": [step]}


async def test_one_collection_in_trouble_does_not_stop_the_others(desk: Desk) -> None:
    desk.gateway.pages["a", ""] = problem(404, "unknown_collection")
    desk.gateway.pages["b", ""] = full_list("x")
    first, second = desk.collection("a"), desk.collection("b")
    report = await desk.sync.pull([first, second])
    assert report.errors == {"a": "error.refused"}
    assert report.done == ("config", "b", "status")
    assert report.error == "error.refused"
    assert [agency.id for agency in second.rows()] == ["x"]


@pytest.mark.parametrize(
    ("status", "message"),
    [(404, "error.bad_answer"), (502, "error.gateway_busy"), (504, "error.gateway_busy")],
)
async def test_a_site_without_a_gateway_is_asked_once(tmp_path: Path, status: int, message: str) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        return httpx.Response(status, html="<h1>Not here</h1>")

    desk = Desk(tmp_path, httpx.MockTransport(answer))
    report = await desk.sync.pull([desk.collection("a"), desk.collection("b")])
    assert (report.errors, asked) == ({"config": message}, ["/v1/config"])


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ("connect_error", "error.offline"),
        ("captive_portal", "error.captive_portal"),
        ("network_login", "error.captive_portal"),
    ],
)
async def test_a_closed_way_ends_the_pull(tmp_path: Path, fault: str, message: str) -> None:
    gateway = FakeGateway()
    transport = FaultTransport(gateway, seed=1, rate=1, faults=[fault])
    desk = Desk(tmp_path, transport)
    report = await desk.sync.pull([desk.collection("a"), desk.collection("b")])
    assert (report.errors, report.done) == ({"config": message}, ())
    assert transport.met.total() == 1
    transport.broken = False
    gateway.pages["a", ""] = full_list("x")
    again = await desk.sync.pull([desk.collection("a")])
    assert (again.errors, again.error) == ({}, None)


async def test_the_configuration_is_kept_and_asked_by_etag(desk: Desk) -> None:
    assert desk.sync.config is None
    await desk.sync.pull_config()
    again = Desk(desk.volume.root)
    assert again.sync.config is not None
    assert again.sync.config.contact == {"name": "Dinas Kominfotik", "email": "kominfotik@example.org"}
    await again.sync.pull_config()
    assert again.sync.config.privacy_notice_version == "1"


async def test_statuses_in_batches_of_200(desk: Desk) -> None:
    for n in range(STATUS_LIMIT + 5):
        await desk.phone.outbox.submit(f"i{n:03}", SubmissionKind.WIFI_CHECK, PAYLOAD)
    await desk.phone.outbox.submit("w", SubmissionKind.WITHDRAWAL, {"target": "i000"})
    await desk.phone.sender.run()
    desk.gateway.statuses = [status_row("i003", "answered"), {**status_row("i004", "?"), "updated_at": 5}]
    desk.gateway.calls.clear()
    await desk.sync.refresh_status()
    assert desk.gateway.calls == ["POST /submissions/status"] * 2
    assert desk.phone.outbox.get("i003").status == "answered"
    assert desk.phone.outbox.get("i004").status == "received", "a malformed status is left out"
    known = Desk(desk.volume.root).statuses.get("i003")
    assert known is not None
    assert [step.event for step in known.timeline] == ["answered"]
    assert desk.statuses.get("i004") is None


async def test_nothing_sent_asks_nothing(desk: Desk) -> None:
    await desk.phone.outbox.submit("i", SubmissionKind.WIFI_CHECK, PAYLOAD)
    await desk.sync.refresh_status()
    assert desk.gateway.calls == []


async def test_a_sent_item_the_gateway_lost_keeps_its_receipt(desk: Desk) -> None:
    await desk.phone.outbox.submit("i", SubmissionKind.WIFI_CHECK, PAYLOAD)
    await desk.phone.sender.run()
    desk.gateway.receipts.clear()
    await desk.sync.refresh_status()
    item = desk.phone.outbox.get("i")
    assert (item.state, item.status, item.receipt is not None) == (OutboxState.SENT, "received", True)


async def test_a_read_only_tab_pulls_nothing(desk: Desk, tmp_path: Path) -> None:
    volume = ReadOnlyVolume(tmp_path)
    sync = Sync(desk.phone.client, desk.phone.outbox, desk.statuses, volume)
    assert (await sync.pull([desk.collection("a")])).done == ()
    assert desk.gateway.calls == []
