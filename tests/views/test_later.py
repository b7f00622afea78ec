"""Screens imported when first shown: every place exists, and none is forgotten by the quiet import."""

from __future__ import annotations

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
