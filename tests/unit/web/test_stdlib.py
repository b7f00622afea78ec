"""The trimmed standard library: what is dropped, and that the archive stays readable and stored."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tools.web_stdlib import kept_names, write_library


def test_whole_parts_and_single_modules_are_dropped() -> None:
    names = [
        "asyncio/__init__.py",
        "asyncio/tools.py",
        "unittest/mock.py",
        "pdb.py",
        "json/decoder.py",
        "json/tool.py",
    ]
    assert kept_names(names) == ["asyncio/__init__.py", "json/decoder.py"]


def test_encodings_of_the_web_stay() -> None:
    names = [f"encodings/{name}.py" for name in ("__init__", "utf_8", "idna", "cp866", "mac_roman")]
    assert kept_names(names) == [f"encodings/{name}.py" for name in ("__init__", "utf_8", "idna")]


def archive(folder: Path) -> Path:
    source = folder / "stock.zip"
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("os.py", "x = 1")
        packed.writestr("pdb.py", "x = 2")
    return source


def test_the_library_is_stored_compiled_once_and_remembered(tmp_path: Path) -> None:
    calls: list[str] = []

    def compile_tree(tree: Path, prefix: str) -> bool:
        calls.append(prefix)
        (tree / "os.py").rename(tree / "os.pyc")
        return True

    for _ in range(2):
        write_library(archive(tmp_path), tmp_path / "out.zip", compile_tree, tmp_path)
    assert calls == ["/lib/python314.zip"]
    with zipfile.ZipFile(tmp_path / "out.zip") as library:
        assert library.namelist() == ["os.pyc"]
        assert {item.compress_type for item in library.infolist()} == {zipfile.ZIP_STORED}


def test_sources_are_not_remembered_as_compiled(tmp_path: Path) -> None:
    write_library(archive(tmp_path), tmp_path / "out.zip", lambda tree, prefix: False, tmp_path)
    assert zipfile.ZipFile(tmp_path / "out.zip").namelist() == ["os.py"]
    assert not list(tmp_path.glob("stdlib-*.zip"))
