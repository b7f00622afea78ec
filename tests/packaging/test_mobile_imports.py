"""The app as a phone holds it: the packed files, the app's own packages, nothing of the gateway."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packaging.closure import app_requirements, closure, import_names
from tests.packaging.settings import PROJECT, packaged

PROBE = """
import importlib, json, pkgutil, sys
allowed = set(json.loads(sys.argv[1])) | set(sys.stdlib_module_names) | {"main", "views", "services"}

class Only:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] not in allowed:
            raise ModuleNotFoundError(f"not on a phone: {name}", name=name)

sys.meta_path.insert(0, Only())
sys.path.insert(0, ".")
for name in json.loads(sys.argv[2]):
    importlib.import_module(name)
print(json.dumps([sys.modules["main"].__file__, len([n for n in sys.modules if n.startswith("views.")])]))
"""
BROWSER_ONLY = {f"services.platform.browser{part}" for part in ("", "_page", "_images")}


def module_names(files: list[str]) -> list[str]:
    """Return the modules of the packed ``files``."""
    paths = [Path(name).with_suffix("") for name in files if name.endswith(".py")]
    names = [".".join(path.parts).removesuffix(".__init__") for path in paths]
    return [name for name in names if name not in BROWSER_ONLY]


@pytest.fixture(scope="module")
def phone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with exactly the files of a package."""
    folder = tmp_path_factory.mktemp("phone")
    for name in packaged():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(PROJECT / name, folder / name)
    return folder


def run(folder: Path, modules: list[str]) -> subprocess.CompletedProcess[str]:
    """Import ``modules`` in ``folder`` with the app's own packages only."""
    allowed = {name for package in closure(app_requirements()).values() for name in import_names(package)}
    keep = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-I", "-B", "-c", PROBE, json.dumps(sorted(allowed)), json.dumps(modules)],
        cwd=folder,
        env=keep,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_app_starts_its_imports_with_nothing_else(phone: Path) -> None:
    done = run(phone, ["main"])
    assert done.returncode == 0, done.stderr
    file, views = json.loads(done.stdout)
    assert Path(phone, file).resolve() == phone / "main.py"
    assert views > 10


def test_every_module_of_the_package_imports(phone: Path) -> None:
    names = module_names(packaged())
    assert {"main", "views.app", "services.platform.pillow_images", "services.platform.native"} <= set(names)
    done = run(phone, names)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("module", ["sqlalchemy", "fastapi", "gateway", "tools", "tests", "pytest"])
def test_what_is_not_on_a_phone_is_refused(phone: Path, module: str) -> None:
    done = run(phone, ["main", module])
    assert done.returncode != 0
    assert f"not on a phone: {module}" in done.stderr


def test_the_package_keeps_its_data_in_the_systems_folders(phone: Path) -> None:
    """Nothing is written beside the app: an installed package is read-only."""
    before = sorted(path for path in phone.rglob("*"))
    assert run(phone, ["main", "services.app"]).returncode == 0
    assert sorted(path for path in phone.rglob("*")) == before
