"""What the app itself does for a service: its form, a screen of its own, or a way to complain."""

from __future__ import annotations

from dataclasses import dataclass

import flet as ft

from services.models import PublicService, ServiceKind
from views import routes, theme
from views.components.basics import (
    banner,
    body,
    card,
    column,
    heading,
    primary_button,
    quiet_button,
    support,
    tone,
)
from views.components.boundary import safe_component
from views.services.needs import ACTIONS, COMPLAINT
from views.state import Session, use_session


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that can be done: words, where it leads, icon. The first one is the main one."""

    words: str
    path: str
    icon: ft.IconData


@safe_component
def AskCard(service: PublicService) -> ft.Control:
    """The one main action, or plainly that there is none in the app."""
    session = use_session()
    if service.form is not None and service.form.too_new:
        update = session.text("request.too_new.words")
        return banner(session, update, tone(session, "warning"), icon=ft.Icons.SYSTEM_UPDATE_ROUNDED)
    steps = steps_for(session, service)
    complaint = _complaint(session, service)
    parts: list[ft.Control] = [heading(session, session.text("services.here"))]
    if words := _words(session, service, steps):
        parts.append(body(session, words, quiet=not steps))
    buttons = [_button(session, step, main=index == 0) for index, step in enumerate(steps)]
    if complaint is not None:
        buttons.append(_button(session, complaint, main=False))
    if buttons:
        parts.append(ft.Row(wrap=True, spacing=theme.GAP_S, run_spacing=theme.GAP_S, controls=buttons))
    if service.form is not None:
        parts.append(support(session, session.text("request.save.promise")))
    return card(session, column(parts))


def steps_for(session: Session, service: PublicService) -> list[Step]:
    """Return what the app does for a service, the main thing first."""
    text = session.text
    if service.form is not None:
        return _form_steps(session, service)
    if service.kind is ServiceKind.BLANK_SPOT:
        return [
            Step(text("services.action.report"), routes.BLANK_SPOT, ft.Icons.ADD_LOCATION_ALT_ROUNDED),
            Step(text("services.action.areas"), routes.SIGNAL_AREAS, ft.Icons.MAP_ROUNDED),
        ]
    return [Step(text(one.message_id), one.path, one.icon) for one in ACTIONS.get(service.id, ())]


def _form_steps(session: Session, service: PublicService) -> list[Step]:
    text = session.text
    draft = session.services.requests.unfinished(service.id)
    begin = routes.request(service.id)
    if draft is None:
        return [Step(text("services.ask"), begin, ft.Icons.EDIT_DOCUMENT)]
    return [
        Step(text("services.ask.continue"), routes.request_draft(draft.id), ft.Icons.EDIT_NOTE_ROUNDED),
        Step(text("services.ask.new"), begin, ft.Icons.ADD_ROUNDED),
    ]


def _words(session: Session, service: PublicService, steps: list[Step]) -> str:
    text = session.text
    if service.form is not None:
        draft = session.services.requests.unfinished(service.id)
        if draft is None:
            return text("services.ask.words")
        when = text.ago(draft.updated_at, session.services.clock.now())
        return text("request.resume", when=when)
    if service.kind is ServiceKind.BLANK_SPOT:
        return text("services.here.usul-blankspot")
    return text(f"services.here.{service.id}") if steps else text("services.ask.none")


def _complaint(session: Session, service: PublicService) -> Step | None:
    """Return the way to complain about a service that is not asked for in the app."""
    taker = session.services.catalogue.service(COMPLAINT)
    able = taker is not None and taker.form is not None and not taker.form.too_new
    if not able or service.form is not None or service.kind is ServiceKind.BLANK_SPOT:
        return None
    path = routes.request(COMPLAINT, about=service.id)
    return Step(session.text("services.complain"), path, ft.Icons.CAMPAIGN_OUTLINED)


def _button(session: Session, step: Step, *, main: bool) -> ft.Control:
    kind = primary_button if main else quiet_button
    return kind(session, step.words, lambda: session.go(step.path), icon=step.icon)
