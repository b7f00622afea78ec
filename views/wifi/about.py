"""Where the facts of a station come from."""

from __future__ import annotations

import flet as ft

from services.models import Station
from views import theme
from views.components.basics import card, column, heading, support
from views.components.boundary import safe_component
from views.components.rows import fact_row
from views.components.states import age_line
from views.components.verified import verified_line
from views.state import use_session


@safe_component
def AboutCard(station: Station) -> ft.Control:
    """Operator, source, whether it was checked, and the age of the data."""
    session = use_session()
    text = session.text
    lines: list[ft.Control] = [heading(session, text("station.about"))]
    if station.operator:
        lines.append(
            fact_row(
                session, ft.Icons.ADMIN_PANEL_SETTINGS_OUTLINED, text("station.operator"), station.operator
            )
        )
    lines.append(fact_row(session, ft.Icons.MENU_BOOK_OUTLINED, text("station.source"), station.source))
    lines.append(verified_line(session, station.verified))
    lines.append(support(session, age_line(session, session.services.stations.age)))
    return card(session, column(lines, theme.GAP_M))
