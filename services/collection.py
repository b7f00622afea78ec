"""One collection of public content on this device: the packaged seed, then what the gateway said since.

The rows and the change token are one file, replaced whole, so the token never runs ahead of the rows.
A row that this version of the app cannot read is kept aside by id and tried again at every start.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Generic, TypeVar

from services.clock import Clock
from services.errors import MassRemoval
from services.gateway_models import ChangePage
from services.models import WireError, wire
from services.platform.base import Volume
from services.storage import AtomicJSONStorage, Tables
from services.subscribers import Callback, Subscribers

T = TypeVar("T")
RawRows = dict[str, Mapping[str, Any]]

log = logging.getLogger(__name__)

REMOVAL_SHARE = 0.3
AGE_REWRITE = timedelta(minutes=10)
_BAD_ROW = (ValueError, TypeError, KeyError, AttributeError)


@dataclass(frozen=True, slots=True)
class DataAge:
    """How old rows are: when they were last pulled, or else the date of the packaged seed."""

    synced_at: datetime | None
    seed_date: date | None


@dataclass(slots=True)
class _State(Generic[T]):
    raw: RawRows = field(default_factory=dict)
    unread: RawRows = field(default_factory=dict)
    parsed: dict[str, T] = field(default_factory=dict)
    rows: tuple[T, ...] = ()
    token: str = ""
    age: DataAge = DataAge(None, None)
    damaged: bool = False


class Collection(Generic[T]):
    """Rows of one collection; ``parse`` makes a row from its wire form. Files are read at first use."""

    def __init__(
        self, name: str, parse: Callable[[Mapping[str, Any]], T], volume: Volume, seed: Path, clock: Clock
    ) -> None:
        self.name = name
        self._parse = parse
        self._volume = volume
        self._seed = seed
        self._clock = clock
        self._subscribers = Subscribers()
        self._storage: AtomicJSONStorage | None = None
        self._loaded: _State[T] | None = None

    def rows(self) -> tuple[T, ...]:
        """Return all rows that can be read; the same tuple until something changes."""
        return self._state.rows

    def get(self, row_id: str, /) -> T | None:
        """Return one row, None when there is none."""
        return self._state.parsed.get(row_id)

    @property
    def age(self) -> DataAge:
        """Return how old the rows are."""
        return self._state.age

    @property
    def token(self) -> str:
        """Return the position in the gateway's sequence, empty before the first pull."""
        return self._state.token

    @property
    def damaged(self) -> bool:
        """Return True when the local copy was unreadable and the packaged seed is shown instead."""
        return self._state.damaged

    @property
    def unreadable(self) -> tuple[str, ...]:
        """Return the ids of rows that this version of the app cannot read."""
        return tuple(self._state.unread)

    def subscribe(self, callback: Callback, /) -> Callback:
        """Call ``callback`` after every change; returns the way to stop that."""
        return self._subscribers.add(callback)

    async def apply_page(self, page: ChangePage) -> None:
        """Apply removals, rows and then the token of a delta in one replace.

        Raises ``MassRemoval`` when more than 30 % of the rows would go, or ``StorageError``; then nothing
        has changed.
        """
        state = self._state
        raw, unread = dict(state.raw), dict(state.unread)
        gone = [row_id for row_id in page.removed if row_id in raw]
        if state.raw and len(gone) > REMOVAL_SHARE * len(state.raw):
            raise MassRemoval(f"{self.name}: {len(gone)} of {len(state.raw)}")
        for row_id in page.removed:
            raw.pop(row_id, None)
            unread.pop(row_id, None)
        parsed = {key: value for key, value in state.parsed.items() if key in raw}
        self._upsert(page.items, raw, unread, parsed)
        if page.items or page.removed or page.token != state.token or self._age_is_old():
            await self._save(raw, unread, parsed, page.token)
        else:
            state.age = DataAge(self._clock.now(), None)

    async def replace_all(self, items: Sequence[Mapping[str, Any]], token: str, *, trusted: bool) -> None:
        """Make a full list the whole collection, in one replace.

        Not ``trusted`` (the gateway did not say that it is a full list): raises ``MassRemoval`` when more
        than 30 % of the rows would go. An unreadable row keeps the version known before, if any.
        """
        state = self._state
        listed = {row_id for row_id in map(_id_of, items) if row_id}
        raw: RawRows = {key: row for key, row in state.raw.items() if key in listed}
        if not trusted and len(state.raw) - len(raw) > REMOVAL_SHARE * len(state.raw):
            raise MassRemoval(f"{self.name}: {len(raw)} of {len(state.raw)} would stay")
        parsed = {key: value for key, value in state.parsed.items() if key in raw}
        unread: RawRows = {}
        self._upsert(items, raw, unread, parsed)
        order = [row_id for row_id in dict.fromkeys(map(_id_of, items)) if row_id in raw]
        await self._save({key: raw[key] for key in order}, unread, parsed, token)

    async def forget(self) -> None:
        """Go back to the packaged seed."""
        await self._volume.commit(lambda: self._open().write({}))
        self._loaded = None
        self._subscribers.notify()

    @property
    def _state(self) -> _State[T]:
        if self._loaded is None:
            self._loaded = self._load()
        return self._loaded

    def _age_is_old(self) -> bool:
        synced_at = self._state.age.synced_at
        return synced_at is None or self._clock.now() - synced_at > AGE_REWRITE

    def _upsert(
        self,
        items: Iterable[Mapping[str, Any]],
        raw: RawRows,
        unread: RawRows,
        parsed: dict[str, T],
    ) -> None:
        for item in items:
            row_id = _id_of(item)
            try:
                value = self._parse(item)
                if row_id is None:
                    raise WireError("id: expected text")
            except _BAD_ROW as error:
                log.warning("%s row %s cannot be read: %s", self.name, row_id, error)
                if row_id:
                    unread[row_id] = item
                continue
            raw[row_id], parsed[row_id] = item, value
            unread.pop(row_id, None)

    async def _save(self, raw: RawRows, unread: RawRows, parsed: dict[str, T], token: str) -> None:
        now = self._clock.now()
        meta = {"token": token, "synced_at": now.isoformat()}
        tables: Tables = {"meta": {"1": meta}, "rows": raw, "unread": unread}
        await self._volume.commit(lambda: self._open().write(tables))
        rows = tuple(parsed[key] for key in raw)
        self._loaded = _State(raw, unread, parsed, rows, token, DataAge(now, None))
        self._subscribers.notify()

    def _open(self) -> AtomicJSONStorage:
        if self._storage is None:
            folder = self._volume.root / "cache"
            if self._volume.writable:
                folder.mkdir(exist_ok=True)
            path = folder / f"{self.name}.json"
            self._storage = AtomicJSONStorage(
                path, backup=False, repair=self._volume.writable, clock=self._clock
            )
        return self._storage

    def _load(self) -> _State[T]:
        storage = self._open()
        tables = storage.read()
        try:
            meta = tables["meta"]["1"] if tables else None
            return self._seeded(storage.damage is not None) if meta is None else self._cached(tables, meta)
        except (WireError, KeyError, TypeError, AttributeError) as error:
            log.error("%s: the local copy is of another form: %s", self.name, error)
            return self._seeded(damaged=True)

    def _cached(self, tables: Tables, meta: Mapping[str, Any]) -> _State[T]:
        age = DataAge(wire.moment(meta, "synced_at"), None)
        state: _State[T] = _State(token=wire.text(meta, "token"), age=age)
        stored = (*tables["rows"].values(), *tables["unread"].values())
        self._upsert(stored, state.raw, state.unread, state.parsed)
        state.rows = tuple(state.parsed.values())
        return state

    def _seeded(self, damaged: bool) -> _State[T]:
        seed_date, seed_rows = self._read_seed()
        state: _State[T] = _State(age=DataAge(None, seed_date), damaged=damaged)
        self._upsert(seed_rows, state.raw, state.unread, state.parsed)
        state.rows = tuple(state.parsed.values())
        return state

    def _read_seed(self) -> tuple[date | None, list[Mapping[str, Any]]]:
        if not self._seed.exists():
            return None, []
        document = json.loads(self._seed.read_bytes())
        return date.fromisoformat(wire.text(document, "as_of")), wire.objects(document, "items")


def _id_of(row: Mapping[str, Any]) -> str | None:
    row_id = row.get("id")
    return row_id if isinstance(row_id, str) and row_id else None
