"""Screens that are imported when they are first shown: a start waits for the first screen only."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import flet as ft

FIRST_PAUSE_S = 3.0
PAUSE_S = 0.05
_CLASS_NAME = re.compile(rb"[A-Z][A-Za-z]+")


def later(place: str) -> Callable[[], ft.Control]:
    """Return a component for a route that imports ``place`` (``views.wifi.place:WifiScreen``) when drawn."""
    return partial(_draw, place)


def _draw(place: str) -> ft.Control:
    drawn: ft.Control = resolve(place)()
    return drawn


def resolve(place: str) -> Callable[..., Any]:
    """Import ``module:name`` and return it; raises ``ImportError`` or ``AttributeError``."""
    module, _, name = place.partition(":")
    component: Callable[..., Any] = getattr(import_module(module), name)
    return component


async def load_all(places: tuple[str, ...]) -> None:
    """Import ``places`` one by one in the quiet after the start, so that no first visit of a screen waits."""
    await asyncio.sleep(FIRST_PAUSE_S)
    for place in places:
        resolve(place)
        await asyncio.sleep(PAUSE_S)


def rehearse(places: tuple[str, ...]) -> Iterator[None]:
    """Import in small steps what drawing would wait for: the controls the loaded views name, then ``places``.

    The browser app does so while Flutter's files are on their way, and the build before it keeps a picture of
    the memory.
    """
    known: set[str] = set()
    for place in ("", *places):
        if place:
            resolve(place)
        for name in [name for name in sys.modules if name.startswith("views.") and name not in known]:
            known.add(name)
            _load_controls(sys.modules[name].__file__)
            yield


def _load_controls(file: str | None) -> None:
    """Flet imports a control when it is first named: name those that the module in ``file`` names."""
    content = Path(file).read_bytes() if file else b""
    for name in sorted(set(_CLASS_NAME.findall(content))):
        with suppress(AttributeError, ImportError):
            getattr(ft, name.decode())
