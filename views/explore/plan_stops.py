"""The stops of a trip: each with its leg, what to know of it, and its place in the order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import flet as ft

from services.kept_places import Kept
from services.spots import Spot
from services.trips import Stop, Trip, moved
from views import theme
from views.components.basics import card, column, heading, support
from views.components.boundary import safe_component
from views.components.states import problem
from views.components.trip_steps import remove_stop
from views.explore.kept_row import RowAction, action_row, kept_row
from views.explore.kept_words import kept_words
from views.explore.plan_words import leg_words, name_of, order_words, stop_notes, total_words
from views.handoff import directions_url
from views.hooks import use_value
from views.state import Session, use_command, use_session


@dataclass(frozen=True, eq=False)
class _Acts:
    """What a tap on a stop does."""

    move: Callable[..., Any]
    remove: Callable[..., Any]
    show_way: Callable[..., Any]


@safe_component
def Stops(trip: Trip) -> ft.Control:
    """The stops in their order; a move is told to screen readers."""
    session = use_session()
    text = session.text
    (told_of, told), tell = use_value((trip.keys(), ""))

    async def move(stop: Stop, step: int) -> None:
        keys = moved(trip.keys(), stop.place.key, step)
        await session.services.plan.arrange(keys, by_hand=True)
        number = keys.index(stop.place.key) + 1
        tell((keys, text("plan.moved", name=name_of(session, stop.place), number=number)))

    async def remove(stop: Stop) -> None:
        await remove_stop(session, stop.place.kept)

    async def show_way(stop: Stop) -> None:
        await session.device.open_url(directions_url(session, stop.point, stop.place.name.id))

    moving, removing, going = use_command(move), use_command(remove), use_command(show_way)
    acts = _Acts(moving.run, removing.run, going.run)
    parts: list[ft.Control] = [_head(session, trip)]
    parts += [_stop(session, trip, number, acts) for number in range(len(trip.stops))]
    parts += [problem(session, error) for error in (moving.error, removing.error, going.error) if error]
    if told and told_of == trip.keys():  # another order may have come since
        parts.append(ft.Semantics(live_region=True, container=True, content=support(session, told)))
    return card(session, column(parts, theme.GAP_M))


def _head(session: Session, trip: Trip) -> ft.Control:
    """Say where the trip begins, who made its order, and how long it is in straight lines."""
    text = session.text
    begin = text("plan.start.free" if session.state.here is None else "plan.start.here")
    lines = [begin, order_words(session, len(trip.stops))]
    if trip.total_m:
        lines.append(total_words(session, trip))
    title = heading(session, text.count("plan.count", len(trip.stops)))
    return column([title, *(support(session, words) for words in lines)], theme.GAP_XS)


def _stop(session: Session, trip: Trip, number: int, acts: _Acts) -> ft.Control:
    stop = trip.stops[number]
    place = stop.place
    title = f"{number + 1}. {name_of(session, place)}"
    leg = leg_words(session, stop, first=number == 0)
    lines: list[ft.Control] = [_face(session, stop, title, leg)]
    lines += [
        support(session, words, color=session.colors.warning, bold=True)
        for words in stop_notes(session, stop)
    ]
    lines.append(_actions(session, stop, number, len(trip.stops), acts))
    return ft.Container(
        key=_row_key(place.kept),
        border=ft.Border.only(top=ft.BorderSide(1, session.colors.line)),
        padding=ft.Padding.only(top=theme.GAP_S),
        content=column(lines, theme.GAP_XS),
    )


def _face(session: Session, stop: Stop, title: str, leg: str | None) -> ft.Control:
    said = kept_words(session, stop.place.kept)
    words = " · ".join(part for part in (leg, said.line) if part)
    return kept_row(session, said.icon, title, words, said.path, ())


def _actions(session: Session, stop: Stop, number: int, count: int, acts: _Acts) -> ft.Control:
    text, name = session.text, name_of(session, stop.place)
    actions: list[RowAction] = []
    if number > 0:
        words = text("plan.up", name=name)
        actions.append(RowAction(ft.Icons.ARROW_UPWARD_ROUNDED, words, partial(acts.move, stop, -1)))
    if number < count - 1:
        words = text("plan.down", name=name)
        actions.append(RowAction(ft.Icons.ARROW_DOWNWARD_ROUNDED, words, partial(acts.move, stop, 1)))
    words = text("plan.directions", name=name)
    actions.append(RowAction(ft.Icons.DIRECTIONS_ROUNDED, words, partial(acts.show_way, stop)))
    words = text("plan.remove", name=name)
    actions.append(RowAction(ft.Icons.CLOSE_ROUNDED, words, partial(acts.remove, stop)))
    return action_row(session, actions)


@safe_component
def Apart(places: tuple[Spot, ...], gone: tuple[Kept, ...]) -> ft.Control:
    """What cannot be put in an order: places without a position, and those that are gone."""
    session = use_session()
    text = session.text

    async def remove(place: Kept) -> None:
        await remove_stop(session, place)

    removing = use_command(remove)

    def row(kept: Kept, words: str) -> ft.Control:
        said = kept_words(session, kept)
        remove_it = text("plan.remove", name=said.title)
        away = RowAction(ft.Icons.CLOSE_ROUNDED, remove_it, partial(removing.run, kept))
        content = kept_row(session, said.icon, said.title, words, said.path, [away])
        return ft.Container(key=_row_key(kept), content=content)

    rows: list[ft.Control] = [
        heading(session, text("plan.apart")),
        support(session, text("plan.apart_words")),
    ]
    rows += [row(place.kept, text("explore.position.none")) for place in places]
    rows += [row(kept, text("saved.gone")) for kept in gone]
    rows += [problem(session, removing.error)] if removing.error else []
    return card(session, column(rows, theme.GAP_S))


def _row_key(kept: Kept) -> str:
    return f"{kept.kind}-{kept.id}"
