"""What a person wrote, durable before it is called stored, until the gateway's receipt proves arrival.

Every change is one transition of ``services/transitions.py`` and one durable append. Nothing here talks to a
network; ``services/sender.py`` does.
"""

from __future__ import annotations

import json
import logging
import random as system_random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from services.blobs import BlobStore
from services.clock import Clock
from services.errors import InvalidTransition, ReadOnly, StorageError, UnknownItem
from services.fingerprint import fingerprint
from services.ids import Ids
from services.models import OutboxItem, OutboxState, SubmissionKind
from services.outbox_rows import from_row, to_row
from services.platform.base import Volume
from services.storage import Damage, JournaledStorage
from services.subscribers import Callback, Subscribers
from services.transitions import (
    Edited,
    Event,
    Interrupted,
    QueuePause,
    Random,
    Retried,
    Submitted,
    step,
)

log = logging.getLogger(__name__)

BLOB_GRACE = timedelta(days=7)
_TABLE = "items"
_WAITING = frozenset({OutboxState.QUEUED, OutboxState.SENDING})


class Outbox:
    """The items of this device: ``outbox.json`` and its log. Changing methods raise ``StorageError``."""

    def __init__(
        self,
        volume: Volume,
        blobs: BlobStore,
        clock: Clock,
        ids: Ids,
        *,
        app_version: str = "",
        random: Random = system_random.random,
    ) -> None:
        self._volume = volume
        self._blobs = blobs
        self._clock = clock
        self._ids = ids
        self._app_version = app_version
        self._random = random
        self._subscribers = Subscribers()
        self._pause: QueuePause | None = None
        path = volume.root / "outbox.json"
        self._storage = JournaledStorage(path, repair=volume.writable, clock=clock)
        self._unread: dict[str, Any] = {}
        self._items = self._load()
        self._listed: tuple[dict[str, OutboxItem], tuple[OutboxItem, ...]] = ({}, ())

    # reading

    def items(self) -> tuple[OutboxItem, ...]:
        """Return every item, newest first: the same tuple until something changes."""
        known, listed = self._listed
        if known is not self._items:
            rows = self._items.values()
            listed = tuple(sorted(rows, key=lambda item: (item.created_at, item.id), reverse=True))
            self._listed = (self._items, listed)
        return listed

    def get(self, item_id: str) -> OutboxItem:
        """Return one item; raises ``UnknownItem``."""
        try:
            return self._items[item_id]
        except KeyError as error:
            raise UnknownItem(item_id) from error

    def find(self, item_id: str) -> OutboxItem | None:
        """Return one item, None when there is none of that id."""
        return self._items.get(item_id)

    @property
    def writable(self) -> bool:
        """Return False when another tab or process is the writer: then only it sends."""
        return self._volume.writable

    @property
    def pending_count(self) -> int:
        """Return how many items wait to be sent."""
        return sum(item.state in _WAITING for item in self._items.values())

    @property
    def pause(self) -> QueuePause | None:
        """Return why nothing is sent at present, None when nothing stands in the way."""
        return self._pause

    @pause.setter
    def pause(self, pause: QueuePause | None) -> None:
        if pause is not self._pause:
            self._pause = pause
            self._subscribers.notify()

    @property
    def damage(self) -> Damage | None:
        """Return what was found unreadable at the start and where it was put aside."""
        return self._storage.damage

    @property
    def unread_count(self) -> int:
        """Return how many stored rows this version of the app cannot read; they are kept and exported."""
        return len(self._unread)

    def next_due(self, now: datetime, skip: frozenset[str] = frozenset()) -> OutboxItem | None:
        """Return the oldest queued item whose time has come and whose id is not in ``skip``."""
        due = (
            item
            for item in self._items.values()
            if item.state is OutboxState.QUEUED and item.id not in skip and (item.next_at or now) <= now
        )
        return min(due, key=lambda item: (item.created_at, item.id), default=None)

    def export(self) -> bytes:
        """Return everything as readable JSON (UTF-8), rows of unknown form included."""
        rows = [to_row(item) for item in self.items()]
        document = {"items": rows, "unread": list(self._unread.values())}
        return json.dumps(document, ensure_ascii=False, indent=1).encode()

    def subscribe(self, callback: Callback) -> Callback:
        """Call ``callback`` after every change; returns the way to stop that."""
        return self._subscribers.add(callback)

    # changing

    async def save_draft(
        self, item_id: str, kind: SubmissionKind, payload: Mapping[str, Any], attachments: Iterable[str] = ()
    ) -> OutboxItem:
        """Keep what has been typed so far; raises ``InvalidTransition`` when it is no draft any more."""
        return await self._put(self._draft(item_id, kind, payload, attachments))

    async def submit(
        self, item_id: str, kind: SubmissionKind, payload: Mapping[str, Any], attachments: Iterable[str] = ()
    ) -> OutboxItem:
        """Freeze and queue an item, durable on return.

        The same content again returns the item as it is (a double tap); other content under the id of a
        submitted item raises ``InvalidTransition``, content that JSON cannot hold ``ValueError``.
        """
        names = tuple(attachments)
        mark = fingerprint(kind.value, payload, names)
        known = self._items.get(item_id)
        if known and known.state is not OutboxState.DRAFT and known.fingerprint == mark:
            return known
        draft = self._draft(item_id, kind, payload, names)
        return await self._put(self._step(draft, Submitted(mark)))

    async def edit(self, item_id: str) -> OutboxItem:
        """Turn a rejected or parked item into a draft and return it; a parked one gets a new id."""
        return await self._put(self._step(self.get(item_id), Edited(self._ids.new())), replaces=item_id)

    async def retry(self, item_id: str) -> OutboxItem:
        """Make a queued or parked item due now."""
        return await self.apply(item_id, Retried())

    async def discard(self, item_id: str) -> None:
        """Delete a draft; raises ``InvalidTransition`` for anything else."""
        if self.get(item_id).state is not OutboxState.DRAFT:
            raise InvalidTransition(f"{item_id} is no draft")
        await self.forget([item_id])

    async def apply(self, item_id: str, event: Event) -> OutboxItem:
        """Apply one event, durable on return; raises ``UnknownItem``, ``InvalidTransition``."""
        return await self._put(self._step(self.get(item_id), event))

    async def recover(self) -> int:
        """At start: queue again what was being sent when the app ended; return how many."""
        cut = [item for item in self._items.values() if item.state is OutboxState.SENDING]
        for item in cut:
            await self.apply(item.id, Interrupted())
        return len(cut)

    async def note_status(self, statuses: Mapping[str, str]) -> None:
        """Keep what the gateway says about sent items; unknown ids are ignored."""
        changed = [
            replace(self._items[key], status=status)
            for key, status in statuses.items()
            if key in self._items and self._items[key].receipt and self._items[key].status != status
        ]
        if changed:
            await self._change({item.id: item for item in changed}, ())

    async def forget(self, item_ids: Iterable[str]) -> None:
        """Delete items whatever their state, and their photos unless another item cites them."""
        gone = [self._items[key] for key in item_ids if key in self._items]
        await self._change({}, tuple(item.id for item in gone))
        photos = {name for item in gone for name in item.attachments}
        await self._blobs.delete(photos - self._cited(self._items.values()))

    async def tidy(self) -> None:
        """At start: drop photos of items sent more than 7 days ago, and photos that no item cites."""
        limit = self._clock.now() - BLOB_GRACE
        waiting = [
            item
            for item in self._items.values()
            if item.state is not OutboxState.SENT or item.updated_at > limit
        ]
        await self._blobs.delete(set(self._blobs.names()) - self._cited(waiting))

    async def erase(self, keep: Iterable[str] = ()) -> None:
        """Delete everything but the items ``keep`` from this device, older generations and photos too."""
        kept = {key: self._items[key] for key in keep if key in self._items}
        self._unread = {}
        await self._commit(lambda: self._rewrite(kept))
        await self._blobs.delete(set(self._blobs.names()) - self._cited(kept.values()))
        self._subscribers.notify()

    # inside

    def _load(self) -> dict[str, OutboxItem]:
        items: dict[str, OutboxItem] = {}
        for key, row in self._storage.rows(_TABLE).items():
            try:
                items[key] = from_row(row)
            except (ValueError, TypeError, AttributeError) as error:
                self._unread[key] = row
                log.error("outbox item %s cannot be read: %s", key, type(error).__name__)
        return items

    def _cited(self, items: Iterable[OutboxItem]) -> set[str]:
        unread = [row for row in self._unread.values() if isinstance(row, dict)]
        names = {str(name) for row in unread for name in row.get("attachments") or ()}
        return names.union(*(item.attachments for item in items))

    def _draft(
        self, item_id: str, kind: SubmissionKind, payload: Mapping[str, Any], attachments: Iterable[str]
    ) -> OutboxItem:
        now = self._clock.now()
        known = self._items.get(item_id)
        if known and known.state is not OutboxState.DRAFT:
            raise InvalidTransition(f"{item_id} is {known.state} already")
        created = known.created_at if known else now
        draft = OutboxItem(item_id, kind, dict(payload), tuple(attachments), OutboxState.DRAFT, created, now)
        return replace(draft, app_version=self._app_version)

    def _step(self, item: OutboxItem, event: Event) -> OutboxItem:
        return step(item, event, self._clock.now(), random=self._random)

    async def _put(self, item: OutboxItem, replaces: str | None = None) -> OutboxItem:
        gone = (replaces,) if replaces and replaces != item.id else ()
        await self._change({item.id: item}, gone)
        return item

    async def _change(self, put: Mapping[str, OutboxItem], gone: tuple[str, ...]) -> None:
        await self._commit(lambda: self._write(put, gone))
        self._subscribers.notify()

    async def _commit(self, write: Callable[[], None]) -> None:
        """Run ``write``, durable on return; what a volume could not keep is nowhere afterwards."""
        try:
            await self._volume.commit(write)
        except ReadOnly:
            raise
        except StorageError:
            self._storage.reload()
            self._items = self._load()
            self._subscribers.notify()
            raise

    def _write(self, put: Mapping[str, OutboxItem], gone: tuple[str, ...]) -> None:
        self._storage.change(_TABLE, {key: to_row(item) for key, item in put.items()}, gone)
        self._items = {key: item for key, item in self._items.items() if key not in gone} | dict(put)

    def _rewrite(self, items: dict[str, OutboxItem]) -> None:
        self._storage.write({_TABLE: {key: to_row(item) for key, item in items.items()}})
        self._storage.purge()
        self._items = items
