"""The page that started the worker, and what its service worker left.

The other ends are tools/web/shell.js and sw.js.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import js
from pyodide.ffi import JsException, create_once_callable, create_proxy, to_js

from services.platform.base import Shared

INBOX = "rafflesia-shared"


def js_object(values: Mapping[str, Any]) -> Any:
    """Return ``values`` as a JavaScript object."""
    return to_js(dict(values), dict_converter=js.Object.fromEntries)


class WebPage:
    """What only the page, the browser around it and its service worker can do."""

    def speak(self, language: str) -> None:
        """Set the page's ``lang``."""
        js.postMessage(js_object({"type": "language", "code": language}))

    async def keep_storage(self) -> bool:
        """Have the page ask for persistent storage (workers cannot) and return the browser's answer."""
        answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        js.keptTold = create_once_callable(answer.set_result)
        js.postMessage(js_object({"type": "keep"}))
        return await answer

    async def forgets_at_close(self) -> bool:
        """Return True where the private file system is refused although the browser has one.

        Firefox and Safari do that in private windows only. Chromium's private windows have it and cannot be
        told from others: docs/privacy.md.
        """
        storage: Any = getattr(js.navigator, "storage", None)
        if not hasattr(storage, "getDirectory"):
            return False
        try:
            await storage.getDirectory()
        except JsException:
            return True
        return False

    def before_leaving(self, save: Callable[[], Awaitable[None]]) -> None:
        """Leave ``save`` where tools/web/worker.js finds it."""
        js.saveNow = create_proxy(save)

    def on_touch(self, callback: Callable[[], None]) -> bool:
        """Leave ``callback`` where tools/web/worker.js finds it."""
        js.touched = create_proxy(callback)
        js.postMessage(js_object({"type": "kiosk"}))
        return True

    def say(self, words: str, language: str) -> None:
        """Have the page speak, where the browser has a voice of its own."""
        js.postMessage(js_object({"type": "say", "words": words, "code": language}))

    def forget_visit(self) -> None:
        """Have the page load anew: its memory, this worker and the history of the visit go."""
        js.postMessage(js_object({"type": "forget"}))

    def leave_kiosk(self) -> None:
        """Have the page open the ordinary app."""
        js.postMessage(js_object({"type": "leave"}))

    async def shared(self) -> Shared | None:
        """Return what the service worker took in from another app."""
        if not hasattr(js, "caches") or not await js.caches.has(INBOX):
            return None
        inbox = await js.caches.open(INBOX)
        words, photos = "", []
        for request in await inbox.keys():
            content = await (await inbox.match(request)).arrayBuffer()
            if str(request.url).endswith("/words"):
                words = str(json.loads(content.to_bytes()))
            else:
                photos.append(content.to_bytes())
        return Shared(words, tuple(photos)) if words or photos else None

    async def forget_shared(self) -> None:
        """Empty the inbox."""
        if hasattr(js, "caches"):
            await js.caches.delete(INBOX)
