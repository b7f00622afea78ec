"""The ways from the businesses to Layanan: being listed, and being coached."""

from __future__ import annotations

import flet as ft

from views import routes, theme
from views.components.basics import card, column, heading
from views.components.boundary import safe_component
from views.components.rows import nav_row
from views.components.states import empty
from views.state import Session, use_session

ENROLMENT, COACHING = "pendaftaran-umkm", "pembinaan-umkm"
ICONS = {ENROLMENT: ft.Icons.STOREFRONT_ROUNDED, COACHING: ft.Icons.HANDSHAKE_ROUNDED}


@safe_component
def ForOwners() -> ft.Control:
    """What an owner of a business can ask for; only what the catalogue of services has."""
    session = use_session()
    text, catalogue = session.text, session.services.catalogue
    rows: list[ft.Control] = []
    for name, icon in ICONS.items():
        service = catalogue.service(name)
        if service is not None:
            title = service.name.in_language(session.state.language)
            words = text(f"business.ask.{name}")
            rows.append(nav_row(session, icon, title, words, routes.public_service(name)))
    if not rows:
        return ft.Container(height=0)
    return card(session, column([heading(session, text("business.owners")), *rows], theme.GAP_S))


def none_listed(session: Session) -> ft.Control:
    """Say that no business is listed yet and how to be the first."""
    text = session.text
    return empty(
        session,
        text("business.empty.title"),
        text("business.empty.words"),
        action=text("business.empty.action"),
        on_action=lambda: session.go(routes.public_service(ENROLMENT)),
    )
