"""Rows of the directory: a service that opens, an agency that is only named."""

from __future__ import annotations

import flet as ft

from services.models import Agency, PublicService
from views import routes, theme
from views.components.basics import column, icon_tile, row_title, support, tone
from views.components.boundary import safe_component
from views.components.look import Look
from views.components.verified import verified_line, verified_words
from views.hooks import memo
from views.services.needs import need_of
from views.state import Session


@safe_component
def _ServiceRow(session: Session, service: PublicService, language: str, look: Look) -> ft.Control:
    name = service.name.in_language(language)

    def open_it() -> None:
        session.go(routes.public_service(service.id))

    texts: list[ft.Control] = [
        row_title(session, name),
        support(session, service.owner),
        verified_line(session, service.verified),
    ]
    line = ft.Row(
        spacing=theme.GAP_M,
        controls=[
            icon_tile(session, need_of(service).icon, tone(session, "info"), 44),
            ft.Container(expand=True, content=column(texts, 2)),
            ft.Icon(ft.Icons.CHEVRON_RIGHT_ROUNDED, color=session.colors.quiet),
        ],
    )
    box = ft.Container(
        ink=True,
        on_click=open_it,
        bgcolor=session.colors.secondary_soft if look.chosen else None,
        border_radius=theme.RADIUS_M,
        padding=ft.Padding.symmetric(horizontal=theme.GAP_M, vertical=theme.GAP_M),
        content=line,
    )
    label = f"{name}. {service.owner}. {verified_words(session, service.verified)}"
    return ft.Semantics(button=True, container=True, selected=look.chosen or None, label=label, content=box)


ServiceRow = memo(_ServiceRow)


@safe_component
def _AgencyRow(session: Session, agency: Agency, language: str, look: Look) -> ft.Control:
    return ft.Container(
        padding=ft.Padding.symmetric(horizontal=theme.GAP_M, vertical=10),
        content=column([row_title(session, agency.name), verified_line(session, agency.verified)], 2),
    )


AgencyRow = memo(_AgencyRow)
