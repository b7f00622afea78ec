"""The timeline of a submission: what the gateway tells, and what of mine is on its way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import flet as ft

from services.gateway_models import TimelineEntry
from services.models import OutboxItem, SubmissionKind, TicketFile
from services.standing import Act, ActStage
from views import theme
from views.components.basics import column, row_title, support, tone
from views.components.thumbs import thumb_row
from views.components.ticket_files import EventFiles
from views.components.ticket_words import stage_words
from views.state import Session

TONES = {
    "question": "warning",
    "answered": "info",
    "resolved": "success",
    "closed": "success",
    "closed_silently": "success",
    "rejected": "danger",
    "duplicate": "unknown",
    "withdrawn": "unknown",
    "reopened": "warning",
    "comment": "unknown",
    "rated": "gold",
}
ICONS = {
    "taken": ft.Icons.PERSON_SEARCH_ROUNDED,
    "in_review": ft.Icons.MANAGE_SEARCH_ROUNDED,
    "question": ft.Icons.CONTACT_SUPPORT_ROUNDED,
    "comment": ft.Icons.CHAT_BUBBLE_OUTLINE_ROUNDED,
    "answered": ft.Icons.MARK_CHAT_READ_ROUNDED,
    "resolved": ft.Icons.TASK_ALT_ROUNDED,
    "reopened": ft.Icons.REPLAY_ROUNDED,
    "transferred": ft.Icons.MOVE_DOWN_ROUNDED,
    "duplicate": ft.Icons.MERGE_ROUNDED,
    "merged": ft.Icons.MERGE_ROUNDED,
}
OWN = {SubmissionKind.COMMENT: "comment", SubmissionKind.RATING: "rated"}


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the history. ``at`` None: now. ``tone`` is a name of ``basics.tone``.

    ``note``: somebody's own words, shown as such; ``photos``: SHA-256 of photos of this device.
    """

    at: datetime | None
    words: str
    more: str = ""
    tone: str = "info"
    note: str = ""
    mine: bool = False
    event: str = ""
    files: tuple[TicketFile, ...] = ()
    photos: tuple[str, ...] = ()


def told(session: Session, item: OutboxItem) -> list[Step]:
    """Return the gateway's own timeline as last known; the receipt is told already."""
    status = session.services.reports.status(item.id)
    if status is None:
        known = item.status if item.status not in (None, "received") else None
        return [Step(item.updated_at, session.text(f"status.{known}"))] if known else []
    return [told_step(session, entry) for entry in status.timeline if entry.event != "received"]


def told_step(session: Session, entry: TimelineEntry) -> Step:
    """Return one entry of the gateway's timeline in words."""
    text, name = session.text, f"status.{entry.event}"
    mine = entry.by == "reporter"
    return Step(
        at=entry.at,
        words=text(name) if text.has(name) else entry.event,
        more=text("ticket.you") if mine else entry.agency or "",
        tone=TONES.get(entry.event, "info"),
        note=entry.note or "",
        mine=mine,
        event=entry.event,
        files=entry.files,
    )


def own_steps(session: Session, item: OutboxItem) -> list[Step]:
    """Return my comments, rating and answers that wait or have just arrived, oldest first."""
    acts = session.services.tickets.standing(item).acts
    moving = (ActStage.WAITING, ActStage.ARRIVED)
    return [_own(session, act) for act in acts if act.stage in moving]


def _own(session: Session, act: Act) -> Step:
    event = OWN.get(act.item.kind)
    if event is None:
        event = "closed" if act.item.payload.get("accepted") is True else "reopened"
    return Step(
        at=act.item.created_at,
        words=session.text(f"status.{event}"),
        more=stage_words(session, act.stage),
        tone="warning",
        note=str(act.item.payload.get("text") or ""),
        mine=True,
        event=event,
        photos=act.item.attachments,
    )


def step_row(session: Session, item_id: str, step: Step) -> ft.Control:
    """Return one line: what, who, when, and the words and files that came with it."""
    role = tone(session, step.tone)
    when = session.text.moment(step.at) if step.at is not None else ""
    parts = [part for part in (step.more, when) if part]
    lines: list[ft.Control] = [row_title(session, step.words)]
    lines.extend(support(session, part) for part in parts)
    if step.note:
        lines.append(_bubble(session, step))
    if step.files:
        lines.append(EventFiles(item_id=item_id, files=step.files))
    if step.photos:
        lines.append(thumb_row(session, step.photos))
    return ft.Row(
        spacing=theme.GAP_M,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[
            ft.Icon(ICONS.get(step.event, role.icon), color=role.color, size=20),
            ft.Container(expand=True, content=column(lines, 2)),
        ],
    )


def _bubble(session: Session, step: Step) -> ft.Control:
    colors = session.colors
    return ft.Container(
        margin=ft.Margin.only(top=theme.GAP_XS, bottom=theme.GAP_XS),
        padding=ft.Padding.symmetric(horizontal=theme.GAP_M, vertical=theme.GAP_S),
        border_radius=theme.RADIUS_S,
        bgcolor=colors.secondary_soft if step.mine else colors.choice,
        content=ft.Text(step.note, style=session.type.body, color=colors.ink),
    )
