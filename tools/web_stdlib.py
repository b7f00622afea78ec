"""The standard library of the browser app: compiled, and without what no app in a browser can use."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

PREFIX = "/lib/python314.zip"
"""Where Pyodide puts the archive: the paths of tracebacks."""

DROPPED = {
    "tools for developers": (
        "__hello__", "__phello__", "_pyrepl", "antigravity", "asyncio/__main__", "asyncio/tools", "bdb",
        "cProfile", "cmd", "code", "compileall", "difflib", "doctest", "filecmp", "fileinput", "json/tool",
        "modulefinder", "optparse", "pdb", "pickletools", "profile", "pstats", "py_compile", "pyclbr",
        "pydoc", "pyodide/console", "rlcompleter", "symtable", "tabnanny", "this", "trace", "unittest",
        "zipapp",
    ),
    "other programs, systems, sockets and terminals, which a tab has not": (
        "asyncio/proactor_events", "asyncio/windows_events", "asyncio/windows_utils",
        "concurrent/futures/interpreter", "concurrent/futures/process", "concurrent/interpreters", "ctypes",
        "ftplib", "getpass", "http/server", "imaplib", "logging/config", "logging/handlers", "mailbox",
        "multiprocessing", "poplib", "pty", "pyodide/_nodesock_transport", "smtplib", "socketserver", "tty",
        "urllib/robotparser", "wsgiref", "xmlrpc",
    ),
    "doubles in Python of what is compiled into the interpreter": (
        "_pydatetime", "_pyio",
    ),
    "formats the app does not read": (
        "_markupbase", "colorsys", "configparser", "csv", "fractions", "html/parser", "nturl2path",
        "plistlib", "sched", "shelve", "sqlite3", "statistics", "tarfile", "tomllib", "wave", "xml/dom",
    ),
}  # fmt: skip

KEPT_ENCODINGS = frozenset(
    (
        "__init__", "aliases", "ascii", "charmap", "cp437", "cp1252", "idna", "iso8859_1", "latin_1",
        "punycode", "raw_unicode_escape", "undefined", "unicode_escape", "utf_16", "utf_16_be", "utf_16_le",
        "utf_32", "utf_8", "utf_8_sig",
    )
)  # fmt: skip

Compile = Callable[[Path, str], bool]


def write_library(source: Path, target: Path, compile_tree: Compile, cache: Path) -> None:
    """Write the kept modules of the archive ``source`` to ``target``, stored: the transport compresses it.

    ``compile_tree(folder, prefix)`` compiles in place and returns whether it could. The result is remembered
    in ``cache``, by the source and by this file.
    """
    digest = hashlib.sha256(source.read_bytes() + Path(__file__).read_bytes())
    digest.update((Path(__file__).parent / "web/compile.mjs").read_bytes())
    kept = cache / f"stdlib-{digest.hexdigest()[:16]}.zip"
    if not kept.exists():
        with tempfile.TemporaryDirectory() as temporary:
            tree = Path(temporary)
            with zipfile.ZipFile(source) as packed:
                packed.extractall(tree, members=kept_names(packed.namelist()))
            compiled = compile_tree(tree, PREFIX)
            partial = kept.with_suffix(".part")
            _store(tree, partial)
            if not compiled:
                partial.replace(target)
                return
            partial.replace(kept)
    shutil.copyfile(kept, target)


def kept_names(names: Iterable[str]) -> list[str]:
    """Return the names of archive members that the app carries."""
    dropped = {module for modules in DROPPED.values() for module in modules}
    return [name for name in names if not _is_dropped(PurePosixPath(name), dropped)]


def _is_dropped(name: PurePosixPath, dropped: set[str]) -> bool:
    module = name.with_suffix("") if name.suffix == ".py" else name
    if module.parts[0] == "encodings":
        return len(module.parts) > 1 and module.parts[1] not in KEPT_ENCODINGS
    return any(str(part) in dropped for part in (module, *module.parents))


def _store(tree: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as stored:
        for path in sorted(tree.rglob("*")):
            if path.is_file():
                stored.writestr(zipfile.ZipInfo(path.relative_to(tree).as_posix()), path.read_bytes())
