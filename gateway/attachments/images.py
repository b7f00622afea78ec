"""Looking at uploaded images: what they really are, and a copy without metadata."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps

MAX_PIXELS: Final = 50_000_000

_FORMATS = ("JPEG", "PNG", "WEBP")
_TYPES = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_DAMAGE = (OSError, ValueError, SyntaxError, EOFError, TypeError, LookupError, OverflowError, struct.error)
_QUALITY = 88


class NotAnImage(Exception):
    """The file is not a whole JPEG, PNG or WebP image."""


class TooManyPixels(Exception):
    """The image is larger than ``MAX_PIXELS``."""


@dataclass(frozen=True, slots=True)
class CleanImage:
    """The picture upright and without metadata. Sides in pixels."""

    media_type: str
    width: int
    height: int
    content: bytes


def clean_image(path: Path) -> CleanImage:
    """Decode the image of ``path`` and encode it anew, first frame only, in its own format.

    The size is checked from the header, before anything is decoded. Raises :class:`NotAnImage` or
    :class:`TooManyPixels`.
    """
    try:
        with Image.open(path, formats=_FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                raise TooManyPixels
            return _encode(image, _TYPES[str(image.format)])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixels from error
    except _DAMAGE as error:
        raise NotAnImage from error


def _encode(image: Image.Image, media_type: str) -> CleanImage:
    upright = ImageOps.exif_transpose(image)
    modes = ("L", "RGB") if media_type == "image/jpeg" else ("L", "LA", "RGB", "RGBA")
    if upright.mode not in modes:
        upright = upright.convert("RGB" if media_type == "image/jpeg" else "RGBA")
    upright.info = {}  # comments, profiles and text chunks would be written again
    target = io.BytesIO()
    upright.save(target, media_type.removeprefix("image/").upper(), quality=_QUALITY)
    return CleanImage(media_type, upright.width, upright.height, target.getvalue())
