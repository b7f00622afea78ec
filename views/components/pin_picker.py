"""Pointing at the place of a report on the map."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from services.models import Fix, Point, PositionSource
from views import theme
from views.components.basics import body, column, primary_button, support
from views.components.boundary import safe_component
from views.components.map.camera import Camera
from views.components.map.pins import Pin
from views.components.map_panel import MapPanel
from views.components.picker_bar import picker_bar
from views.components.place_words import above_words, village_words
from views.components.report_words import NO_SIGNAL_ICON
from views.hooks import use_box, use_value
from views.state import Session, use_session

PIN_ZOOM = 14.0


@dataclass(frozen=True, slots=True)
class PinMarks:
    """How the place is drawn and spoken of; the texts are message ids."""

    icon: ft.IconData
    tone: str
    hint: str
    map_label: str


NO_SIGNAL = PinMarks(NO_SIGNAL_ICON, "danger", "report.pin.hint", "report.pin.map")


@safe_component
def PinPicker(
    start: Fix | None,
    choose: Callable[[Point], None],
    close: Callable[[], None],
    marks: PinMarks = NO_SIGNAL,
) -> ft.Control:
    """A map that fills the screen: tap, see the village's name, take it."""
    session = use_session()
    point, set_point = use_value(start.point if start else None)
    text = session.text
    camera = use_box(lambda: Camera(start.point, PIN_ZOOM) if start else None).current
    pins = (_pin(session, point, marks),) if point else ()

    def take() -> None:
        if point is not None:
            choose(point)

    top = picker_bar(session, text("report.pin.title"), close)
    bottom = column(
        [
            _place(session, point, text(marks.hint)),
            primary_button(session, text("report.pin.take"), take if point else None),
        ],
        theme.GAP_S,
    )
    panel = MapPanel(
        label=text(marks.map_label), pins=pins, on_tap=set_point, start=camera, here=session.state.here
    )
    return _filling(session, top, panel, bottom)


def pin_fix(session: Session, point: Point) -> Fix:
    """Return a position that was pointed at on the map."""
    return Fix(point, PositionSource.PIN, session.services.clock.now())


def _filling(session: Session, top: ft.Control, panel: ft.Control, bottom: ft.Control) -> ft.Control:
    return ft.Column(
        expand=True,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            ft.Container(padding=theme.GAP_L, content=top),
            ft.Container(expand=True, content=panel),
            ft.Container(padding=theme.GAP_L, bgcolor=session.colors.card, content=bottom),
        ],
    )


def _pin(session: Session, point: Point, marks: PinMarks) -> Pin:
    label = session.text("report.map.pin", place="")
    return Pin(f"pin-{point.lat:.5f}-{point.lon:.5f}", point, label, marks.icon, marks.tone)


def _place(session: Session, point: Point | None, hint: str) -> ft.Control:
    text = session.text
    if point is None:
        return body(session, hint, quiet=True)
    match = session.services.regions.locate(point)
    words = [
        body(session, village_words(session, match.village) if match else text("report.where.no_village")),
        support(session, above_words(match) if match else hint),
    ]
    return ft.Semantics(live_region=True, container=True, content=column(list[ft.Control](words), 0))
