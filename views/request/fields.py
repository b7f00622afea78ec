"""One card for each field of a form."""

from __future__ import annotations

from typing import Any, cast

import flet as ft

from services.models import FieldType, FormField
from views.request.choosing import ChoiceCard, ChoicesCard, ConsentCard, DateCard
from views.request.editor import RequestEditor
from views.request.entries import TextCard
from views.request.files import FilesCard
from views.request.place import LocationCard, Pick, StationCard, VillageCard

CARDS = {
    FieldType.TEXT: TextCard,
    FieldType.NUMBER: TextCard,
    FieldType.DATE: DateCard,
    FieldType.CHOICE: ChoiceCard,
    FieldType.CHOICES: ChoicesCard,
    FieldType.CONSENT: ConsentCard,
    FieldType.FILE: FilesCard,
}
PLACES = {
    FieldType.LOCATION: LocationCard,
    FieldType.VILLAGE: VillageCard,
    FieldType.STATION: StationCard,
}


def field_part(editor: RequestEditor, field: FormField, pick: Pick) -> ft.Control:
    """Return the card of a field under a key of its own: to be scrolled to, and to outlive its neighbours."""
    more: dict[str, Any] = {"pick": pick} if field.type in PLACES else {}
    component = PLACES.get(field.type) or CARDS[field.type]
    card = component(editor=editor, field=field, key=f"card-{field.code}", **more)
    scroll_key = cast("type[Any]", ft.ScrollKey)  # its arguments are hidden from type checkers
    return ft.Container(key=scroll_key(field.code), content=card)
