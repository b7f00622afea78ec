"""Every event on a page of its own, one tap from the other sections of Wisata."""

from __future__ import annotations

import flet as ft

from views.components.boundary import safe_view
from views.components.scaffold import page_column, screen
from views.components.states import loading
from views.explore.events import EventsSection
from views.explore.sections import Section, section_top
from views.state import use_session


@safe_view
def EventsScreen() -> ft.View:
    """Acara: dated events first; those without known days are one tap away."""
    session = use_session()
    rows = EventsSection(key="events") if session.state.ready else loading(session)
    return screen(session, page_column(session, [section_top(session, Section.EVENTS), rows]))
