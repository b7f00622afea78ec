"""What an operator may choose: variables ``RAFFLESIA_KIOSK_*`` (deploy/kiosk/README.md)."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PREFIX = "RAFFLESIA_KIOSK_"


class OptionsRefused(ValueError):
    """A setting is missing or wrong; the text names it."""


@dataclass(frozen=True, slots=True)
class Options:
    """``site``: origin of the local web app, no slash at the end. Times in seconds.

    ``check_s`` between two questions; ``answer_s`` for an answer; ``start_s`` for the first one after a load;
    ``away_s`` for which another screen of the site than the kiosk's first may be shown.
    """

    name: str
    site: str
    browser: str
    profile: Path
    flags: tuple[str, ...] = ()
    check_s: float = 2.0
    answer_s: float = 30.0
    start_s: float = 180.0
    away_s: float = 3600.0

    @property
    def address(self) -> str:
        """The kiosk's first screen."""
        return f"{self.site}/kiosk/{self.name}"

    @classmethod
    def from_environment(cls, given: Mapping[str, str] = os.environ) -> Options:
        """Read the settings; raises :class:`OptionsRefused`."""
        name = given.get(f"{_PREFIX}NAME", "")
        if len(name) > 60 or not _NAME.fullmatch(name):
            raise OptionsRefused(f"{_PREFIX}NAME must be the kiosk's name, like benteng-marlborough")
        runtime = given.get("RUNTIME_DIRECTORY") or given.get("XDG_RUNTIME_DIR") or "/tmp"  # noqa: S108
        profile = Path(given.get(f"{_PREFIX}PROFILE") or Path(runtime.split(":")[0]) / "profile")
        times = {member: _seconds(given, member) for member in ("check_s", "answer_s", "start_s", "away_s")}
        return cls(
            name=name,
            site=_origin(given.get(f"{_PREFIX}SITE") or "http://127.0.0.1:8780"),
            browser=given.get(f"{_PREFIX}BROWSER") or "chromium",
            profile=profile,
            flags=tuple(shlex.split(given.get(f"{_PREFIX}FLAGS", ""))),
            **{member: value for member, value in times.items() if value is not None},
        )


def _seconds(given: Mapping[str, str], member: str) -> float | None:
    name = f"{_PREFIX}{member.upper()}"
    text = given.get(name)
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0.1 <= value <= 86_400:
        raise OptionsRefused(f"{name} must be a number of seconds, 0.1 to 86400")
    return value


def _origin(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path not in ("", "/"):
        raise OptionsRefused(f"{_PREFIX}SITE must be an origin, like http://127.0.0.1:8780")
    return f"{parts.scheme}://{parts.netloc}"
