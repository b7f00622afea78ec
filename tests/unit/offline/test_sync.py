"""One pull over everything, statuses, configuration and packs."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import httpx
import pytest

from services.collection import Collection
from services.errors import PackDamaged
from services.gateway_client import STATUS_LIMIT
from services.models import Agency, OutboxState, SubmissionKind
from services.packs import PackStore
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
        self.packs = PackStore(self.volume, self.phone.client)
        self.statuses = StatusBook(self.volume)
        self.sync = Sync(self.phone.client, self.phone.outbox, self.statuses, self.packs, self.volume)

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
    assert desk.sync.last_error == report.error == "error.refused"
    assert [agency.id for agency in second.rows()] == ["x"]


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
    assert (await desk.sync.pull([desk.collection("a")])).errors == {}
    assert desk.sync.last_error is None


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
    sync = Sync(desk.phone.client, desk.phone.outbox, desk.statuses, desk.packs, volume)
    assert (await sync.pull([desk.collection("a")])).done == ()
    assert (await sync.pull_packs(["villages"])).done == ()
    assert desk.gateway.calls == []


# packs

CONTENT = bytes(range(256)) * 400


async def test_a_pack_is_verified_before_it_has_its_name(desk: Desk) -> None:
    desk.gateway.packs["villages"] = CONTENT
    heard: list[str] = []
    desk.packs.subscribe(lambda: heard.append("pack"))
    assert desk.packs.path("villages") is None
    assert (await desk.sync.pull_packs(["villages", "basemap"])).done == ("villages",)
    path = desk.packs.path("villages")
    assert path is not None
    assert (path.name, path.read_bytes()) == ("villages.json.gz", CONTENT)
    assert heard == ["pack"]
    desk.gateway.calls.clear()
    assert (await desk.sync.pull_packs(["villages"])).done == ()
    assert desk.gateway.calls == ["GET /packs"]
    assert desk.packs.installed()["villages"].licence == "ODbL-1.0"
    await desk.packs.remove("villages")
    assert (desk.packs.path("villages"), desk.packs.installed()) == (None, {})


async def test_a_download_that_breaks_off_goes_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.gateway.packs["villages"] = CONTENT
    (pack,) = await desk.packs.offered()

    async def break_off(info: object, sink: Any) -> None:
        sink.write(CONTENT[:1000])

    monkeypatch.setattr(desk.phone.client, "download_pack", break_off)
    with pytest.raises(PackDamaged):
        await desk.packs.fetch(pack)
    monkeypatch.undo()
    part = desk.volume.root / "packs" / f"villages-{pack.sha256[:16]}.part"
    assert part.stat().st_size == 1000
    assert desk.packs.path("villages") is None
    assert (await desk.packs.fetch(pack)).read_bytes() == CONTENT
    assert not part.exists()


async def test_a_pack_with_another_sha256_is_thrown_away(desk: Desk) -> None:
    desk.gateway.packs["villages"] = CONTENT
    (pack,) = await desk.packs.offered()
    desk.gateway.packs["villages"] = CONTENT[::-1]
    with pytest.raises(PackDamaged):
        await desk.packs.fetch(pack)
    assert list((desk.volume.root / "packs").iterdir()) == []


async def test_a_pack_that_changed_meanwhile_comes_whole(desk: Desk) -> None:
    old, new = CONTENT, CONTENT[::-1]
    desk.gateway.packs["villages"] = old
    (pack,) = await desk.packs.offered()
    part = desk.volume.root / "packs" / f"villages-{pack.sha256[:16]}.part"
    part.parent.mkdir()
    part.write_bytes(old[:5000])
    desk.gateway.packs["villages"] = new
    (newer,) = await desk.packs.offered()
    assert (await desk.packs.fetch(newer)).read_bytes() == new
    assert not part.exists()
    assert newer.sha256 == hashlib.sha256(new).hexdigest()


async def test_a_log_in_page_is_no_pack(tmp_path: Path) -> None:
    gateway = FakeGateway()
    gateway.packs["villages"] = CONTENT
    transport = FaultTransport(gateway, seed=1, rate=1, faults=["captive_portal"])
    desk = Desk(tmp_path, transport)
    assert (await desk.sync.pull_packs(["villages"])).errors == {"packs": "error.captive_portal"}
    transport.broken = False
    (pack,) = await desk.packs.offered()
    transport.broken = True
    report = await desk.sync.pull_packs(["villages"])
    assert report.error == "error.captive_portal"
    with pytest.raises(Exception, match="text/html"):
        await desk.packs.fetch(pack)
    assert list((tmp_path / "packs").glob("*.part")) == []
