"""The trimmed library and packages of the built site hold everything that the app imports."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent.parent
SCRIPT = PROJECT / "tests/pyodide/everything.mjs"
NOT_FOR_A_TAB = {"PIL", "dart_bridge", "flet_web", "matplotlib", "numpy", "timeit", "anyio", "trio"}


@pytest.mark.skipif(shutil.which("node") is None, reason="Node is not installed")
def test_every_module_imports_with_what_the_site_carries(site: Path) -> None:
    done = subprocess.run(["node", str(SCRIPT), str(site)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2_000:]
    problems = json.loads(done.stdout.splitlines()[-1])
    assert not {name: why for name, why in problems.items() if why.split(".")[0] not in NOT_FOR_A_TAB}
    ours = {name for name in problems if name.split(".")[0] in {"main", "views", "services"}}
    assert ours <= {"services.platform.pillow_images"}, "Pillow is for phones"
