"""What a resident can do to a ticket: answer, write, confirm, reopen, rate; all of it waits for a network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import flet as ft
import pytest

from services.app import AppServices
from services.models import FieldError, OutboxItem, OutboxState, SubmissionKind
from services.platform.base import PickedFile
from services.transitions import Declined, Impossible, Started
from tests.fakes.clock import START
from tests.unit.offline.samples import png
from tests.views import ticket_items
from tests.views.harness import FakeDevice, RunningApp, Start
from tests.views.test_report_mine import confirm
from tests.views.test_ticket import labels, opened, press, shown
from tests.views.ticket_items import DAY, accepted, entry, status_row, ticket, told

WAITING = "Menunggu jaringan, belum terkirim"


def acts(app: RunningApp, kind: SubmissionKind) -> list[OutboxItem]:
    """Return what I did of a kind, oldest first."""
    return [item for item in reversed(app.services.outbox.items()) if item.kind is kind]


def field(app: RunningApp, label: str) -> Any:
    """Return the text field called ``label``."""
    return next(c for c in app.controls(ft.TextField) if c.label == label)


def disabled(app: RunningApp, words: str) -> bool:
    """Return whether the button ``words`` cannot be pressed."""
    kinds = (ft.FilledButton, ft.OutlinedButton)
    return bool(next(c for kind in kinds for c in app.controls(kind) if c.content == words).disabled)


async def test_the_question_stands_on_top_with_its_answer_box(start: Start, tmp_path: Path) -> None:
    app = await opened(start, tmp_path, ticket_items.asked)
    texts = app.texts()
    assert texts.index("Dinas Contoh bertanya") < texts.index("Jam pelayanan")
    assert app.shows("Di lantai berapa WiFi-nya mati?")
    assert disabled(app, "Kirim jawaban")
    await app.type(field(app, "Jawaban Anda"), "Lantai dua")
    await app.click("Kirim jawaban")
    (act,) = acts(app, SubmissionKind.COMMENT)
    assert act.payload == {"target": shown(app).id, "text": "Lantai dua"}
    assert app.shows("Anda sudah menjawab")
    assert app.shows(WAITING)
    assert not app.shows("Menunggu jawaban Anda"), "it is not asked again"
    assert not app.shows("Kirim jawaban")


async def test_an_answer_at_the_gateway_is_not_called_told(start: Start, tmp_path: Path) -> None:
    async def make(services: AppServices) -> None:
        item = await ticket_items.asked(services)
        act = await services.tickets.comment("c", item.id, "Lantai dua")
        await accepted(services, act, at=START + 2 * DAY)

    app = await opened(start, tmp_path, make)
    assert app.shows("Anda sudah menjawab. Sudah sampai")
    assert not app.shows("belum terkirim")


async def test_a_message_waits_and_the_box_is_empty_again(start: Start, tmp_path: Path) -> None:
    app = await opened(start, tmp_path, lambda s: ticket(s, "in_review"))
    await app.type(field(app, "Pesan Anda"), "Masih mati")
    await app.click("Kirim pesan")
    assert app.shows("Masih mati")
    assert app.shows(WAITING)
    assert field(app, "Pesan Anda").value == ""
    await app.type(field(app, "Pesan Anda"), "Sudah seminggu")
    await app.click("Kirim pesan")
    texts = [act.payload["text"] for act in acts(app, SubmissionKind.COMMENT)]
    assert texts == ["Masih mati", "Sudah seminggu"]


async def test_what_was_typed_is_there_after_a_restart(start: Start, tmp_path: Path) -> None:
    app = await opened(start, tmp_path, lambda s: ticket(s, "in_review"))
    await app.type(field(app, "Pesan Anda"), "Belum selesai ditul")
    await app.services.reports.drafts.flush()
    (draft,) = acts(app, SubmissionKind.COMMENT)
    assert draft.state is OutboxState.DRAFT
    target = shown(app).id
    await app.close()
    again = await start(tmp_path, path=f"/lapor/saya/{target}")
    assert field(again, "Pesan Anda").value == "Belum selesai ditul"
    await again.click("Kirim pesan")
    assert [act.id for act in acts(again, SubmissionKind.COMMENT)] == [draft.id]


async def test_letters_typed_during_a_render_stay(start: Start, tmp_path: Path) -> None:
    app = await opened(start, tmp_path, lambda s: ticket(s, "in_review"))
    await app.type(field(app, "Pesan Anda"), "a")
    field(app, "Pesan Anda")._values["value"] = "abc"  # the client is ahead of what it told
    app.session.state.data_version += 1
    await app.settle()
    assert field(app, "Pesan Anda").value == "abc"


async def test_photos_go_with_a_message_three_at_most(start: Start, tmp_path: Path) -> None:
    device = FakeDevice(photo=PickedFile("foto.png", png()))
    app = await opened(start, tmp_path, lambda s: ticket(s, "in_review"), device=device)
    await app.type(field(app, "Pesan Anda"), "Ini fotonya")
    await app.click("Tambah foto")
    await app.settle(0.2)
    assert app.shows("Hapus foto 1") or "Hapus foto 1" in str([c.tooltip for c in app.controls(ft.Container)])
    await app.click("Kirim pesan")
    (act,) = acts(app, SubmissionKind.COMMENT)
    assert len(act.attachments) == 1


async def test_saying_yes_is_stored_and_waits(start: Start, tmp_path: Path) -> None:
    app = await opened(start, tmp_path, ticket_items.resolved)
    assert app.shows("Anda punya 7 hari untuk menjawab")
    await app.click("Ya, selesai")
    (act,) = acts(app, SubmissionKind.RESOLUTION)
    assert act.payload == {"target": shown(app).id, "accepted": True, "text": ""}
    assert app.shows(f"Anda sudah menjawab: selesai. {WAITING}")
    assert "Selesai" not in app.texts()[:4], "not closed before the province says so"
    assert "Selesai: 21 November 2026" in labels(app)
    assert not app.shows("Ya, selesai")


async def test_saying_no_wants_ten_letters(start: Start, tmp_path: Path) -> None:
    app = await opened(start, tmp_path, ticket_items.resolved)
    await app.click("Belum, buka lagi")
    assert disabled(app, "Kirim, buka lagi")
    assert not app.shows("Ya, selesai")
    await app.click("Batal")
    assert app.shows("Ya, selesai")
    await app.click("Belum, buka lagi")
    await app.type(field(app, "Apa yang belum selesai?"), "  mati  la  ")
    assert disabled(app, "Kirim, buka lagi")
    await app.type(field(app, "Apa yang belum selesai?"), "mati lagi tadi malam ")
    await app.click("Kirim, buka lagi")
    (act,) = acts(app, SubmissionKind.RESOLUTION)
    assert act.payload == {"target": shown(app).id, "accepted": False, "text": "mati lagi tadi malam"}
    assert app.shows(f"Anda minta dibuka lagi. {WAITING}")


async def test_the_time_to_answer_may_be_over(start: Start, tmp_path: Path) -> None:
    app = await opened(start, tmp_path, lambda s: ticket_items.resolved(s, confirm_until=START - DAY))
    assert app.shows("Waktu menjawab sudah lewat")
    assert app.shows("Ya, selesai")


@pytest.mark.parametrize(("days", "offered"), [(12, True), (0, False), (-1, False)])
async def test_a_closed_ticket_can_be_reopened_for_some_days(
    start: Start, tmp_path: Path, days: int, offered: bool
) -> None:
    until = START + days * DAY
    facts = {"resolved_at": until - 14 * DAY, "reopen_until": until}
    app = await opened(start, tmp_path, lambda s: ticket(s, "closed", **facts))
    assert app.shows("Ternyata belum selesai?") is offered
    if offered:
        assert app.shows("Masih dapat dibuka lagi selama 12 hari.")
        await app.click("Buka lagi")
        await app.type(field(app, "Apa yang belum selesai?"), "mati lagi hari ini")
        await app.click("Kirim, buka lagi")
        assert acts(app, SubmissionKind.RESOLUTION)[0].payload["accepted"] is False


async def test_five_stars_with_names_and_a_sentence(start: Start, tmp_path: Path) -> None:
    app = await opened(start, tmp_path, lambda s: ticket(s, "answered", answered_at=START))
    assert not app.shows("Kirim nilai")
    stars = [label for label in labels(app) if " dari 5, " in label]
    assert stars == [
        f"{n} dari 5, {w}" for n, w in enumerate(("buruk sekali", "buruk", "cukup", "baik"), 1)
    ] + ["5 dari 5, baik sekali"]
    await press(app, "4 dari 5")
    await app.type(field(app, "Satu kalimat (tidak wajib)"), "Cepat sekali")
    await app.click("Kirim nilai")
    (act,) = acts(app, SubmissionKind.RATING)
    assert act.payload == {"target": shown(app).id, "stars": 4, "text": "Cepat sekali"}
    assert app.shows("4 dari 5, baik")
    assert app.shows(WAITING)


async def test_star_buttons_are_large_enough(start: Start, tmp_path: Path) -> None:
    app = await opened(start, tmp_path, lambda s: ticket(s, "answered"))
    sizes = [
        (c.content.width, c.content.height)
        for c in app.controls(ft.Semantics)
        if c.button and " dari 5, " in str(c.label)
    ]
    assert sizes == [(48, 48)] * 5


async def test_a_rating_can_be_changed(start: Start, tmp_path: Path) -> None:
    app = await opened(start, tmp_path, lambda s: ticket(s, "closed", rating=2))
    assert app.shows("2 dari 5, buruk")
    await app.click("Ubah nilai")
    await press(app, "5 dari 5")
    await app.click("Kirim nilai")
    assert app.shows("5 dari 5, baik sekali")
    assert [act.payload["stars"] for act in acts(app, SubmissionKind.RATING)] == [5]


async def refused(services: AppServices, outcome: Any) -> None:
    """Have a comment that the gateway did not take."""
    item = await ticket(services, "in_review")
    act = await services.tickets.comment("c", item.id, "Terlambat ditulis")
    await services.outbox.apply(act.id, Started())
    await services.outbox.apply(act.id, outcome)


STATE = Declined("error.refused", (FieldError("payload.target", "state", "closed"),))


async def test_a_refused_message_keeps_its_words(start: Start, tmp_path: Path) -> None:
    app = await opened(start, tmp_path, lambda s: refused(s, STATE))
    assert app.shows("Pesan Anda tidak diterima")
    assert app.shows("Keadaan permintaan ini sudah berubah")
    assert app.shows("“Terlambat ditulis”")
    await app.click("Perbaiki")
    assert not app.shows("Pesan Anda tidak diterima")
    assert field(app, "Pesan Anda").value == "Terlambat ditulis"


async def test_a_refused_message_can_be_deleted(start: Start, tmp_path: Path) -> None:
    app = await opened(start, tmp_path, lambda s: refused(s, STATE))
    await app.click("Hapus")
    assert acts(app, SubmissionKind.COMMENT) == []
    assert not app.shows("Terlambat ditulis")


async def test_a_message_that_got_stuck_can_be_tried_again(start: Start, tmp_path: Path) -> None:
    app = await opened(start, tmp_path, lambda s: refused(s, Impossible("error.bad_answer")))
    await app.click("Coba lagi")
    (act,) = acts(app, SubmissionKind.COMMENT)
    assert act.state in {OutboxState.QUEUED, OutboxState.SENDING}
    assert app.shows(WAITING)


async def test_withdrawing_asks_first_and_waits(start: Start, tmp_path: Path) -> None:
    app = await opened(start, tmp_path, lambda s: ticket(s, "in_review"))
    await app.click("Tarik permintaan")
    assert acts(app, SubmissionKind.WITHDRAWAL) == []
    await confirm(app, "Ya, tarik permintaan")
    await app.settle(0.1)
    (act,) = acts(app, SubmissionKind.WITHDRAWAL)
    assert act.payload == {"target": shown(app).id}
    assert app.shows("Penarikan menunggu jaringan")
    assert not app.shows("Tulis pesan")


async def test_the_gateways_word_replaces_what_waited(start: Start, tmp_path: Path) -> None:
    app = await opened(start, tmp_path, ticket_items.resolved)
    await app.click("Ya, selesai")
    (act,) = acts(app, SubmissionKind.RESOLUTION)
    if act.state is OutboxState.QUEUED:
        await accepted(app.services, act)
    item = shown(app)
    later = START + DAY
    row = status_row(item.id, "closed", [entry("closed", "reporter", at=later)], later, resolved_at=START)
    await told(app.services, item, row)
    app.session.state.data_version += 1
    await app.settle()
    assert app.shows("Selesai, sudah dikonfirmasi")
    assert not app.shows("belum terkirim")
