"""What one of my own submissions is called and how it stands, in words, colour and icon."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from services.models import OutboxItem, SubmissionKind
from services.public_state import PublicState
from views.components.basics import Tone, tone
from views.state import Session

NO_SIGNAL_ICON = ft.Icons.SIGNAL_CELLULAR_CONNECTED_NO_INTERNET_0_BAR_ROUNDED
KIND_ICONS = {
    SubmissionKind.BLANK_SPOT: NO_SIGNAL_ICON,
    SubmissionKind.WIFI_CHECK: ft.Icons.WIFI_FIND_ROUNDED,
    SubmissionKind.CONFIRMATION: ft.Icons.GROUP_ADD_OUTLINED,
    SubmissionKind.WITHDRAWAL: ft.Icons.UNDO_ROUNDED,
    SubmissionKind.SERVICE_REQUEST: ft.Icons.ASSIGNMENT_ROUNDED,
}
STATE_TONES = {
    PublicState.DRAFT: ("unknown", ft.Icons.EDIT_NOTE_ROUNDED),
    PublicState.WAITING: ("warning", ft.Icons.SCHEDULE_SEND_ROUNDED),
    PublicState.SENDING: ("info", ft.Icons.SYNC_ROUNDED),
    PublicState.TO_CORRECT: ("danger", ft.Icons.ERROR_ROUNDED),
    PublicState.STUCK: ("danger", ft.Icons.PAUSE_CIRCLE_ROUNDED),
    PublicState.RECEIVED: ("success", ft.Icons.CHECK_CIRCLE_ROUNDED),
    PublicState.IN_REVIEW: ("info", ft.Icons.MANAGE_SEARCH_ROUNDED),
    PublicState.NEED_INFO: ("warning", ft.Icons.CONTACT_SUPPORT_ROUNDED),
    PublicState.ANSWERED: ("info", ft.Icons.MARK_CHAT_READ_ROUNDED),
    PublicState.RESOLVED: ("info", ft.Icons.TASK_ALT_ROUNDED),
    PublicState.CLOSED: ("success", ft.Icons.DONE_ALL_ROUNDED),
    PublicState.DUPLICATE: ("unknown", ft.Icons.MERGE_ROUNDED),
    PublicState.DECLINED: ("danger", ft.Icons.DO_NOT_DISTURB_ON_ROUNDED),
    PublicState.WITHDRAWING: ("warning", ft.Icons.UNDO_ROUNDED),
    PublicState.WITHDRAWN: ("unknown", ft.Icons.UNDO_ROUNDED),
}


def state_chip(session: Session, item: OutboxItem) -> tuple[str, Tone]:
    """Return words and tone of how an item stands; "received" is said only with a receipt.

    What was asked of me and is answered on this device is not asked again.
    """
    standing = session.services.tickets.standing(item)
    state = standing.state
    if standing.replied:
        replied = replace(tone(session, "info"), icon=ft.Icons.SCHEDULE_SEND_ROUNDED)
        return session.text("ticket.own.answered"), replied
    name, icon = STATE_TONES[state]
    return session.text(f"public.{state.value}"), replace(tone(session, name), icon=icon)


def item_title(session: Session, item: OutboxItem) -> str:
    """Return what the item is: kind and place, or the service that was asked for."""
    text = session.text
    if item.kind is SubmissionKind.SERVICE_REQUEST:
        service = session.services.catalogue.service(str(item.payload.get("service_id")))
        return service.name.in_language(text.language) if service else text("submission.service_request")
    kind = text(f"submission.{item.kind.value}")
    place = _place(session, item)
    return f"{kind} · {place}" if place else kind


def _place(session: Session, item: OutboxItem) -> str | None:
    payload = item.payload
    if item.kind is SubmissionKind.WIFI_CHECK:
        station = session.services.stations.get(str(payload.get("station_id")))
        return station.name if station else None
    code = payload.get("village_code") or (
        payload.get("about_id") if item.kind is SubmissionKind.CONFIRMATION else None
    )
    village = session.services.regions.get(str(code)) if code else None
    return village.name if village else None


def item_line(session: Session, item: OutboxItem) -> str:
    """Return the number that proves receipt, or that it is stored here, with its time."""
    text = session.text
    when = text.ago(item.updated_at, session.services.clock.now())
    if item.receipt is not None:
        return text("outbox.line_received", number=item.receipt.number, when=when)
    return text(f"outbox.line_{item.state.value}", when=when)
