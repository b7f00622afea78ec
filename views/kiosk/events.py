"""What is on: the events of the province on a page of their own."""

from __future__ import annotations

import flet as ft

from views import routes
from views.components.boundary import safe_view
from views.components.scaffold import page_column, screen, top_bar
from views.components.states import loading
from views.explore.events import EventsSection
from views.state import use_session


@safe_view
def KioskEventsScreen() -> ft.View:
    """Acara."""
    session = use_session()
    title = top_bar(session, session.text("kiosk.tile.events"), back=routes.HOME)
    part = EventsSection(key="events") if session.state.ready else loading(session)
    return screen(session, page_column(session, [title, part]))
