"""The kiosk: picture, first screen, hand-off by code, warning, wipe, the way out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import flet as ft
import pytest

from services.kept_places import Kept, KeptKind
from services.kiosk.settings import KioskNotSetUp
from services.models import LocalText, SubmissionKind
from services.prefs import Prefs
from tests.browser.screens import NOT_OF_A_KIOSK, OF_A_KIOSK, SCREENS, kiosk_table
from tests.fakes.clock import FakeClock
from tests.fakes.kiosk import PIN
from tests.views.harness import ASSETS, platform
from tests.views.kiosk_app import Begin, KioskSurroundings, start_kiosk
from tests.views.stations import online, only
from views import palettes, routes
from views.app import kiosk_tree
from views.components.kiosk_frame import is_low
from views.kiosk import staff
from views.kiosk.refused import refused_view
from views.text import Text

SECRET = "rahasiaku"
SHORT_S = 0.05


async def test_a_touch_leads_from_the_picture_to_the_first_screen(kiosk: Begin) -> None:
    app = await kiosk()
    assert app.shows("Touch the screen to begin")  # nobody has chosen a language yet
    await app.begin()
    assert app.shows("Anda di sini")
    assert app.shows("Benteng Marlborough")
    assert app.shows("Wisata di sekitar sini")
    assert app.flet.page.title == "Benteng Marlborough · Rafflesia"


async def test_lists_are_sorted_from_where_the_kiosk_stands(kiosk: Begin) -> None:
    app = await kiosk()
    await app.begin()
    await app.click("Wisata di sekitar sini")
    names = [words for words in app.texts() if words in ("Benteng Marlborough", "Tugu Pers Bengkulu")]
    assert names == ["Benteng Marlborough", "Tugu Pers Bengkulu"]


async def test_nobody_there_warns_and_wipes(kiosk: Begin) -> None:
    app = await kiosk()
    await app.begin()
    await app.click("Wisata di sekitar sini")
    await app.search(SECRET)
    await app.wait(59)
    assert "Masih di sini?" not in app.dialog_texts()
    await app.wait(2)
    assert {"Masih di sini?", "9"} <= set(app.dialog_texts())
    assert app.around.said == ["Masih di sini? Layar ini dihapus dalam 10 detik."]
    await app.wait(10)
    assert app.shows("Sentuh layar untuk mulai")
    assert app.dialog_texts() == []
    assert app.around.forgotten == 1
    await app.begin()
    assert app.shows("Anda di sini")
    assert app.now.state.explore_text == ""


async def test_a_touch_in_the_last_second_stays(kiosk: Begin) -> None:
    app = await kiosk()
    await app.begin()
    await app.wait(69)
    app.around.touched()
    await app.wait(1)
    assert app.dialog_texts() == []
    assert app.shows("Anda di sini")


async def test_where_nobody_tells_of_touches_the_screen_itself_does(kiosk: Begin) -> None:
    app = await kiosk(around=KioskSurroundings(hears=False))
    await app.begin()
    await app.wait(65)
    listener = next(one for one in app.controls(ft.GestureDetector) if one.on_pan_down)
    await app.fire(listener, "pan_down", {"l": {"x": 1, "y": 1}, "g": {"x": 1, "y": 1}, "k": "touch"})
    assert app.dialog_texts() == []


async def test_a_key_counts_as_a_touch(kiosk: Begin) -> None:
    app = await kiosk()
    await app.begin()
    await app.wait(65)
    await app.key("a")
    assert app.dialog_texts() == []


async def test_the_wall_clock_ends_no_visit(kiosk: Begin) -> None:
    class Jumping(FakeClock):
        jump = 0.0

        def now(self) -> datetime:
            return datetime.fromtimestamp(self.time.timestamp() + self.jump, UTC)

    clock = Jumping()
    app = await kiosk(clock=clock)
    await app.begin()
    clock.jump = 10**8
    await app.wait(30)
    assert app.shows("Anda di sini")
    assert app.dialog_texts() == []


async def test_everything_of_a_visit_goes(kiosk: Begin, tmp_path: Path) -> None:
    app = await kiosk()
    await app.begin()
    old = app.now.services
    for kind in KeptKind:
        place = Kept(kind, "masjid-jamik", LocalText(SECRET, SECRET))
        await old.saved.add(place)
        await old.plan.add(place)
    await old.outbox.save_draft(
        "00000000-0000-4000-8000-00000000aaaa", SubmissionKind.BLANK_SPOT, {"note": SECRET}
    )
    await app.click("English")
    await app.click("Text size")
    await app.settle()
    assert app.now.state.text_scale > 1
    assert app.holds(tmp_path / "memory", SECRET)
    assert not app.holds(tmp_path / "disk", SECRET)
    await app.click("Finish")
    await app.settle(0.5)
    assert not app.holds(tmp_path, SECRET)
    new = app.now
    assert new.services is not old
    assert (new.services.saved.all(), new.services.plan.all(), new.services.outbox.items()) == ((), (), ())
    assert (new.state.language, new.state.text_scale) == ("id", 1.0)
    assert app.device.copied == [""]
    assert app.flet.page.route == routes.HOME


async def test_what_is_typed_when_the_visit_ends_goes_nowhere(kiosk: Begin, tmp_path: Path) -> None:
    app = await kiosk()
    await app.begin()
    drafts = app.now.services.reports.drafts
    drafts.touch("00000000-0000-4000-8000-00000000bbbb", SubmissionKind.BLANK_SPOT, {"note": SECRET})
    await app.click("Selesai")
    await app.settle(1.5)  # the draft would have been saved after a second
    assert not app.holds(tmp_path, SECRET)


async def test_an_earlier_use_of_the_same_device_is_not_shown(kiosk: Begin, tmp_path: Path) -> None:
    disk = platform(tmp_path / "disk").volume
    await Prefs(disk).update({"language": "en", "text_scale": 2.0, "high_contrast": True})
    app = await kiosk()
    assert (app.now.state.language, app.now.state.text_scale, app.now.state.high_contrast) == (
        "id",
        1.0,
        False,
    )


async def test_nobody_is_sent_away_when_the_next_visitor_is_there(kiosk: Begin) -> None:
    app = await kiosk()
    await app.begin()
    wiping = app.host.wipe()
    app.around.forget_visit = lambda: pytest.fail("the page would load anew")  # type: ignore[method-assign]
    app.host.ground.device.copy_text = app.touch_meanwhile  # type: ignore[method-assign]
    await wiping
    assert not app.now.state.attract


# the way out


async def test_the_pin_leads_out_and_a_wrong_one_does_not(kiosk: Begin) -> None:
    app = await kiosk()
    await app.begin()
    await app.key("K", ctrl=True, alt=True)
    await app.enter("314159")
    assert "PIN salah. Coba lagi." in app.dialog_texts()
    await app.enter("314159")
    await app.enter("314159")
    assert "Terlalu sering salah. Coba lagi 30 detik lagi." in app.dialog_texts()
    await app.enter(PIN)
    assert app.around.left == 0
    app.clock.advance(30)
    await app.enter(PIN)
    assert app.around.left == 1


async def test_the_name_of_the_place_held_asks_for_the_pin(
    kiosk: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff, "HOLD_S", staff.LONG_PRESS_S + SHORT_S)
    app = await kiosk()
    await app.begin()
    door = next(one for one in app.controls(ft.GestureDetector) if one.on_long_press_start)
    where = {"l": {"x": 1, "y": 1}, "g": {"x": 1, "y": 1}}
    await app.flet.dispatch_event(door._i, "long_press_start", where)
    await app.flet.dispatch_event(door._i, "long_press_end", where | {"v": {"x": 0, "y": 0}})
    await app.settle(3 * SHORT_S)
    assert app.dialog_texts() == [], "let go too early"
    await app.fire(door, "long_press_start", where)
    await app.settle(SHORT_S)
    assert "Untuk petugas" in app.dialog_texts()


async def test_the_number_pad_goes_with_the_visit(kiosk: Begin) -> None:
    app = await kiosk()
    await app.begin()
    await app.key("K", ctrl=True, alt=True)
    assert "Untuk petugas" in app.dialog_texts()
    await app.wait(71)
    assert app.dialog_texts() == []


@pytest.mark.parametrize("changes", [{"pin_hash": None}, {"pin_hash": "271828"}, {"name": "lain"}])
async def test_without_good_settings_nothing_starts(tmp_path: Path, changes: dict[str, Any]) -> None:
    with pytest.raises(KioskNotSetUp) as caught:
        await start_kiosk(tmp_path, **changes)
    text = Text(ASSETS / "locales", "id")
    view = refused_view(text, caught.value.message_id, palettes.palette(dark=False, high_contrast=False))
    words = [part.value for part in view.controls[0].content.controls if isinstance(part, ft.Text)]  # type: ignore[attr-defined]
    assert text(caught.value.message_id) in words


# what else a kiosk is


async def test_a_wrong_clock_says_nothing_about_now(kiosk: Begin) -> None:
    app = await kiosk(clock=FakeClock(datetime(2019, 3, 1, tzinfo=UTC)))
    await only(online("alun", "Alun-Alun", opening_hours="24/7"))(app.now.services)
    await app.begin()
    await app.click("WiFi dekat sini")
    assert app.shows("Jam layar ini belum tepat")
    assert not app.shows("Buka sekarang")
    app.clock.time = datetime(2026, 11, 21, 3, tzinfo=UTC)
    app.around.touched()
    await app.go("/")
    await app.go("/wifi")
    assert app.shows("Buka sekarang")
    assert not app.shows("Jam layar ini belum tepat")


@pytest.mark.parametrize(("height", "low"), [(1920, True), (800, False)])
async def test_low_controls_are_for_tall_screens(kiosk: Begin, height: float, low: bool) -> None:
    app = await kiosk(controls_low=True, height=height)
    await app.begin()
    assert app.now.visit is not None
    assert is_low(app.now, app.now.visit) is low
    parts = [part.expand for part in app.controls(ft.Container)]
    assert ({45, 55} <= set(parts)) is low
    await app.go("/darurat")
    await app.click("110")
    (dialog,) = [one for one in app.flet.page._dialogs.controls if one.open]
    assert (dialog.alignment == ft.Alignment.BOTTOM_CENTER) is low


async def test_nothing_of_ones_own_device_is_offered(kiosk: Begin) -> None:
    paths = {route.path for route in kiosk_tree()}
    assert not paths & {"pengaturan", "katalog"}
    app = await kiosk()
    await app.begin()
    await app.go("/pengaturan/privasi")
    assert app.shows("hanya ada di memori")
    for path in ("/pengaturan", "/katalog"):
        await app.go(path)
        assert app.shows("Alamat ini tidak ada") or app.shows("tidak ada")


def test_every_screen_of_a_kiosk_is_known_to_the_walks() -> None:
    assert kiosk_table() == {*SCREENS, *OF_A_KIOSK} - NOT_OF_A_KIOSK


async def test_every_page_has_language_and_the_end_of_the_visit(kiosk: Begin) -> None:
    app = await kiosk()
    await app.begin()
    for path in (
        "/",
        "/wisata",
        "/wisata/fort-marlborough",
        "/layanan",
        "/wisata/acara",
        "/darurat",
        "/tidak/ada",
    ):
        await app.go(path)
        assert app.shows("English"), path
        assert app.shows("Selesai"), path
