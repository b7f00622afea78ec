"""The form's answers and the search for a position, without a screen."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from services.errors import LocationUnavailable
from services.models import Fix, Point, PositionSource, SignalClass, Technology, VillageMatch
from tests.fakes.clock import START, FakeClock
from tests.views.harness import FakeDevice, fix_at
from views.report.form import Form, from_payload, reading_of
from views.report.gps import Collector, better


def unknown(code: str) -> VillageMatch | None:
    """No village has any code."""
    return None


def filled() -> Form:
    """Return a form with a position and one operator."""
    return Form(fix=fix_at()).judged("telkomsel", SignalClass.BLANK, START)


def test_a_form_comes_back_from_its_draft() -> None:
    form = filled().detailed("telkomsel", call=False, technology=Technology.G2)
    form = replace(form, note="sejak Senin ", photos=("a" * 64,))
    again = from_payload(form.to_payload(START), form.photos, unknown)
    assert again == form


def test_the_age_of_the_position_survives_a_draft() -> None:
    form = Form(fix=fix_at()).judged("indosat", SignalClass.WEAK, START + timedelta(seconds=90))
    again = from_payload(form.to_payload(START + timedelta(hours=5)), (), unknown)
    assert again.fix == form.fix
    assert again.observed_at == START + timedelta(seconds=90)


def test_opening_a_form_is_not_yet_a_draft() -> None:
    assert not Form(fix=fix_at()).begun
    assert Form(fix=replace(fix_at(), source=PositionSource.PIN)).begun
    assert filled().begun
    assert Form(note="x").begun
    assert not Form(note="  ").begun


def test_what_is_missing_is_named() -> None:
    assert Form().missing == ("report.missing.place", "report.missing.signal")
    jakarta = fix_at(Point(-6.2, 106.8))
    assert replace(filled(), fix=jakarta).missing == ("report.missing.inside",)
    assert filled().missing == ()
    with pytest.raises(ValueError, match="missing"):
        Form().report(START, None)


def test_the_time_is_that_of_the_first_judgement() -> None:
    later = START + timedelta(minutes=4)
    form = filled().judged("indosat", SignalClass.OK, later)
    assert form.report(later, "none").observed_at == START
    emptied = form.judged("indosat", SignalClass.OK, later).judged("telkomsel", SignalClass.BLANK, later)
    assert emptied.observed_at is None


def test_changing_a_class_keeps_the_details() -> None:
    form = filled().detailed("telkomsel", sms=True).judged("telkomsel", SignalClass.WEAK, START)
    assert (form.readings["telkomsel"].signal, form.readings["telkomsel"].sms) == (SignalClass.WEAK, True)


def test_a_row_with_an_unknown_class_is_left_out() -> None:
    assert reading_of({"operator": "telkomsel", "class": "purple"}) is None


def test_the_sharper_fix_wins_and_all_are_counted() -> None:
    coarse, fine = fix_at(accuracy_m=80), fix_at(accuracy_m=9)
    assert better(coarse, fine).accuracy_m == 9
    assert better(fine, coarse).accuracy_m == 9
    assert better(fine, fix_at(accuracy_m=None)).accuracy_m == 9
    assert better(better(None, coarse), fine).fixes == 2


class Sequence(FakeDevice):
    """A device that gives one answer after the other."""

    def __init__(self, *answers: Fix | LocationUnavailable, allowed: bool = True) -> None:
        super().__init__(allowed=allowed)
        self.answers = list(answers)

    async def locate(self, wait_s: float = 20) -> Fix:
        await asyncio.sleep(0)
        answer = self.answers.pop(0) if self.answers else LocationUnavailable("timeout")
        if isinstance(answer, LocationUnavailable):
            raise answer
        return answer


async def collect(device: FakeDevice, *, only_if_allowed: bool = False) -> tuple[list[Fix], list[object]]:
    """Run one collection to its end; return what was found and told."""
    found: list[Fix] = []
    told: list[object] = []
    collector = Collector(
        device, FakeClock(), found.append, lambda running, problem: told.append((running, problem))
    )
    collector.start(only_if_allowed=only_if_allowed)
    for _ in range(60):
        await asyncio.sleep(0)
    collector.stop()
    return found, told


async def test_collecting_shows_each_better_fix_and_stops_when_good() -> None:
    device = Sequence(*(fix_at(accuracy_m=m) for m in (60, 30, 10, 5)))
    found, told = await collect(device)
    assert [(fix.accuracy_m, fix.fixes) for fix in found] == [(60, 1), (30, 2), (10, 3)]
    assert told == [(True, None), (False, None)]
    assert len(device.answers) == 1


async def test_collecting_gives_up_when_nothing_gets_better() -> None:
    device = Sequence(*(fix_at(accuracy_m=m) for m in (60, 70, 70, 70, 70)))
    found, _ = await collect(device)
    assert found[-1].accuracy_m == 60
    assert len(device.answers) == 1


@pytest.mark.parametrize("reason", ["denied", "disabled", "unsupported", "timeout"])
async def test_no_position_becomes_a_reason(reason: str) -> None:
    refusals = [LocationUnavailable(reason) for _ in range(3)]  # type: ignore[arg-type]
    found, told = await collect(Sequence(*refusals))
    assert found == []
    assert told[-1] == (False, f"error.location_{reason}")


async def test_nothing_is_asked_without_an_earlier_permission() -> None:
    device = Sequence(fix_at(), allowed=False)
    assert await collect(device, only_if_allowed=True) == ([], [])
    assert len(device.answers) == 1


async def test_stopping_ends_the_search() -> None:
    told: list[object] = []
    collector = Collector(
        Sequence(*[fix_at(accuracy_m=90)] * 9),
        FakeClock(),
        lambda fix: None,
        lambda running, problem: told.append((running, problem)),
    )
    collector.start()
    await asyncio.sleep(0)
    collector.stop()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert told[-1] == (False, None)
