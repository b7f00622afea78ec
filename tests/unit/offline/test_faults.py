"""A bad network for a long time: in the end everything has arrived exactly once."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from services.models import OutboxState, SubmissionKind
from tests.fakes.fault_transport import FAULTS, FaultTransport
from tests.fakes.gateway import FakeGateway
from tests.unit.offline.samples import PAYLOAD, make_phone

CHECK, SPOT = SubmissionKind.WIFI_CHECK, SubmissionKind.BLANK_SPOT


@pytest.mark.parametrize("seed", range(12))
async def test_everything_arrives_exactly_once(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    gateway = FakeGateway()
    transport = FaultTransport(gateway, seed)
    phone = make_phone(tmp_path, gateway.clock, gateway, transport)
    promised: list[str] = []
    for n in range(40):
        photos = [await phone.blobs.put(bytes([seed, n]) * 90_000)] if n % 5 == 0 else []
        item = await phone.outbox.submit(phone.ids.new(), SPOT, {**PAYLOAD, "n": n}, photos)
        promised.append(item.id)
        await phone.sender.run(force=chance.random() < 0.5)
        phone.clock.advance(chance.choice([1, 60, 3600]))
        if chance.random() < 0.1:
            phone = phone.restarted()
    transport.broken = False
    for _ in range(30):
        for item in phone.outbox.items():
            if item.state is OutboxState.PARKED:
                await phone.outbox.retry(item.id)
        await phone.sender.run(force=True)
        phone.clock.advance(24 * 3600)
    assert sorted(gateway.arrivals) == sorted(promised)
    assert all(item.state is OutboxState.SENT for item in phone.restarted().outbox.items())
    assert {item.receipt.number for item in phone.outbox.items() if item.receipt} == {
        receipt["number"] for receipt in gateway.receipts.values()
    }
    assert transport.most_concurrent == 1


def test_the_network_above_really_shows_every_fault() -> None:
    assert set(FAULTS) == {name[1:] for name in vars(FaultTransport) if name[1:] in FAULTS}
    assert len(FAULTS) == 12


class Life(RuleBasedStateMachine):
    """A person writes, the app is killed, the network comes and goes, in any order."""

    folder: Path

    @initialize(seed=st.integers(0, 10_000))
    def begin(self, seed: int) -> None:
        Life.count += 1
        self.gateway = FakeGateway()
        self.transport = FaultTransport(self.gateway, seed, rate=0.7)
        where = self.folder / str(Life.count)
        self.phone = make_phone(where, self.gateway.clock, self.gateway, self.transport)
        self.promised: dict[str, object] = {}

    count = 0

    @rule(note=st.text(max_size=20))
    def write(self, note: str) -> None:
        payload = {**PAYLOAD, "note": note}
        item = run(self.phone.outbox.submit(self.phone.ids.new(), CHECK, payload))
        self.promised[item.id] = payload

    @rule(note=st.text(max_size=20))
    def draft(self, note: str) -> None:
        item = run(self.phone.outbox.save_draft(self.phone.ids.new(), CHECK, {"note": note}))
        self.promised[item.id] = {"note": note}

    @rule(force=st.booleans())
    def send(self, force: bool) -> None:
        run(self.phone.sender.run(force=force))

    @rule(seconds=st.sampled_from([1, 61, 3600, 7 * 3600]))
    def wait(self, seconds: int) -> None:
        self.phone.clock.advance(seconds)

    @rule(broken=st.booleans())
    def network(self, broken: bool) -> None:
        self.transport.broken = broken

    @rule()
    def kill(self) -> None:
        self.phone = self.phone.restarted()

    @rule()
    def retry_parked(self) -> None:
        for item in self.phone.outbox.items():
            if item.state is OutboxState.PARKED:
                run(self.phone.outbox.retry(item.id))

    @invariant()
    def nothing_is_lost_and_sent_is_proved(self) -> None:
        if not hasattr(self, "phone"):
            return
        items = {item.id: item for item in self.phone.outbox.items()}
        assert {key: item.payload for key, item in items.items()} == self.promised
        for key, item in items.items():
            assert (item.state is OutboxState.SENT) == (item.receipt is not None)
            assert item.state is not OutboxState.SENT or key in self.gateway.submissions
            assert item.state is not OutboxState.DRAFT or key not in self.gateway.submissions
        assert sum(item.state is OutboxState.SENDING for item in items.values()) == 0
        assert len(self.gateway.arrivals) == len(set(self.gateway.arrivals))
        assert self.transport.most_concurrent <= 1


def run(coroutine):  # type: ignore[no-untyped-def]
    import asyncio

    return asyncio.run(coroutine)


def test_any_life_loses_nothing(tmp_path: Path) -> None:
    Life.folder = tmp_path
    options = settings(max_examples=40, stateful_step_count=30, deadline=None)
    run_state_machine_as_test(Life, settings=options)
