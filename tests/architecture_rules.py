"""The rules of docs/architecture.md as functions over syntax trees; each yields ``line: what is wrong``."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

MUTATORS = frozenset(
    {
        "add",
        "append",
        "clear",
        "discard",
        "extend",
        "insert",
        "pop",
        "popitem",
        "remove",
        "setdefault",
        "sort",
    }
    | {"update", "appendleft"}
)
MUTABLE_CALLS = frozenset(
    {"list", "dict", "set", "bytearray", "defaultdict", "deque", "Counter", "OrderedDict"}
)
MUTABLE_LITERALS = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
CLOCK_CALLS = frozenset(
    {"time.time", "time.time_ns", "time.monotonic", "time.perf_counter", "datetime.now", "datetime.utcnow"}
    | {
        "datetime.datetime.now",
        "datetime.datetime.utcnow",
        "date.today",
        "datetime.date.today",
        "datetime.today",
    }
)
ID_CALLS = frozenset({"uuid.uuid1", "uuid.uuid4", "uuid.uuid7", "uuid1", "uuid4", "uuid7"})
COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})")
NAMED_COLOUR = re.compile(r"ft\.(?:Colors|CupertinoColors)\.[A-Z0-9_]+")
ROUTE = re.compile(r"/(?:[a-z][a-z-]*)(?:/.*)?")


@dataclass(frozen=True)
class Source:
    """A module: its path relative to the project and its tree."""

    path: str
    tree: ast.Module

    @classmethod
    def read(cls, project: Path, path: Path) -> Source:
        return cls(path.relative_to(project).as_posix(), ast.parse(path.read_text("utf-8")))

    def within(self, *places: str) -> bool:
        """True when the module is one of ``places`` or lies in one that ends with a slash."""
        return any(self.path.startswith(p) if p.endswith("/") else self.path == p for p in places)


def imports(source: Source) -> Iterator[tuple[int, str]]:
    """Yield line and dotted name of everything imported, also inside functions."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, "." * node.level + (node.module or "")


def _root(module: str) -> str:
    return module.split(".")[0]


def flet_stays_in_views(source: Source) -> Iterator[str]:
    if not source.within("main.py", "views/", "services/platform/device_flet.py"):
        yield from (f"{line}: {name}" for line, name in imports(source) if _root(name).startswith("flet"))


def javascript_stays_in_browser(source: Source) -> Iterator[str]:
    browser = [f"services/platform/browser{part}.py" for part in ("", "_page", "_images")]
    if not source.within(*browser):
        foreign = {"js", "pyodide", "pyodide_js"}
        yield from (f"{line}: {name}" for line, name in imports(source) if _root(name) in foreign)


def tinydb_stays_in_storage(source: Source) -> Iterator[str]:
    if not source.within("services/storage.py"):
        yield from (f"{line}: {name}" for line, name in imports(source) if _root(name) == "tinydb")


def layers_point_one_way(source: Source) -> Iterator[str]:
    """``views → services → nothing of ours``; the gateway stands alone; nobody needs tools or tests."""
    forbidden = {
        "services": {"views", "gateway", "main", "tools", "tests", "fastapi", "sqlalchemy", "pydantic"},
        "views": {"gateway", "main", "tools", "tests", "httpx", "tinydb", "sqlite3", "fastapi", "pydantic"},
        "gateway": {"services", "views", "main", "tools", "tests", "flet"},
        "main.py": {"gateway", "tools", "tests", "httpx", "tinydb"},
    }.get(source.path.split("/")[0], set())
    for line, name in imports(source):
        if _root(name) in forbidden:
            yield f"{line}: {name}"
        elif name.startswith("."):
            yield f"{line}: relative import"


def environment_stays_at_the_edge(source: Source) -> Iterator[str]:
    if source.within("services/platform/", "main.py", "gateway/settings.py"):
        return
    banned = {"os.environ", "os.getenv", "os.environb", "sys.platform", "platform.system"}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node) in banned:
            yield f"{node.lineno}: {ast.unparse(node)}"
        elif isinstance(node, ast.ImportFrom) and node.module in {"os", "sys"}:
            names = {alias.name for alias in node.names} & {"environ", "getenv", "platform"}
            yield from (f"{node.lineno}: {node.module}.{name}" for name in names)


def time_and_ids_are_injected(source: Source) -> Iterator[str]:
    banned = CLOCK_CALLS | ID_CALLS
    if source.within("services/clock.py", "gateway/clock.py"):
        banned = banned - CLOCK_CALLS
    if source.within("services/ids.py", "gateway/ids.py"):
        banned = banned - ID_CALLS
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute | ast.Name) and ast.unparse(node) in banned:
            yield f"{node.lineno}: {ast.unparse(node)}"


def errors_are_not_swallowed(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.ExceptHandler):
            continue
        if node.type is None:
            yield f"{node.lineno}: bare except"
        elif ast.unparse(node.type) in {"Exception", "BaseException"} and _is_silent(node.body):
            yield f"{node.lineno}: every error swallowed"


