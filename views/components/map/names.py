"""Names on the map: towns, districts, villages, seas; text markers that let taps through."""

from __future__ import annotations

import flet as ft
import flet_map as fm

from services.basemap_layers import Label
from views.components.map.pins import at
from views.state import Session
from views.theme import Type

SIZES = {"city": 13.5, "town": 12.5, "sea": 13.0, "island": 11.5, "district": 11.5, "village": 10.5}
HEAVY = ("city", "town")
LETTER_SHARE = 0.68  # width of an average letter as a share of the type size
# Names that would need more room than the map has stay at this size; the list says them at full size.
LARGEST_SCALE = 1.5


def layer(session: Session, labels: tuple[Label, ...], key: str) -> fm.MarkerLayer:
    """Return the layer of names of one view."""
    return fm.MarkerLayer(key=f"names-{key}", markers=[_marker(session, label) for label in labels])


def _marker(session: Session, label: Label) -> fm.Marker:
    scale = min(session.state.text_scale, LARGEST_SCALE)
    size = SIZES.get(label.kind, 11.0) * scale
    return fm.Marker(
        coordinates=at(label.point),
        width=max(40.0, len(label.text) * size * LETTER_SHARE + 16),
        height=size * 1.7,
        content=ft.Container(
            ignore_interactions=True, alignment=ft.Alignment.CENTER, content=_words(session, label, size)
        ),
    )


def _words(session: Session, label: Label, size: float) -> ft.Text:
    colors = session.colors
    sea = label.kind == "sea"
    style = Type().label if label.kind in HEAVY else Type().support
    style.size = size
    style.italic = sea
    style.letter_spacing = 0.6 if sea else 0.1
    if not sea:
        halo = colors.map.label_halo
        style.shadow = [ft.BoxShadow(blur_radius=blur, color=halo) for blur in (1, 2, 3)]
    return ft.Text(
        label.text,
        style=style,
        color=colors.map.sea_label if sea else colors.map.label,
        no_wrap=True,
        text_align=ft.TextAlign.CENTER,
    )
