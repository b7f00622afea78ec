"""The platform inside a browser tab: Python runs in a Pyodide worker.

Only this file, browser_page.py and browser_images.py know JavaScript.

* files: IDBFS, an in-memory file system that ``syncfs`` copies to IndexedDB in one transaction;
* one writer: a Web Lock, because the ``syncfs`` of one tab deletes what another tab has added;
* HTTP: the browser's own ``fetch``, as an httpx transport.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, TypeVar

import httpx
import js
import pyodide_js
from pyodide.ffi import JsException, create_once_callable, to_js

from services.errors import ReadOnly, StorageError, StorageForbidden, StorageFull
from services.kiosk.settings import is_own, name_in_path
from services.platform.base import KioskBasis, Platform, ReadOnlyVolume, Volume
from services.platform.browser_images import CanvasScaler
from services.platform.browser_page import WebPage, js_object

T = TypeVar("T")
log = logging.getLogger(__name__)

DATA_ROOT = Path("/data")
LOCK_NAME = "rafflesia-writer"
VISITS = Path("/visits")
"""No IndexedDB behind it: what a kiosk's visitor writes is in memory only."""

MEMORY_CACHE = "rafflesia-memory"
CLOCK_TICK_S = 0.001
OWNED_BY_BROWSER = frozenset(
    {"host", "user-agent", "accept-encoding", "connection", "content-length", "transfer-encoding"}
)
UNDONE_BY_BROWSER = frozenset({"content-encoding", "content-length", "transfer-encoding"})
REDIRECT_STATUS = 302


async def _syncfs(populate: bool) -> None:
    """Copy between memory and IndexedDB; raises ``StorageFull`` or ``StorageError``."""
    done: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    pyodide_js.FS.syncfs(populate, create_once_callable(done.set_result))
    error = await done
    if not error:  # JavaScript's null
        return
    reason = str(error)
    raise StorageFull(reason) if "Quota" in reason else StorageError(reason)


async def _store() -> None:
    """Copy memory to IndexedDB; when that fails, memory is again what IndexedDB holds, as after a reload.

    Otherwise the copy would hold what was refused: it would be taken for stored, and one photo too large
    would keep every small line after it from being stored. Raises ``StorageFull`` or ``StorageError``.
    """
    try:
        await _syncfs(populate=False)
    except StorageError as error:
        if isinstance(error, StorageFull) and await _make_room():
            await _store()
            return
        await _syncfs(populate=True)
        raise


async def _make_room() -> bool:
    """Give up the picture of Python's memory (tools/web/sw.js), which only saves time; False without one."""
    if not hasattr(js, "caches") or not await js.caches.has(MEMORY_CACHE):
        return False
    kept = await js.caches.open(MEMORY_CACHE)
    for request in await kept.keys():  # a cache that is still open anywhere keeps its room until it is closed
        await kept.delete(request)
    return bool(await js.caches.delete(MEMORY_CACHE))


