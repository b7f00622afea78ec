"""The app's search by number and phone against the real gateway."""

from __future__ import annotations

import pytest

from gateway.tickets.transitions import Action
from services.errors import NoMatch, TooManyTries
from services.models import SubmissionKind
from services.public_state import PublicState
from services.ticket_lookup import read_number, read_phone
from tests.contract.conftest import Pair
from tests.contract.test_tickets import Office, content_rows

PHONE = "+62 812-0000-0777"
OWN_WORDS = "Mati sejak pagi, kata saya."


@pytest.fixture
async def office(pair: Pair) -> Office:
    office = Office(pair)
    await office.open()
    return office


async def test_number_and_phone_open_how_it_stands(office: Office) -> None:
    item = await office.file(call_me=True, phone=PHONE)
    await office.does(item, Action.ANSWER, text="Petugas berangkat besok.")
    await office.tickets.comment(office.reports.new_id(), item.id, OWN_WORDS)
    await office.meet()
    known = office.standing(item)
    assert item.receipt is not None
    assert known.facts is not None
    typed = read_number(item.receipt.number.lower().replace("-", " "))
    phone = read_phone("0812 0000 0777")
    assert typed and phone
    found = await office.pair.client.find_ticket(typed, phone)
    service = next(row["name"] for row in content_rows("services") if row["id"] == known.facts.service_id)
    assert (found.number, found.state) == (item.receipt.number, PublicState.ANSWERED)
    assert found.service is not None
    assert {"id": found.service.id, "en": found.service.en} == service
    facts = (found.facts.agency, found.facts.due_on, found.facts.answered_at, found.facts.resolved_at)
    assert facts == (known.facts.agency, known.facts.due_on, known.facts.answered_at, None)
    assert found.received_at == item.receipt.received_at
    told = [(entry.event, entry.by, entry.note) for entry in found.timeline]
    assert told == [
        ("received", "system", None),
        ("answered", "agency", "Petugas berangkat besok."),
        ("comment", "reporter", None),
    ]
    assert OWN_WORDS not in repr(found)


@pytest.mark.parametrize("phone", ["000777", "81200000777", "081200000777", "6281200000777"])
async def test_the_end_of_the_phone_is_enough(office: Office, phone: str) -> None:
    item = await office.file(call_me=True, phone=PHONE)
    assert item.receipt is not None
    assert (await office.pair.client.find_ticket(item.receipt.number, phone)).number == item.receipt.number


async def test_whatever_is_wrong_is_no_match(office: Office) -> None:
    item, without = await office.file(call_me=True, phone=PHONE), await office.file()
    assert item.receipt is not None
    assert without.receipt is not None
    pairs = [
        (item.receipt.number, "000778"),
        ("BKL-2026-999999", "000777"),
        (without.receipt.number, "000777"),
    ]
    for number, phone in pairs:
        with pytest.raises(NoMatch):
            await office.pair.client.find_ticket(number, phone)
    await office.pair.outbox.submit(office.reports.new_id(), SubmissionKind.WITHDRAWAL, {"target": item.id})
    await office.meet()
    with pytest.raises(NoMatch):
        await office.pair.client.find_ticket(item.receipt.number, "000777")


async def test_too_many_tries_name_the_wait(office: Office) -> None:
    for attempt in range(100):
        try:
            await office.pair.client.find_ticket("BKL-2026-000001", f"{attempt:06d}")
        except NoMatch:
            continue
        except TooManyTries as trouble:
            assert attempt > 2
            assert trouble.retry_after_s is not None
            assert 0 < trouble.retry_after_s <= 3600
            return
    pytest.fail("nobody was ever told to wait")
