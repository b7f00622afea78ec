"""Who says so: sources, precision as written, whether it was checked, age of the data."""

from __future__ import annotations

import flet as ft

from services.models import Place
from views import theme
from views.components.basics import card, column, heading, support
from views.components.boundary import safe_component
from views.components.rows import fact_row
from views.components.states import age_line
from views.components.verified import verified_line
from views.explore.visit import origins
from views.state import use_session


@safe_component
def AboutCard(place: Place) -> ft.Control:
    """The sources of one destination."""
    session = use_session()
    text = session.text
    lines: list[ft.Control] = [
        heading(session, text("explore.about")),
        verified_line(session, place.verified),
        fact_row(session, ft.Icons.NOTES_ROUNDED, text("explore.summary_source"), place.summary_source),
        fact_row(session, ft.Icons.PLACE_OUTLINED, text("explore.position_source"), place.source),
        fact_row(session, ft.Icons.STRAIGHTEN_ROUNDED, text("explore.precision_note"), place.precision),
        *origins(session, place),
        *([] if place.photos else [support(session, text("explore.drawn"))]),
        support(session, age_line(session, session.services.places.age)),
    ]
    return card(session, column(lines, theme.GAP_M))
