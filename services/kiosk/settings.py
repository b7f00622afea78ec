"""The settings of one kiosk: a file beside the app, and newer ones from the gateway (docs/kiosk.md)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from services.errors import RafflesiaError
from services.kiosk.idle import IdleTimes
from services.kiosk.pin import BadPinHash, PinHash
from services.models import LocalText, WireError, wire

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NAME_MAX = 60
_PATH = re.compile(r"/?kiosk/([^/?#]+)/?")
SECONDS_MIN, SECONDS_MAX = 1.0, 3600.0
LOCAL_ONLY = ("key", "idle_s", "warning_s", "hold_s", "public_url")
"""What the gateway never says."""


class KioskNotSetUp(RafflesiaError):
    """The kiosk cannot start; ``message_id`` names the sentence that says what to do."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self._why = why

    @property
    def message_id(self) -> str:
        """Return ``kiosk.refused.<why>``."""
        return f"kiosk.refused.{self._why}"


@dataclass(frozen=True, slots=True)
class KioskSettings:
    """What makes a screen the kiosk of a place.

    ``public_url``: where phones find the app, without a slash at the end.
    """

    name: str
    title: LocalText
    place_id: str | None
    language: str
    controls_low: bool
    pin_hash: PinHash = field(repr=False)
    key: str | None = field(default=None, repr=False)
    times: IdleTimes = field(default_factory=IdleTimes)
    public_url: str | None = None

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> KioskSettings:
        """Read the agreed object; unknown names are ignored. Raises ``WireError``."""
        name, language = wire.text(row, "name"), row.get("language", "id")
        if not is_name(name):
            raise WireError("name: expected small letters, digits and single hyphens")
        if language not in ("id", "en"):
            raise WireError("language: expected id or en")
        low = row.get("controls_low", False)
        if not isinstance(low, bool):
            raise WireError("controls_low: expected true or false")
        return cls(
            name=name,
            title=LocalText.from_wire(row, "title"),
            place_id=wire.optional_text(row, "place_id"),
            language=language,
            controls_low=low,
            pin_hash=_pin_hash(row),
            key=wire.optional_text(row, "key"),
            times=_times(row),
            public_url=_public_url(row),
        )


def is_name(name: str) -> bool:
    """Return whether ``name`` can be the name of a kiosk."""
    return len(name) <= NAME_MAX and NAME.fullmatch(name) is not None


def name_in_path(path: str | None) -> str | None:
    """Return the kiosk that an address of the app asks for (``/kiosk/<name>``), None for all other paths."""
    match = _PATH.fullmatch(path or "")
    return match[1] if match and is_name(match[1]) else None


def is_own(host: str) -> bool:
    """Return whether only this machine reaches ``host``."""
    return host in ("localhost", "[::1]", "::1") or host.startswith("127.") or host.endswith(".localhost")


def chosen(local: bytes | None, kept: Mapping[str, Any] | None, name: str | None) -> KioskSettings:
    """Return the settings to start with; raises :class:`KioskNotSetUp`.

    ``local``: the file as it was read. ``kept``: the gateway's last answer, which wins where it is readable.
    ``name``: the kiosk that was asked for; settings of another one are not taken.
    """
    own = _document(local)
    for row in ({**(kept or {}), **_local_part(own)} if kept else None, own):
        if row is not None:
            settings, why = _tried(row, name)
            if settings is not None:
                return settings
    raise KioskNotSetUp("missing" if own is None else why)


def with_answer(settings: KioskSettings, answer: Mapping[str, Any]) -> KioskSettings:
    """Return ``settings`` as the gateway says they are now; raises ``WireError``, also for another kiosk."""
    newer = KioskSettings.from_wire({key: value for key, value in answer.items() if key not in LOCAL_ONLY})
    if newer.name != settings.name:
        raise WireError("name: that of another kiosk")
    return replace(newer, key=settings.key, times=settings.times, public_url=settings.public_url)


def _tried(row: Mapping[str, Any], name: str | None) -> tuple[KioskSettings | None, str]:
    if not row.get("pin_hash"):
        return None, "no_pin"
    try:
        settings = KioskSettings.from_wire(row)
    except WireError:
        return None, "unreadable"
    return (settings, "") if name in (None, settings.name) else (None, "other")


def _local_part(own: Mapping[str, Any] | None) -> dict[str, Any]:
    return {key: value for key, value in (own or {}).items() if key in LOCAL_ONLY}


def _document(local: bytes | None) -> Mapping[str, Any] | None:
    """Return the object in the file, None without one (a static host may answer with a page)."""
    try:
        document = json.loads(local or b"null")
    except ValueError:
        return None
    return document if isinstance(document, dict) else None


def _pin_hash(row: Mapping[str, Any]) -> PinHash:
    try:
        return PinHash.from_text(wire.text(row, "pin_hash"))
    except BadPinHash as error:
        raise WireError(f"pin_hash: {error}") from error


def _times(row: Mapping[str, Any]) -> IdleTimes:
    usual = IdleTimes()
    told = {
        key: wire.number(row, key) for key in ("idle_s", "warning_s", "hold_s") if row.get(key) is not None
    }
    if any(not SECONDS_MIN <= value <= SECONDS_MAX for value in told.values()):
        raise WireError("a time: expected 1 to 3600 seconds")
    return IdleTimes(
        told.get("idle_s", usual.idle_s),
        told.get("warning_s", usual.warning_s),
        told.get("hold_s", usual.hold_s),
    )


def _public_url(row: Mapping[str, Any]) -> str | None:
    url = wire.optional_text(row, "public_url")
    if url is None:
        return None
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise WireError("public_url: expected the address of the app")
    return url.rstrip("/")
