"""What a person does to a ticket: durable first, exactly once, gone with it; files on demand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from services.collection import Collection
from services.errors import BadAnswer, Refused, TooManyPhotos, Unreachable
from services.models import BlankSpotArea, OutboxItem, SubmissionKind, TicketFile
from services.platform.native import NativeVolume
from services.public_state import PublicState
from services.reports import ReportService
from services.standing import ActStage, Need
from services.statuses import StatusBook
from services.sync import Sync
from services.tickets import TicketService
from services.transitions import Declined, Started
from tests.fakes.clock import START
from tests.fakes.gateway import problem
from tests.unit.offline.samples import Phone, make_phone, png

PHOTO = TicketFile("a" * 64, "image/jpeg")
REQUEST = {"service_id": "lapor-wifi-mati", "form_version": 1, "answers": {}}


class Counter:
    """A phone with its tickets, opened on a folder."""

    def __init__(self, folder: Path, phone: Phone | None = None) -> None:
        self.phone = phone or make_phone(folder)
        volume = NativeVolume(folder)
        phone_ = self.phone
        self.statuses = StatusBook(volume)
        areas = Collection("blank-spots", BlankSpotArea.from_wire, volume, folder / "no.json", phone_.clock)
        self.reports = ReportService(
            phone_.outbox, phone_.blobs, areas, self.statuses, phone_.clock, phone_.ids
        )
        self.sync = Sync(phone_.client, phone_.outbox, self.statuses, volume)
        self.tickets = TicketService(self.reports, phone_.outbox, self.statuses, phone_.client, phone_.ids)

    async def requested(self) -> OutboxItem:
        """Ask for a service and have its receipt."""
        item_id = self.reports.new_id()
        await self.phone.outbox.submit(item_id, SubmissionKind.SERVICE_REQUEST, REQUEST)
        await self.phone.sender.run()
        return self.phone.outbox.get(item_id)

    async def told(self, item: OutboxItem, status: str, *events: tuple[str, str], **facts: Any) -> None:
        """Let the gateway tell a status at the next pull."""
        at = self.phone.clock.now().isoformat()
        timeline = [{"at": at, "event": event, "note": "…", "by": by} for event, by in events]
        row = {"id": item.id, "status": status, "number": None, "updated_at": at, "timeline": timeline}
        ticket = {"service_id": "lapor-wifi-mati", "agency": "Dinas Contoh", **facts}
        self.phone.gateway.statuses = [row | {"ticket": ticket}]
        await self.sync.refresh_status()


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path)


def kinds(counter: Counter) -> list[SubmissionKind]:
    return [item.kind for item in counter.phone.outbox.items()]


async def test_an_answer_goes_from_typed_to_told(counter: Counter) -> None:
    item, tickets = await counter.requested(), counter.tickets
    await counter.told(item, "need_info", ("question", "agency"))
    assert tickets.standing(counter.phone.outbox.get(item.id)).need is Need.ANSWER
    counter.phone.clock.advance(60)
    act = await tickets.comment(counter.reports.new_id(), item.id, " Lantai dua ")
    assert act.payload == {"target": item.id, "text": "Lantai dua"}
    waiting = tickets.standing(counter.phone.outbox.get(item.id))
    assert [one.stage for one in waiting.acts] == [ActStage.WAITING]
    assert waiting.state is PublicState.NEED_INFO, "the gateway has not said otherwise"
    await counter.phone.sender.run()
    assert [one.stage for one in tickets.standing(item).acts] == [ActStage.ARRIVED]
    counter.phone.clock.advance(1)
    await counter.told(item, "in_review", ("question", "agency"), ("comment", "reporter"))
    after = tickets.standing(counter.phone.outbox.get(item.id))
    assert (after.state, after.acts, after.need) == (PublicState.IN_REVIEW, (), None)


async def test_acts_are_durable_and_arrive_once_after_a_kill(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    item = await counter.requested()
    await counter.tickets.comment(counter.reports.new_id(), item.id, "Masih mati")
    await counter.tickets.rate(item.id, 4, " cukup cepat ")
    await counter.tickets.resolve(item.id, False, "Kemarin mati lagi")
    again = Counter(tmp_path, counter.phone.restarted())
    assert len(again.tickets.standing(again.phone.outbox.get(item.id)).acts) == 3
    await again.phone.sender.run()
    await again.phone.sender.run()
    sent = [again.phone.gateway.submissions[key] for key in again.phone.gateway.arrivals]
    assert [one["kind"] for one in sent] == ["service_request", "comment", "rating", "resolution"]
    assert sent[2]["payload"] == {"target": item.id, "stars": 4, "text": "cukup cepat"}
    assert sent[3]["payload"] == {"target": item.id, "accepted": False, "text": "Kemarin mati lagi"}


async def test_a_comment_carries_at_most_three_photos(counter: Counter) -> None:
    item = await counter.requested()
    act = await counter.tickets.comment(counter.reports.new_id(), item.id, "Ini", [png()])
    assert len(act.attachments) == 1
    with pytest.raises(TooManyPhotos):
        await counter.tickets.comment(counter.reports.new_id(), item.id, "Ini", [png()] * 4)


async def test_what_is_typed_is_kept_and_sent_under_its_own_id(counter: Counter) -> None:
    item, tickets = await counter.requested(), counter.tickets
    tickets.type_comment("d", item.id, "Lan", ())
    tickets.type_comment("d", item.id, "Lantai", ())
    await counter.reports.drafts.flush()
    draft = tickets.standing(item).draft(SubmissionKind.COMMENT)
    assert draft is not None
    assert draft.payload["text"] == "Lantai"
    assert draft.id == "d"
    await tickets.comment("d", item.id, "Lantai dua")
    assert kinds(counter).count(SubmissionKind.COMMENT) == 1
    assert tickets.standing(item).draft(SubmissionKind.COMMENT) is None


async def test_acts_show_in_their_ticket_only(counter: Counter) -> None:
    item = await counter.requested()
    await counter.tickets.rate(item.id, 5)
    await counter.phone.sender.run()
    assert counter.reports.my_reports() == (item,)
    counter.phone.gateway.calls.clear()
    await counter.told(item, "closed")
    assert [one.stars for one in counter.tickets.standings()] == [None], "the gateway told of no rating"


async def test_a_refused_act_can_be_forgotten(counter: Counter) -> None:
    item = await counter.requested()
    act = await counter.tickets.resolve(item.id, True)
    await counter.phone.outbox.apply(act.id, Started())
    await counter.phone.outbox.apply(act.id, Declined("error.refused"))
    assert counter.tickets.standing(item).need is Need.CORRECTION
    await counter.tickets.forget_act(act.id)
    assert counter.tickets.standing(item).acts == ()


async def test_withdrawing_takes_along_what_was_not_sent(counter: Counter) -> None:
    item = await counter.requested()
    await counter.tickets.comment(counter.reports.new_id(), item.id, "belum terkirim")
    await counter.reports.withdraw(item.id)
    assert kinds(counter) == [SubmissionKind.WITHDRAWAL, SubmissionKind.SERVICE_REQUEST]


async def test_erasing_leaves_no_word_and_no_file(counter: Counter) -> None:
    item = await counter.requested()
    counter.tickets.type_comment("d", item.id, "rahasia", ())
    await counter.tickets.comment(counter.reports.new_id(), item.id, "rahasia juga")
    await counter.statuses.files.keep(PHOTO.sha256, b"foto")
    await counter.reports.erase_all()
    await counter.reports.drafts.flush()
    assert kinds(counter) == [SubmissionKind.WITHDRAWAL]
    assert b"rahasia" not in counter.reports.export_all()
    assert counter.tickets.kept_file(PHOTO.sha256) is None


async def test_news_are_counted_until_they_are_opened(counter: Counter) -> None:
    first, second = await counter.requested(), await counter.requested()
    await counter.told(first, "in_review", ("taken", "agency"))
    await counter.told(second, "answered", ("answered", "agency"))
    assert {item.id for item in counter.tickets.changed()} == {first.id, second.id}
    await counter.tickets.opened(first.id)
    assert [item.id for item in counter.tickets.changed()] == [second.id]


async def test_a_file_is_fetched_once_and_then_read_offline(counter: Counter) -> None:
    item = await counter.requested()
    path = f"/submissions/{item.id}/files/{PHOTO.sha256}"
    answer = httpx.Response(200, content=b"\xff\xd8foto", headers={"Content-Type": "image/jpeg"})
    counter.phone.gateway.documents[path] = answer
    assert counter.tickets.kept_file(PHOTO.sha256) is None
    assert await counter.tickets.fetch_file(item.id, PHOTO) == b"\xff\xd8foto"
    counter.phone.gateway.documents[path] = problem(404, "not_found")
    assert await counter.tickets.fetch_file(item.id, PHOTO) == b"\xff\xd8foto"


async def test_my_own_photo_needs_no_network(counter: Counter) -> None:
    item = await counter.requested()
    name = await counter.reports.add_photo(png())
    content = await counter.tickets.fetch_file(item.id, TicketFile(name, "image/png"))
    assert content == counter.reports.photo(name)


async def test_a_file_that_is_not_there_keeps_nothing(counter: Counter) -> None:
    item = await counter.requested()
    documents, path = counter.phone.gateway.documents, f"/submissions/{item.id}/files/{PHOTO.sha256}"
    documents[path] = problem(404, "not_found")
    with pytest.raises(Refused):
        await counter.tickets.fetch_file(item.id, PHOTO)
    documents[path] = httpx.Response(200, json={"surprise": True})
    with pytest.raises(BadAnswer):
        await counter.tickets.fetch_file(item.id, PHOTO)
    assert counter.tickets.kept_file(PHOTO.sha256) is None


async def test_without_a_network_a_file_is_not_there(tmp_path: Path) -> None:
    class Away(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            raise httpx.ConnectError("away", request=request)

    counter = Counter(tmp_path)
    item = await counter.requested()
    away = Counter(tmp_path / "b", make_phone(tmp_path / "b", transport=Away()))
    with pytest.raises(Unreachable):
        await away.tickets.fetch_file(item.id, PHOTO)


async def test_an_older_gateway_tells_no_ticket(counter: Counter) -> None:
    item = await counter.requested()
    at = START.isoformat()
    old = {"id": item.id, "status": "in_review", "number": None, "updated_at": at}
    counter.phone.gateway.statuses = [old | {"timeline": [{"at": at, "event": "received", "note": None}]}]
    await counter.sync.refresh_status()
    one = counter.tickets.standing(counter.phone.outbox.get(item.id))
    assert (one.state, one.facts, one.can_talk) == (PublicState.IN_REVIEW, None, False)


async def test_statuses_are_asked_for_tickets_only(counter: Counter) -> None:
    item = await counter.requested()
    await counter.tickets.rate(item.id, 5)
    await counter.phone.sender.run()
    asked: list[Any] = []

    class Asking:
        async def statuses(self, ids: Any, since: Any) -> Any:
            asked.append(tuple(ids))
            return await counter.phone.client.statuses(ids, since)

    counter.sync._gateway = Asking()  # type: ignore[assignment]
    await counter.sync.refresh_status()
    assert asked == [(item.id,)]


async def test_a_row_that_cannot_be_read_is_left_out(counter: Counter) -> None:
    item = await counter.requested()
    await counter.told(item, "answered", due_on="besok")
    assert counter.tickets.standing(counter.phone.outbox.get(item.id)).status is None
    await counter.told(item, "answered", due_on="2026-12-03", rating=4)
    facts = counter.tickets.standing(counter.phone.outbox.get(item.id)).facts
    assert facts is not None
    assert (facts.due_on and facts.due_on.isoformat(), facts.rating) == ("2026-12-03", 4)


async def test_a_refused_withdrawal_is_told_and_can_be_made_again(counter: Counter) -> None:
    item = await counter.requested()
    withdrawal = await counter.reports.withdraw(item.id)
    assert withdrawal is not None
    assert counter.tickets.standing(item).state is PublicState.WITHDRAWING
    await counter.phone.outbox.apply(withdrawal.id, Started())
    await counter.phone.outbox.apply(withdrawal.id, Declined("error.refused"))
    refused = counter.tickets.standing(item)
    assert (refused.state, refused.need) == (PublicState.RECEIVED, Need.CORRECTION)
    assert [one.item.id for one in refused.acts] == [withdrawal.id]
    again = await counter.reports.withdraw(item.id)
    assert again is not None
    assert again.id != withdrawal.id
    assert counter.tickets.standing(item).state is PublicState.WITHDRAWING
