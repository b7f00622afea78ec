"""Requests for services: drafts that survive a new version, and what is sent of them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from services.drafts import DraftAutosave
from services.errors import TooManyFiles
from services.forms.positions import fix_of
from services.models import OutboxState, PublicService, SubmissionKind
from services.outbox import Outbox
from services.requests import RequestDraft, RequestService
from tests.fakes.clock import FakeClock
from tests.fakes.gateway import FakeGateway
from tests.unit.forms.samples import field, options, words
from tests.unit.offline.samples import make_phone

FILES = [letter * 64 for letter in "abcdef0123"]
FIELDS = [
    field("kind", "choice", required=True, options=options("hole", "other")),
    field("other", required=True, show_if={"field": "kind", "in": ["other"]}),
    field("place", "location"),
    field("photos", "file", max_items=5),
    field("papers", "file", max_items=5, accept=["image", "pdf"]),
]


def service(*fields: dict[str, Any], version: int = 1) -> PublicService:
    """Return a service with a form."""
    row = {"id": "uji", "name": words("Uji"), "owner": "Dinas", "requirements": [], "source": "-"}
    form = {"version": version, "fields": list(fields or FIELDS)}
    return PublicService.from_wire({**row, "precision": "-", "verified": "memory", "form": form})


class Desk:
    """A device on which requests are written."""

    def __init__(self, folder: Path) -> None:
        self.clock = FakeClock()
        self.phone = make_phone(folder, self.clock, FakeGateway())
        self.outbox: Outbox = self.phone.outbox
        self.drafts = DraftAutosave(self.outbox)
        self.requests = RequestService(self.outbox, self.drafts, self.clock)

    def draft(self, **answers: Any) -> RequestDraft:
        form = service().form
        assert form is not None
        return RequestDraft("uji", form, answers)

    def position(self) -> dict[str, Any]:
        """Return a position answered now."""
        taken = self.clock.now().isoformat()
        whole = {"lat": -3.79, "lon": 102.26, "accuracy_m": 12.0, "source": "gps"}
        return {**whole, "age_s": 0, "fixes": 2, "mocked": False, "taken_at": taken}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


async def test_what_is_sent_is_what_is_asked(desk: Desk) -> None:
    answers = {"kind": "hole", "other": "hidden", "photos": [FILES[0]]}
    item = await desk.requests.submit("r1", desk.draft(**answers))
    assert (item.kind, item.state) == (SubmissionKind.SERVICE_REQUEST, OutboxState.QUEUED)
    assert item.payload == {
        "service_id": "uji",
        "form_version": 1,
        "answers": {"kind": "hole", "photos": [FILES[0]]},
        "observed_at": desk.clock.now().isoformat(),
    }
    assert item.attachments == (FILES[0],)


async def test_a_position_has_aged_when_it_is_sent(desk: Desk) -> None:
    draft = desk.draft(kind="hole", place=desk.position())
    desk.clock.advance(90)
    item = await desk.requests.submit("r1", draft)
    place = item.payload["answers"]["place"]
    assert place["age_s"] == 90
    assert "taken_at" not in place


async def test_what_is_wrong_is_not_sent(desk: Desk) -> None:
    with pytest.raises(ValueError, match="other"):
        await desk.requests.submit("r1", desk.draft(kind="other"))
    assert desk.outbox.items() == ()


async def test_eight_files_are_the_most(desk: Desk) -> None:
    draft = desk.draft(kind="hole", photos=FILES[:4], papers=FILES[4:8])
    assert len((await desk.requests.submit("r1", draft)).attachments) == 8
    with pytest.raises(TooManyFiles):
        await desk.requests.submit("r2", desk.draft(kind="hole", photos=FILES[:4], papers=FILES[4:9]))


async def test_a_draft_comes_back_as_it_was(desk: Desk) -> None:
    draft = desk.draft(kind="other", photos=FILES[:2])
    desk.requests.touch("r1", draft)
    await desk.drafts.flush()
    item = desk.phone.restarted().outbox.get("r1")
    assert item.attachments == tuple(FILES[:2])
    assert desk.requests.opened(item, service()) == draft
    assert desk.requests.unfinished("uji") is not None
    assert desk.requests.unfinished("uji", without="r1") is None
    assert desk.requests.unfinished("another") is None


async def test_a_draft_survives_two_new_versions(desk: Desk) -> None:
    desk.requests.touch("r1", desk.draft(kind="hole", other="lama", photos=FILES[:1]))
    await desk.drafts.flush()
    second = service(field("kind", "choice", options=options("bump", "other")), field("other"), version=2)
    draft = desk.requests.opened(desk.outbox.get("r1"), second)
    assert draft.answers == {"other": "lama"}
    assert [(one.field.label.id, one.answer) for one in draft.unused] == [
        ("Kind", "hole"),
        ("Photos", FILES[:1]),
    ]
    assert draft.files == (FILES[0],), "an unused photo is not thrown away"

    desk.requests.touch("r1", draft)
    await desk.drafts.flush()
    third = service(field("note"), version=3)
    draft = desk.requests.opened(desk.outbox.get("r1"), third)
    assert [one.field.label.id for one in draft.unused] == ["Kind", "Photos", "Other"]
    assert [one.field.label.id for one in draft.without_unused(1).unused] == ["Kind", "Other"]


async def test_a_refused_request_can_be_corrected(desk: Desk) -> None:
    """What the gateway gives back holds no form; the service's own is used."""
    item = await desk.requests.submit("r1", desk.draft(kind="hole", place=desk.position()))
    back = replace(item, state=OutboxState.DRAFT)
    draft = desk.requests.opened(back, service())
    assert draft.answers["kind"] == "hole"
    fix = fix_of(draft.answers["place"])
    assert fix is not None
    assert fix.taken_at == desk.clock.now(), "the position is known again"
    desk.clock.advance(60)
    again = await desk.requests.submit("r2", draft)
    assert again.payload["answers"]["place"]["age_s"] == 60


async def test_a_damaged_draft_opens_with_what_can_be_read(desk: Desk) -> None:
    payload = {"service_id": "uji", "form_version": 1, "answers": "odd", "unused": [{"field": 1}, 5]}
    item = await desk.outbox.save_draft("r1", SubmissionKind.SERVICE_REQUEST, payload)
    draft = desk.requests.opened(item, service())
    assert (draft.answers, draft.unused, draft.begun) == ({}, (), False)


async def test_an_answer_taken_away_is_gone(desk: Desk) -> None:
    draft = desk.draft(kind="hole")
    assert draft.answered("kind", None).answers == {}
    assert draft.answered("other", "x").answers == {"kind": "hole", "other": "x"}
    assert json.dumps(draft.to_payload()["form"])
    assert not desk.draft().begun


def test_the_day_is_the_one_in_bengkulu(desk: Desk) -> None:
    utc = desk.clock.now()
    assert desk.requests.today == (utc + timedelta(hours=7)).date()
