"""When there is no room nothing passes for stored, what was stored stays, and trying again later works."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.blobs import BlobStore
from services.drafts import DraftAutosave
from services.errors import BlobMissing, StorageFull
from services.models import OutboxState, SubmissionKind
from services.outbox import Outbox
from tests.fakes.clock import CountingIds, FakeClock
from tests.fakes.full_volume import FullVolume
from tests.unit.offline.samples import PAYLOAD, png

CHECK = SubmissionKind.WIFI_CHECK


class Phone:
    """An outbox on a device whose storage can be full."""

    def __init__(self, folder: Path) -> None:
        self.volume = FullVolume(folder / "data", folder / "kept")
        self.blobs = BlobStore(self.volume)
        self.outbox = Outbox(self.volume, self.blobs, FakeClock(), CountingIds())
        self.drafts = DraftAutosave(self.outbox)

    def reopened(self) -> Outbox:
        return Outbox(self.volume, self.blobs, FakeClock(), CountingIds())


@pytest.fixture
def phone(tmp_path: Path) -> Phone:
    return Phone(tmp_path)


async def test_a_refused_report_is_nowhere_however_often_it_is_tried(phone: Phone) -> None:
    told: list[int] = []
    phone.outbox.subscribe(lambda: told.append(phone.outbox.pending_count))
    phone.volume.full = True
    for _ in range(2):
        with pytest.raises(StorageFull):
            await phone.outbox.submit("i", CHECK, PAYLOAD)
        assert phone.outbox.items() == ()
    assert told == [0, 0], "screens are told that it is not there"
    phone.volume.full = False
    await phone.outbox.submit("i", CHECK, PAYLOAD)
    assert [item.state for item in phone.reopened().items()] == [OutboxState.QUEUED]


async def test_what_was_stored_before_stays_as_it_was(phone: Phone) -> None:
    draft = await phone.outbox.save_draft("d", CHECK, {"note": "lama"})
    waiting = await phone.outbox.submit("i", CHECK, PAYLOAD)
    phone.volume.full = True
    with pytest.raises(StorageFull):
        await phone.outbox.submit("d", CHECK, {"note": "baru"})
    with pytest.raises(StorageFull):
        await phone.outbox.forget(["i"])
    with pytest.raises(StorageFull):
        await phone.outbox.erase()
    for outbox in (phone.outbox, phone.reopened()):
        assert (outbox.get("d"), outbox.get("i")) == (draft, waiting)
    phone.volume.full = False
    await phone.outbox.submit("d", CHECK, {"note": "baru"})
    assert phone.reopened().get("d").payload == {"note": "baru"}


async def test_a_draft_that_found_no_room_is_saved_later(phone: Phone) -> None:
    phone.drafts.touch("d", CHECK, {"note": "penting"})
    phone.volume.full = True
    with pytest.raises(StorageFull):
        await phone.drafts.flush()
    with pytest.raises(StorageFull), phone.drafts.set_aside("d"):
        await phone.outbox.submit("d", CHECK, {"note": "penting"})
    phone.volume.full = False
    await phone.drafts.flush()
    assert phone.reopened().get("d").payload == {"note": "penting"}


async def test_a_submitted_draft_is_not_saved_again(phone: Phone) -> None:
    phone.drafts.touch("d", CHECK, {"note": "lama"})
    with phone.drafts.set_aside("d"):
        await phone.outbox.submit("d", CHECK, PAYLOAD)
    await phone.drafts.flush()
    assert phone.outbox.get("d").payload == PAYLOAD


async def test_a_photo_without_room_is_not_taken_for_kept(phone: Phone) -> None:
    phone.volume.full = True
    for _ in range(2):
        with pytest.raises(StorageFull):
            await phone.blobs.put(png())
    assert phone.blobs.names() == ()
    phone.volume.full = False
    name = await phone.blobs.put(png())
    assert phone.blobs.get(name) == png()
    with pytest.raises(BlobMissing):
        phone.blobs.get("0" * 64)
