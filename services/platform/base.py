"""The Protocols that hide the platform. Implemented by native.py, browser.py and device_flet.py."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from services.errors import ReadOnly, StorageError
from services.models import Fix

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")

Connectivity = Literal["none", "mobile", "wifi", "ethernet", "unknown"]
Profile = Literal["app", "kiosk"]


class Volume(Protocol):
    """The folder that holds everything the app keeps.

    Services write only inside :meth:`commit`, so that nothing is called stored before it is durable.
    """

    @property
    def root(self) -> Path:
        """Return the folder; it exists."""

    @property
    def writable(self) -> bool:
        """Return False when another tab or process is the writer."""

    async def commit(self, write: Callable[[], T]) -> T:
        """Run ``write`` (short, blocking), then :meth:`flush`; what it wrote is durable on return.

        Raises ``ReadOnly`` without calling ``write`` when not :attr:`writable`.
        """

    async def flush(self) -> None:
        """Make earlier writes durable.

        Browser: IDBFS ``syncfs``, one at a time. Natively nothing is left to do: the files were fsynced.
        """


class WriterLock(Protocol):
    """At most one tab or process writes to a volume."""

    async def acquire(self) -> bool:
        """Return True when this process is the writer now; False at once when another one is."""

    async def release(self) -> None:
        """Give the lock back; harmless when it is not held."""


class ImageScaler(Protocol):
    """Makes photos small before they are kept."""

    async def scale(self, content: bytes, long_side_px: int, *, always: bool = False) -> bytes | None:
        """Return the picture upright as a JPEG without metadata, at most ``long_side_px`` on its long side.

        None when it is small enough already (unless ``always``), or when this platform cannot decode it.
        Raises ``PhotoError``.
        """


class NoScaler:
    """A platform without an image decoder."""

    async def scale(self, content: bytes, long_side_px: int, *, always: bool = False) -> bytes | None:
        """Return None: the picture stays as it is."""
        return None


@dataclass(frozen=True, slots=True)
class PickedFile:
    """A file a person chose."""

    name: str
    content: bytes


class Device(Protocol):
    """The hardware and the system around the app. Failures raise ``DeviceError``."""

    async def locate(self, wait_s: float = 20) -> Fix:
        """Return the best fix within ``wait_s`` seconds; raises ``LocationUnavailable``."""

    async def location_allowed(self) -> bool:
        """Return whether :meth:`locate` will not ask the person anything; raises ``DeviceError``."""

    async def pick_photo(self) -> PickedFile | None:
        """Let the person choose a photo; None when they changed their mind."""

    async def pick_pdf(self) -> PickedFile | None:
        """Let the person choose a PDF; None when they changed their mind."""

    async def open_url(self, url: str) -> None:
        """Hand ``url`` (https:, geo:, tel:) to the system."""

    async def share_text(self, text: str) -> None:
        """Open the system's share sheet."""

    async def copy_text(self, text: str) -> None:
        """Put ``text`` on the clipboard."""

    async def save_file(self, name: str, content: bytes) -> None:
        """Let the person save ``content`` under a name like ``name``."""

    def on_network_change(self, callback: Callable[[], None]) -> None:
        """Call ``callback`` whenever the kind of connection changes (one callback, the last given)."""

    async def connectivity(self) -> Connectivity:
        """Return a hint; it never proves that the internet can be reached."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What another app handed over: its words, photos as they came (at most three)."""

    words: str = ""
    photos: tuple[bytes, ...] = ()


class Surroundings(Protocol):
    """What stands around the app and can do what the app cannot: in a browser the page that started it."""

    def speak(self, language: str) -> None:
        """Name the language ("id", "en") of what is on the screen to screen readers and translators."""

    async def keep_storage(self) -> bool:
        """Ask, once there is something to lose, that what is kept here is never cleared away by itself.

        Return whether that was promised.
        """

    async def forgets_at_close(self) -> bool:
        """Return True when what is kept here goes with the window, as far as that can be known."""

    async def shared(self) -> Shared | None:
        """Return what waits here since another app shared it, None when nothing does."""

    async def forget_shared(self) -> None:
        """Drop what was shared."""

    def before_leaving(self, save: Callable[[], Awaitable[None]]) -> None:
        """Await ``save`` when the page is about to go (one callback, the last given)."""

    def on_touch(self, callback: Callable[[], None]) -> bool:
        """Call ``callback`` when a person touches, types or turns the wheel; False: nobody tells here."""

    def say(self, words: str, language: str) -> None:
        """Speak ``words`` aloud where a voice of this device can, without a network."""

    def forget_visit(self) -> None:
        """Drop what stands around the app and remembers a visit; the page may begin anew."""

    def leave_kiosk(self) -> None:
        """Leave the kiosk: to the ordinary app, or out of the process."""


class NoSurroundings:
    """A platform where nothing stands around the app: the system keeps files and ends apps by itself."""

    def speak(self, language: str) -> None:
        """Do nothing."""

    async def keep_storage(self) -> bool:
        """Return True."""
        return True

    async def forgets_at_close(self) -> bool:
        """Return False."""
        return False

    async def shared(self) -> Shared | None:
        """Return None: sharing to the app is the browser's (tools/web/sw.js)."""
        return None

    async def forget_shared(self) -> None:
        """Do nothing."""

    def before_leaving(self, save: Callable[[], Awaitable[None]]) -> None:
        """Do nothing."""

    def on_touch(self, callback: Callable[[], None]) -> bool:
        """Return False."""
        return False

    def say(self, words: str, language: str) -> None:
        """Do nothing."""

    def forget_visit(self) -> None:
        """Do nothing."""

    def leave_kiosk(self) -> None:
        """Do nothing."""


@dataclass(frozen=True, slots=True)
class KioskBasis:
    """What a kiosk begins with.

    ``local``: its settings file as it was read; ``memory``: a folder that is no disk; ``name``: the kiosk
    that the address asks for; ``public_url``: where phones find the app. None: there is none.
    """

    local: bytes | None
    memory: Path | None
    name: str | None = None
    public_url: str | None = None


@dataclass(frozen=True, slots=True)
class Platform:
    """Everything that ``main.py`` chooses. ``transport`` None means httpx's own.

    ``gateway_url`` has no trailing slash; ``assets`` is the folder of the packaged content. ``shelf``: where
    public content is kept when that is not ``volume``; ``kiosk``: what it begins with when it is one.
    """

    volume: Volume
    lock: WriterLock
    transport: httpx.AsyncBaseTransport | None
    gateway_url: str
    profile: Profile
    assets: Path
    app_version: str
    scaler: ImageScaler = field(default_factory=NoScaler)
    surroundings: Surroundings = field(default_factory=NoSurroundings)
    shelf: Volume | None = None
    kiosk: KioskBasis | None = None


@dataclass(frozen=True, slots=True)
class ReadOnlyVolume:
    """A volume that can only be read, because of ``problem``: mostly another tab or process is the writer."""

    root: Path
    writable: bool = False
    problem: type[StorageError] = ReadOnly

    async def commit(self, write: Callable[[], T]) -> T:
        """Refuse; raises :attr:`problem`."""
        raise self.problem(str(self.root))

    async def flush(self) -> None:
        """Do nothing: there is nothing to make durable."""
