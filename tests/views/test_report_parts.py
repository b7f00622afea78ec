"""The form's answers and the search for a position, without a screen."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from services.errors import LocationUnavailable, StorageFull
from services.evidence import EvidenceReason
from services.models import (
    Environment,
    Fix,
    Point,
    PositionSource,
    SignalClass,
    SubmissionKind,
    Technology,
    VillageMatch,
)
from services.public_state import PublicState
from tests.fakes.clock import START, FakeClock
from tests.views.harness import FakeDevice, Start, fix_at
from tests.views.report_items import filed as filed_report
from tests.views.report_items import parked, received, rejected
from views.components.draft_keeper import DraftKeeper
from views.components.gps import Collector, better
from views.components.place_words import fix_words
from views.components.saved import saved_words
from views.components.village_picker import village_fix
from views.report.editor import Desk, new_form
from views.report.form import Form, from_payload, reading_of
from views.report.words import evidence_of, grade_chip, operator_name, reading_words
from views.state import Session


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


async def opened(folder: Path, start: Start, fix: Fix | None = None) -> Session:
    """Return the session of a page that knows where it is."""
    app = await start(folder)
    app.session.state.here = fix
    return app.session


async def test_a_position_is_described_by_what_is_known(start: Start, tmp_path: Path) -> None:
    session = await opened(tmp_path, start)
    gps = replace(fix_at(), fixes=3)
    assert fix_words(session, gps) == "GPS · ±12 m · 3 titik"
    assert fix_words(session, replace(gps, accuracy_m=None, fixes=1)) == "GPS · ketelitian tidak diketahui"
    assert fix_words(session, replace(gps, source=PositionSource.PIN)) == "ditunjuk di peta"


async def test_a_reading_is_a_sentence(start: Start, tmp_path: Path) -> None:
    session = await opened(tmp_path, start)
    form = filled().detailed("telkomsel", call=False, data=True, technology=Technology.G2)
    words = reading_words(session, form.readings["telkomsel"])
    assert words == "Telkomsel: BLANK · Telepon tidak bisa · Internet bisa · 2G"
    assert operator_name(session, "baru") == "baru"


async def test_a_position_found_after_the_judgement_is_not_called_old(start: Start, tmp_path: Path) -> None:
    session = await opened(tmp_path, start)
    late = replace(fix_at(), taken_at=START + timedelta(minutes=9), fixes=3)
    words, role = grade_chip(session, evidence_of(late, Environment.OUTDOOR, START))
    assert words == "Bukti A"
    assert role.color == session.colors.success


async def test_a_fresh_position_is_taken_along_and_an_old_one_is_not(start: Start, tmp_path: Path) -> None:
    session = await opened(tmp_path, start, fix_at())
    assert new_form(session).fix == fix_at()
    session.state.here = replace(fix_at(), taken_at=START - timedelta(minutes=2))
    assert new_form(session).fix is None


async def test_a_village_is_a_position_as_wide_as_itself(start: Start, tmp_path: Path) -> None:
    session = await opened(tmp_path, start)
    village = session.services.regions.get("17.71.03.1011")
    assert village is not None
    fix = village_fix(session, village)
    assert fix is not None
    assert (fix.source, fix.accuracy_m) == (PositionSource.VILLAGE, village.radius_m)
    assert village_fix(session, replace(village, centroid=None)) is None


def keeper(session: Session) -> DraftKeeper:
    return DraftKeeper(session.services.reports.drafts, lambda problem: None)


async def test_the_search_never_replaces_a_sharper_position(start: Start, tmp_path: Path) -> None:
    session = await opened(tmp_path, start, fix_at(accuracy_m=8))
    shown: list[Form] = []
    desk = Desk(session, "satu", new_form(session), shown.append, keeper(session))
    desk.found(fix_at(accuracy_m=40))
    assert shown == []
    desk.found(fix_at(accuracy_m=5))
    assert shown[-1].fix == fix_at(accuracy_m=5)
    assert session.services.outbox.items() == ()  # a position alone is no draft


async def test_leaving_saves_what_was_typed_last(start: Start, tmp_path: Path) -> None:
    session = await opened(tmp_path, start)
    desk = Desk(session, "satu", Form(), lambda form: None, keeper(session))
    desk.type_note("sinyal hilang di tikungan")
    assert session.services.outbox.items() == ()
    await desk.leave()
    assert session.services.outbox.get("satu").payload["note"] == "sinyal hilang di tikungan"


async def test_what_cannot_be_saved_is_told_while_somebody_is_there(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = await opened(tmp_path, start)
    drafts, told = session.services.reports.drafts, list[str | None]()

    async def full(*_args: object, **_more: object) -> None:
        raise StorageFull("no room")

    monkeypatch.setattr(session.services.outbox, "save_draft", full)
    keeping = DraftKeeper(drafts, told.append)
    drafts.touch("satu", SubmissionKind.BLANK_SPOT, {"note": "hilang"})
    keeping.save_now()
    await asyncio.sleep(0)
    assert told == ["error.storage_full"]
    await keeping.close()  # the screen goes: nobody is left to be told
    assert told == ["error.storage_full"]


async def test_the_saved_page_never_says_more_than_is_known(start: Start, tmp_path: Path) -> None:
    session = await opened(tmp_path, start)
    services = session.services
    waiting = await filed_report(services)
    assert saved_words(session, waiting)[0] == "Tersimpan di HP ini"
    assert saved_words(session, await received(services))[0] == "Diterima"
    title, words = saved_words(session, await rejected(services))
    assert (title, words) == ("Tersimpan, tetapi belum dapat dikirim", session.text("error.refused"))
    assert saved_words(session, await parked(services))[1] == session.text("error.bad_answer")


async def test_every_reason_of_a_grade_has_its_sentence(start: Start, tmp_path: Path) -> None:
    session = await opened(tmp_path, start)
    assert [reason for reason in EvidenceReason if not session.text.has(reason.value)] == []
    assert [state for state in PublicState if not session.text.has(f"public.{state.value}")] == []
