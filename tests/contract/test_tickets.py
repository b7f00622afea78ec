"""A ticket's whole life: the real device files and answers, the real gateway's officer acts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from gateway.forms.repository import publish_forms
from gateway.staff.tables import StaffAccount
from gateway.tickets.service import Actor, act
from gateway.tickets.tables import Ticket
from gateway.tickets.transitions import Action
from services.collection import Collection
from services.errors import Refused
from services.ids import SystemIds
from services.models import BlankSpotArea, OutboxItem, OutboxState, SubmissionKind, TicketFile
from services.public_state import PublicState
from services.reports import ReportService
from services.standing import ActStage, Need, Standing
from services.statistics import Question, StatisticsStore
from services.tickets import TicketService
from tests.contract.conftest import NOW, Pair, content_rows
from tests.contract.test_sending import photo, report

SERVICE = "lapor-wifi-mati"
ANSWERS = {"where": "station", "station": "rsud-m-yunus", "problem": "no_internet"}


class Office:
    """The resident's device and an officer's desk, by the same clock."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        areas = Collection(
            "blank-spots", BlankSpotArea.from_wire, pair.volume, pair.volume.root / "none.json", pair.clock
        )
        self.reports = ReportService(pair.outbox, pair.blobs, areas, pair.statuses, pair.clock, SystemIds())
        self.tickets = TicketService(self.reports, pair.outbox, pair.statuses, pair.client, SystemIds())
        self.officer: Actor | None = None

    async def open(self) -> None:
        """Publish services with their forms, the agencies, the holidays; hire an officer."""
        for collection in ("services", "agencies", "holidays"):
            await self.pair.publish(collection, content_rows(collection))
        async with self.pair.app.state.services.database.write() as session:
            await publish_forms(session, content_rows("services"), NOW)
            agency = next(row["agency_id"] for row in content_rows("services") if row["id"] == SERVICE)
            account = StaffAccount(
                email="petugas@contoh.id", name="Petugas Rekaan", active=True, created_at=NOW
            )
            session.add(account)
            await session.flush()
            self.officer = Actor("agency", account.id, str(agency), account.name)

    async def file(self, **answers: Any) -> OutboxItem:
        """Ask for the service, send it, and pull what the gateway says."""
        payload = {
            "service_id": SERVICE,
            "form_version": 1,
            "answers": {**ANSWERS, **answers},
            "observed_at": self.pair.clock.now().isoformat(),
        }
        item = await self.pair.outbox.submit(self.reports.new_id(), SubmissionKind.SERVICE_REQUEST, payload)
        await self.meet()
        sent = self.pair.outbox.get(item.id)
        assert (sent.state, sent.field_errors) == (OutboxState.SENT, ())
        return sent

    async def meet(self) -> None:
        """Send what waits and pull the statuses, as the app does when there is a network."""
        self.pair.clock.advance(60)
        await self.pair.sender.run(force=True)
        await self.pair.sync.refresh_status()

    async def does(self, item: OutboxItem, action: Action, **order: Any) -> None:
        """Let the officer act, and the device hear of it."""
        self.pair.clock.advance(60)
        async with self.pair.app.state.services.database.write() as session:
            ticket = await session.scalar(select(Ticket).where(Ticket.submission_id == item.id))
            assert ticket is not None
            assert self.officer is not None
            await act(session, self.officer, ticket, action, self.pair.clock.now(), **order)
        await self.meet()

    def standing(self, item: OutboxItem) -> Standing:
        """Return what the resident sees."""
        return self.tickets.standing(self.pair.outbox.get(item.id))


@pytest.fixture
async def office(pair: Pair) -> Office:
    office = Office(pair)
    await office.open()
    return office


async def test_the_whole_loop(office: Office) -> None:
    item = await office.file()
    first = office.standing(item)
    assert first.facts is not None
    assert (first.state, first.facts.service_id) == (PublicState.RECEIVED, SERVICE)
    assert first.facts.due_on == date(2026, 11, 26), "three working days after Monday: it came on a Saturday"
    assert office.tickets.changed() == ()

    await office.does(item, Action.ASK, text="Di lantai berapa?")
    asked = office.standing(item)
    assert (asked.state, asked.need) == (PublicState.NEED_INFO, Need.ANSWER)
    assert asked.status is not None
    assert (asked.status.timeline[-1].note, asked.status.timeline[-1].by) == ("Di lantai berapa?", "agency")
    assert asked.status.timeline[-1].agency
    assert [one.id for one in office.tickets.changed()] == [item.id]
    await office.tickets.opened(item.id)

    picture = photo("biru")
    await office.tickets.comment(office.reports.new_id(), item.id, "Lantai dua", [picture])
    assert [one.stage for one in office.standing(item).acts] == [ActStage.WAITING]
    await office.meet()
    answered = office.standing(item)
    assert (answered.state, answered.acts, answered.need) == (PublicState.IN_REVIEW, (), None)
    assert answered.status is not None
    line = next(entry for entry in answered.status.timeline if entry.event == "comment")
    assert (line.by, line.note, len(line.files)) == ("reporter", "Lantai dua", 1)
    assert office.tickets.changed() == (), "my own words are no news"

    await office.does(item, Action.ANSWER, text="Petugas datang besok.")
    await office.does(item, Action.RESOLVE, text="Alat diganti.", files=[line.files[0].sha256])
    resolved = office.standing(item)
    assert (resolved.state, resolved.need) == (PublicState.RESOLVED, Need.CONFIRMATION)
    assert resolved.facts is not None
    assert resolved.facts.resolved_at is not None
    assert resolved.facts.confirm_until == resolved.facts.resolved_at + timedelta(days=7)
    assert resolved.facts.reopen_until == resolved.facts.resolved_at + timedelta(days=14)

    await office.tickets.resolve(item.id, False, "Tadi malam mati lagi")
    await office.meet()
    assert office.standing(item).state is PublicState.IN_REVIEW
    await office.does(item, Action.RESOLVE, text="Kabel diganti.", no_proof_reason="Di dalam dinding")
    await office.tickets.resolve(item.id, True)
    await office.tickets.rate(item.id, 4, "Lama, tetapi beres")
    await office.meet()
    done = office.standing(item)
    assert (done.state, done.acts, done.stars, done.need) == (PublicState.CLOSED, (), 4, None)
    assert not done.can_talk


