"""Where: a position (GPS, pin, village), a village, a WiFi station."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from services.forms.positions import fix_of, position_answer
from services.models import Fix, FormField, VillageMatch
from views import theme
from views.components.basics import body, column, link, quiet_button, row_title, support
from views.components.boundary import safe_component
from views.components.gps import use_collector
from views.components.map.pins import Pin
from views.components.place_parts import fix_map, searching_line
from views.components.place_words import above_words, fix_words, village_words
from views.components.states import problem
from views.hooks import use_cleanup
from views.request.editor import RequestEditor
from views.request.frame import field_card
from views.request.words import label_of
from views.state import Session, use_session

PLACE_ICON = ft.Icons.PLACE_ROUNDED

Pick = Callable[[str, str], None]
"""Opens a picker ("pin", "village", "station") for the field of a code."""


@safe_component
def LocationCard(editor: RequestEditor, field: FormField, pick: Pick) -> ft.Control:
    """A position with its village, how exact it is, and three ways to say it."""
    session = use_session()
    fix = fix_of(editor.value(field.code))

    def found(better: Fix) -> None:
        editor.answer(field.code, position_answer(better))

    collector, searching, trouble = use_collector(session, found)
    use_cleanup(collector.stop)

    def stop_and(kind: str) -> Callable[[], None]:
        def go() -> None:
            collector.stop()
            pick(kind, field.code)

        return go

    parts: list[ft.Control] = []
    if fix is not None:
        parts += [_found(session, fix), fix_map(session, place_pin(session, field, fix), fix)]
    if searching:
        parts.append(searching_line(session, fix))
    elif trouble and fix is None:
        parts.append(problem(session, trouble))
    parts.append(_ways(session, fix, None if searching else collector.start, stop_and))
    return field_card(session, editor, field, parts)


def _found(session: Session, fix: Fix) -> ft.Control:
    match = session.services.regions.locate(fix.point)
    line = fix_words(session, fix)
    if match is None:
        return column(
            [row_title(session, session.text("report.where.no_village")), support(session, line)], 2
        )
    name = row_title(session, village_words(session, match.village))
    return column([name, support(session, f"{above_words(match)} · {line}")], 2)


def place_pin(session: Session, field: FormField, fix: Fix) -> Pin:
    """Return the place for the map; its id changes with the place, so that maps follow it."""
    return Pin(
        id=f"place-{fix.point.lat:.5f}-{fix.point.lon:.5f}",
        point=fix.point,
        label=label_of(session, field),
        icon=PLACE_ICON,
        tone="info",
        precision_m=fix.accuracy_m,
    )


def _ways(
    session: Session,
    fix: Fix | None,
    start: Callable[[], None] | None,
    stop_and: Callable[[str], Callable[[], None]],
) -> ft.Control:
    text = session.text
    others: list[ft.Control] = [
        link(session, text("request.place.pin"), stop_and("pin")),
        link(session, text("report.where.village"), stop_and("village")),
    ]
    if start is None:
        return ft.Row(wrap=True, spacing=0, run_spacing=0, controls=others)
    if fix is not None:
        others.append(link(session, text("report.where.gps_again"), _gps(start)))
        return ft.Row(wrap=True, spacing=0, run_spacing=0, controls=others)
    first = quiet_button(session, text("report.where.gps"), _gps(start), icon=ft.Icons.MY_LOCATION_ROUNDED)
    return column([first, ft.Row(wrap=True, spacing=0, run_spacing=0, controls=others)], theme.GAP_XS)


def _gps(start: Callable[[], None]) -> Callable[[], None]:
    """Return a handler that keeps Flet's event to itself."""
    return lambda: start()


@safe_component
def VillageCard(editor: RequestEditor, field: FormField, pick: Pick) -> ft.Control:
    """A village from the list, or the one the device is in."""
    session = use_session()
    text = session.text
    match = session.services.regions.chosen(str(editor.value(field.code) or ""))
    here = session.state.village
    buttons: list[ft.Control] = []
    if match is None and here is not None:
        name = village_words(session, here.village)
        code = here.village.id
        take = text("request.village.here", name=name)
        buttons.append(quiet_button(session, take, lambda: editor.answer(field.code, code), icon=PLACE_ICON))
    words = text("request.change" if match else "report.village.title")
    buttons.append(_opener(session, words, bool(buttons or match), lambda: pick("village", field.code)))
    parts: list[ft.Control] = [_village(session, match)] if match else []
    row = ft.Row(wrap=True, spacing=theme.GAP_S, run_spacing=0, controls=buttons)
    return field_card(session, editor, field, [*parts, row])


def _village(session: Session, match: VillageMatch) -> ft.Control:
    name = row_title(session, village_words(session, match.village))
    return column([name, support(session, above_words(match))], 2)


@safe_component
def StationCard(editor: RequestEditor, field: FormField, pick: Pick) -> ft.Control:
    """A WiFi place from the list."""
    session = use_session()
    text = session.text
    value: Any = editor.value(field.code)
    station = session.services.stations.get(str(value)) if value else None
    parts: list[ft.Control] = []
    if station is not None:
        regency = session.services.regions.get(station.regency_id)
        where = station.address or (regency.name if regency else "")
        parts.append(column([row_title(session, station.name), support(session, where)], 2))
    elif value:
        parts.append(body(session, text("request.station.gone"), quiet=True))
    words = text("request.change" if value else "request.station.pick")
    parts.append(
        ft.Row(
            wrap=True, controls=[_opener(session, words, bool(value), lambda: pick("station", field.code))]
        )
    )
    return field_card(session, editor, field, parts)


def _opener(session: Session, words: str, quiet: bool, go: Callable[[], None]) -> ft.Control:
    return link(session, words, go) if quiet else quiet_button(session, words, go, icon=ft.Icons.LIST_ROUNDED)
