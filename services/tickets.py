"""What a person does to an own ticket: durable here first, sent when there is a network."""

from __future__ import annotations

from collections.abc import Sequence

from services.errors import RafflesiaError
from services.gateway_client import GatewayClient
from services.ids import Ids
from services.models import (
    ACT_KINDS,
    TICKET_KINDS,
    Comment,
    OutboxItem,
    OutboxState,
    Rating,
    Resolution,
    SubmissionKind,
    TicketFile,
)
from services.outbox import Outbox
from services.reports import NewPhoto, ReportService
from services.standing import Standing, fold
from services.statuses import StatusBook

_REFUSED = frozenset({OutboxState.REJECTED, OutboxState.PARKED})


class TicketService:
    """Own tickets: how they stand, what is new, and what the person does. All of it works offline."""

    def __init__(
        self, reports: ReportService, outbox: Outbox, statuses: StatusBook, gateway: GatewayClient, ids: Ids
    ) -> None:
        self._reports, self._outbox, self._statuses = reports, outbox, statuses
        self._gateway, self._ids = gateway, ids
        self._grouped: tuple[tuple[OutboxItem, ...], dict[str, list[OutboxItem]]] = ((), {})

    # reading

    def standing(self, item: OutboxItem) -> Standing:
        """Return how one of my items stands."""
        return self._fold(item, self._acts().get(item.id, []))

    def standings(self) -> tuple[Standing, ...]:
        """Return how all my items stand, newest first."""
        acts = self._acts()
        return tuple(self._fold(item, acts.get(item.id, [])) for item in self._reports.my_reports())

    def is_new(self, item_id: str) -> bool:
        """Return whether an agency did something since the person opened this item."""
        return self._statuses.is_news(item_id)

    def changed(self) -> tuple[OutboxItem, ...]:
        """Return my items with news, newest first."""
        sent = (item for item in self._reports.my_reports() if item.receipt is not None)
        return tuple(item for item in sent if self.is_new(item.id))

    async def opened(self, item_id: str) -> None:
        """The person looks at it: its news are no news any more. Raises ``StorageError``."""
        await self._statuses.mark_seen(item_id)

    # files

    def kept_file(self, sha256: str) -> bytes | None:
        """Return a file that this device has: its own photo, or one looked at before."""
        try:
            return self._reports.photo(sha256)
        except RafflesiaError:
            return self._statuses.files.get(sha256)

    async def fetch_file(self, item_id: str, file: TicketFile) -> bytes:
        """Return a file, from this device or the gateway; raises ``GatewayError``, ``StorageError``."""
        kept = self.kept_file(file.sha256)
        if kept is not None:
            return kept
        content = await self._gateway.ticket_file(item_id, file.sha256)
        if self._outbox.writable:
            await self._statuses.files.keep(file.sha256, content)
        return content

    # doing; each is durable on return and raises ``StorageError``

    def type_comment(self, act_id: str, target: str, text: str, photos: Sequence[str]) -> None:
        """Keep a comment while it is typed, a second after the last key."""
        payload = Comment(target, text).to_wire()
        self._reports.drafts.touch(act_id, SubmissionKind.COMMENT, payload, tuple(photos))

    async def comment(
        self, act_id: str, target: str, text: str, photos: Sequence[NewPhoto] = ()
    ) -> OutboxItem:
        """Queue a comment, or the answer to a question; raises ``PhotoError`` too."""
        payload = Comment(target, text.strip()).to_wire()
        return await self._reports.submit(act_id, SubmissionKind.COMMENT, payload, photos)

    async def rate(self, target: str, stars: int, text: str = "") -> OutboxItem:
        """Queue a rating of 1 … 5 stars."""
        payload = Rating(target, stars, text.strip()).to_wire()
        return await self._reports.submit(self._ids.new(), SubmissionKind.RATING, payload)

    async def resolve(self, target: str, accepted: bool, text: str = "") -> OutboxItem:
        """Queue "done", or "not done" with its reason."""
        payload = Resolution(target, accepted, text.strip()).to_wire()
        return await self._reports.submit(self._ids.new(), SubmissionKind.RESOLUTION, payload)

    async def forget_act(self, act_id: str) -> None:
        """Delete what was typed and emptied again, refused, or never left."""
        self._reports.drafts.drop(act_id)
        await self._outbox.forget([act_id])

    # inside

    def _fold(self, item: OutboxItem, acts: Sequence[OutboxItem]) -> Standing:
        status = self._reports.status(item.id) if item.kind in TICKET_KINDS else None
        return fold(item, self._reports.public_state(item), status, acts)

    def _acts(self) -> dict[str, list[OutboxItem]]:
        items = self._outbox.items()
        if self._grouped[0] is items:
            return self._grouped[1]
        found: dict[str, list[OutboxItem]] = {}
        for item in items:
            refused = item.kind is SubmissionKind.WITHDRAWAL and item.state in _REFUSED
            if item.kind in ACT_KINDS or refused:
                found.setdefault(str(item.payload.get("target")), []).append(item)
        self._grouped = (items, found)
        return found
