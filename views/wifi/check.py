"""The one-tap check: what a resident finds on the spot. Durable on this device before it says so."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from services.models import CheckResult, OutboxItem, WifiCheck
from services.stations import StationHit
from views import theme
from views.components.basics import (
    Handler,
    Tone,
    body,
    card,
    column,
    heading,
    link,
    row_title,
    status_chip,
    support,
    tone,
)
from views.components.boundary import safe_component
from views.components.report_words import item_line, state_chip
from views.components.states import problem
from views.hooks import use_box, use_value
from views.state import Session, use_command, use_session
from views.wifi.findings import is_candidate, last_check

ANSWERS = (
    (CheckResult.OK, "success", ft.Icons.WIFI_ROUNDED),
    (CheckResult.NO_INTERNET, "warning", ft.Icons.SIGNAL_WIFI_STATUSBAR_CONNECTED_NO_INTERNET_4_ROUNDED),
    (CheckResult.ABSENT, "danger", ft.Icons.WIFI_OFF_ROUNDED),
)


@safe_component
def CheckCard(hit: StationHit) -> ft.Control:
    """Three answers; after one of them, what was answered and how far it got."""
    session = use_session()
    station_id, candidate = hit.station.id, is_candidate(hit)
    # The id is made when the question is shown: answering twice by accident is one submission.
    item_id = use_box(session.services.reports.new_id)
    asking, set_asking = use_value(False)

    async def answer(result: CheckResult) -> None:
        now = session.services.clock.now()
        await session.services.reports.submit_wifi_check(item_id.current, WifiCheck(station_id, result, now))
        item_id.current = session.services.reports.new_id()
        set_asking(False)

    sending = use_command(answer)
    mine = last_check(session, station_id)
    text = session.text
    lines: list[ft.Control] = [heading(session, text("check.title"))]
    if mine is not None and not asking:
        lines += _answered(session, mine, candidate)
        lines.append(
            ft.Row(wrap=True, controls=[link(session, text("check.again"), lambda: set_asking(True))])
        )
    else:
        question = text("check.candidate_question" if candidate else "check.question")
        lines += [row_title(session, question), *_answers(session, candidate, sending.run, sending.running)]
        lines.append(support(session, text("check.words")))
    if sending.error:
        lines.append(problem(session, sending.error))
    return card(session, column(lines, theme.GAP_M))


def _answers(session: Session, candidate: bool, run: Handler, running: bool) -> list[ft.Control]:
    buttons = []
    for result, name, icon in ANSWERS:
        role = replace(tone(session, name), icon=icon)
        words = answer_words(session, result, candidate)
        buttons.append(_answer(session, words, role, None if running else _answering(run, result)))
    return buttons


def _answering(run: Handler, result: CheckResult) -> Handler:
    async def answer() -> None:
        await run(result)

    return answer


def answer_words(session: Session, result: CheckResult, candidate: bool) -> str:
    """Return the answer in words; a candidate place is asked another question."""
    return session.text(f"check.{'candidate_' if candidate else ''}{result.value}")


def _answer(session: Session, words: str, role: Tone, on_click: Handler | None) -> ft.Control:
    return ft.OutlinedButton(
        on_click=on_click,
        disabled=on_click is None,
        style=ft.ButtonStyle(
            bgcolor=role.soft,
            side=ft.BorderSide(1, role.color),
            shape=ft.RoundedRectangleBorder(radius=theme.RADIUS_M),
            padding=ft.Padding.symmetric(horizontal=theme.GAP_L, vertical=15 + session.room_px),
        ),
        content=ft.Row(
            spacing=theme.GAP_M,
            controls=[
                ft.Icon(role.icon, color=role.color, size=22),
                ft.Text(words, style=session.type.row, color=role.color, expand=True),
            ],
        ),
    )


def _answered(session: Session, item: OutboxItem, candidate: bool) -> list[ft.Control]:
    text = session.text
    result = CheckResult(item.payload["result"])
    words, role = state_chip(session, item)
    received = item.receipt is not None
    return [
        row_title(session, text("check.mine", answer=answer_words(session, result, candidate))),
        ft.Row(wrap=True, controls=[status_chip(session, words, role)]),
        ft.Semantics(live_region=True, content=body(session, item_line(session, item))),
        support(session, text("check.thanks_sent" if received else "check.thanks")),
    ]
