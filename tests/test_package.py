"""What people get: the web package carries the app and nothing else, Android's excludes the rest."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tools import locales
from tools.build_web import inputs_digest, is_current
from tools.web_package import (
    CONTROLS,
    app_files,
    client_files,
    packable,
    read_package,
    slim_flet,
    slim_geopy,
    write_licences,
    write_package,
)
from tools.web_runtime import copy_client, copy_pyodide, write_page
from views.theme import FONT_FILES

PROJECT = Path(__file__).parent.parent
SHIPPED = {"main.py", "views", "services", "assets"}
NEVER_TRACKED = {".git", ".venv", "build", "var"}


def project_settings() -> dict[str, object]:
    settings: dict[str, object] = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    return settings


def test_the_web_package_is_app_code_and_content() -> None:
    names = [name.as_posix() for name in app_files(PROJECT)]
    assert {name.split("/")[0] for name in names} == SHIPPED
    code = [name for name in names if not name.startswith("assets/")]
    assert all(name.endswith(".py") for name in code)
    content = [name for name in names if name.startswith("assets/")]
    assert {name.split("/")[1] for name in content} <= {"content", "basemap", "locales"}
    assert all(name.endswith((".json", ".mo")) for name in content)
    assert "assets/content/wifi-stations.json" in names


def test_what_lies_beside_the_app_stays_home(tmp_path: Path) -> None:
    strays = (
        ".env",
        "gateway/app.py",
        "tests/test_x.py",
        "views/secret.key",
        "services/notes.md",
        "var/outbox.json",
    )
    for stray in (
        *strays,
        "main.py",
        "views/app.py",
        "assets/locales/id/LC_MESSAGES/rafflesia.po",
        "assets/icon.psd",
    ):
        (tmp_path / stray).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / stray).write_text("x", "utf-8")
    assert [name.as_posix() for name in app_files(tmp_path)] == ["main.py", "views/app.py"]
    assert client_files(tmp_path) == []


def test_the_client_gets_fonts_and_pictures() -> None:
    names = {name.as_posix() for name in client_files(PROJECT)}
    assert {"icons/icon-192.png", "artwork/flower.svg"} <= names
    assert any(name.startswith("fonts/") for name in names)
    assert not [name for name in names if name.endswith((".txt", ".py", ".json", ".po"))]


def test_the_android_package_excludes_the_rest() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout
    top = {name.split("/")[0] for name in listed.splitlines()} | NEVER_TRACKED
    tool = project_settings()["tool"]
    assert isinstance(tool, dict)
    excluded = set(tool["flet"]["app"]["exclude"])
    assert not (top - SHIPPED - excluded), "add these to [tool.flet.app] exclude"
    assert not (excluded & SHIPPED)


def test_the_android_package_brings_what_scales_photos() -> None:
    tool = project_settings()["tool"]
    assert isinstance(tool, dict)
    assert any(name.startswith("pillow") for name in tool["flet"]["android"]["dependencies"])


def test_the_version_is_told_once() -> None:
    project = project_settings()["project"]
    assert isinstance(project, dict)
    tree = ast.parse((PROJECT / "main.py").read_text("utf-8"))
    told = [
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "VERSION"
    ]
    assert told == [project["version"]]


def test_locks_are_exact_and_hashed() -> None:
    for name in ("gateway", "dev", "web"):
        lines = (PROJECT / f"requirements/{name}.lock").read_text("utf-8").splitlines()
        pins = [line for line in lines if line and not line.startswith((" ", "#"))]
        assert pins
        assert all("==" in pin for pin in pins), name
        assert sum("--hash=sha256:" in line for line in lines) >= len(pins)
        assert not [line for line in lines if "://" in line or line.startswith("-")], "no address of an index"


def pinned(name: str) -> dict[str, set[str]]:
    """Return the versions of every package of a lock file (more than one where they depend on the Python)."""
    versions: dict[str, set[str]] = {}
    for line in (PROJECT / f"requirements/{name}.lock").read_text("utf-8").splitlines():
        if "==" in line and not line.startswith(" "):
            package, _, version = line.partition("==")
            versions.setdefault(package, set()).add(version.split(" ")[0])
    return versions


def test_locks_agree() -> None:
    dev = pinned("dev")
    for name in ("gateway", "web"):
        differing = {package for package, versions in pinned(name).items() if not versions <= dev[package]}
        assert not differing, f"{name}.lock and dev.lock differ"
    flet = {
        version for package, versions in dev.items() if package.startswith("flet") for version in versions
    }
    assert len(flet) == 1, "one version of all flet packages"


def test_a_package_reads_back(tmp_path: Path) -> None:
    tree, site = tmp_path / "tree", tmp_path / "site"
    site.mkdir()
    for name, text in {
        "main.py": "x",
        "main.pyc": "y",
        "a/b.py": "",
        "a/b.pyi": "",
        "a/é.json": "{}",
    }.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(text, "utf-8")
    name = write_package(site, tree, packable(tree))
    assert read_package(site / name) == {"a/b.py": b"", "a/é.json": b"{}", "main.pyc": b"y"}
    assert write_package(site, tree, packable(tree)) == name
    (tree / "main.pyc").write_text("z", "utf-8")
    assert write_package(site, tree, packable(tree)) != name


def test_modules_no_tab_imports_stay_home(tmp_path: Path) -> None:
    packages = tmp_path / "__pypackages__"
    for name in (
        "anyio/run.pyc",
        "typing_extensions.pyc",
        "httpx/_main.pyc",
        "httpx/_api.pyc",
        "anyio2/a.pyc",
    ):
        (packages / name).parent.mkdir(parents=True, exist_ok=True)
        (packages / name).write_bytes(b"")
    kept = [name.as_posix() for name in packable(tmp_path)]
    assert kept == ["__pypackages__/anyio2/a.pyc", "__pypackages__/httpx/_api.pyc"]


def test_geopy_keeps_one_geocoder(tmp_path: Path) -> None:
    folder = tmp_path / "__pypackages__/geopy/geocoders"
    folder.mkdir(parents=True)
    for name in ("__init__", "base", "nominatim", "google"):
        (folder / f"{name}.py").write_text("", "utf-8")
    slim_geopy(tmp_path)
    assert sorted(path.name for path in folder.iterdir()) == ["__init__.py", "base.py", "nominatim.py"]
    assert "Nominatim" in (folder / "__init__.py").read_text("utf-8")


def test_flet_keeps_the_icons_that_the_screens_name(tmp_path: Path) -> None:
    folder = tmp_path / CONTROLS
    cupertino = [f"cupertino/{name}.py" for name in ("__init__", "cupertino_colors", "cupertino_switch")]
    for name in (*cupertino, "core/pagelet.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("", "utf-8")
    (folder / "material").mkdir()
    (folder / "material/icons.json").write_text('{"ADD": 1, "ABC": 2}', "utf-8")
    (tmp_path / "views").mkdir()
    (tmp_path / "views/a.py").write_text("ft.Icons.ADD", "utf-8")
    slim_flet(tmp_path)
    assert json.loads((folder / "material/icons.json").read_bytes()) == {"ADD": 1}
    kept = sorted(path.name for path in (folder / "cupertino").iterdir())
    assert kept == ["__init__.py", "cupertino_colors.py"]


def test_the_licences_of_the_packages_lie_beside_the_app(tmp_path: Path) -> None:
    licence = tmp_path / "__pypackages__/geopy-2.5.0.dist-info/licenses/LICENSE"
    licence.parent.mkdir(parents=True)
    licence.write_text("Do as you like.\n", "utf-8")
    write_licences(tmp_path, tmp_path)
    assert (tmp_path / "licences.txt").read_text("utf-8") == "geopy 2.5.0\n\nDo as you like.\n"
    assert list(packable(tmp_path)) == [Path("licences.txt")]


def test_a_build_is_repeated_when_an_input_changes(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text("x = 1", "utf-8")
    before = inputs_digest(tmp_path, "/")
    assert inputs_digest(tmp_path, "/sub/") != before
    (tmp_path / "build.json").write_text(f'{{"inputs": "{before}"}}', "utf-8")
    assert is_current(tmp_path, inputs_digest(tmp_path, "/"))
    (tmp_path / "main.py").write_text("x = 2", "utf-8")
    assert not is_current(tmp_path, inputs_digest(tmp_path, "/"))
    assert not is_current(tmp_path / "missing", before)


@pytest.fixture(scope="module")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("site")
    copy_client(site)
    copy_pyodide(site)
    write_page(site, base="/", app="app-1.pack")
    return site


def test_the_client_asks_no_cdn(runtime: Path) -> None:
    for name in ("main.dart.js", "main.dart.wasm"):
        assert b"rive-app" not in (runtime / name).read_bytes(), name
    families = (runtime / "assets/FontManifest.json").read_text("utf-8")
    assert '"Roboto"' in families, "without it Flutter asks for one"
    assert all(f'"{family}"' in families for family in FONT_FILES), "the app asks for none"
    page = (runtime / "index.html").read_text("utf-8")
    assert "<script>" not in page, "a script in place would need a hash in every host's policy"
    assert "noCdn: true" in (runtime / "boot.js").read_text("utf-8")
    assert not (runtime / "flutter_service_worker.js").exists()
    assert 'serviceWorkerVersion: "' not in (runtime / "flutter_bootstrap.js").read_text("utf-8")


def test_the_client_keeps_its_length(runtime: Path) -> None:
    from flet_web import get_package_web_dir

    stock = Path(get_package_web_dir()) / "main.dart.wasm"
    assert (runtime / "main.dart.wasm").stat().st_size == stock.stat().st_size


def test_a_snapshot_may_be_larger_than_the_first_memory(runtime: Path) -> None:
    loader = (runtime / "pyodide/pyodide.asm.mjs").read_text("utf-8")
    assert re.search(
        r"HEAP8\.length<(\w)\.length&&Module\.growMemory\(\1\.length\),Module\.HEAP8\.set\(\1\)", loader
    )


def test_catalogues_compile(tmp_path: Path) -> None:
    folder = tmp_path / "locales/id/LC_MESSAGES"
    folder.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    (folder / "rafflesia.po").write_text(head + 'msgid "home.title"\nmsgstr "Beranda"\n', "utf-8")
    assert [path.name for path in locales.compile_all(tmp_path)] == ["rafflesia.mo"]
    assert b"Beranda" in (folder / "rafflesia.mo").read_bytes()
    assert "assets" not in {part for path in app_files(tmp_path) for part in path.parts}