async def test_a_proof_is_seen_on_the_device_that_asked(office: Office) -> None:
    item = await office.file()
    name = await office.reports.add_photo(photo("merah"))
    await office.pair.client.upload(name, office.reports.photo(name))
    await office.does(item, Action.RESOLVE, text="Beres.", files=[name])
    status = office.standing(item).status
    assert status is not None
    (file,) = status.timeline[-1].files
    await office.pair.blobs.delete([name])
    content = await office.tickets.fetch_file(item.id, file)
    assert file.is_image
    assert content[:3] == b"\xff\xd8\xff"
    assert office.tickets.kept_file(file.sha256) == content
    with pytest.raises(Refused):
        await office.tickets.fetch_file(item.id, TicketFile("f" * 64, "image/jpeg"))


async def test_what_the_state_does_not_allow_comes_back_to_the_person(office: Office) -> None:
    item = await office.file()
    early = await office.tickets.rate(item.id, 1)
    await office.meet()
    await office.does(item, Action.REJECT, text="Bukan kewenangan kami.")
    assert office.pair.outbox.get(early.id).state is OutboxState.REJECTED
    late = await office.tickets.comment(office.reports.new_id(), item.id, "Mengapa?")
    await office.meet()
    refused = office.pair.outbox.get(late.id)
    assert [(e.field, e.code) for e in refused.field_errors] == [("payload.target", "state")]
    assert office.standing(item).need is Need.CORRECTION


async def test_short_reasons_and_odd_stars_are_refused_with_their_field(office: Office) -> None:
    item = await office.file()
    await office.does(item, Action.RESOLVE, text="Beres.", no_proof_reason="Tidak perlu")
    short = await office.tickets.resolve(item.id, False, "belum")
    stars = await office.tickets.rate(item.id, 6)
    await office.meet()
    fields = [e.field for act_ in (short, stars) for e in office.pair.outbox.get(act_.id).field_errors]
    assert fields == ["payload.text", "payload.stars"]


async def test_a_merged_ticket_names_the_other(office: Office) -> None:
    item, other = await office.file(), await office.file()
    async with office.pair.app.state.services.database.read() as session:
        target = await session.scalar(select(Ticket).where(Ticket.submission_id == other.id))
    await office.does(item, Action.MERGE, target=target)
    one = office.standing(item)
    assert one.state is PublicState.DUPLICATE
    assert one.facts is not None
    assert other.receipt is not None
    assert one.facts.duplicate_of == other.receipt.number


async def test_a_withdrawn_ticket_takes_no_more(office: Office) -> None:
    item = await office.file()
    await office.reports.withdraw(item.id)
    await office.meet()
    assert office.standing(item).state is PublicState.WITHDRAWN
    assert not office.standing(item).can_talk


async def test_a_blank_spot_has_a_clock_too(office: Office) -> None:
    spot = await office.reports.submit_blank_spot(office.reports.new_id(), report())
    await office.meet()
    facts = office.standing(spot).facts
    assert facts is not None
    assert facts.due_on == date(2026, 12, 7)
    assert office.standing(spot).can_talk


async def test_the_public_clock_is_read_and_kept(office: Office) -> None:
    items = [await office.file() for _ in range(5)]
    await office.does(items[0], Action.ANSWER, text="Sudah.")
    store = StatisticsStore(office.pair.volume, office.pair.client, office.pair.clock)
    answer = await store.refresh(Question(30))
    assert (answer.total.received, answer.total.answered, answer.total.enough) == (5, 1, True)
    assert answer.total.answer_days_median is not None
    assert [group.figures.received for group in answer.by_agency] == [5]
    assert answer.by_agency[0].name
    assert store.get(Question(30)) == answer
    one = await store.refresh(Question(30, agency=answer.by_agency[0].id))
    assert one.total == answer.total
