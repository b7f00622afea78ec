"""The catalogue as one screen."""

from __future__ import annotations

import flet as ft

from views import routes
from views.catalogue.foundations import Buttons, Colours, Words
from views.catalogue.statuses import Choices, Statuses
from views.catalogue.surfaces import Drawings, Rows, States
from views.catalogue.tickets import Tickets
from views.components.basics import body
from views.components.boundary import safe_view
from views.components.scaffold import page_column, screen, top_bar
from views.settings.main import Appearance
from views.state import use_session


@safe_view
def CatalogueScreen() -> ft.View:
    """Katalog komponen; its first card switches theme, contrast, text size and language."""
    session = use_session()
    parts = [
        top_bar(session, session.text("catalogue.title"), back=routes.SOURCES),
        body(session, session.text("catalogue.words"), quiet=True),
        Appearance(key="appearance"),
        Words(key="words"),
        Colours(key="colours"),
        Buttons(key="buttons"),
        Statuses(key="statuses"),
        Choices(key="choices"),
        Rows(key="rows"),
        States(key="states"),
        Tickets(key="tickets"),
        Drawings(key="drawings"),
    ]
    return screen(session, page_column(session, parts), bar=False)
