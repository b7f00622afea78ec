"""Screens imported when first shown: every place exists, and none is forgotten by the quiet import."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from functools import partial

import flet as ft

from views.app import REST, route_tree
from views.later import resolve


def places(routes: Iterable[ft.Route]) -> set[str]:
    found: set[str] = set()
    for route in routes:
        if isinstance(route.component, partial):
            found.add(route.component.args[0])
        found |= places(route.children or ())
    return found


def test_every_screen_of_the_routes_is_imported_in_the_quiet() -> None:
    assert places(route_tree(wide=False)) | places(route_tree(wide=True)) == set(REST)


def test_every_place_exists() -> None:
    assert all(callable(resolve(place)) for place in REST)


def test_a_rehearsal_loads_the_screens_and_the_controls_they_name() -> None:
    script = """
import sys
import views.app
from views.later import rehearse
steps = rehearse(("views.settings.emergency:EmergencyScreen",))
before = set(sys.modules)
next(steps)
assert "views.settings.emergency" not in sys.modules, "the screens come last"
count = 1 + sum(1 for _ in steps)
assert count > 10, count
assert "views.settings.emergency" in sys.modules
after = set(sys.modules) - before
assert {"flet.controls.theme", "flet.controls.material.container"} <= after, after
"""
    subprocess.run([sys.executable, "-c", script], check=True)
