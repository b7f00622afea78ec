"""What can be done with one of my reports."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from services.models import OutboxItem, OutboxState, SubmissionKind
from services.outbox_rows import to_row
from services.public_state import PublicState
from views import lifecycle, routes, theme
from views.components.basics import banner, column, primary_button, quiet_button, tone
from views.components.boundary import safe_component
from views.components.confirm import use_confirm
from views.components.report_words import item_title
from views.components.states import problem
from views.hooks import use_value
from views.state import Command, Session, use_command, use_session

# What cannot be taken back: it is, or nothing is open any more.
GONE = frozenset(
    {
        PublicState.WITHDRAWING,
        PublicState.WITHDRAWN,
        PublicState.CLOSED,
        PublicState.DECLINED,
        PublicState.DUPLICATE,
    }
)


@dataclass(frozen=True)
class Deeds:
    """The guarded actions; ``ask_withdraw`` and ``ask_delete`` open their question first."""

    go_on: Command
    share: Command
    export: Command
    withdraw: Command
    delete: Command
    ask_withdraw: Callable[[], None]
    ask_delete: Callable[[], None]

    @property
    def errors(self) -> list[str]:
        """Return the message ids of what went wrong."""
        commands = (self.go_on, self.share, self.export, self.withdraw, self.delete)
        return [command.error for command in commands if command.error]


@safe_component
def Actions(item: OutboxItem) -> ft.Control:
    """The main next step first, then share, export, take back."""
    session = use_session()
    done, set_done = use_value("")
    deeds = _use_deeds(session, item, set_done)
    label = session.text("report.action.export")
    buttons = [
        *_next(session, item, deeds.go_on),
        *_share(session, item, deeds.share),
        quiet_button(session, label, deeds.export.run, icon=ft.Icons.DOWNLOAD_ROUNDED),
        *_remove(session, item, deeds),
    ]
    parts: list[ft.Control] = [
        ft.Row(wrap=True, spacing=theme.GAP_S, run_spacing=theme.GAP_S, controls=buttons)
    ]
    parts.extend(problem(session, error) for error in deeds.errors)
    if done:
        parts.append(banner(session, session.text(done), tone(session, "success")))
    return column(parts, theme.GAP_S)


def _use_deeds(session: Session, item: OutboxItem, done: Callable[[str], None]) -> Deeds:
    async def export() -> None:
        name = item.receipt.number if item.receipt else item.id[:8]
        await session.device.save_file(f"rafflesia-{name}.json", raw_export(item))
        done("report.action.exported")

    async def take_back() -> None:
        await withdraw(session, item)
        done("report.action.withdrawn")

    async def discard() -> None:
        await delete_here(session, item)
        session.go(routes.MY_REPORTS)

    withdrawing, deleting = use_command(take_back), use_command(discard)
    request = item.kind is SubmissionKind.SERVICE_REQUEST
    return Deeds(
        go_on=use_command(lambda: go_on(session, item)),
        share=use_command(lambda: session.device.share_text(share_words(session, item))),
        export=use_command(export),
        withdraw=withdrawing,
        delete=deleting,
        ask_withdraw=_use_question(session, "ticket.withdraw" if request else "report.withdraw", withdrawing),
        ask_delete=_use_question(session, "report.delete", deleting),
    )


def _use_question(session: Session, name: str, command: Command) -> Callable[[], None]:
    text = session.text
    return use_confirm(
        session,
        title=text(f"{name}.title"),
        words=text(f"{name}.words"),
        yes=text(f"{name}.yes"),
        on_yes=command.run,
    )


async def withdraw(session: Session, item: OutboxItem) -> None:
    """Take a report back and tell the province soon; one that never left is gone at once."""
    await session.services.reports.withdraw(item.id)
    lifecycle.sync_soon(session)
    if session.services.outbox.find(item.id) is None:
        session.go(routes.MY_REPORTS)


def raw_export(item: OutboxItem) -> bytes:
    """Return the item exactly as it is kept, as readable JSON (UTF-8)."""
    return json.dumps(to_row(item), ensure_ascii=False, indent=1).encode()


def share_words(session: Session, item: OutboxItem) -> str:
    """Return what is shared: what it is, village, number and date; never a position."""
    text = session.text
    title = item_title(session, item)
    if item.receipt is None:
        return text("report.share.waiting", title=title, date=text.moment(item.created_at))
    date = text.moment(item.receipt.received_at)
    return text("report.share.received", title=title, number=item.receipt.number, date=date)


async def go_on(session: Session, item: OutboxItem) -> None:
    """Take the next step that the state asks for: continue, correct, try again, send now."""
    outbox = session.services.outbox
    if item.state is OutboxState.DRAFT:
        session.go(form_path(item))
    elif item.state is OutboxState.REJECTED:
        session.go(form_path(await outbox.edit(item.id)))
    elif item.state in {OutboxState.PARKED, OutboxState.QUEUED}:
        await outbox.retry(item.id)
        lifecycle.sync_soon(session)


def form_path(item: OutboxItem) -> str:
    """Return the path of the form that an item is written in."""
    if item.kind is SubmissionKind.SERVICE_REQUEST:
        return routes.request_draft(item.id)
    return routes.blank_spot(item.id)


async def delete_here(session: Session, item: OutboxItem) -> None:
    """Delete a draft, or what the gateway refused, from this device."""
    if item.state is OutboxState.DRAFT:
        session.services.reports.drafts.drop(item.id)
        await session.services.outbox.discard(item.id)
    else:
        await session.services.reports.withdraw(item.id)


def _next(session: Session, item: OutboxItem, going_on: Command) -> list[ft.Control]:
    text = session.text
    wanted = {
        OutboxState.DRAFT: ("report.action.continue", ft.Icons.EDIT_ROUNDED),
        OutboxState.REJECTED: ("report.action.correct", ft.Icons.EDIT_ROUNDED),
        OutboxState.PARKED: ("action.retry", ft.Icons.REFRESH_ROUNDED),
        OutboxState.QUEUED: ("report.mine.send_now", ft.Icons.REFRESH_ROUNDED),
    }.get(item.state)
    editable = item.kind in {SubmissionKind.BLANK_SPOT, SubmissionKind.SERVICE_REQUEST}
    if wanted is None or (item.state in {OutboxState.DRAFT, OutboxState.REJECTED} and not editable):
        return []
    words, icon = wanted
    run = None if going_on.running else going_on.run
    return [primary_button(session, text(words), run, icon=icon, running=going_on.running)]


def _share(session: Session, item: OutboxItem, sharing: Command) -> list[ft.Control]:
    if item.state is OutboxState.DRAFT:
        return []
    return [quiet_button(session, session.text("action.share"), sharing.run, icon=ft.Icons.SHARE_OUTLINED)]


def _remove(session: Session, item: OutboxItem, deeds: Deeds) -> list[ft.Control]:
    text = session.text
    if session.services.reports.public_state(item) in GONE:
        return []
    if item.state in {OutboxState.DRAFT, OutboxState.REJECTED}:
        words, ask = text("report.action.delete"), deeds.ask_delete
    else:
        request = item.kind is SubmissionKind.SERVICE_REQUEST
        words = text("ticket.withdraw" if request else "report.action.withdraw")
        ask = deeds.ask_withdraw
    return [quiet_button(session, words, ask, icon=ft.Icons.DELETE_OUTLINE_ROUNDED, danger=True)]
