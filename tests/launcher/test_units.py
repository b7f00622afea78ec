"""The systemd units of a kiosk, its settings and Chromium's policies: they fit each other and the machine."""

from __future__ import annotations

import configparser
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tools.kiosk.options import Options

KIOSK = Path(__file__).parents[2] / "deploy/kiosk"
UNITS = sorted(KIOSK.glob("*.service"))


def _settings() -> dict[str, str]:
    lines = (KIOSK / "kiosk.env.example").read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def _unit(name: str) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(KIOSK / name)
    return parser["Service"]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_understands(unit: Path, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd-analyze here: the units are not verified")
    for one in UNITS:
        text = one.read_text("utf-8")
        for program in re.findall(r"^ExecStart=(\S+)", text, re.MULTILINE):
            if not Path(program).exists():  # that a program is missing here says nothing about the unit
                text = text.replace(program, "/bin/true")
        (tmp_path / one.name).write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--recursive-errors=no", tmp_path / unit.name],
        capture_output=True,
        text=True,
        env=os.environ | {"SYSTEMD_LOG_LEVEL": "warning"},
    )
    about = [line for line in done.stderr.splitlines() if unit.name in line]
    assert not about, done.stderr


def test_the_launcher_understands_the_example() -> None:
    options = Options.from_environment(_settings() | {"RUNTIME_DIRECTORY": "/run/rafflesia-kiosk"})
    assert options.address == "http://127.0.0.1:8780/kiosk/benteng-marlborough"
    assert options.profile == Path("/run/rafflesia-kiosk/profile"), "in memory"
    assert "{$RAFFLESIA_GATEWAY_URL}" in (KIOSK / "Caddyfile").read_text("utf-8")
    assert "RAFFLESIA_GATEWAY_URL" in _settings()


def test_the_screen_comes_back_whatever_happens() -> None:
    service = _unit("rafflesia-kiosk.service")
    assert (service["Restart"], service["Type"], service["NotifyAccess"]) == ("always", "notify", "all")
    options = Options("a", "http://127.0.0.1", "chromium", Path())
    assert float(service["WatchdogSec"]) > options.check_s + options.answer_s + 30, "a pause, an answer"
    assert float(service["TimeoutStartSec"]) > options.start_s
    assert "StartLimitIntervalSec=0" in (KIOSK / "rafflesia-kiosk.service").read_text("utf-8")


def test_the_policies_let_nobody_out() -> None:
    policies = json.loads((KIOSK / "policies.json").read_text("utf-8"))
    assert policies["URLBlocklist"][:2] == ["*", "chrome://*"]
    assert policies["URLAllowlist"] == [Options.from_environment(_settings()).site]
    assert policies["DownloadRestrictions"] == 3
    for name in (
        "PrintingEnabled",
        "AllowFileSelectionDialogs",
        "PasswordManagerEnabled",
        "TranslateEnabled",
    ):
        assert policies[name] is False, name
    assert policies["DeveloperToolsAvailability"] == 1, "with 2 the watchdog may not ask the page either"
