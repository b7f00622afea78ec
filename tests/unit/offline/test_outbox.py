"""The outbox keeps what people wrote, through restarts, double taps, edits and read-only tabs."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from services.blobs import BlobStore
from services.errors import BlobMissing, InvalidTransition, ReadOnly, UnknownItem
from services.models import FieldError, OutboxItem, OutboxState, Receipt, SubmissionKind
from services.outbox import Outbox
from services.outbox_rows import from_row, to_row
from services.platform.base import ReadOnlyVolume
from services.transitions import MAX_ATTEMPTS, Accepted, Declined, Deferred, Impossible, QueuePause, Started
from tests.fakes.clock import START, CountingIds, FakeClock
from tests.unit.offline.samples import PAYLOAD, Phone, make_phone

CHECK = SubmissionKind.WIFI_CHECK


@pytest.fixture
def phone(tmp_path: Path) -> Phone:
    return make_phone(tmp_path)


def receipt_of(item: OutboxItem) -> Receipt:
    assert item.fingerprint is not None
    return Receipt(item.id, item.fingerprint, "BKL-2026-000001", START, "received")


async def sent(phone: Phone, item_id: str, attachments: tuple[str, ...] = ()) -> OutboxItem:
    item = await phone.outbox.submit(item_id, CHECK, PAYLOAD, attachments)
    await phone.outbox.apply(item_id, Started())
    return await phone.outbox.apply(item_id, Accepted(receipt_of(item)))


async def test_a_submitted_item_is_there_after_a_restart(phone: Phone) -> None:
    item = await phone.outbox.submit("i1", CHECK, PAYLOAD)
    again = phone.restarted().outbox.get("i1")
    assert again == item
    assert (again.state, again.app_version, again.created_at) == (OutboxState.QUEUED, "0.1.0", START)
    assert phone.restarted().outbox.pending_count == 1


async def test_a_double_tap_is_one_item_and_other_content_is_refused(phone: Phone) -> None:
    first = await phone.outbox.submit("i1", CHECK, PAYLOAD)
    assert await phone.outbox.submit("i1", CHECK, dict(PAYLOAD)) == first
    with pytest.raises(InvalidTransition):
        await phone.outbox.submit("i1", CHECK, {**PAYLOAD, "result": "absent"})
    assert phone.outbox.get("i1").payload == PAYLOAD


async def test_content_that_json_cannot_hold_is_refused_and_nothing_is_stored(phone: Phone) -> None:
    with pytest.raises(ValueError, match="nan"):
        await phone.outbox.submit("i1", CHECK, {"speed": float("nan")})
    assert phone.outbox.items() == ()


async def test_drafts_keep_their_first_time_and_become_the_submission(phone: Phone) -> None:
    await phone.outbox.save_draft("i1", CHECK, {"note": "se"})
    phone.clock.advance(60)
    draft = await phone.outbox.save_draft("i1", CHECK, {"note": "setengah"})
    assert (draft.state, draft.created_at) == (OutboxState.DRAFT, START)
    assert phone.restarted().outbox.get("i1").payload == {"note": "setengah"}
    item = await phone.outbox.submit("i1", CHECK, PAYLOAD)
    assert item.created_at == START
    with pytest.raises(InvalidTransition):
        await phone.outbox.save_draft("i1", CHECK, {"note": "late key"})


async def test_newest_first_for_people_oldest_first_for_sending(phone: Phone) -> None:
    for name in ("b", "a", "c"):
        await phone.outbox.submit(name, CHECK, PAYLOAD)
        phone.clock.advance(1)
    assert [item.id for item in phone.outbox.items()] == ["c", "a", "b"]
    now = phone.clock.now()
    due = phone.outbox.next_due(now)
    assert due is not None and due.id == "b"
    second = phone.outbox.next_due(now, frozenset({"b"}))
    assert second is not None and second.id == "a"


async def test_kills_during_the_call_do_not_use_up_the_attempts(phone: Phone) -> None:
    await phone.outbox.submit("i1", CHECK, PAYLOAD)
    for _ in range(MAX_ATTEMPTS):
        await phone.outbox.apply("i1", Started())
        await phone.outbox.recover()
    await phone.outbox.apply("i1", Started())
    await phone.outbox.apply("i1", Deferred("error.interrupted"))
    assert phone.outbox.get("i1").state is OutboxState.QUEUED


async def test_what_was_being_sent_is_queued_again_after_a_kill(phone: Phone) -> None:
    await phone.outbox.submit("i1", CHECK, PAYLOAD)
    await phone.outbox.apply("i1", Started())
    again = phone.restarted()
    assert again.outbox.get("i1").state is OutboxState.SENDING
    assert await again.outbox.recover() == 1
    assert (again.outbox.get("i1").state, again.outbox.get("i1").attempts) == (OutboxState.QUEUED, 0)


async def test_editing_a_rejected_item_keeps_the_text(phone: Phone) -> None:
    await phone.outbox.submit("i1", CHECK, PAYLOAD)
    await phone.outbox.apply("i1", Started())
    wrong = FieldError("payload.result", "unknown_value", "?")
    rejected = await phone.outbox.apply("i1", Declined("error.refused", (wrong,)))
    assert phone.restarted().outbox.get("i1") == rejected
    draft = await phone.outbox.edit("i1")
    assert (draft.id, draft.state, draft.payload) == ("i1", OutboxState.DRAFT, PAYLOAD)


async def test_editing_a_parked_item_moves_it_to_a_new_key_in_one_step(phone: Phone) -> None:
    await phone.outbox.submit("i1", CHECK, PAYLOAD)
    await phone.outbox.apply("i1", Started())
    await phone.outbox.apply("i1", Impossible("error.key_reused"))
    draft = await phone.outbox.edit("i1")
    assert draft.id == "00000000-0000-4000-8000-000000000001"
    assert [item.id for item in phone.restarted().outbox.items()] == [draft.id]


async def test_only_drafts_can_be_discarded(phone: Phone) -> None:
    await phone.outbox.save_draft("d", CHECK, PAYLOAD)
    await phone.outbox.submit("q", CHECK, PAYLOAD)
    await phone.outbox.discard("d")
    with pytest.raises(InvalidTransition):
        await phone.outbox.discard("q")
    with pytest.raises(UnknownItem):
        phone.outbox.get("d")


async def test_retry_makes_a_waiting_item_due(phone: Phone) -> None:
    await phone.outbox.submit("i1", CHECK, PAYLOAD)
    await phone.outbox.apply("i1", Started())
    await phone.outbox.recover()
    assert phone.outbox.next_due(START) is None
    await phone.outbox.retry("i1")
    assert phone.outbox.next_due(START) is not None


async def test_photos_stay_until_a_week_after_the_receipt(phone: Phone) -> None:
    name = await phone.blobs.put(b"photo")
    orphan = await phone.blobs.put(b"orphan")
    await sent(phone, "i1", (name,))
    phone.clock.advance(timedelta(days=6).total_seconds())
    await phone.outbox.tidy()
    assert phone.blobs.names() == (name,)
    with pytest.raises(BlobMissing):
        phone.blobs.get(orphan)
    phone.clock.advance(timedelta(days=2).total_seconds())
    await phone.outbox.tidy()
    assert phone.blobs.names() == ()


async def test_forgetting_keeps_photos_that_another_item_cites(phone: Phone) -> None:
    shared, own = await phone.blobs.put(b"shared"), await phone.blobs.put(b"own")
    await phone.outbox.save_draft("a", CHECK, {}, (shared, own))
    await phone.outbox.save_draft("b", CHECK, {}, (shared,))
    await phone.outbox.discard("a")
    assert phone.blobs.names() == (shared,)


async def test_status_of_sent_items_only(phone: Phone) -> None:
    await sent(phone, "s")
    await phone.outbox.submit("q", CHECK, PAYLOAD)
    await phone.outbox.note_status({"s": "answered", "q": "answered", "unknown": "answered"})
    assert (phone.restarted().outbox.get("s").status, phone.outbox.get("q").status) == ("answered", None)


async def test_subscribers_hear_of_changes_until_they_stop(phone: Phone) -> None:
    heard: list[int] = []

    def broken() -> None:
        raise RuntimeError("a screen failed")

    phone.outbox.subscribe(broken)
    stop = phone.outbox.subscribe(lambda: heard.append(phone.outbox.pending_count))
    await phone.outbox.submit("i1", CHECK, PAYLOAD)
    phone.outbox.pause = QueuePause.OFFLINE
    phone.outbox.pause = QueuePause.OFFLINE
    stop()
    stop()
    await phone.outbox.submit("i2", CHECK, PAYLOAD)
    assert heard == [1, 1]


async def test_export_holds_everything_even_rows_of_a_newer_app(phone: Phone) -> None:
    await phone.outbox.submit("i1", CHECK, {"note": "Curup – “bagus”"})
    strange = {**to_row(phone.outbox.get("i1")), "id": "i2", "kind": "from_the_future", "attachments": ["ff"]}
    phone.outbox._storage.change("items", {"i2": strange})
    again = phone.restarted()
    assert [item.id for item in again.outbox.items()] == ["i1"]
    assert again.outbox.unread_count == 1
    document = json.loads(again.outbox.export())
    assert document["items"][0]["payload"]["note"] == "Curup – “bagus”"
    assert document["unread"] == [strange]


async def test_erasing_leaves_nothing_but_what_must_stay(phone: Phone, tmp_path: Path) -> None:
    name = await phone.blobs.put(b"photo")
    for n in range(3):
        await phone.outbox.submit(f"i{n}", CHECK, {"note": "rahasia"}, (name,))
    await phone.outbox.submit("w", SubmissionKind.WITHDRAWAL, {"target": "i0"})
    await phone.outbox.erase(keep=["w"])
    assert [item.id for item in phone.restarted().outbox.items()] == ["w"]
    assert phone.blobs.names() == ()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(b"rahasia" in path.read_bytes() for path in files)


async def test_a_read_only_tab_reads_and_refuses(phone: Phone, tmp_path: Path) -> None:
    await phone.outbox.submit("i1", CHECK, PAYLOAD)
    volume = ReadOnlyVolume(tmp_path)
    other = Outbox(volume, BlobStore(volume), FakeClock(), CountingIds())
    assert other.get("i1").payload == PAYLOAD
    with pytest.raises(ReadOnly) as refused:
        await other.submit("i2", CHECK, PAYLOAD)
    assert refused.value.message_id == "error.read_only"
    assert [item.id for item in other.items()] == ["i1"]


async def test_damage_is_told(phone: Phone, tmp_path: Path) -> None:
    await phone.outbox.submit("i1", CHECK, PAYLOAD)
    log = tmp_path / "outbox.json.log"
    log.write_bytes(b"00000000 {}\n" + log.read_bytes())
    again = phone.restarted().outbox
    assert again.damage is not None
    assert again.get("i1").payload == PAYLOAD


async def test_rows_come_back_as_they_were(phone: Phone) -> None:
    item = await sent(phone, "s", ("aa", "bb"))
    full = replace(
        item, next_at=START, error="error.x", field_errors=(FieldError("a", "b", "c"),), attempts=4
    )
    assert from_row(json.loads(json.dumps(to_row(full)))) == full
