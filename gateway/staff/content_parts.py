"""Members of a row that take several controls, as the desk's forms write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from starlette.datastructures import FormData

PARTS: Final[Mapping[str, Sequence[str]]] = {
    "both": ("id", "en"),
    "sourced": ("id", "en", "source", "as_of", "precision"),
}
"""The controls of a member by its kind: ``fee.id``, ``fee.en``, ``fee.source`` …"""


def read_ticks(name: str, options: Sequence[str], form: FormData) -> list[str]:
    """Return the ticked ``options`` in their order."""
    return [one for one in options if form.get(f"{name}.{one}") == "yes"]


def show_ticks(name: str, value: Any) -> dict[str, str]:
    """Return the ticked controls of a row."""
    return {f"{name}.{one}": "yes" for one in value or ()}


def ticked(name: str, form: Mapping[str, object]) -> list[str]:
    """Return the ids that are ticked in a member whose options are rows, also those of no row."""
    start = f"{name}."
    return [
        key.removeprefix(start) for key, value in form.items() if key.startswith(start) and value == "yes"
    ]
