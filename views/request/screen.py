"""The page of one request: the form while it is a draft, then what became of it."""

from __future__ import annotations

from typing import Any

import flet as ft

from services.models import OutboxState, PublicService
from views import routes
from views.components.boundary import safe_component, safe_view
from views.components.saved import Onwards, SavedReport
from views.components.scaffold import page_column, screen, top_bar
from views.components.states import empty, loading
from views.request.form import RequestForm
from views.state import Session, use_session


@safe_view
def RequestScreen() -> ft.View:
    """Ajukan: a new request for the service in the address, or the draft whose id is there."""
    session = use_session()
    params = ft.use_route_params()
    # The view stays when the address changes to another service: each has a draft of its own.
    own = ft.use_memo(session.services.reports.new_id, [params.get("id"), params.get("about")])
    if not session.state.ready:
        return screen(session, page_column(session, [loading(session)]), bar=False)
    item_id = params.get("draft") or own
    item = session.services.outbox.find(item_id)
    service_id = params.get("id") or (str(item.payload.get("service_id")) if item else "")
    page = Request(item_id=item_id, service_id=service_id, about=params.get("about"), key=item_id)
    return screen(session, page, bar=False)


@safe_component
def Request(item_id: str, service_id: str, about: str | None) -> Any:
    """The form, or why there is none, or what became of it."""
    session = use_session()
    item = session.services.outbox.find(item_id)
    if item is not None and item.state is not OutboxState.DRAFT:
        return SavedReport(item_id=item_id, onwards=_onwards(service_id))
    service = session.services.catalogue.service(service_id)
    if service is None or service.form is None:
        return _instead(session, service)
    if service.form.too_new:
        return _too_new(session, service)
    return RequestForm(item_id=item_id, service=service, about=about)


def _onwards(service_id: str) -> Onwards:
    return Onwards(
        top="request.saved.top",
        waiting="request.saved.waiting",
        received="request.saved.received",
        safe="request.saved.safe",
        see="request.saved.see",
        again="request.saved.again",
        icon=ft.Icons.LIST_ROUNDED,
        back=routes.public_service(service_id),
        another=lambda _: routes.SERVICES,
    )


def _instead(session: Session, service: PublicService | None) -> ft.Control:
    """Say that there is no form here, and lead to where the service is described."""
    text = session.text
    path = routes.public_service(service.id) if service else routes.SERVICES

    def leave() -> None:
        session.go(path)

    gone = empty(
        session,
        text("request.none.title"),
        text("request.none.words"),
        action=text("request.none.back"),
        on_action=leave,
        artwork="error",
    )
    return page_column(session, [top_bar(session, text("services.title"), back=path), gone])


def _too_new(session: Session, service: PublicService) -> ft.Control:
    """Say that this version of the app cannot show the form; a broken one would be worse."""
    name = service.name.in_language(session.state.language)
    path = routes.public_service(service.id)
    words = empty(session, session.text("request.too_new.title"), session.text("request.too_new.words"))
    return page_column(session, [top_bar(session, name, back=path), words])
