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


needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="Node is not installed")
LIFE = 'await life.run("/data/device", "/repository/assets/content/regions.json")'
FORMS = 'forms.run("/repository/tests/contract/form_cases.json")'


def in_pyodide(expression: str) -> Any:
    """Return the JSON that ``expression`` gives there."""
    home = Path(get_package_web_dir()) / "pyodide"
    packages = Path(httpx.__file__).parents[1]
    script = ROOT / "tests" / "pyodide" / "run.mjs"
    command = ["node", str(script), str(home), str(ROOT), str(packages), expression]
    done = subprocess.run(command, capture_output=True, text=True, timeout=400, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


@needs_node
def test_nothing_is_lost_in_pyodide_either() -> None:
    answer = in_pyodide(LIFE)
    assert answer["python"].startswith("3.14")
    assert answer["faults"] > 10
    assert sorted(answer["arrived"]) == sorted(answer["sent"]) == sorted(answer["promised"])
    seeded = json.loads((ROOT / "assets/content/regions.json").read_bytes())["items"]
    assert answer["regions"] == [len(seeded), 100]


@needs_node
def test_forms_are_checked_in_pyodide_as_everywhere() -> None:
    answer = in_pyodide(FORMS)
    assert answer["cases"] > 100
    assert answer["wrong"] == []
    assert answer["kept"] == {"answers": {"a": "satu"}, "unused": ["dua"]}


@needs_node
def test_the_pin_of_a_kiosk_is_checked_in_pyodide_too() -> None:
    known = f"pbkdf2_sha256$20000${'A' * 22}$" + "Py8nCaDKvnV-BAfpdnKUnTVI8HDLf-SiVl5xpvN3c_Y"
    expression = f"""
import json
from services.kiosk.pin import PinHash
known = PinHash.from_text("{known}")
json.dumps([known.matches("271828"), known.matches("271829")])
"""
    assert in_pyodide(expression) == [True, False]
