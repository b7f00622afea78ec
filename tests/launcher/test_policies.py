"""Chromium's policies of a kiosk, put where Chromium looks for them in a mount namespace of its own."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.launcher.kiosk_site import LIMIT_S, KioskSite, Launcher, serving
from tests.launcher.test_launcher import browser
from tools.kiosk.chromium import Process

__all__ = ["browser"]
pytestmark = pytest.mark.browser
POLICIES = Path(__file__).parents[2] / "deploy/kiosk/policies.json"
PLACE = "/etc/chromium"
WRAPPER = """#!/bin/sh
exec unshare --mount sh -c 'mount -t tmpfs none {place} && mkdir -p {place}/policies/managed \\
  && cp {file} {place}/policies/managed/rafflesia.json && exec {browser} "$@"' sh "$@"
"""
SAVE = """(() => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["x"]));
  link.download = "saved.txt";
  link.click();
})()"""


INNER = (
    "devtools://devtools/bundled/inspector.html",
    "chrome://settings/",
    "chrome://flags/",
    "file:///etc/passwd",
    "view-source:http://127.0.0.1:8780/",
)


def governed_browser(folder: Path, browser: str, origin: str) -> str:
    """Return a command that runs Chromium with the policies for a site at ``origin``, or skip the test."""
    can_mount = (
        Path(PLACE).is_dir()
        and not subprocess.run(
            ["unshare", "--mount", "mount", "-t", "tmpfs", "none", PLACE], capture_output=True
        ).returncode
    )
    if not can_mount or os.geteuid():
        pytest.skip(f"Chromium's policies are not tried here: that needs root and {PLACE}")
    policies, wrapper = folder / "policies.json", folder / "chromium"
    policies.write_text(POLICIES.read_text("utf-8").replace("http://127.0.0.1:8780", origin))
    wrapper.write_text(WRAPPER.format(place=PLACE, file=shlex.quote(str(policies)), browser=browser))
    wrapper.chmod(0o755)
    return str(wrapper)


ARRIVED = {
    "expression": "new Promise((done) => setInterval(() => location.href !== 'about:blank' && "
    "document.readyState === 'complete' && done(location.href), 50))",
    "awaitPromise": True,
    "returnByValue": True,
}


@pytest.fixture(scope="module")
def governed(browser: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Launcher, KioskSite]]:
    """A launcher whose Chromium has the policies, and its site."""
    folder = tmp_path_factory.mktemp("governed")
    with serving() as site:
        command = governed_browser(folder, browser, site.origin)
        launcher = Launcher(folder, site, command, HOME=str(folder))
        yield launcher, site
        launcher.stop()


def test_the_launcher_may_still_ask(governed: tuple[Launcher, KioskSite]) -> None:
    launcher, site = governed
    site.wait_for_pulse()
    told: list[str] = []
    site.wait_for(lambda: told.extend(launcher.told()) or "READY=1" in told, "READY=1")


def test_no_other_address_is_opened(governed: tuple[Launcher, KioskSite]) -> None:
    _, site = governed
    with serving() as elsewhere:
        for target in (f"go {elsewhere.origin}/kiosk/uji", f"open {elsewhere.origin}/kiosk/uji"):
            before = site.wait_for_pulse()
            site.orders.append(target)
            if target.startswith("go"):
                site.wait_for(lambda before=before: site.loads > before, "the way back")  # type: ignore[misc]
            site.wait_for_pulse()
        assert elsewhere.loads == 0


def _call(process: Process, method: str, params: dict[str, Any], session: str = "") -> dict[str, Any]:
    number = process.pipe.send(method, params, session)
    while (message := process.pipe.receive(time.monotonic() + LIMIT_S)) is not None:
        if message.get("id") == number:
            return dict(message["result"])
    raise AssertionError(f"no answer to {method}")


def test_no_page_of_the_browser_itself_is_opened(browser: str, tmp_path: Path) -> None:
    command = governed_browser(tmp_path, browser, "http://127.0.0.1:8780")
    flags = ("--headless=new", "--no-sandbox", "--remote-debugging-pipe", f"--user-data-dir={tmp_path / 'p'}")
    process = Process([command, *flags, "about:blank"])
    try:
        for address in INNER:
            target = _call(process, "Target.createTarget", {"url": address})
            params = {"targetId": target["targetId"], "flatten": True}
            session = _call(process, "Target.attachToTarget", params)["sessionId"]
            shown = _call(process, "Runtime.evaluate", ARRIVED, session)["result"]["value"]
            assert shown.startswith("chrome-error:"), (address, shown)
    finally:
        process.end()


def test_nothing_is_downloaded(governed: tuple[Launcher, KioskSite]) -> None:
    launcher, site = governed
    site.wait_for_pulse()
    site.ask(SAVE.replace("\n", " "))
    site.wait_for_pulse()
    assert not list(launcher.profile.parent.rglob("*saved*"))


def test_what_is_personal_is_not_asked_for(governed: tuple[Launcher, KioskSite]) -> None:
    _, site = governed
    site.wait_for_pulse()
    assert site.ask("Notification.permission") == "denied"


def test_the_file_is_plain() -> None:
    assert all(isinstance(value, bool | int | list) for value in json.loads(POLICIES.read_text()).values())
