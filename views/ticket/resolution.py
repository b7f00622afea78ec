""" "Is it done?": the reporter's word on what the agency calls done, and reopening within 14 days."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from services.clock import WIB
from services.models.ticket import COMMENT_MAX, REOPEN_MIN
from services.public_state import PublicState
from services.standing import Standing
from views import lifecycle, theme
from views.components.basics import body, card, column, heading, primary_button, quiet_button, support
from views.components.boundary import safe_component
from views.components.states import problem
from views.components.ticket_words import agency_words, days_left
from views.components.words_field import WordsField
from views.hooks import use_value
from views.state import Command, Session, use_command, use_session


def asks(session: Session, standing: Standing) -> bool:
    """Return whether the person can say now that it is done or not."""
    facts = standing.facts
    if facts is None or standing.decision is not None:
        return False
    if standing.state is PublicState.RESOLVED:
        return True
    return standing.state is PublicState.CLOSED and bool(days_left(session, facts.reopen_until))


@safe_component
def ResolutionCard(standing: Standing) -> ft.Control:
    """Yes or no; a no wants its reason."""
    session = use_session()
    opened, set_opened = use_value(False)
    reason, set_reason = use_value("")
    target = standing.item.id

    async def say(accepted: bool, words: str = "") -> None:
        await session.services.tickets.resolve(target, accepted, words)
        lifecycle.sync_soon(session)

    accepting = use_command(lambda: say(True))
    reopening = use_command(lambda: say(False, reason))
    if standing.state is PublicState.CLOSED:
        parts = _closed(session, standing, None if opened else lambda: set_opened(True))
    else:
        parts = _resolved(session, standing, accepting, None if opened else lambda: set_opened(True))
    if opened:
        parts.extend(_reason(session, reason, set_reason, reopening, lambda: set_opened(False)))
    parts.extend(problem(session, error) for error in (accepting.error, reopening.error) if error)
    open_ = standing.state is PublicState.RESOLVED
    color = session.colors.success_soft if open_ else None
    return card(session, column(parts, theme.GAP_M), color=color)


def _resolved(
    session: Session, standing: Standing, accepting: Command, reopen: Callable[[], None] | None
) -> list[ft.Control]:
    """Return the question; while the reason for a no is written (``reopen`` None) without its buttons."""
    parts: list[ft.Control] = [
        heading(session, session.text("ticket.resolution.title")),
        body(session, _told(session, standing)),
        *_until(session, standing),
    ]
    if reopen is not None:
        parts.append(_yes_or_no(session, accepting, reopen))
    return parts


def _yes_or_no(session: Session, accepting: Command, reopen: Callable[[], None]) -> ft.Control:
    text, run = session.text, None if accepting.running else accepting.run
    yes = primary_button(
        session,
        text("ticket.resolution.yes"),
        run,
        icon=ft.Icons.TASK_ALT_ROUNDED,
        running=accepting.running,
    )
    no = quiet_button(session, text("ticket.resolution.no"), reopen, icon=ft.Icons.REPLAY_ROUNDED)
    return ft.Row(wrap=True, spacing=theme.GAP_S, run_spacing=theme.GAP_S, controls=[yes, no])


def _told(session: Session, standing: Standing) -> str:
    """Return who says since when that it is done."""
    text, facts = session.text, standing.facts
    agency = agency_words(session, standing)
    if facts is None or facts.resolved_at is None:
        return text("ticket.resolution.says", agency=agency)
    day = text.date(facts.resolved_at.astimezone(WIB).date())
    return text("ticket.resolution.says_on", agency=agency, date=day)


def _until(session: Session, standing: Standing) -> list[ft.Control]:
    text = session.text
    days = days_left(session, standing.facts.confirm_until if standing.facts else None)
    if days is None:
        return []
    words = text.count("ticket.resolution.days", days) if days else text("ticket.resolution.silent")
    return [support(session, words)]


def _closed(session: Session, standing: Standing, reopen: Callable[[], None] | None) -> list[ft.Control]:
    text = session.text
    days = days_left(session, standing.facts.reopen_until if standing.facts else None) or 0
    parts: list[ft.Control] = [
        heading(session, text("ticket.reopen.title")),
        support(session, text.count("ticket.reopen.days", days)),
    ]
    if reopen is not None:
        button = quiet_button(session, text("ticket.reopen.open"), reopen, icon=ft.Icons.REPLAY_ROUNDED)
        parts.append(ft.Row(wrap=True, controls=[button]))
    return parts


def _reason(
    session: Session,
    reason: str,
    typed: Callable[[str], None],
    reopening: Command,
    cancel: Callable[[], None],
) -> list[ft.Control]:
    text = session.text
    enough = len(reason.strip()) >= REOPEN_MIN
    run = reopening.run if enough and not reopening.running else None
    send = primary_button(
        session, text("ticket.reopen.send"), run, icon=ft.Icons.REPLAY_ROUNDED, running=reopening.running
    )
    field = WordsField(
        label=text("ticket.reopen.reason"),
        words=reason,
        typed=typed,
        longest=COMMENT_MAX,
        helper=text("ticket.reopen.hint", n=REOPEN_MIN),
        lines=2,
        key="reason",
    )
    buttons = [send, quiet_button(session, text("action.cancel"), cancel)]
    return [field, ft.Row(wrap=True, spacing=theme.GAP_S, run_spacing=theme.GAP_S, controls=buttons)]
