"""What another app shared: shown, taken as a draft or thrown away, and never lost in between."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from services.models import OutboxState
from services.platform.base import ReadOnlyVolume, Shared
from tests.fakes.surroundings import FakeSurroundings
from tests.views.harness import RunningApp, Start
from tests.views.report_items import filed
from tests.views.test_report_mine import confirm
from views import routes
from views.report.form import NOTE_MAX

WORDS = "Tidak ada sinyal di Desa Talang\nhttps://example.org/peta"


def photo(color: str = "#1E5F66") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (64, 48), color).save(buffer, "JPEG")
    return buffer.getvalue()


async def open_inbox(start: Start, folder: Path, inbox: Shared | None) -> tuple[RunningApp, FakeSurroundings]:
    surroundings = FakeSurroundings(inbox=inbox)
    return await start(folder, path=routes.SHARED, surroundings=surroundings), surroundings


async def test_photo_and_words_become_a_draft(start: Start, tmp_path: Path) -> None:
    app, surroundings = await open_inbox(start, tmp_path, Shared(WORDS, (photo(),)))
    assert app.shows("Tidak ada sinyal di Desa Talang")
    assert app.shows("1 foto dari aplikasi lain")
    assert app.session.services.outbox.items() == (), "nothing is taken without a tap"
    await app.click("Lapor: di sini tidak ada sinyal")
    await app.settle()
    (item,) = app.session.services.outbox.items()
    assert (item.state, item.payload["note"], len(item.attachments)) == (OutboxState.DRAFT, WORDS, 1)
    assert app.session.page.route == routes.blank_spot(item.id)
    assert app.find("Hapus foto 1")
    assert surroundings.inbox is None


async def test_only_words_of_any_length(start: Start, tmp_path: Path) -> None:
    app, _ = await open_inbox(start, tmp_path, Shared("x" * (NOTE_MAX + 5)))
    await app.click("Lapor: di sini tidak ada sinyal")
    await app.settle()
    (item,) = app.session.services.outbox.items()
    assert (len(item.payload["note"]), item.attachments) == (NOTE_MAX, ())


async def test_thrown_away_leaves_nothing(start: Start, tmp_path: Path) -> None:
    app, surroundings = await open_inbox(start, tmp_path, Shared(WORDS, (photo(),)))
    await app.click("Buang")
    assert surroundings.inbox is None
    assert app.session.page.route == routes.REPORT
    assert app.session.services.outbox.items() == ()


async def test_what_is_no_photo_is_told_and_stays(start: Start, tmp_path: Path) -> None:
    shared = Shared("", (b"not a picture",))
    app, surroundings = await open_inbox(start, tmp_path, shared)
    await app.click("Lapor: di sini tidak ada sinyal")
    assert app.shows("JPEG")
    assert surroundings.inbox is shared
    assert app.session.services.outbox.items() == ()


async def test_a_reading_tab_leaves_it_for_the_writer(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, surroundings = await open_inbox(start, tmp_path, Shared(WORDS))
    monkeypatch.setattr(app.session.services.outbox, "_volume", ReadOnlyVolume(tmp_path))
    await app.click("Lapor: di sini tidak ada sinyal")
    assert app.shows("terbuka di tab lain")
    assert surroundings.inbox is not None


async def test_nothing_shared_shows_the_way_to_the_form(start: Start, tmp_path: Path) -> None:
    app, _ = await open_inbox(start, tmp_path, None)
    assert app.shows("Tidak ada yang dibagikan")
    await app.click("Buka formulir")
    assert app.session.page.route == routes.BLANK_SPOT


async def test_erasing_everything_empties_the_inbox(start: Start, tmp_path: Path) -> None:
    surroundings = FakeSurroundings(inbox=Shared(WORDS))
    app = await start(tmp_path, path=routes.PRIVACY, surroundings=surroundings, prepare=filed)
    await app.click("Hapus semuanya")
    await confirm(app, "Ya, hapus")
    await app.settle()
    assert surroundings.inbox is None
