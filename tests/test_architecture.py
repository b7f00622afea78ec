"""The house keeps its own rules. Every rule is first shown to fail on a bad module."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path

import pytest

from tests import architecture_rules as rules
from tests.architecture_rules import Source

PROJECT = Path(__file__).parent.parent
PACKAGES = ("views", "services", "gateway")
MAX_FILE_LINES = 300
MEDIAN_FILE_LINES = 120
MEDIAN_FUNCTION_LINES = 10
P90_FUNCTION_LINES = 35
MAX_FUNCTION_LINES = 60

FILES = [PROJECT / "main.py", *sorted(file for name in PACKAGES for file in (PROJECT / name).rglob("*.py"))]
SOURCES = [Source.read(PROJECT, file) for file in FILES]

BAD = [
    (rules.flet_stays_in_views, "services/stations.py", "import flet as ft"),
    (rules.flet_stays_in_views, "services/platform/native.py", "from flet_geolocator import Geolocator"),
    (rules.javascript_stays_in_browser, "services/sync.py", "def f():\n    import js"),
    (rules.javascript_stays_in_browser, "views/home.py", "from pyodide.ffi import to_js"),
    (rules.tinydb_stays_in_storage, "services/outbox.py", "from tinydb import TinyDB"),
    (rules.layers_point_one_way, "services/sync.py", "from views.app import App"),
    (rules.layers_point_one_way, "gateway/app.py", "from services.models import Point"),
    (rules.layers_point_one_way, "views/home.py", "import httpx"),
    (rules.layers_point_one_way, "services/sync.py", "from . import outbox"),
    (rules.environment_stays_at_the_edge, "services/sync.py", "import os\nx = os.environ.get('A')"),
    (rules.environment_stays_at_the_edge, "views/home.py", "import sys\nx = sys.platform == 'linux'"),
    (rules.environment_stays_at_the_edge, "gateway/app.py", "from os import getenv"),
    (rules.time_and_ids_are_injected, "services/sync.py", "import time\nx = time.time()"),
    (
        rules.time_and_ids_are_injected,
        "gateway/feed.py",
        "from datetime import datetime\nx = datetime.now(UTC)",
    ),
    (rules.time_and_ids_are_injected, "services/clock.py", "from uuid import uuid4\nx = uuid4()"),
    (rules.time_and_ids_are_injected, "services/stations.py", "F = field(default_factory=uuid.uuid4)"),
    (rules.errors_are_not_swallowed, "services/sync.py", "try:\n    f()\nexcept:\n    raise"),
    (rules.errors_are_not_swallowed, "services/sync.py", "try:\n    f()\nexcept Exception:\n    pass"),
    (rules.nothing_prints, "gateway/cli.py", "print('x')"),
    (rules.no_mutable_module_state, "services/sync.py", "cache = {}"),
    (rules.no_mutable_module_state, "services/sync.py", "seen: list[int] = list()"),
    (rules.no_mutable_module_state, "services/sync.py", "SEEN = []\ndef f(x):\n    SEEN.append(x)"),
    (rules.no_mutable_module_state, "services/sync.py", "SEEN = {}\ndef f(x):\n    SEEN[x] = 1"),
    (rules.no_mutable_module_state, "services/sync.py", "N = 0\ndef f():\n    global N"),
    (rules.colours_come_from_the_palettes, "views/home.py", "ft.Text('x', color='#9C3B2E')"),
    (rules.colours_come_from_the_palettes, "views/home.py", "ft.Text('x', color=ft.Colors.RED)"),
    (rules.paths_come_from_routes, "views/home.py", "page.navigate('/wifi/7')"),
    (rules.features_do_not_know_each_other, "views/wifi/place.py", "from views.report.words import x"),
    (rules.features_do_not_know_each_other, "views/wifi/place.py", "def f():\n    import views.report.words"),
    (rules.features_do_not_know_each_other, "views/components/rows.py", "from views.wifi.rows import x"),
    (rules.features_do_not_know_each_other, "views/wifi/place.py", "from views.report import words"),
    (rules.features_do_not_know_each_other, "views/titles.py", "from views.wifi.rows import x"),
]

GOOD = [
    (rules.flet_stays_in_views, "views/home.py", "import flet as ft"),
    (rules.layers_point_one_way, "views/home.py", "from services.models import Point"),
    (rules.environment_stays_at_the_edge, "services/platform/native.py", "import os\nx = os.environ['A']"),
    (rules.time_and_ids_are_injected, "services/clock.py", "import time\nx = time.monotonic()"),
    (rules.no_mutable_module_state, "services/sync.py", "WORDS = {'a': 1}\ndef f(x):\n    return WORDS[x]"),
    (rules.colours_come_from_the_palettes, "views/palettes.py", "PAPER = '#FBF8F3'"),
    (rules.paths_come_from_routes, "views/home.py", "x = 'a/b', '/', '/Users of the app'"),
    (rules.features_do_not_know_each_other, "views/wifi/place.py", "from views.wifi.rows import x"),
    (
        rules.features_do_not_know_each_other,
        "views/wifi/place.py",
        "from views.components.rows import nav_row",
    ),
    (rules.features_do_not_know_each_other, "views/wifi/place.py", "from views.hooks import memo"),
]


@pytest.mark.parametrize(("rule", "path", "code"), BAD)
def test_a_rule_notices(rule: rules.Rule, path: str, code: str) -> None:
    assert list(rule(Source(path, ast.parse(code))))


@pytest.mark.parametrize(("rule", "path", "code"), GOOD)
def test_a_rule_allows(rule: rules.Rule, path: str, code: str) -> None:
    assert not list(rule(Source(path, ast.parse(code))))


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps(rule: rules.Rule) -> None:
    broken = [f"{source.path}:{what}" for source in SOURCES for what in rule(source)]
    assert not broken, "\n".join(broken)


def test_every_feature_is_known() -> None:
    folders = {file.parent.name for file in (PROJECT / "views").glob("*/__init__.py")}
    assert folders == rules.FEATURES | {"components"}


def test_no_exception_outlives_its_need() -> None:
    used = {(source.path, name) for source in SOURCES for _, name in rules.neighbours(source)}
    assert used >= rules.SHOWN_ELSEWHERE


def test_files_are_short() -> None:
    lengths = {file: len(file.read_text("utf-8").splitlines()) for file in FILES}
    long = [
        f"{file.relative_to(PROJECT)}: {lines}" for file, lines in lengths.items() if lines > MAX_FILE_LINES
    ]
    assert not long, "\n".join(long)
    assert statistics.median(lengths.values()) < MEDIAN_FILE_LINES


def test_functions_are_short() -> None:
    lengths = dict(pair for source in SOURCES for pair in rules.function_lengths(source))
    long = [f"{where}: {lines}" for where, lines in lengths.items() if lines > MAX_FUNCTION_LINES]
    assert not long, "\n".join(long)
    ordered = sorted(lengths.values())
    assert ordered[len(ordered) // 2] <= MEDIAN_FUNCTION_LINES
    assert ordered[len(ordered) * 9 // 10] <= P90_FUNCTION_LINES


def test_no_drawer_for_everything() -> None:
    names = {"utils.py", "util.py", "helpers.py", "common.py", "misc.py"}
    assert not [str(file) for file in FILES if file.name in names]


def test_main_only_composes() -> None:
    assert len((PROJECT / "main.py").read_text("utf-8").splitlines()) < 60