class BrowserVolume:
    """A folder on IDBFS, made by :func:`mount`; ``syncfs`` runs one at a time and serves all who wait."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.writable = True
        self._running: asyncio.Task[None] | None = None
        self._next: asyncio.Task[None] | None = None

    async def commit(self, write: Callable[[], T]) -> T:
        """Run ``write`` and return once IndexedDB has it; commits that wait together share one ``syncfs``."""
        if not self.writable:
            raise ReadOnly(str(self.root))
        # IDBFS finds changes by their millisecond: a file rewritten while it is copied could pass unseen.
        while self._running is not None:
            await asyncio.wait([self._running])
        result = write()
        await self.flush()
        return result

    async def flush(self) -> None:
        """Return once everything written before the call is in IndexedDB; raises ``StorageError``."""
        if self._next is None:
            self._next = asyncio.create_task(self._sync_after(self._running))
        await asyncio.shield(self._next)

    async def _sync_after(self, previous: asyncio.Task[None] | None) -> None:
        if previous is not None:
            await asyncio.wait([previous])
        self._running, self._next = self._next, None
        try:
            await _store()
            await asyncio.sleep(CLOCK_TICK_S)
        finally:
            self._running = None


async def mount(root: Path = DATA_ROOT) -> BrowserVolume:
    """Mount IndexedDB at ``root`` and read what it holds; call before anything opens a file there."""
    pyodide_js.FS.mkdirTree(str(root))
    pyodide_js.FS.mount(pyodide_js.FS.filesystems.IDBFS, js_object({}), str(root))
    await _syncfs(populate=True)
    return BrowserVolume(root)


class WebLock:
    """The browser's lock between tabs of one origin; the browser gives it back when the tab goes.

    It is asked for once. A tab that lost read its files while another one wrote, so it must not become the
    writer later: its old files would overwrite newer ones. Reloading the page asks anew.
    """

    def __init__(self, name: str = LOCK_NAME) -> None:
        self._name = name
        self._won: bool | None = None
        self._release: Callable[[Any], None] | None = None

    async def acquire(self) -> bool:
        """Return True when this tab is the writer now; False at once when another tab is.

        Where Web Locks are missing (a page that is no secure context) the tab takes itself for the only one.
        """
        if self._won is None:
            self._won = await self._ask() if hasattr(js.navigator, "locks") else True
        return self._won

    async def _ask(self) -> bool:
        answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

        def hold(resolve: Callable[[Any], None], _reject: Any) -> None:
            self._release = resolve

        def granted(lock: Any) -> Any:
            won = bool(lock)
            answer.set_result(won)
            return js.Promise.new(create_once_callable(hold)) if won else None

        wish = js_object({"ifAvailable": True})
        js.navigator.locks.request(self._name, wish, create_once_callable(granted))
        return await answer

    async def release(self) -> None:
        """Let another tab write."""
        if self._release is not None:
            self._release(None)
            self._release = None


class _FetchStream(httpx.AsyncByteStream):
    """The body of an answer, chunk by chunk; every wait is bounded by the read timeout."""

    def __init__(self, body: Any, abort: Any, read_timeout_s: float | None) -> None:
        self._reader = body.getReader()
        self._abort = abort
        self._read_timeout_s = read_timeout_s

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            try:
                step = await asyncio.wait_for(self._reader.read(), self._read_timeout_s)
            except TimeoutError as error:
                self._abort.abort()
                raise httpx.ReadTimeout("the answer stopped coming") from error
            except JsException as error:
                raise httpx.ReadError(str(error)) from error
            if step.done:
                return
            yield step.value.to_bytes()

    async def aclose(self) -> None:
        self._abort.abort()


class FetchTransport(httpx.AsyncBaseTransport):
    """httpx over the browser's ``fetch``.

    A redirect comes back as a bare 302 (the browser hides where it leads) and is never followed.
    ``fetch`` does not tell a connection that never was from one that broke: both are ``ConnectError``.
    """

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send ``request``; raises ``ConnectError`` or ``ReadTimeout``, while reading also ``ReadError``."""
        timeouts: dict[str, float | None] = request.extensions.get("timeout", {})
        abort = js.AbortController.new()
        call = js.fetch(str(request.url), await self._call_options(request, abort.signal))
        waits = [timeouts.get("connect"), timeouts.get("read")]
        limit = None if None in waits else sum(wait for wait in waits if wait is not None)
        try:
            answer = await asyncio.wait_for(call, limit)
        except TimeoutError as error:
            abort.abort()
            raise httpx.ReadTimeout("no answer in time", request=request) from error
        except asyncio.CancelledError:
            abort.abort()
            raise
        except (JsException, OSError) as error:
            raise httpx.ConnectError(str(error), request=request) from error
        return self._response(answer, abort, timeouts.get("read"))

    async def _call_options(self, request: httpx.Request, signal: Any) -> Any:
        headers = {name: value for name, value in request.headers.items() if name not in OWNED_BY_BROWSER}
        body = await request.aread()
        options: dict[str, Any] = {
            "method": request.method,
            "headers": headers,
            "redirect": "manual",
            "credentials": "omit",
            "cache": "no-store",
            "signal": signal,
        }
        return js_object(options | {"body": to_js(body)} if body else options)

    def _response(self, answer: Any, abort: Any, read_timeout_s: float | None) -> httpx.Response:
        if answer.type == "opaqueredirect":
            return httpx.Response(REDIRECT_STATUS)
        pairs = [(str(name), str(value)) for name, value in answer.headers.entries()]
        headers = [(name, value) for name, value in pairs if name.lower() not in UNDONE_BY_BROWSER]
        if not answer.body:
            return httpx.Response(answer.status, headers=headers)
        stream = _FetchStream(answer.body, abort, read_timeout_s)
        return httpx.Response(answer.status, headers=headers, stream=stream)


async def _open_volume(is_writer: bool) -> Volume:
    """Return the volume of this tab; one that only reads when another tab writes or nothing can be kept."""
    try:
        mounted = await mount()
    except StorageError as error:
        log.warning("this browser keeps nothing: %s", error)
        return ReadOnlyVolume(DATA_ROOT, problem=StorageForbidden)
    return mounted if is_writer else ReadOnlyVolume(mounted.root)


async def _kiosk_file(name: str) -> bytes | None:
    """Return the settings of a kiosk as they lie beside the app, None when they cannot be read."""
    base = str(js.location.href).rpartition("/")[0]
    try:
        answer = await js.fetch(f"{base}/kiosk/{name}.json", js_object({"cache": "no-store"}))
        return (await answer.arrayBuffer()).to_bytes() if answer.ok else None
    except (JsException, OSError) as error:
        log.info("no kiosk file: %s", error)
        return None


def _public_url() -> str | None:
    """Return the address of the app when other devices reach it too, None on a machine's own address."""
    base = str(js.location.href).rpartition("/")[0]
    return None if is_own(str(js.location.hostname)) else base


async def open_platform(app_version: str, assets: Path, route: str = "/") -> Platform:
    """Take the writer's lock, mount the volume and return the platform of this tab.

    The gateway is the site that served the app. A tab that did not get the lock can only read.
    ``route`` (``/kiosk/<name>``) makes it a kiosk.
    """
    name = name_in_path(route)
    lock = WebLock()
    is_writer = await lock.acquire()
    return Platform(
        volume=await _open_volume(is_writer),
        lock=lock,
        transport=FetchTransport(),
        gateway_url=str(js.location.origin),
        profile="kiosk" if name else "app",
        assets=assets,
        app_version=app_version,
        scaler=CanvasScaler(),
        surroundings=WebPage(),
        kiosk=KioskBasis(await _kiosk_file(name), VISITS, name, _public_url()) if name else None,
    )
