"""What a person files from this device and how it stands; seeing, exporting and deleting it."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from services.blobs import BlobStore
from services.clock import Clock
from services.collection import Collection, DataAge
from services.drafts import DraftAutosave
from services.errors import BlobMissing, TooManyPhotos
from services.files import FileKeeper
from services.gateway_models import SubmissionStatus
from services.ids import Ids
from services.models import (
    ACT_KINDS,
    BlankSpotArea,
    BlankSpotReport,
    Confirmation,
    OutboxItem,
    OutboxState,
    SubmissionKind,
    WifiCheck,
    Withdrawal,
)
from services.outbox import Outbox
from services.platform.base import NoScaler
from services.public_state import PublicState, last_known
from services.statuses import StatusBook

MAX_PHOTOS = 3

NewPhoto = bytes | str
"""Content of a new photo, or the SHA-256 of one that this device keeps already."""

_WITH_GATEWAY = frozenset({OutboxState.SENT, OutboxState.SENDING})


@dataclass(frozen=True, slots=True)
class EraseReport:
    """What ``erase_all`` did: items that had been sent, withdrawals now waiting, items gone from here."""

    sent: tuple[OutboxItem, ...]
    withdrawals: tuple[OutboxItem, ...]
    erased: int


class ReportService:
    """Everything a person does with own submissions; ``drafts`` saves them while they are typed."""

    def __init__(
        self,
        outbox: Outbox,
        blobs: BlobStore,
        areas: Collection[BlankSpotArea],
        statuses: StatusBook,
        clock: Clock,
        ids: Ids,
        files: FileKeeper | None = None,
    ) -> None:
        self._outbox = outbox
        self._files = files or FileKeeper(blobs, NoScaler())
        self._blobs = blobs
        self._areas = areas
        self._statuses = statuses
        self._clock = clock
        self._ids = ids
        self.drafts = DraftAutosave(outbox)
        self._withdrawn: tuple[tuple[OutboxItem, ...], dict[str, OutboxItem]] = ((), {})

    def new_id(self) -> str:
        """Return the id of a new form: made when it opens, so that sending twice is recognised."""
        return self._ids.new()

    # filing

    async def add_photo(self, content: bytes) -> str:
        """Keep a photo small and bare; return its SHA-256. Raises ``PhotoError``, ``StorageError``."""
        return await self._files.add_photo(content)

    def photo(self, sha256: str) -> bytes:
        """Return the content of a kept photo; raises ``BlobMissing``."""
        return self._blobs.get(sha256)

    async def save_draft(
        self,
        item_id: str,
        payload: Mapping[str, Any],
        photos: Sequence[NewPhoto] = (),
        kind: SubmissionKind = SubmissionKind.BLANK_SPOT,
    ) -> OutboxItem:
        """Keep an unfinished form now, whatever is in it; raises ``StorageError``."""
        with self.drafts.set_aside(item_id):
            return await self._outbox.save_draft(item_id, kind, payload, await self._kept(photos))

    async def submit_blank_spot(
        self, item_id: str, report: BlankSpotReport, photos: Sequence[NewPhoto] = ()
    ) -> OutboxItem:
        """Queue a report, durable on return; raises ``PhotoError``, ``StorageError``."""
        return await self.submit(item_id, SubmissionKind.BLANK_SPOT, report.to_wire(), photos)

    async def submit_wifi_check(self, item_id: str, check: WifiCheck) -> OutboxItem:
        """Queue a check of a station, durable on return; raises ``StorageError``."""
        return await self.submit(item_id, SubmissionKind.WIFI_CHECK, check.to_wire())

    async def submit_confirmation(self, item_id: str, confirmation: Confirmation) -> OutboxItem:
        """Queue a "me too", durable on return; raises ``StorageError``."""
        return await self.submit(item_id, SubmissionKind.CONFIRMATION, confirmation.to_wire())

    async def submit(
        self,
        item_id: str,
        kind: SubmissionKind,
        payload: Mapping[str, Any],
        photos: Sequence[NewPhoto] = (),
    ) -> OutboxItem:
        """Queue a submission of any kind, durable on return; raises ``PhotoError``, ``StorageError``."""
        names = await self._kept(photos)
        with self.drafts.set_aside(item_id):
            return await self._outbox.submit(item_id, kind, payload, names)

    async def withdraw(self, item_id: str) -> OutboxItem | None:
        """Take an item back; return the withdrawal that will tell the gateway, None when it never left.

        What was tried without a receipt disappears here and is withdrawn as well: perhaps it arrived.
        """
        item = self._outbox.get(item_id)
        withdrawal = await self._withdrawal_of(item) if _may_have_left(item) else None
        gone = [act.id for act in self._acts_on(item_id) if act.state not in _WITH_GATEWAY]
        if item.state not in _WITH_GATEWAY:
            gone.append(item_id)
        for name in gone:
            self.drafts.drop(name)
        if gone:
            await self._outbox.forget(gone)
        return withdrawal

    # reading

    def my_reports(self) -> tuple[OutboxItem, ...]:
        """Return my items, newest first; withdrawals, comments and the like show in their target."""
        about_others = {SubmissionKind.WITHDRAWAL, *ACT_KINDS}
        return tuple(item for item in self._outbox.items() if item.kind not in about_others)

    def public_state(self, item: OutboxItem) -> PublicState:
        """Return how ``item`` stands, as far as this device knows."""
        withdrawal = self._withdrawals().get(item.id)
        if item.status == "withdrawn" or (withdrawal and withdrawal.state is OutboxState.SENT):
            return PublicState.WITHDRAWN
        if withdrawal and withdrawal.state is not OutboxState.PARKED:
            return PublicState.WITHDRAWING
        return last_known(item)

    def status(self, item_id: str) -> SubmissionStatus | None:
        """Return the last known status with its timeline, None when the gateway has told nothing yet."""
        return self._statuses.get(item_id)

    def similar(self, village_id: str) -> BlankSpotArea | None:
        """Return what was reported in a village, with my own reports that the gateway has not counted yet.

        None when there is nothing.
        """
        area = self._areas.get(village_id)
        synced_at = self._areas.age.synced_at
        mine = [
            item
            for item in self.my_reports()
            if item.kind is SubmissionKind.BLANK_SPOT
            and item.payload.get("village_code") == village_id
            and item.state is not OutboxState.DRAFT
            and (item.receipt is None or synced_at is None or item.receipt.received_at > synced_at)
        ]
        if not mine:
            return area
        known = area or BlankSpotArea(village_id, 0, 0, None)
        newest = mine[0].created_at.date()
        last_on = max(known.last_on, newest) if known.last_on else newest
        return replace(known, reports=known.reports + len(mine), last_on=last_on)

    def areas(self) -> tuple[BlankSpotArea, ...]:
        """Return what residents reported per village, most reports first; villages without any left out."""
        rows = [area for area in self._areas.rows() if area.reports or area.confirmations]
        return tuple(sorted(rows, key=lambda a: (-a.reports, -a.confirmations, a.village_id)))

    @property
    def areas_age(self) -> DataAge:
        """Return how old the villages' counts are."""
        return self._areas.age

    # privacy

    def export_all(self) -> bytes:
        """Return everything this device keeps about me as JSON (UTF-8), photos in base64."""
        document = json.loads(self._outbox.export())
        names = sorted({name for item in self._outbox.items() for name in item.attachments})
        document["photos"] = {name: self._exported_photo(name) for name in names}
        return json.dumps(document, ensure_ascii=False, indent=1).encode()

    async def erase_all(self) -> EraseReport:
        """Withdraw what was or may have been sent, then delete everything of mine from this device.

        The withdrawals stay queued until the gateway confirms them; they hold nothing but an id.
        """
        items = self.my_reports()
        self.drafts.drop_all()
        for item in items:
            if _may_have_left(item) and self.public_state(item) is not PublicState.WITHDRAWN:
                await self._withdrawal_of(item)
        settled = {OutboxState.SENT, OutboxState.REJECTED}
        waiting = tuple(w for w in self._withdrawals().values() if w.state not in settled)
        await self._outbox.erase(keep=[item.id for item in waiting])
        await self._statuses.clear()
        sent = tuple(item for item in items if item.state is OutboxState.SENT)
        return EraseReport(sent, waiting, len(items))

    # inside

    async def _kept(self, photos: Sequence[NewPhoto]) -> tuple[str, ...]:
        if len(photos) > MAX_PHOTOS:
            raise TooManyPhotos(f"{len(photos)} photos")
        names = [photo if isinstance(photo, str) else await self.add_photo(photo) for photo in photos]
        return tuple(dict.fromkeys(names))

    def _acts_on(self, item_id: str) -> list[OutboxItem]:
        items = self._outbox.items()
        return [item for item in items if item.kind in ACT_KINDS and item.payload.get("target") == item_id]

    def _withdrawals(self) -> dict[str, OutboxItem]:
        items = self._outbox.items()
        if self._withdrawn[0] is not items:
            found = {
                str(item.payload.get("target")): item
                for item in items
                if item.kind is SubmissionKind.WITHDRAWAL and item.state is not OutboxState.REJECTED
            }
            self._withdrawn = (items, found)
        return self._withdrawn[1]

    async def _withdrawal_of(self, item: OutboxItem) -> OutboxItem:
        known = self._withdrawals().get(item.id)
        if known:
            return known
        payload = Withdrawal(item.id).to_wire()
        return await self._outbox.submit(self._ids.new(), SubmissionKind.WITHDRAWAL, payload)

    def _exported_photo(self, name: str) -> str | None:
        try:
            return base64.b64encode(self._blobs.get(name)).decode()
        except BlobMissing:
            return None


def _may_have_left(item: OutboxItem) -> bool:
    if item.state is OutboxState.QUEUED:
        return item.attempts > 0 or item.error is not None
    return item.state in {OutboxState.SENT, OutboxState.SENDING, OutboxState.PARKED}
