"""Photos in the browser: decoded and scaled by the browser itself, on an ``OffscreenCanvas``."""

from __future__ import annotations

from typing import Any

import js
from pyodide.ffi import JsException, to_js

from services.photos import JPEG_QUALITY
from services.platform.browser_page import js_object


class CanvasScaler:
    """The browser decodes, turns upright and encodes; what it cannot decode (HEIC in most) is left alone."""

    async def scale(self, content: bytes, long_side_px: int, *, always: bool = False) -> bytes | None:
        """Return the picture as a JPEG of at most ``long_side_px``, None when nothing was done."""
        if not (hasattr(js, "createImageBitmap") and hasattr(js, "OffscreenCanvas")):
            return None
        try:
            bitmap = await js.createImageBitmap(js.Blob.new(js.Array.of(to_js(content))))
        except JsException:
            return None
        try:
            longest = max(bitmap.width, bitmap.height)
            if longest <= long_side_px and not always:
                return None
            return await self._drawn(bitmap, min(1.0, long_side_px / longest))
        finally:
            bitmap.close()

    async def _drawn(self, bitmap: Any, share: float) -> bytes:
        width, height = (max(1, round(side * share)) for side in (bitmap.width, bitmap.height))
        canvas = js.OffscreenCanvas.new(width, height)
        context = canvas.getContext("2d", js_object({"alpha": False}))
        context.fillStyle = "white"
        context.fillRect(0, 0, width, height)
        context.imageSmoothingQuality = "high"
        context.drawImage(bitmap, 0, 0, width, height)
        blob = await canvas.convertToBlob(js_object({"type": "image/jpeg", "quality": JPEG_QUALITY / 100}))
        encoded: bytes = (await blob.arrayBuffer()).to_bytes()
        return encoded
