"""Where the data comes from, how sure it is, and under which licence."""

from __future__ import annotations

import flet as ft

from views import routes, theme
from views.components.basics import body, card, column, heading, row_title, support
from views.components.boundary import safe_view
from views.components.rows import nav_row
from views.components.scaffold import page_column, screen, top_bar
from views.components.states import age_line
from views.state import Session, use_session


@safe_view
def SourcesScreen() -> ft.View:
    """Tentang dan sumber data."""
    session = use_session()
    text = session.text
    about = card(
        session,
        column(
            [heading(session, text("sources.about")), body(session, text("sources.about_words"))], theme.GAP_S
        ),
    )
    parts = [
        top_bar(session, text("sources.title"), back=routes.SETTINGS),
        about,
        *[_collection(session, name) for name in session.services.source_names()],
        card(
            session,
            column(
                [
                    row_title(session, text("sources.map")),
                    support(session, session.services.basemap.attribution),
                ],
                4,
            ),
        ),
        nav_row(
            session,
            ft.Icons.PALETTE_OUTLINED,
            text("catalogue.link"),
            text("catalogue.link_words"),
            routes.CATALOGUE,
        ),
    ]
    return screen(session, page_column(session, parts, gap=theme.GAP_M), bar=False)


def _collection(session: Session, name: str) -> ft.Control:
    text, facts = session.text, session.services.source_of(name)
    lines: list[ft.Control] = [
        row_title(session, text(f"collection.{name}")),
        support(session, text.count("sources.rows", facts.rows)),
        support(session, age_line(session, facts.age)),
    ]
    if facts.attribution:
        lines.append(support(session, facts.attribution))
    return card(session, column(lines, 4))
