"""What the desk says, in Indonesian and English: ``words.json`` holds both under one name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import pass_context
from jinja2.runtime import Context
from starlette.requests import Request

LANGUAGES: Final = ("id", "en")
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
    """``{{ t('queue.title') }}`` in templates."""
    return word(context["request"], name, **values)


@pass_context
def template_text(context: Context, both: Any) -> str:
    """``{{ both(service.name) }}``: a text of the content in the language of the page."""
    return text_of(both, language_of(context["request"]))


def text_of(both: Any, language: str) -> str:
    """Return a text of the content, which is plain or ``{id, en}``; Indonesian when there is no other."""
    if isinstance(both, Mapping):
        return str(both.get(language) or both.get("id") or "")
    return "" if both is None else str(both)
