"""The offline services on the wasm Python of the browser app: no threads, no sockets, no file locks."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import httpx
import pytest
from flet_web import get_package_web_dir

ROOT = Path(__file__).parents[2]
KNOWN_PIN = f"pbkdf2_sha256$20000${'A' * 22}$Py8nCaDKvnV-BAfpdnKUnTVI8HDLf-SiVl5xpvN3c_Y"
EXPRESSIONS = {
    "life": 'await life.run("/data/device", "/repository/assets/content/regions.json")',
    "forms": 'forms.run("/repository/tests/contract/form_cases.json")',
    "pin": f"""
import json
from services.kiosk.pin import PinHash
known = PinHash.from_text("{KNOWN_PIN}")
json.dumps([known.matches("271828"), known.matches("271829")])
""",
}


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    """What each of the expressions gives there; one Pyodide for all, because its start takes longest."""
    if shutil.which("node") is None:
        pytest.skip("Node is not installed")
    home = Path(get_package_web_dir()) / "pyodide"
    packages = Path(httpx.__file__).parents[1]
    script = ROOT / "tests" / "pyodide" / "run.mjs"
    command = ["node", str(script), str(home), str(ROOT), str(packages), *EXPRESSIONS.values()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=400, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    lines = done.stdout.splitlines()[-len(EXPRESSIONS) :]
    return dict(zip(EXPRESSIONS, map(json.loads, lines), strict=True))


def test_nothing_is_lost_in_pyodide_either(answers: dict[str, Any]) -> None:
    answer = answers["life"]
    assert answer["python"].startswith("3.14")
    assert answer["faults"] > 10
    assert sorted(answer["arrived"]) == sorted(answer["sent"]) == sorted(answer["promised"])
    seeded = json.loads((ROOT / "assets/content/regions.json").read_bytes())["items"]
    assert answer["regions"] == [len(seeded), 100]


def test_forms_are_checked_in_pyodide_as_everywhere(answers: dict[str, Any]) -> None:
    answer = answers["forms"]
    assert answer["cases"] > 100
    assert answer["wrong"] == []
    assert answer["kept"] == {"answers": {"a": "satu"}, "unused": ["dua"]}


def test_the_pin_of_a_kiosk_is_checked_in_pyodide_too(answers: dict[str, Any]) -> None:
    assert answers["pin"] == [True, False]
