"""The kiosk's launcher against a real Chromium: whatever happens to the page, it comes back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.launcher.kiosk_site import FIRST, KioskSite, Launcher, serving
from tools.chromium import find_chromium

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> str:
    path = find_chromium()
    if path is None and os.environ.get("RAFFLESIA_REQUIRE_BROWSER"):
        pytest.fail("no Chromium: run make needs or set RAFFLESIA_CHROMIUM")
    if path is None:
        pytest.skip("no Chromium: run make needs or set RAFFLESIA_CHROMIUM")
    return path


@pytest.fixture(scope="module")
def site() -> Iterator[KioskSite]:
    with serving() as site:
        yield site


@pytest.fixture(scope="module")
def launcher(site: KioskSite, browser: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Launcher]:
    """A launcher that these tests share: each of them has to bring it back to the kiosk anyway."""
    limits = {"RAFFLESIA_KIOSK_START_S": "10", "RAFFLESIA_KIOSK_AWAY_S": "3"}
    launcher = Launcher(tmp_path_factory.mktemp("kiosk"), site, browser, **limits)
    yield launcher
    launcher.stop()


@pytest.mark.parametrize("kind", ["renderer", "gpu-process", ""], ids=["renderer", "graphics", "browser"])
def test_what_is_killed_comes_back(site: KioskSite, launcher: Launcher, kind: str) -> None:
    before = site.wait_for_pulse()
    site.wait_for(lambda: launcher.processes(kind), f"a process {kind}")
    launcher.kill(kind)
    if kind != "gpu-process":  # which Chromium itself starts again, without another load
        site.wait_for(lambda: site.loads > before, "another load")
    site.wait_for_pulse()


@pytest.mark.parametrize("address", ["about:blank", "http://127.0.0.1:1/"])
def test_who_strays_is_brought_back(site: KioskSite, launcher: Launcher, address: str) -> None:
    before = site.wait_for_pulse()
    site.orders.append(f"go {address}")
    site.wait_for(lambda: site.loads > before, "another load")
    site.wait_for_pulse()


def test_the_ordinary_app_is_left_after_a_while(site: KioskSite, launcher: Launcher) -> None:
    site.wait_for_pulse()
    site.orders.append("go /wisata")
    site.wait_for_pulse("/wisata")
    site.wait_for_pulse(FIRST)


def test_there_is_one_window_and_nothing_to_open(site: KioskSite, launcher: Launcher) -> None:
    site.wait_for_pulse()
    site.orders.append("open /kiosk/uji")
    site.wait_for_pulse()
    held = "['contextmenu', 'dragstart'].every(one => !dispatchEvent(new Event(one, { cancelable: true })))"
    assert site.ask(held) == "true"
    keys = "{} => !dispatchEvent(new KeyboardEvent('keydown', {{ cancelable: true, ...one }}))"
    for held_keys, is_stopped in (
        ("{ key: 'F12' }", True),
        ("{ key: 'I', ctrlKey: true, shiftKey: true }", True),
        ("{ key: 'p', ctrlKey: true }", True),
        ("{ key: 'ArrowLeft', altKey: true }", True),
        ("{ key: 'v', ctrlKey: true }", False),
        ("{ key: 'Tab' }", False),
        ("{ key: 'a' }", False),
    ):
        said = site.ask(f"({keys.format('(one)')})({held_keys})")
        assert said == str(is_stopped).lower(), held_keys


def test_nobody_can_ask_over_a_port(site: KioskSite, launcher: Launcher) -> None:
    site.wait_for_pulse()
    assert not (launcher.profile / "DevToolsActivePort").exists()


@pytest.fixture
def own_site() -> Iterator[KioskSite]:
    with serving() as site:
        yield site


@pytest.fixture
def patient(own_site: KioskSite, browser: str, tmp_path: Path) -> Iterator[Launcher]:
    """A launcher with the limits of a kiosk: a busy machine is no reason to start anew."""
    launcher = Launcher(tmp_path, own_site, browser)
    yield launcher
    launcher.stop()


def test_a_page_that_answers_is_left_alone(own_site: KioskSite, patient: Launcher) -> None:
    first, told = own_site.wait_for_pulse(), patient.told()
    own_site.wait_for(
        lambda: told.extend(patient.told()) or told.count("WATCHDOG=1") > 5, "the watchdog's food"
    )
    assert "READY=1" in told
    assert "STATUS=The page shows the kiosk" in told
    assert own_site.loads == first


def test_a_page_that_loads_itself_again_and_again_is_left_alone(
    own_site: KioskSite, patient: Launcher
) -> None:
    """The wipe does; whatever the question meets then, it is no reason to start anew."""
    own_site.wait_for_pulse()
    processes = set(patient.processes())
    for _ in range(12):
        before = own_site.loads
        own_site.orders.append(f"go {FIRST}")
        own_site.wait_for(lambda before=before: own_site.loads > before, "another load")  # type: ignore[misc]
        own_site.wait_for_pulse()
    assert processes & set(patient.processes()), "the same browser"


@pytest.mark.parametrize("order", ["hang", "hang the worker"])
def test_what_hangs_comes_back(own_site: KioskSite, browser: str, tmp_path: Path, order: str) -> None:
    limits = {"RAFFLESIA_KIOSK_ANSWER_S": "5", "RAFFLESIA_KIOSK_START_S": "10"}
    launcher = Launcher(tmp_path, own_site, browser, **limits)
    try:
        before = own_site.wait_for_pulse()
        own_site.orders.append(order)
        own_site.wait_for(lambda: own_site.loads > before, "another load")
        own_site.wait_for_pulse()
    finally:
        launcher.stop()


def test_stopping_leaves_nothing_running(own_site: KioskSite, browser: str, tmp_path: Path) -> None:
    launcher = Launcher(tmp_path, own_site, browser)
    own_site.wait_for_pulse()
    assert launcher.processes()
    assert launcher.stop() == 0
    assert not launcher.processes()


def test_a_launcher_that_is_killed_takes_its_browser_along(
    own_site: KioskSite, browser: str, tmp_path: Path
) -> None:
    launcher = Launcher(tmp_path, own_site, browser)
    own_site.wait_for_pulse()
    launcher.process.kill()
    launcher.stop()
    own_site.wait_for(lambda: not launcher.processes(), "the end of the browser")
