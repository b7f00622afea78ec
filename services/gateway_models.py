"""What the gateway says about itself and its content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.errors import BadAnswer
from services.models import LocalText, TicketFacts, TicketFile, WireError, wire
from services.public_state import PublicState, state_of


@dataclass(frozen=True, slots=True)
class GatewayConfig:
    """``GET /v1/config``. ``tiles_url`` and ``geocoder_url`` are None unless the operator configured them."""

    province: str
    app_min_version: str
    privacy_notice_version: str
    contact: Mapping[str, str]
    poll_interval_s: float
    tiles_url: str | None
    tiles_attribution: str
    geocoder_url: str | None

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> GatewayConfig:
        """Read the document; raises ``WireError``."""
        tiles = row.get("tiles") or {}
        contact = row.get("contact") or {}
        return cls(
            province=wire.text(row, "province"),
            app_min_version=wire.text(row, "app_min_version"),
            privacy_notice_version=wire.text(row, "privacy_notice_version"),
            contact={str(key): str(value) for key, value in contact.items() if value},
            poll_interval_s=wire.number(row, "poll_interval_s"),
            tiles_url=wire.optional_text(tiles, "url"),
            tiles_attribution=wire.optional_text(tiles, "attribution") or "",
            geocoder_url=wire.optional_text(row, "geocoder_url"),
        )


@dataclass(frozen=True, slots=True)
class ConfigAnswer:
    """The configuration as a document with its ETag; ``document`` None: it has not changed."""

    document: Mapping[str, Any] | None
    etag: str | None


@dataclass(frozen=True, slots=True)
class ChangePage:
    """One page of the change feed; rows are raw, each a mapping."""

    items: tuple[Mapping[str, Any], ...]
    removed: tuple[str, ...]
    token: str
    more: bool
    reset: bool

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> ChangePage:
        """Read a page; raises ``BadAnswer``. Single bad rows are the collection's business."""
        items, removed = row.get("items"), row.get("removed")
        if not isinstance(items, list) or not isinstance(removed, list):
            raise BadAnswer("items and removed must be lists")
        try:
            token = wire.text(row, "token")
        except WireError as error:
            raise BadAnswer(str(error)) from error
        rows = tuple(item if isinstance(item, dict) else {} for item in items)
        more, reset = row.get("more") is True, row.get("reset") is True
        return cls(rows, tuple(str(name) for name in removed), token, more, reset)


@dataclass(frozen=True, slots=True)
class PackInfo:
    """One content pack; ``size`` in bytes."""

    name: str
    sha256: str
    size: int
    licence: str
    attribution: str
    updated_at: str | None

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> PackInfo:
        """Read one entry of ``GET /v1/packs``; raises ``WireError``."""
        return cls(
            name=wire.text(row, "name"),
            sha256=wire.text(row, "sha256"),
            size=int(wire.number(row, "size")),
            licence=wire.text(row, "licence"),
            attribution=wire.text(row, "attribution"),
            updated_at=wire.optional_text(row, "updated_at"),
        )

    def to_wire(self) -> dict[str, Any]:
        """Return the form kept in the local store."""
        return {field: getattr(self, field) for field in self.__slots__}


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One public step in the life of a submission. ``by``: "reporter", "agency", "system", None: not told."""

    at: datetime
    event: str
    note: str | None
    by: str | None = None
    agency: str | None = None
    files: tuple[TicketFile, ...] = ()

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> TimelineEntry:
        """Read one entry; raises ``WireError``."""
        return cls(
            at=wire.moment(row, "at"),
            event=wire.text(row, "event"),
            note=wire.optional_text(row, "note"),
            by=wire.optional_text(row, "by"),
            agency=wire.optional_text(row, "agency"),
            files=tuple(TicketFile.from_wire(file) for file in wire.objects(row, "files")),
        )


@dataclass(frozen=True, slots=True)
class SubmissionStatus:
    """How a submission stands at the gateway; ``ticket`` None: it opened none, or the gateway is older."""

    id: str
    status: str
    number: str | None
    updated_at: datetime
    timeline: tuple[TimelineEntry, ...]
    ticket: TicketFacts | None = None

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> SubmissionStatus:
        """Read one status; raises ``WireError``."""
        ticket = wire.mapping(row, "ticket") if row.get("ticket") else None
        return cls(
            id=wire.text(row, "id"),
            status=wire.text(row, "status"),
            number=wire.optional_text(row, "number"),
            updated_at=wire.moment(row, "updated_at"),
            timeline=tuple(TimelineEntry.from_wire(step) for step in wire.objects(row, "timeline")),
            ticket=TicketFacts.from_wire(ticket) if ticket is not None else None,
        )


@dataclass(frozen=True, slots=True)
class StatusPage:
    """Answer of ``POST /v1/submissions/status``: raw rows of what changed, unknown ids, the next token."""

    items: tuple[Mapping[str, Any], ...]
    unknown: tuple[str, ...]
    token: str | None


@dataclass(frozen=True, slots=True)
class FoundTicket:
    """A ticket that was looked up by number and phone: to be read here and kept nowhere."""

    number: str
    state: PublicState
    service: LocalText | None
    facts: TicketFacts
    received_at: datetime
    updated_at: datetime
    timeline: tuple[TimelineEntry, ...]

    @property
    def replied(self) -> bool:
        """Return False: nothing can be done to it from here."""
        return False

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> FoundTicket:
        """Read the answer of ``POST /v1/tickets/find``; raises ``WireError``."""
        return cls(
            number=wire.text(row, "number"),
            state=state_of(wire.text(row, "status")),
            service=LocalText.optional(row, "service"),
            facts=TicketFacts.from_wire(row),
            received_at=wire.moment(row, "received_at"),
            updated_at=wire.moment(row, "updated_at"),
            timeline=tuple(TimelineEntry.from_wire(step) for step in wire.objects(row, "timeline")),
        )
