"""What the agency asks, with the box for the answer; and the box for a message at any other time."""

from __future__ import annotations

import flet as ft

from services.gateway_models import TimelineEntry
from services.models import SubmissionKind
from services.public_state import PublicState
from services.standing import Standing
from views import theme
from views.components.basics import banner, body, card, column, heading, support, tone
from views.components.boundary import safe_component
from views.components.ticket_files import EventFiles
from views.components.ticket_words import agency_words, stage_words
from views.state import Session, use_session
from views.ticket.comment import CommentBox


def question_of(standing: Standing) -> TimelineEntry | None:
    """Return the newest question of the agency while it waits for an answer, else None."""
    if standing.state is not PublicState.NEED_INFO or standing.status is None:
        return None
    asked = [entry for entry in standing.status.timeline if entry.event == "question"]
    return asked[-1] if asked else None


@safe_component
def QuestionCard(standing: Standing) -> ft.Control:
    """The question on top; once answered, that the answer is on its way."""
    session = use_session()
    text = session.text
    asked = question_of(standing)
    title = heading(session, text("ticket.question", agency=agency_words(session, standing)))
    parts: list[ft.Control] = [title]
    if asked is not None:
        parts.append(body(session, asked.note or text("ticket.question.no_words")))
        if asked.files:
            parts.append(EventFiles(item_id=standing.item.id, files=asked.files))
        parts.append(support(session, text.moment(asked.at)))
    answered = standing.live(SubmissionKind.COMMENT)
    if answered is None:
        parts.append(
            CommentBox(
                standing=standing, label=text("ticket.answer.label"), action=text("ticket.answer.send")
            )
        )
    else:
        words = f"{text('ticket.own.answered')}. {stage_words(session, answered.stage)}"
        parts.append(banner(session, words, tone(session, "warning"), icon=ft.Icons.SCHEDULE_SEND_ROUNDED))
    return card(session, column(parts, theme.GAP_M), color=session.colors.warning_soft)


@safe_component
def MessageCard(standing: Standing) -> ft.Control:
    """A message that nobody asked for: more about the matter, or how it stands."""
    session = use_session()
    text = session.text
    lead: ft.Control = _lead(session, standing)
    box = CommentBox(
        standing=standing, label=text("ticket.comment.label"), action=text("ticket.comment.send")
    )
    return card(session, column([heading(session, text("ticket.comment")), lead, box], theme.GAP_M))


def _lead(session: Session, standing: Standing) -> ft.Control:
    return support(session, session.text("ticket.comment.words", agency=agency_words(session, standing)))
