"""What is done about a page that crashed, strayed or does not answer: with a browser that is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tools.kiosk.browser import Health
from tools.kiosk.chromium import arguments
from tools.kiosk.options import Options, OptionsRefused
from tools.kiosk.supervisor import Supervisor, pause_after

WELL, AWAY, STRAY, STARTING = Health.WELL, Health.AWAY, Health.STRAY, Health.STARTING
CRASHED, SILENT, GONE = Health.CRASHED, Health.SILENT, Health.GONE
NAME = {"RAFFLESIA_KIOSK_NAME": "benteng-marlborough"}
RUNNING = {"RUNTIME_DIRECTORY": "/run/rafflesia-kiosk", "RAFFLESIA_KIOSK_CHECK_S": "5"}
OPTIONS = Options.from_environment(NAME | RUNNING)


class Room:
    """A clock, a stop, and browsers whose pages are as the test says: what happened is in ``log``."""

    def __init__(self, *lives: list[Health] | OSError) -> None:
        self.log: list[str] = []
        self.pauses: list[float] = []
        self.now = 0.0
        self._lives = iter(lives)
        self._states: Iterator[Health] = iter(())
        self._left = len(lives)

    def run(self, options: Options = OPTIONS) -> list[str]:
        Supervisor(self.start, options, self.wait, self.tell, lambda: self.now).run()
        return self.log

    def start(self) -> Room:
        life = next(self._lives)
        if isinstance(life, OSError):
            self._left -= 1
            raise life
        self.log.append("start")
        self._states = iter([*life, GONE])
        return self

    def check(self) -> Health:
        return next(self._states)

    def reopen(self) -> None:
        self.log.append("reopen")

    def end(self) -> None:
        self.log.append("end")
        self._left -= 1

    def wait(self, seconds: float) -> bool:
        self.now += seconds
        if seconds != OPTIONS.check_s:
            self.pauses.append(seconds)
        return self._left < 1

    def tell(self, *lines: str) -> None:
        self.log += [line for line in lines if line in ("READY=1", "STOPPING=1")]


def test_ready_is_told_when_the_page_answers() -> None:
    assert Room([STARTING, STARTING, WELL]).run() == ["start", "READY=1", "end", "STOPPING=1"]


@pytest.mark.parametrize("health", [SILENT, CRASHED, GONE])
def test_another_browser_is_started(health: Health) -> None:
    log = Room([WELL, health, WELL], [WELL]).run()
    assert log == ["start", "READY=1", "end", "start", "READY=1", "end", "STOPPING=1"]


def test_the_kiosk_is_opened_again() -> None:
    assert Room([WELL, STRAY, STARTING, WELL]).run()[:4] == ["start", "READY=1", "reopen", "READY=1"]


def test_a_site_that_is_not_there_yet_is_waited_for() -> None:
    assert Room([STRAY] * 29 + [WELL]).run().count("start") == 1
    assert Room([STRAY] * 30, [WELL]).run().count("start") == 2


def test_straying_now_and_then_is_mended_each_time() -> None:
    log = Room([STRAY, WELL] * 40).run()
    assert (log.count("reopen"), log.count("start")) == (40, 1)


def test_staff_may_leave_for_a_while() -> None:
    checks = int(OPTIONS.away_s / OPTIONS.check_s)
    assert "reopen" not in Room([AWAY] * checks).run()
    assert Room([AWAY] * (checks + 1)).run().count("reopen") == 1
    assert "reopen" not in Room(([AWAY] * checks + [WELL]) * 2).run()


def test_a_browser_that_ends_at_once_is_not_started_in_a_loop() -> None:
    room = Room(*([GONE] for _ in range(8)))
    room.run()
    assert room.pauses == [1, 2, 4, 8, 16, 30, 30, 30]
    assert pause_after(0) == 0
    assert pause_after(10_000) == 30


def test_after_a_steady_while_another_start_is_immediate() -> None:
    room = Room([GONE], [WELL] * 60, [WELL])
    room.run()
    assert room.pauses == [1, 0, 1]


def test_a_browser_that_is_not_installed_is_waited_for() -> None:
    room = Room(FileNotFoundError("chromium"), [WELL])
    assert room.run() == ["start", "READY=1", "end", "STOPPING=1"]
    assert room.pauses == [1, 2]


def test_the_command() -> None:
    command = arguments(OPTIONS)
    assert command[0] == "chromium"
    assert command[-1] == "http://127.0.0.1:8780/kiosk/benteng-marlborough"
    assert "--user-data-dir=/run/rafflesia-kiosk/profile" in command
    assert "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1" in command
    assert not [part for part in command if part.startswith("--remote-debugging-port")], "nobody else may ask"


def test_an_operator_may_choose() -> None:
    chosen = {
        "RAFFLESIA_KIOSK_SITE": "http://127.0.0.1:9000/",
        "RAFFLESIA_KIOSK_PROFILE": "/var/lib/kiosk/profile",
        "RAFFLESIA_KIOSK_FLAGS": "--ozone-platform=wayland --lang='id ID'",
        "RAFFLESIA_KIOSK_ANSWER_S": "45",
    }
    options = Options.from_environment(NAME | chosen)
    assert (options.site, options.answer_s) == ("http://127.0.0.1:9000", 45)
    assert options.profile == Path("/var/lib/kiosk/profile")
    assert options.flags == ("--ozone-platform=wayland", "--lang=id ID")


@pytest.mark.parametrize(
    "wrong",
    [
        {"RAFFLESIA_KIOSK_NAME": ""},
        {"RAFFLESIA_KIOSK_NAME": "Benteng/../x"},
        {"RAFFLESIA_KIOSK_SITE": "file:///etc"},
        {"RAFFLESIA_KIOSK_SITE": "http://127.0.0.1/app/"},
        {"RAFFLESIA_KIOSK_CHECK_S": "soon"},
        {"RAFFLESIA_KIOSK_ANSWER_S": "0"},
    ],
)
def test_a_wrong_setting_is_named(wrong: Mapping[str, str]) -> None:
    with pytest.raises(OptionsRefused, match=next(iter(wrong))):
        Options.from_environment(NAME | wrong)
