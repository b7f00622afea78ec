"""What the desk says, in Indonesian and English: ``words.json`` holds both under one name."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import pass_context
from jinja2.runtime import Context
from starlette.requests import Request

from gateway.clock import WIB

LANGUAGES: Final = ("id", "en")
MONTHS: Final[Mapping[str, Sequence[str]]] = {
    "id": ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
COOKIE: Final = "staff_language"


@cache
def catalogue() -> Mapping[str, tuple[str, str]]:
    """Return every sentence by name: (Indonesian, English)."""
    document = json.loads(Path(__file__).with_name("words.json").read_text("utf-8"))
    return {name: (indonesian, english) for name, (indonesian, english) in document.items()}


def language_of(request: Request) -> str:
    """Return the language that the browser chose at the desk; Indonesian first."""
    chosen = request.cookies.get(COOKIE, "")
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


def say(language: str, name: str, **values: object) -> str:
    """Return a sentence with its values filled in; raises ``KeyError`` for a name nobody wrote."""
    return catalogue()[name][LANGUAGES.index(language)].format(**values)


def word(request: Request, name: str, **values: object) -> str:
    """Return a sentence in the language of the request."""
    return say(language_of(request), name, **values)


@pass_context
def template_word(context: Context, name: str, **values: object) -> str:
    """``{{ t('menu.queue') }}`` in templates."""
    return word(context["request"], name, **values)


@pass_context
def template_text(context: Context, both: Any) -> str:
    """``{{ both(service.name) }}``: a text of the content in the language of the page."""
    return text_of(both, language_of(context["request"]))


@pass_context
def template_day(context: Context, day: date) -> str:
    """``{{ day(ticket.due_on) }}``: 7 Des 2026."""
    return day_text(day, language_of(context["request"]))


@pass_context
def template_moment(context: Context, moment: datetime) -> str:
    """``{{ moment(event.at) }}``: 7 Des 2026 14.05, in the time of Bengkulu."""
    return moment_text(moment, language_of(context["request"]))


@pass_context
def template_iso(context: Context, text: str) -> str:
    """``{{ iso(notice.published_at) }}``: a time of the content in words."""
    return template_moment(context, datetime.fromisoformat(text))


@pass_context
def template_event(context: Context, event: str) -> str:
    """``{{ event_name(line.event.event) }}``: an event in words; one that is new here, by its own name."""
    name = f"event.{event}"
    return word(context["request"], name) if name in catalogue() else event


def day_text(day: date, language: str) -> str:
    """Return a day with its month in short letters."""
    return f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"


def moment_text(moment: datetime, language: str) -> str:
    """Return a day and a time of Bengkulu: 7 Des 2026 14.05."""
    local, separator = moment.astimezone(WIB), "." if language == "id" else ":"
    return f"{day_text(local.date(), language)} {local:%H}{separator}{local:%M}"


def text_of(both: Any, language: str) -> str:
    """Return a text of the content, which is plain or ``{id, en}``; Indonesian when there is no other."""
    if isinstance(both, Mapping):
        return str(both.get(language) or both.get("id") or "")
    return "" if both is None else str(both)
