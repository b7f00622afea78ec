"""Screens that are imported when they are first shown: a start waits for the first screen only."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

import flet as ft

FIRST_PAUSE_S = 3.0
PAUSE_S = 0.05


def later(place: str) -> Callable[[], ft.Control]:
    """Return a component for a route that imports ``place`` (``views.wifi.place:WifiScreen``) when drawn."""
    return partial(_draw, place)


def _draw(place: str) -> ft.Control:
    drawn: ft.Control = resolve(place)()
    return drawn


def resolve(place: str) -> Callable[[], Any]:
    """Import ``module:name`` and return it; raises ``ImportError`` or ``AttributeError``."""
    module, _, name = place.partition(":")
    component: Callable[[], Any] = getattr(import_module(module), name)
    return component


async def load_all(places: tuple[str, ...]) -> None:
    """Import ``places`` one by one in the quiet after the start, so that no first visit of a screen waits."""
    await asyncio.sleep(FIRST_PAUSE_S)
    for place in places:
        resolve(place)
        await asyncio.sleep(PAUSE_S)
