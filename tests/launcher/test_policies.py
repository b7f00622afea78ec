"""Chromium's policies of a kiosk, put where Chromium looks for them in a mount namespace of its own."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.launcher.kiosk_site import KioskSite, Launcher, serving
from tests.launcher.test_launcher import browser

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


@pytest.fixture(scope="module")
def governed(browser: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Launcher, KioskSite]]:
    """A launcher whose Chromium has the policies, and its site."""
    can_mount = (
        Path(PLACE).is_dir()
        and not subprocess.run(
            ["unshare", "--mount", "mount", "-t", "tmpfs", "none", PLACE], capture_output=True
        ).returncode
    )
    if not can_mount or os.geteuid():
        pytest.skip(f"Chromium's policies are not tried here: that needs root and {PLACE}")
    folder = tmp_path_factory.mktemp("governed")
    with serving() as site:
        policies = POLICIES.read_text("utf-8").replace("http://127.0.0.1:8780", site.origin)
        (folder / "policies.json").write_text(policies)
        wrapper = folder / "chromium"
        text = WRAPPER.format(place=PLACE, file=shlex.quote(str(folder / "policies.json")), browser=browser)
        wrapper.write_text(text)
        wrapper.chmod(0o755)
        launcher = Launcher(folder, site, str(wrapper), HOME=str(folder))
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
