"""Flet's hooks with types that say what they hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar, cast

import flet as ft

T = TypeVar("T")


class Box(Protocol, Generic[T]):
    """A value that outlives renders without causing one."""

    current: T


def use_value(initial: T | Callable[[], T]) -> tuple[T, Callable[[T | Callable[[T], T]], None]]:
    """Return a value and its setter; setting another value renders the component again."""
    return cast("tuple[T, Callable[[T | Callable[[T], T]], None]]", ft.use_state(cast(Any, initial)))


def use_box(make: Callable[[], T]) -> Box[T]:
    """Return a box whose value is made once, at the first render."""
    return cast("Box[T]", ft.use_ref(cast(Any, make)))


def use_cleanup(clean: Callable[[], Any]) -> None:
    """Call ``clean`` (it may be async) once the component is gone."""
    ft.use_effect(_nothing, dependencies=[], cleanup=clean)


def use_while(shown: bool, begin: Callable[[], Callable[[], None]]) -> None:
    """Call ``begin`` when ``shown`` becomes true, and what it returns when that ends. A hook."""
    end = use_box(lambda: _nothing_to_end)

    async def follow() -> None:
        end.current()
        end.current = begin() if shown else _nothing_to_end

    ft.use_effect(follow, dependencies=[shown])
    use_cleanup(lambda: end.current())


def _nothing_to_end() -> None:
    """Hold the place of an end: nothing has begun."""


async def _nothing() -> None:
    """Hold the place of a mount effect: only its cleanup matters."""


def memo(component: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``component`` drawn again only when its arguments change (give each row a ``key``)."""
    return cast("Callable[..., Any]", cast(Any, ft.memo)(component))
