"""The form of a service: its fields as cards, the way to save pinned below; pickers lie over it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from services.models import OutboxItem, PublicService
from views import lifecycle, routes, theme
from views.components.basics import column
from views.components.boundary import safe_component
from views.components.form_frame import above_bar, resume_banner, save_bar
from views.components.look import SIDE_BY_SIDE_SCALE
from views.components.panes import panes
from views.components.scaffold import side_margin, top_bar
from views.components.service_facts import ServiceFacts
from views.components.states import private_window
from views.hooks import use_box, use_value
from views.request.editor import RequestEditor, use_request
from views.request.fields import field_part
from views.request.pickers import CLOSED, Picking, picker
from views.request.unused import UnusedCard
from views.request.words import label_of
from views.state import Command, Session, use_command, use_session

NAMED, NAMED_LARGE = 3, 1  # how many missing answers the bar names; large text leaves room for one
FORM_W = 640
DRAW_S = 0.05


@dataclass(eq=False)
class _Scroller:
    """The list that holds the fields; a render makes a new one, which takes over what is on screen."""

    view: ft.ListView | None = None

    def around(self, session: Session, fields: ft.Control) -> ft.ListView:
        """Return the scrolling list with ``fields``, at reading width."""
        side = _side(session)
        padding = ft.Padding.only(left=side, right=side, top=theme.GAP_L, bottom=theme.GAP_XL)
        self.view = ft.ListView(expand=True, padding=padding, controls=[fields])
        return self.view

    async def to(self, code: str) -> None:
        """Bring the field ``code`` into view, once what has just changed is drawn."""
        await asyncio.sleep(DRAW_S)
        if self.view is not None:
            await self.view.scroll_to(scroll_key=code, duration=theme.MOTION_MS)


@safe_component
def RequestForm(item_id: str, service: PublicService, about: str | None) -> Any:
    """The form with its pickers."""
    session = use_session()
    editor = use_request(session, item_id, service, about)
    picking, pick = use_value(CLOSED)
    scroller = use_box(_Scroller).current

    async def store() -> None:
        wrong = editor.show_problems()
        if wrong:
            await scroller.to(wrong[0])
            return
        await session.services.requests.submit(item_id, editor.newest())
        lifecycle.sync_soon(session)

    saving = use_command(store)
    fields = column(
        _parts(session, item_id, service, editor, lambda *what: pick(Picking(*what))), theme.GAP_M
    )
    page: ft.Control = above_bar(scroller.around(session, fields), _bottom(session, editor, saving))
    if session.wide:
        page = panes(session, _beside(service), page)
    return _under(session, page, picker(session, editor, picking, lambda: pick(CLOSED)))


def _parts(
    session: Session,
    item_id: str,
    service: PublicService,
    editor: RequestEditor,
    pick: Callable[[str, str], None],
) -> list[ft.Control]:
    name = service.name.in_language(session.state.language)
    parts: list[ft.Control] = [top_bar(session, name, back=routes.public_service(service.id))]
    parts += private_window(session)
    other = None if editor.draft.begun else session.services.requests.unfinished(service.id, item_id)
    if other is not None:
        parts.append(_resume(session, other))
    if editor.draft.unused:
        parts.append(UnusedCard(editor=editor, key="unused"))
    parts.extend(field_part(editor, field, pick) for field in editor.fields)
    return parts


def _resume(session: Session, draft: OutboxItem) -> ft.Control:
    text = session.text
    when = text.ago(draft.updated_at, session.services.clock.now())
    words = text("request.resume", when=when)
    return resume_banner(session, words, text("request.resume.open"), routes.request_draft(draft.id))


def _beside(service: PublicService) -> ft.Control:
    """Return what is known of the service, beside the form on a desktop."""
    return ft.ListView(
        expand=True, padding=theme.GAP_L, controls=[ServiceFacts(service, titled=True, key="facts")]
    )


def _bottom(session: Session, editor: RequestEditor, saving: Command) -> ft.Control:
    """Return the way to save; it says what is still missing, and shows it when it is tapped."""
    return save_bar(
        session,
        session.text("request.save"),
        saving,
        missing_words(session, editor),
        side=_side(session),
        lacking=bool(editor.missing),
        draft_problem=editor.draft_problem,
    )


def missing_words(session: Session, editor: RequestEditor) -> str:
    """Return what is still missing by name, or that saving needs no network."""
    text = session.text
    if not editor.missing:
        return text("request.wrong" if editor.problems else "request.save.promise")
    names = [label_of(session, field).rstrip("?") for field in editor.missing]
    room = NAMED if session.state.text_scale <= SIDE_BY_SIDE_SCALE else NAMED_LARGE
    words = " · ".join(names[:room])
    more = len(names) - room
    if more > 0:
        return text.count("request.missing_more", more, names=words)
    return text("request.missing", names=words)


def _side(session: Session) -> float:
    return side_margin(session, FORM_W, beside=theme.LIST_PANE_W if session.wide else 0)


def _under(session: Session, page: ft.Control, over: ft.Control | None) -> ft.Control:
    """Lay a picker over the form, which keeps its place, its letters and its scroll position meanwhile."""
    hidden = over is not None
    form = ft.Semantics(exclude_semantics=hidden, content=ft.Container(expand=True, content=page))
    layers = [_layer(ft.Container(expand=True, disabled=hidden, content=form))]
    if over is not None:
        layers.append(_layer(ft.Container(bgcolor=session.colors.paper, content=over)))
    return ft.Stack(expand=True, controls=list[ft.Control](layers))


def _layer(content: ft.Control) -> ft.Control:
    return ft.Container(left=0, top=0, right=0, bottom=0, content=content)
