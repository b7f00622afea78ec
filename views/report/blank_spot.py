"""The blank-spot report: where, what, proof; stored here first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import flet as ft

from services.models import OutboxItem, OutboxState, PositionSource, SubmissionKind
from views import lifecycle, routes, theme
from views.components.basics import column, support
from views.components.boundary import safe_component, safe_view
from views.components.form_frame import above_bar, resume_banner, save_bar
from views.components.map_panel import MapPanel
from views.components.pin_picker import PinPicker
from views.components.saved import SavedReport
from views.components.scaffold import page_column, screen, side_margin, top_bar
from views.components.states import loading, private_window
from views.components.village_picker import VillagePicker
from views.hooks import use_box, use_value
from views.report.editor import Editor, use_editor
from views.report.neighbours import NeighboursCard
from views.report.proof import ProofCard
from views.report.signals import SignalsCard
from views.report.where import WhereCard, report_pin
from views.state import Command, Session, use_command, use_session

FORM_PANE_W = 520


@safe_view
def BlankSpotScreen() -> ft.View:
    """Lapor blank spot: a new one, or the draft whose id is in the address."""
    session = use_session()
    own = use_box(session.services.reports.new_id)
    item_id = id_in_path(session, routes.BLANK_SPOT) or own.current
    if not session.state.ready:
        return screen(session, page_column(session, [loading(session)]), bar=False)
    return screen(session, BlankSpot(item_id=item_id, key=item_id), bar=False)


def id_in_path(session: Session, parent: str) -> str | None:
    """Return what follows ``parent`` in the address of this view, None when nothing does."""
    path = ft.use_view_path() or session.page.route or ""
    if not path.startswith(f"{parent}/"):
        return None
    return unquote(path.removeprefix(f"{parent}/"))


@safe_component
def BlankSpot(item_id: str) -> Any:
    """The form while it is a draft, then what became of it."""
    session = use_session()
    item = session.services.outbox.find(item_id)
    if item is not None and item.state is not OutboxState.DRAFT:
        return SavedReport(item_id=item_id)
    return BlankSpotForm(item_id=item_id)


@safe_component
def BlankSpotForm(item_id: str) -> Any:
    """The three steps with the pinned way to save; pickers take the page's place while they are open."""
    session = use_session()
    editor = use_editor(session, item_id)
    picking, pick = use_value("")

    async def store() -> None:
        await _store(session, item_id, editor)

    saving = use_command(store)

    def chosen(use: Callable[..., None]) -> Callable[..., None]:
        def take(place: object) -> None:
            use(place)
            pick("")

        return take

    if picking == "pin":
        return PinPicker(start=editor.form.fix, choose=chosen(editor.use_pin), close=lambda: pick(""))
    if picking == "village":
        return VillagePicker(choose=chosen(editor.use_village), close=lambda: pick(""))
    steps = column(_steps(session, item_id, editor, pick), theme.GAP_M)
    bottom = _bottom(session, editor, saving)
    if session.wide:
        return _beside(session, editor, steps, bottom)
    return above_bar(page_column(session, [steps]), bottom)


async def _store(session: Session, item_id: str, editor: Editor) -> None:
    connectivity = await session.device.connectivity()
    report = editor.form.report(session.services.clock.now(), connectivity)
    await session.services.reports.submit_blank_spot(item_id, report, editor.form.photos)
    lifecycle.sync_soon(session)


def _steps(session: Session, item_id: str, editor: Editor, pick: Callable[[str], None]) -> list[ft.Control]:
    text = session.text
    parts: list[ft.Control] = [top_bar(session, text("report.title"), back=routes.REPORT)]
    parts += private_window(session)
    offered = None if editor.form.begun else unfinished(session, item_id)
    if offered is not None:
        parts.append(_resume(session, offered))
    parts += [
        WhereCard(editor=editor, pick_pin=lambda: pick("pin"), pick_village=lambda: pick("village")),
        SignalsCard(editor=editor),
        NeighboursCard(form=editor.form, item_id=item_id),
        ProofCard(editor=editor),
    ]
    return parts


def unfinished(session: Session, without: str) -> OutboxItem | None:
    """Return the newest other draft of a blank spot, None when there is none."""
    return next(
        (
            item
            for item in session.services.reports.my_reports()
            if item.kind is SubmissionKind.BLANK_SPOT
            and item.state is OutboxState.DRAFT
            and item.id != without
        ),
        None,
    )


def _resume(session: Session, draft: OutboxItem) -> ft.Control:
    text = session.text
    when = text.ago(draft.updated_at, session.services.clock.now())
    words = text("report.resume", when=when)
    return resume_banner(session, words, text("report.resume.open"), routes.blank_spot(draft.id))


def _bottom(session: Session, editor: Editor, saving: Command) -> ft.Control:
    """Return the way to save; while something is missing it says what."""
    text, missing = session.text, editor.form.missing
    return save_bar(
        session,
        text("report.save"),
        saving,
        " ".join(text(name) for name in missing) if missing else text("report.save.promise"),
        side=theme.GAP_L if session.wide else side_margin(session),
        lacking=bool(missing),
        blocked=bool(missing),
        draft_problem=editor.draft_problem,
    )


def _beside(session: Session, editor: Editor, steps: ft.Control, bottom: ft.Control) -> ft.Control:
    """Return form left, map right: a tap on the map moves the report there."""
    form = ft.ListView(expand=True, padding=theme.GAP_L, controls=[steps])
    pin, fix = report_pin(session, editor), editor.form.fix
    here = fix if fix and fix.source is PositionSource.GPS else None
    label = session.text("report.pin.map")
    panel = MapPanel(
        label=f"{label} {pin.label}" if pin else label,
        pins=(pin,) if pin else (),
        selected=pin.id if pin else None,
        here=here,
        on_tap=editor.use_pin,
        locatable=False,
    )
    return ft.Row(
        expand=True,
        spacing=0,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            ft.Container(width=FORM_PANE_W, content=above_bar(form, bottom)),
            ft.Container(width=1, bgcolor=session.colors.line),
            ft.Stack(expand=True, controls=[panel, _map_hint(session)]),
        ],
    )


def _map_hint(session: Session) -> ft.Control:
    return ft.Container(
        left=theme.GAP_L,
        top=theme.GAP_L,
        right=theme.GAP_L,
        alignment=ft.Alignment.TOP_LEFT,
        content=ft.Container(
            bgcolor=session.colors.card,
            border_radius=theme.RADIUS_M,
            border=ft.Border.all(1, session.colors.line),
            padding=ft.Padding.symmetric(horizontal=theme.GAP_L, vertical=theme.GAP_M),
            content=support(session, session.text("report.map.hint")),
        ),
    )
