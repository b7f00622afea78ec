"""Lacak dengan nomor: the second way to a request, for those who lost their device or filed at a kiosk.

Number and phone live in this screen only: not in the address, not in the store, not in a log.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import flet as ft

from services.errors import TooManyTries
from services.gateway_models import FoundTicket
from services.ticket_lookup import PHONE_LEAST, read_number, read_phone
from views import routes, theme
from views.components.basics import banner, body, card, column, primary_button, support, tone
from views.components.boundary import safe_component, safe_view
from views.components.scaffold import page_column, screen, top_bar
from views.components.states import loading
from views.hooks import use_box, use_value
from views.state import Command, Session, use_command, use_session
from views.ticket.entry import LookupField
from views.ticket.found import FoundCards

# What these mean for a search; the general sentences are about things that wait to be sent.
WORDS = {
    "error.offline": "find.offline",
    "error.interrupted": "find.interrupted",
    "error.gateway_busy": "find.busy",
    "error.bad_answer": "find.trouble",
    "error.refused": "find.trouble",
}


@dataclass(eq=False)
class _Typed:
    number: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a search came to. ``wait_min`` minutes until another try is allowed, 0 when nobody said."""

    found: FoundTicket | None = None
    bad_number: bool = False
    bad_phone: bool = False
    wait_min: int = 0


@safe_view
def FindTicketScreen() -> ft.View:
    """Lacak dengan nomor."""
    session = use_session()
    title = top_bar(session, session.text("find.title"), back=routes.MY_REPORTS)
    content = FindTicket(key="find") if session.state.ready else loading(session)
    return screen(session, page_column(session, [title, content]), bar=False)


@safe_component
def FindTicket() -> ft.Control:
    """The two fields; then what was found in their place, so that nothing typed stays on a kiosk."""
    session = use_session()
    typed = use_box(_Typed)
    outcome, set_outcome = use_value(Outcome())

    async def search() -> None:
        number, phone = read_number(typed.current.number), read_phone(typed.current.phone)
        set_outcome(Outcome(bad_number=number is None, bad_phone=phone is None))
        if number is None or phone is None:
            return
        try:
            found = await session.services.gateway.find_ticket(number, phone)
        except TooManyTries as trouble:
            set_outcome(Outcome(wait_min=math.ceil((trouble.retry_after_s or 0) / 60)))
            raise
        typed.current = _Typed()
        set_outcome(Outcome(found))

    searching = use_command(search)
    if outcome.found is not None:
        cards: ft.Control = FoundCards(found=outcome.found, close=lambda: set_outcome(Outcome()), key="found")
        return cards
    parts: list[ft.Control] = [
        body(session, session.text("find.words"), quiet=True),
        _form(session, typed.current, outcome, searching),
    ]
    if searching.error:
        words = trouble_words(session, searching.error, outcome.wait_min)
        parts.append(banner(session, words, tone(session, "warning")))
    return column(parts, theme.GAP_L)


def trouble_words(session: Session, message_id: str, wait_min: int) -> str:
    """Return what kept a search from an answer, and what to do."""
    if message_id == TooManyTries.default_message_id and wait_min:
        return session.text.count("find.too_many", wait_min)
    return session.text(WORDS.get(message_id, message_id))


def _form(session: Session, typed: _Typed, outcome: Outcome, searching: Command) -> ft.Control:
    text = session.text

    def number(words: str) -> None:
        typed.number = words

    def phone(words: str) -> None:
        typed.phone = words

    least = text.number(PHONE_LEAST)
    return card(
        session,
        column(
            [
                LookupField(
                    label=text("find.number"),
                    helper=text("find.number.help"),
                    typed=number,
                    problem=text("find.number.wrong") if outcome.bad_number else "",
                    key="number",
                ),
                LookupField(
                    label=text("find.phone"),
                    helper=text("find.phone.help", n=least),
                    typed=phone,
                    problem=text("find.phone.wrong", n=least) if outcome.bad_phone else "",
                    phone=True,
                    submit=searching.run,
                    key="phone",
                ),
                _button(session, searching),
                support(session, text("find.private")),
            ],
            theme.GAP_L,
        ),
    )


def _button(session: Session, searching: Command) -> ft.Control:
    words = session.text("find.running" if searching.running else "find.search")
    press = None if searching.running else searching.run
    return primary_button(session, words, press, icon=ft.Icons.SEARCH_ROUNDED, running=searching.running)
