"""What a person files, sees, exports, withdraws and erases."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from services import drafts as drafts_module
from services.collection import Collection
from services.errors import PhotoUnsupported, StorageFull, TooManyPhotos
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
    SubmissionKind,
    WifiCheck,
)
from services.platform.native import NativeVolume
from services.public_state import PublicState
from services.reports import ReportService
from services.statuses import StatusBook
from services.transitions import Declined, Deferred, Event, Impossible, Started
from tests.fakes.clock import START
from tests.fakes.gateway import problem
from tests.unit.offline.samples import Phone, make_phone, png, png_chunk

VILLAGE = "17.71.03.1011"
SPOT = BlankSpotReport(
    Fix(Point(-3.79, 102.26), PositionSource.GPS, START),
    VILLAGE,
    None,
    Environment.OUTDOOR,
    (OperatorReading("telkomsel", SignalClass.BLANK),),
    START,
    note="di lembah",
)
SECRET_PNG = png(png_chunk(b"tEXt", b"Comment\0rahasia"))


class Desk:
    """A phone with its reports."""

    def __init__(self, folder: Path) -> None:
        self.phone: Phone = make_phone(folder)
        volume = NativeVolume(folder)
        self.statuses = StatusBook(volume)
        self.areas = Collection(
            "blank-spots", BlankSpotArea.from_wire, volume, folder / "absent.json", self.phone.clock
        )
        self.outbox = self.phone.outbox
        self.reports = ReportService(
            self.outbox, self.phone.blobs, self.areas, self.statuses, self.phone.clock, self.phone.ids
        )

    async def file(self, **changes: Any) -> OutboxItem:
        self.phone.clock.advance(1)
        return await self.reports.submit_blank_spot(self.reports.new_id(), replace(SPOT, **changes))

    async def after(self, item: OutboxItem, *events: Event) -> OutboxItem:
        for event in events:
            item = await self.outbox.apply(item.id, event)
        return item


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


async def test_a_report_carries_its_photos_without_metadata(desk: Desk) -> None:
    reports = desk.reports
    kept = await reports.add_photo(png())
    item = await reports.submit_blank_spot(reports.new_id(), SPOT, [kept, SECRET_PNG])
    assert item.kind is SubmissionKind.BLANK_SPOT
    assert item.payload == SPOT.to_wire()
    assert item.attachments == (kept,), "both are the same photo without its text"
    assert reports.photo(kept) == png()


async def test_bad_photos_queue_nothing(desk: Desk) -> None:
    new_id = desk.reports.new_id()
    with pytest.raises(PhotoUnsupported):
        await desk.reports.submit_blank_spot(new_id, SPOT, [png(), b"GIF89a"])
    with pytest.raises(TooManyPhotos) as error:
        await desk.reports.submit_blank_spot(new_id, SPOT, [png()] * 4)
    assert error.value.message_id == "error.too_many_photos"
    assert desk.reports.my_reports() == ()


async def test_checks_and_confirmations(desk: Desk) -> None:
    reports = desk.reports
    check = await reports.submit_wifi_check(reports.new_id(), WifiCheck("s1", CheckResult.ABSENT, START))
    about = Confirmation("blank_spot_area", VILLAGE, True, START, ("telkomsel",))
    too = await reports.submit_confirmation(reports.new_id(), about)
    assert (check.kind, check.payload["result"]) == (SubmissionKind.WIFI_CHECK, "absent")
    assert (too.kind, too.payload["about_id"]) == (SubmissionKind.CONFIRMATION, VILLAGE)


async def test_my_reports_are_newest_first_without_withdrawals(desk: Desk) -> None:
    first, second = await desk.file(), await desk.file()
    await desk.phone.sender.run()
    await desk.reports.withdraw(first.id)
    assert [item.id for item in desk.reports.my_reports()] == [second.id, first.id]


async def test_every_public_state(desk: Desk) -> None:
    reports = desk.reports
    assert reports.public_state(await reports.save_draft("d", {"note": "x"})) is PublicState.DRAFT
    item = await desk.file()
    assert reports.public_state(item) is PublicState.WAITING
    sending = await desk.after(item, Started())
    assert reports.public_state(sending) is PublicState.SENDING
    rejected = await desk.after(sending, Declined("error.refused"))
    assert reports.public_state(rejected) is PublicState.TO_CORRECT
    stuck = await desk.after(await desk.file(), Started(), Impossible("error.key_reused"))
    assert reports.public_state(stuck) is PublicState.STUCK
    sent = await desk.file()
    await desk.phone.sender.run()
    words = {
        "received": PublicState.RECEIVED,
        "in_review": PublicState.IN_REVIEW,
        "answered": PublicState.ANSWERED,
        "resolved": PublicState.RESOLVED,
        "rejected": PublicState.DECLINED,
        "withdrawn": PublicState.WITHDRAWN,
        "a_word_of_tomorrow": PublicState.RECEIVED,
    }
    for status, expected in words.items():
        await desk.outbox.note_status({sent.id: status})
        assert reports.public_state(desk.outbox.get(sent.id)) is expected


async def test_withdrawing_what_never_left_is_just_gone(desk: Desk) -> None:
    draft, queued = await desk.reports.save_draft("d", {}), await desk.file()
    assert await desk.reports.withdraw(draft.id) is None
    assert await desk.reports.withdraw(queued.id) is None
    assert desk.outbox.items() == ()


async def test_withdrawing_what_perhaps_arrived_tells_the_gateway(desk: Desk) -> None:
    tried = await desk.after(await desk.file(), Started(), Deferred("error.interrupted"))
    withdrawal = await desk.reports.withdraw(tried.id)
    assert withdrawal is not None
    assert withdrawal.payload == {"target": tried.id}
    assert [item.id for item in desk.outbox.items()] == [withdrawal.id]


async def test_withdrawing_twice_is_one_withdrawal(desk: Desk) -> None:
    item = await desk.file()
    await desk.phone.sender.run()
    first, second = await desk.reports.withdraw(item.id), await desk.reports.withdraw(item.id)
    assert first == second
    assert desk.reports.public_state(desk.outbox.get(item.id)) is PublicState.WITHDRAWING
    await desk.phone.sender.run()
    assert desk.reports.public_state(desk.outbox.get(item.id)) is PublicState.WITHDRAWN


async def test_similar_counts_the_village_and_what_of_mine_is_not_in_it_yet(desk: Desk) -> None:
    similar = desk.reports.similar
    assert similar(VILLAGE) is None
    await desk.reports.save_draft("d", SPOT.to_wire())
    mine = await desk.file()
    await desk.file(village_id="17.71.03.1012")
    assert similar(VILLAGE) == BlankSpotArea(VILLAGE, 1, 0, date(2026, 11, 21))
    await desk.phone.sender.run()
    desk.phone.clock.advance(60)
    counted = {"id": VILLAGE, "reports": 5, "confirmations": 2, "last_on": "2026-11-20"}
    await desk.areas.replace_all([counted], "t1", trusted=True)
    assert desk.outbox.get(mine.id).state is OutboxState.SENT
    assert similar(VILLAGE) == BlankSpotArea(VILLAGE, 5, 2, date(2026, 11, 20))
    await desk.file()
    assert similar(VILLAGE) == BlankSpotArea(VILLAGE, 6, 2, date(2026, 11, 21))


async def test_export_holds_text_and_photos(desk: Desk) -> None:
    item = await desk.reports.submit_blank_spot("i1", SPOT, [png()])
    gone = await desk.reports.add_photo(png(png_chunk(b"pHYs", b"\0" * 9)))
    await desk.reports.save_draft("d", {}, [gone])
    await desk.phone.blobs.delete([gone])
    document = json.loads(desk.reports.export_all())
    assert {row["id"] for row in document["items"]} == {"i1", "d"}
    assert base64.b64decode(document["photos"][item.attachments[0]]) == png()
    assert document["photos"][gone] is None


async def test_erasing_asks_withdrawals_and_leaves_only_them(desk: Desk, tmp_path: Path) -> None:
    sent = await desk.file(note="rahasia")
    await desk.phone.sender.run()
    tried = await desk.after(await desk.file(note="rahasia"), Started(), Deferred("error.interrupted"))
    await desk.reports.save_draft("d", {"note": "rahasia"}, [png()])
    await desk.statuses.keep({sent.id: {"id": sent.id, "note": "rahasia"}})
    report = await desk.reports.erase_all()
    assert [item.id for item in report.sent] == [sent.id]
    assert {w.payload["target"] for w in report.withdrawals} == {sent.id, tried.id}
    assert report.erased == 3
    assert desk.reports.my_reports() == ()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path.name for path in files if b"rahasia" in path.read_bytes()]
    assert list((tmp_path / "blobs").iterdir()) == []
    assert (await desk.phone.sender.run()).sent == 2
    assert (await desk.reports.erase_all()).withdrawals == ()


async def test_a_withdrawal_that_the_gateway_refuses_is_not_kept_forever(desk: Desk) -> None:
    tried = await desk.after(await desk.file(), Started(), Deferred("error.interrupted"))
    withdrawal = await desk.reports.withdraw(tried.id)
    assert withdrawal is not None
    desk.phone.gateway.refusals[withdrawal.id] = problem(422, "unknown_target")
    await desk.phone.sender.run()
    assert (await desk.reports.erase_all()).withdrawals == ()
    assert desk.outbox.items() == ()


# drafts


async def test_the_newest_draft_is_saved_after_a_pause(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []

    async def no_wait(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr(drafts_module.asyncio, "sleep", no_wait)
    for text in ("s", "se", "sepi"):
        desk.reports.drafts.touch("d", SubmissionKind.BLANK_SPOT, {"note": text})
    timer = desk.reports.drafts._timer
    assert timer is not None
    await timer
    assert waits == [1.0], "earlier timers were cancelled before they began"
    assert desk.outbox.get("d").payload == {"note": "sepi"}


async def test_leaving_the_page_saves_at_once(desk: Desk) -> None:
    desk.reports.drafts.touch("d", SubmissionKind.BLANK_SPOT, {"note": "setengah"}, ("aa",))
    await desk.reports.drafts.flush()
    draft = desk.phone.restarted().outbox.get("d")
    assert (draft.payload, draft.attachments) == ({"note": "setengah"}, ("aa",))


async def test_a_late_draft_never_overwrites_a_submission(desk: Desk) -> None:
    desk.reports.drafts.touch("i", SubmissionKind.BLANK_SPOT, {"note": "lama"})
    item = await desk.reports.submit_blank_spot("i", SPOT)
    await desk.reports.drafts.flush()
    assert desk.outbox.get("i") == item
    desk.reports.drafts.touch("i", SubmissionKind.BLANK_SPOT, {"note": "tombol terlambat"})
    await desk.reports.drafts.flush()
    assert desk.outbox.get("i") == item


async def test_a_draft_that_cannot_be_saved_is_told_and_kept_for_later(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    autosave = drafts_module.DraftAutosave(desk.outbox, on_error=told.append)
    monkeypatch.setattr(drafts_module, "DEBOUNCE_S", 0.0)

    async def full(*_: object) -> None:
        raise StorageFull("outbox.json.log")

    with monkeypatch.context() as patch:
        patch.setattr(desk.outbox, "save_draft", full)
        autosave.touch("d", SubmissionKind.BLANK_SPOT, {"note": "penting"})
        assert autosave._timer is not None
        await autosave._timer
    assert told == ["error.storage_full"]
    await autosave.flush()
    assert desk.outbox.get("d").payload == {"note": "penting"}
