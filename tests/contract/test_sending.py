"""Submissions, attachments and statuses, client and gateway together."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PIL import Image

from gateway.submissions.fingerprint import fingerprint as gateway_fingerprint
from services.collection import Collection
from services.fingerprint import fingerprint
from services.ids import SystemIds
from services.models import (
    BlankSpotArea,
    BlankSpotReport,
    CheckResult,
    Confirmation,
    Environment,
    Fix,
    OperatorReading,
    OutboxItem,
    OutboxState,
    Point,
    PositionSource,
    SignalClass,
    VillageBasis,
    WifiCheck,
)
from services.public_state import PublicState
from services.reports import ReportService
from tests.contract.conftest import NOW, Pair

VILLAGE, STATION = "17.71.03.1011", "rsud-m-yunus"
FIX = Fix(Point(-3.7928, 102.2608), PositionSource.GPS, NOW - timedelta(seconds=3), 12.5, 4, False)


def report(**changes: Any) -> BlankSpotReport:
    readings = (
        OperatorReading("telkomsel", SignalClass.BLANK, call=False, sms=False, data=False),
        OperatorReading("indosat", SignalClass.WEAK, call=True),
    )
    good = BlankSpotReport(
        FIX,
        VILLAGE,
        VillageBasis.POLYGON,
        Environment.OUTDOOR,
        readings,
        NOW,
        "none",
        "Di balik bukit – sepi",
    )
    return replace(good, **changes)


@pytest.fixture
def reports(pair: Pair) -> ReportService:
    areas = Collection(
        "blank-spots", BlankSpotArea.from_wire, pair.volume, pair.volume.root / "none.json", pair.clock
    )
    return ReportService(pair.outbox, pair.blobs, areas, pair.statuses, pair.clock, SystemIds())


def photo(colour: str) -> bytes:
    buffer = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Kamera Rahasia"
    Image.effect_noise((700, 500), 90).convert("RGB").save(
        buffer, "JPEG", quality=95, exif=exif, comment=colour
    )
    return buffer.getvalue()


async def run(pair: Pair, item: OutboxItem) -> OutboxItem:
    await pair.sender.run(force=True)
    return pair.outbox.get(item.id)


async def test_a_report_with_photo_gets_a_receipt(pair: Pair, reports: ReportService) -> None:
    content = photo("merah")
    item = await reports.submit_blank_spot(reports.new_id(), report(), [content])
    sent = await run(pair, item)
    assert (sent.state, sent.error, sent.field_errors) == (OutboxState.SENT, None, ())
    assert sent.receipt is not None
    assert sent.receipt.number.startswith("BKL-2026-")
    assert sent.receipt.fingerprint == item.fingerprint
    kept = pair.blobs.get(item.attachments[0])
    assert b"Kamera Rahasia" not in kept
    assert len(kept) > 128 * 1024, "it went in several parts"
    assert await pair.client.upload(item.attachments[0], kept) is None


async def test_sending_again_gives_the_same_receipt(pair: Pair, reports: ReportService) -> None:
    sent = await run(pair, await reports.submit_blank_spot(reports.new_id(), report()))
    outcome = await pair.client.put_submission(sent, "2026-11")
    assert getattr(outcome, "receipt", None) == sent.receipt


async def test_every_kind_is_accepted(pair: Pair, reports: ReportService) -> None:
    spot = await reports.submit_blank_spot(reports.new_id(), report())
    await reports.submit_wifi_check(reports.new_id(), WifiCheck(STATION, CheckResult.OK, NOW, FIX))
    about = Confirmation("blank_spot_area", VILLAGE, True, NOW, ("telkomsel",), FIX)
    await reports.submit_confirmation(reports.new_id(), about)
    assert (await pair.sender.run()).sent == 3
    withdrawal = await reports.withdraw(spot.id)
    assert withdrawal is not None
    assert reports.public_state(pair.outbox.get(spot.id)) is PublicState.WITHDRAWING
    assert (await run(pair, withdrawal)).state is OutboxState.SENT
    assert reports.public_state(pair.outbox.get(spot.id)) is PublicState.WITHDRAWN


async def test_wrong_fields_come_back_to_the_form(pair: Pair, reports: ReportService) -> None:
    far = replace(FIX, point=Point(10.0, 20.0))
    item = await run(
        pair, await reports.submit_blank_spot(reports.new_id(), report(fix=far, note="x" * 2001))
    )
    assert (item.state, item.error) == (OutboxState.REJECTED, "error.refused")
    fields = {error.field for error in item.field_errors}
    assert "payload.note" in fields
    assert any(name.startswith("payload.position") for name in fields)
    draft = await pair.outbox.edit(item.id)
    again = await reports.submit_blank_spot(draft.id, report())
    assert (await run(pair, again)).state is OutboxState.SENT


async def test_a_key_used_twice_is_parked(pair: Pair, reports: ReportService) -> None:
    sent = await run(pair, await reports.submit_blank_spot(reports.new_id(), report()))
    other = {**sent.payload, "note": "lain"}
    forged = replace(sent, payload=other, fingerprint=fingerprint(sent.kind.value, other, ()))
    outcome = await pair.client.put_submission(forged, "2026-11")
    assert getattr(outcome, "error", None) == "error.key_reused"


async def test_an_old_app_is_told_to_update(pair: Pair, reports: ReportService) -> None:
    item = await reports.submit_blank_spot(reports.new_id(), report())
    outcome = await pair.client.put_submission(replace(item, app_version="0.0.1"), "2026-11")
    assert getattr(outcome, "pause", None) == "update"


async def test_missing_attachments_are_uploaded_at_the_next_try(pair: Pair, reports: ReportService) -> None:
    item = await reports.submit_blank_spot(reports.new_id(), report(), [photo("biru")])
    outcome = await pair.client.put_submission(item, "2026-11")
    assert getattr(outcome, "error", None) == "error.attachment_missing"
    assert (await run(pair, item)).state is OutboxState.SENT


async def test_something_that_is_no_photo_is_refused(pair: Pair) -> None:
    name = await pair.blobs.put(b"MZ" + bytes(500))
    outcome = await pair.client.upload(name, pair.blobs.get(name))
    assert getattr(outcome, "error", None) == "error.refused"


@pytest.mark.parametrize(
    "payload",
    [
        {"note": "Curup “é” 😀 \u2028 \\ / \n", "n": [1, -0.0, 1e21, 1e-7, 102.2608, 12.5, 0.1 + 0.2]},
        {"é": 1, "z": {"b": None, "a": True}, "Z": [], "1": {}},
        {"big": 2**53 - 1, "small": -(2**53) + 1, "float": 100.0},
    ],
)
def test_both_sides_compute_the_same_fingerprint(payload: dict[str, Any]) -> None:
    assert fingerprint("blank_spot", payload, ["a" * 64]) == gateway_fingerprint(
        "blank_spot", payload, ["a" * 64]
    )


async def test_the_status_of_my_submissions(pair: Pair, reports: ReportService) -> None:
    items = [
        await reports.submit_wifi_check(reports.new_id(), WifiCheck(STATION, CheckResult.OK, NOW))
        for _ in range(3)
    ]
    await pair.sender.run()
    await pair.sync.refresh_status()
    status = reports.status(items[0].id)
    assert status is not None
    assert status.status == "received"
    assert [step.event for step in status.timeline] == ["received"]
    pair.clock.advance(60)
    withdrawal = await reports.withdraw(items[0].id)
    assert withdrawal is not None
    await pair.sender.run(force=True)
    await pair.sync.refresh_status()
    assert pair.outbox.get(items[0].id).status == "withdrawn"
    assert pair.outbox.get(items[1].id).status == "received"
    one = await pair.client.status(items[0].id)
    assert (one.status, one.id) == ("withdrawn", items[0].id)


async def test_erasing_withdraws_everything(pair: Pair, reports: ReportService) -> None:
    sent = [await reports.submit_blank_spot(reports.new_id(), report(note=str(n))) for n in range(2)]
    await pair.sender.run()
    done = await reports.erase_all()
    assert {item.id for item in done.sent} == {item.id for item in sent}
    assert reports.my_reports() == ()
    assert (await pair.sender.run()).sent == 2
    for item in sent:
        assert (await pair.client.status(item.id)).status == "withdrawn"