def _is_silent(body: list[ast.stmt]) -> bool:
    return all(isinstance(statement, ast.Pass | ast.Continue | ast.Break) for statement in body)


def nothing_prints(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            yield f"{node.lineno}: print"


def no_mutable_module_state(source: Source) -> Iterator[str]:
    """A module's tables are named like constants and never written to; nothing says ``global``."""
    tables: set[str] = set()
    for statement in source.tree.body:
        for name in _bound_names(statement):
            if not _is_mutable(getattr(statement, "value", None)):
                continue
            tables.add(name)
            if name != name.upper() and not name.startswith("__"):
                yield f"{statement.lineno}: {name} is mutable"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Global):
            yield f"{node.lineno}: global {', '.join(node.names)}"
        yield from (f"{line}: {name} is written to" for line, name in _writes(node) if name in tables)


def _bound_names(statement: ast.stmt) -> list[str]:
    targets: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign):
        targets = [statement.target]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _is_mutable(value: ast.AST | None) -> bool:
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        return value.func.id in MUTABLE_CALLS
    return isinstance(value, MUTABLE_LITERALS)


def _writes(node: ast.AST) -> Iterator[tuple[int, str]]:
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign | ast.Delete):
        targets = node.targets
    elif isinstance(node, ast.AugAssign):
        targets = [node.target]
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in MUTATORS:
        targets = [ast.Subscript(node.func.value, ast.Constant(0), ast.Store())]
    for target in targets:
        if isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
            yield getattr(node, "lineno", 0), target.value.id


def colours_come_from_the_palettes(source: Source) -> Iterator[str]:
    if not source.within("views/") or source.within("views/palettes.py"):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and COLOUR.fullmatch(node.value):
            yield f"{node.lineno}: {node.value}"
        elif isinstance(node, ast.Attribute) and NAMED_COLOUR.fullmatch(ast.unparse(node)):
            yield f"{node.lineno}: {ast.unparse(node)}"


def paths_come_from_routes(source: Source) -> Iterator[str]:
    if not source.within("views/") or source.within("views/routes.py"):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and ROUTE.fullmatch(node.value):
            yield f"{node.lineno}: {node.value!r}"


# The folders of ``views/`` but ``components``, which is what they share.
FEATURES = frozenset(
    {
        "catalogue",
        "explore",
        "home",
        "kiosk",
        "news",
        "report",
        "request",
        "services",
        "settings",
        "statistics",
        "ticket",
        "wifi",
    }
)
# What a feature shows of another one, by name: the page of one submission is put together from their parts,
# the catalogue of components shows those of everybody.
SHOWN_ELSEWHERE = frozenset(
    {
        ("views/kiosk/attract.py", "views.explore.events"),
        ("views/report/detail.py", "views.request.answers"),
        ("views/report/detail.py", "views.ticket.parts"),
        ("views/report/facts.py", "views.request.answers"),
        ("views/catalogue/screen.py", "views.settings.main"),
        ("views/catalogue/surfaces.py", "views.explore.findings"),
        ("views/catalogue/surfaces.py", "views.explore.rows"),
        ("views/catalogue/surfaces.py", "views.services.rows"),
        ("views/catalogue/tickets.py", "views.statistics.chart"),
        ("views/catalogue/tickets.py", "views.ticket.clock"),
        ("views/catalogue/tickets.py", "views.ticket.stars"),
    }
)


def neighbours(source: Source) -> Iterator[tuple[int, str]]:
    """Yield line and name of what a module of ``views/`` imports from a feature that is not its own."""
    parts = source.path.split("/")
    if parts[0] != "views" or source.path == "views/app.py":
        return
    for line, name in imports(source):
        names = name.split(".")
        if names[0] == "views" and len(names) > 1 and names[1] in FEATURES - {parts[1]}:
            yield line, name


def features_do_not_know_each_other(source: Source) -> Iterator[str]:
    """Features lead to each other by route; only ``views/app.py`` names the screens of all."""
    for line, name in neighbours(source):
        if (source.path, name) not in SHOWN_ELSEWHERE:
            yield f"{line}: {name}"


Rule = Callable[[Source], Iterator[str]]
RULES: tuple[Rule, ...] = (
    flet_stays_in_views,
    javascript_stays_in_browser,
    tinydb_stays_in_storage,
    layers_point_one_way,
    environment_stays_at_the_edge,
    time_and_ids_are_injected,
    errors_are_not_swallowed,
    nothing_prints,
    no_mutable_module_state,
    colours_come_from_the_palettes,
    paths_come_from_routes,
    features_do_not_know_each_other,
)


def function_lengths(source: Source) -> Iterator[tuple[str, int]]:
    """Yield ``path:line name`` and the lines of every function, its docstring not counted."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            text = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
            yield f"{source.path}:{node.lineno} {node.name}", (node.end_lineno or 0) - node.lineno + 1 - text
