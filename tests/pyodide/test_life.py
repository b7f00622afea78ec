"""The offline services on the wasm Python of the browser app: no threads, no sockets, no file locks."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import httpx
import pytest
from flet_web import get_package_web_dir

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(shutil.which("node") is None, reason="Node is not installed")
def test_nothing_is_lost_in_pyodide_either() -> None:
    home = Path(get_package_web_dir()) / "pyodide"
    packages = Path(httpx.__file__).parents[1]
    script = ROOT / "tests" / "pyodide" / "run.mjs"
    command = ["node", str(script), str(home), str(ROOT), str(packages)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=400, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    answer = json.loads(done.stdout.splitlines()[-1])
    assert answer["python"].startswith("3.14")
    assert answer["faults"] > 10
    assert sorted(answer["arrived"]) == sorted(answer["sent"]) == sorted(answer["promised"])
    seeded = json.loads((ROOT / "assets/content/regions.json").read_bytes())["items"]
    assert answer["regions"] == [len(seeded), 100]
