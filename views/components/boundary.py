"""The error boundary: a component that fails shows a quiet card instead of ending the page's updates."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import Any

import flet as ft

log = logging.getLogger(__name__)


def safe_component(function: Callable[..., Any]) -> Callable[..., Any]:
    """Mark ``function`` as a Flet component whose exception is logged and drawn as :func:`fallback`.

    Flet 1.0.5 silently stops updating a page when a component raises while it renders again.
    """

    @functools.wraps(function)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except Exception:
            log.exception("component %s failed", function.__name__)
            return fallback()

    return ft.component(guarded)


def safe_view(function: Callable[..., Any]) -> Callable[..., Any]:
    """Like :func:`safe_component` for a component that returns a ``View``."""

    @functools.wraps(function)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except Exception:
            log.exception("view %s failed", function.__name__)
            return ft.View(route=ft.use_view_path() or "/", controls=[ft.SafeArea(fallback())])

    return ft.component(guarded)


def fallback() -> ft.Control:
    """A card in both languages: at this point not even the catalogue can be trusted."""
    return ft.Container(
        padding=16,
        content=ft.Column(
            tight=True,
            controls=[
                ft.Icon(ft.Icons.HEALING_OUTLINED),
                ft.Text("Bagian ini tidak dapat ditampilkan. Data Anda tetap tersimpan."),
                ft.Text("This part cannot be shown. Your data is still stored."),
            ],
        ),
    )
