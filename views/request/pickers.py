"""The pages that open over a form to point at a place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from services.forms.positions import fix_of, position_answer
from services.models import FieldType, Fix, Point
from views.components.pin_picker import PinMarks, PinPicker, pin_fix
from views.components.village_picker import VillagePicker, village_fix
from views.request.editor import RequestEditor
from views.request.place import PLACE_ICON
from views.request.station_picker import StationPicker
from views.state import Session

PLACE = PinMarks(PLACE_ICON, "info", "request.pin.hint", "request.pin.map")


@dataclass(frozen=True, slots=True)
class Picking:
    """Which picker is open ("pin", "village", "station"; "": none) for which field."""

    kind: str
    code: str


CLOSED = Picking("", "")


def picker(
    session: Session, editor: RequestEditor, picking: Picking, close: Callable[[], None]
) -> ft.Control | None:
    """Return the open picker, None when none is."""

    def place(fix: Fix | None) -> None:
        if fix is not None:
            editor.answer(picking.code, position_answer(fix))
        close()

    def pin(point: Point) -> None:
        place(pin_fix(session, point))

    def village(code: str) -> None:
        field = editor.draft.form.get(picking.code)
        if field is not None and field.type is FieldType.LOCATION:
            match = session.services.regions.chosen(code)
            place(village_fix(session, match.village) if match else None)
        else:
            chosen(code)

    def chosen(value: str) -> None:
        editor.answer(picking.code, value)
        close()

    opened: ft.Control | None = None
    if picking.kind == "pin":
        start = fix_of(editor.value(picking.code)) or session.state.here
        opened = PinPicker(start=start, choose=pin, close=close, marks=PLACE)
    elif picking.kind == "village":
        opened = VillagePicker(choose=village, close=close)
    elif picking.kind == "station":
        opened = StationPicker(choose=chosen, close=close)
    return opened
