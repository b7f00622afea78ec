"""What one open page knows: the observable state, the services behind it, and guarded actions."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, cast

import flet as ft

from services.app import AppServices
from services.errors import RafflesiaError
from services.explore_filter import ExploreFilter
from services.kiosk.settings import KioskSettings
from services.kiosk.wrong_clock import is_plausible
from services.models import Fix, VillageMatch
from services.platform.base import Device
from services.stations import StationFilter
from views import palettes, theme
from views.hooks import use_box, use_value
from views.text import Text

log = logging.getLogger(__name__)


class Layout(StrEnum):
    """Width classes: phone (bar below), tablet (rail), desktop (rail + list beside detail)."""

    PHONE = "phone"
    TABLET = "tablet"
    DESKTOP = "desktop"

    @classmethod
    def of(cls, width: float | None) -> Layout:
        """Return the class of a page ``width`` in logical pixels (None: not known yet)."""
        if width is None or width < theme.PHONE_MAX_W:
            return cls.PHONE
        return cls.TABLET if width < theme.TABLET_MAX_W else cls.DESKTOP


@ft.observable
@dataclass(eq=False)
class AppState:
    """State of one page. Values are replaced whole; components that call ``use_session`` follow it."""

    language: str = "id"
    dark: bool = False
    high_contrast: bool = False
    text_scale: float = 1.0
    data_saver: bool = False
    layout: Layout = Layout.PHONE
    width: float = 412
    height: float = 915
    here: Fix | None = None
    village: VillageMatch | None = None
    locating: bool = False
    location_problem: str | None = None
    syncing: bool = False
    sync_wanted: bool = False
    sync_forced: bool = False
    sync_problem: str | None = None
    reached: bool = False
    data_version: int = 0
    outbox_version: int = 0
    kept_version: int = 0
    pictures_version: int = 0
    wifi_filter: StationFilter = field(default_factory=StationFilter)
    explore_text: str = ""
    explore_category: str | None = None
    explore_filter: ExploreFilter = field(default_factory=ExploreFilter)
    explore_map: bool = False
    trade_text: str = ""
    trade_map: bool = False
    trade_category: str | None = None
    news_programme: str | None = None
    news_regency: str | None = None
    services_text: str = ""
    ready: bool = False
    attract: bool = False
    unsent: str | None = None


@dataclass(frozen=True, eq=False, repr=False)
class Visit:
    """What the screens of a kiosk know of the visit they belong to.

    ``public_url``: where phones find the app, None when nobody said; ``touched`` is None where the platform
    hears of touches by itself; ``begin`` and ``end`` the visit; ``ask_pin``: staff wants to leave the kiosk;
    ``hold`` keeps the visit without touches (not for ever) until what it returns is called.
    """

    settings: KioskSettings
    public_url: str | None
    begin: Callable[[], None]
    end: Callable[[], None]
    ask_pin: Callable[[], None]
    touched: Callable[[], None] | None
    hold: Callable[[], Callable[[], None]]


@dataclass(frozen=True, eq=False, repr=False)
class Session:
    """One page's services, device and state. Never shared between pages.

    No ``repr``: Flet's server formats every message for its debug log, and a component that takes the
    session would print the whole page with it, once per row.
    """

    page: ft.Page
    services: AppServices
    device: Device
    state: AppState
    visit: Visit | None = None

    @property
    def text(self) -> Text:
        """Sentences in the page's language."""
        text = Text(self.services.platform.assets / "locales", self.state.language)
        return text if self.visit is None else text.instead(KIOSK_WORDS)

    @property
    def colors(self) -> palettes.Palette:
        """The page's colour set."""
        return palettes.palette(self.state.dark, self.state.high_contrast)

    @property
    def type(self) -> theme.Type:
        """The page's type scale."""
        return theme.Type(self.state.text_scale * self.letters)

    @property
    def room_px(self) -> int:
        """How much more room than on a phone is above and below the words of what is touched."""
        return (self.touch_px - theme.TOUCH_PX) // 2

    @property
    def letters(self) -> float:
        """How much larger than on a phone letters are: one stands before a kiosk."""
        if self.visit is None:
            return 1.0
        return theme.KIOSK_LETTERS if self.state.width >= theme.KIOSK_LARGE_W else theme.KIOSK_LETTERS_SMALL

    @property
    def touch_px(self) -> int:
        """The least width and height of what is touched."""
        return theme.TOUCH_PX if self.visit is None else theme.KIOSK_TOUCH_PX

    @property
    def wide(self) -> bool:
        """True when a list and its detail stand side by side."""
        return self.state.layout is Layout.DESKTOP

    @property
    def knows_time(self) -> bool:
        """Return whether the clock may be believed; only a kiosk has reason to doubt it."""
        services = self.services
        return self.visit is None or is_plausible(services.clock.now(), services.packaged_on)

    def hold(self) -> Callable[[], None]:
        """Keep a kiosk's visit while something is looked at; nothing to keep elsewhere. Returns the end."""
        return _no_end if self.visit is None else self.visit.hold()

    def go(self, path: str) -> None:
        """Navigate to ``path`` (from ``views/routes.py``)."""
        self.page.navigate(path)


def _no_end() -> None:
    """Nothing was held."""


KIOSK_WORDS = MappingProxyType(
    {
        "action.share": "kiosk.take",
        "action.directions": "kiosk.directions",
        "error.location_unsupported": "kiosk.no_position",
    }
)
"""Sentences that a kiosk says in place of others."""

SessionContext: Any = ft.create_context(None)


def use_session() -> Session:
    """Return the page's session; the calling component renders again when its state changes."""
    session: Session = ft.use_context(SessionContext)
    ft.use_state(session.state)
    return session


@dataclass(frozen=True)
class Command:
    """One user action: ``run`` ignores a second tap while ``running``; ``error`` is a message id."""

    run: Callable[..., Awaitable[None]]
    running: bool
    error: str | None
    clear: Callable[[], None]


def use_command(action: Callable[..., Awaitable[None]]) -> Command:
    """Return ``action`` guarded: no double tap, errors become a message id, never a traceback on screen.

    Used as a handler, ``run`` keeps Flet's event to itself; other arguments reach ``action``.
    """
    running, set_running = use_value(False)
    error, set_error = use_value(cast("str | None", None))
    busy = use_box(lambda: False)

    async def run(*args: Any) -> None:
        if busy.current:
            return
        busy.current = True
        set_running(True)
        set_error(None)
        try:
            await action(*(arg for arg in args if not isinstance(arg, ft.Event)))
        except RafflesiaError as problem:
            log.info("action %s refused: %s", action.__name__, problem.message_id)
            set_error(problem.message_id)
        except Exception:
            log.exception("action %s failed", action.__name__)
            set_error("error.unexpected")
        finally:
            busy.current = False
            set_running(False)

    return Command(run, running, error, lambda: set_error(None))
