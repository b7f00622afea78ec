"""Scaling photos with Pillow, where it is installed: desktop, kiosk, Android."""

from __future__ import annotations

import asyncio
import io

from PIL import Image, ImageOps, UnidentifiedImageError

from services.errors import PhotoDamaged, PhotoTooLarge
from services.photos import JPEG_QUALITY

PIXELS_MAX = 60_000_000
"""More than this is not decoded: a phone with 2 GB has no room for it."""

WHITE = (255, 255, 255)


class PillowScaler:
    """Decodes in a thread; formats that Pillow does not know (HEIC) are left alone."""

    async def scale(self, content: bytes, long_side_px: int, *, always: bool = False) -> bytes | None:
        """Return the picture as a JPEG of at most ``long_side_px``, None when nothing was done.

        Raises ``PhotoDamaged``, ``PhotoTooLarge``.
        """
        return await asyncio.to_thread(_scaled, content, long_side_px, always)


def _scaled(content: bytes, long_side_px: int, always: bool) -> bytes | None:
    try:
        with Image.open(io.BytesIO(content)) as image:
            if max(image.size) <= long_side_px and not always:
                return None
            # A JPEG is decoded at a half, a quarter or an eighth of its size when that is enough.
            image.draft("RGB", (long_side_px, long_side_px))
            if image.width * image.height > PIXELS_MAX:
                raise PhotoTooLarge(f"{image.width} x {image.height} pixels")
            return _encoded(image, long_side_px)
    except UnidentifiedImageError:
        return None
    except Image.DecompressionBombError as error:
        raise PhotoTooLarge(str(error)) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise PhotoDamaged("the image cannot be decoded") from error


def _encoded(image: Image.Image, long_side_px: int) -> bytes:
    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((long_side_px, long_side_px))
    flat = Image.new("RGB", upright.size, WHITE)
    rgba = upright.convert("RGBA")
    flat.paste(rgba, mask=rgba)
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=JPEG_QUALITY, icc_profile=profile)
    return out.getvalue()
