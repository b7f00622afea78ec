"""Looking at uploaded images: what they really are, and a copy without metadata."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps

from gateway.attachments.endings import image_end

MAX_PIXELS: Final = 50_000_000

_FORMATS = ("JPEG", "PNG", "WEBP")
_TYPES = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_DAMAGE = (OSError, ValueError, SyntaxError, EOFError, TypeError, LookupError, OverflowError, struct.error)
_QUALITY = 88
_JPEG = b"\xff\xd8\xff"
_MAX_FRAMES = 8


class NotAnImage(Exception):
    """The file is not a whole JPEG, PNG or WebP image."""


class TooManyPixels(Exception):
    """The image is larger than ``MAX_PIXELS``."""


@dataclass(frozen=True, slots=True)
class CleanFile:
    """What may be shown: a picture upright, a document; without metadata. Sides in pixels, 0 of documents."""

    media_type: str
    width: int
    height: int
    content: bytes


def clean_image(path: Path) -> CleanFile:
    """Decode the image of ``path`` and encode it anew, first frame only, in its own format.

    The size is checked from the header, before anything is decoded. Raises :class:`NotAnImage` or
    :class:`TooManyPixels`.
    """
    try:
        with Image.open(path, formats=_FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                raise TooManyPixels
            media_type = _TYPES[str(image.format)]
            _require_end(path.read_bytes(), media_type)
            return _encode(image, media_type)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixels from error
    except _DAMAGE as error:
        raise NotAnImage from error


def _require_end(content: bytes, media_type: str) -> None:
    """Refuse what lies behind the image: only zeros, or further pictures of the same camera, may."""
    end = image_end(content, media_type)
    for _ in range(_MAX_FRAMES):
        if end is None:
            raise NotAnImage
        rest = content[end:].lstrip(b"\0")
        if not rest:
            return
        if media_type != "image/jpeg" or not rest.startswith(_JPEG):
            break
        content, end = rest, image_end(rest, media_type)
    raise NotAnImage


def _encode(image: Image.Image, media_type: str) -> CleanFile:
    upright = ImageOps.exif_transpose(image)
    modes = ("L", "RGB") if media_type == "image/jpeg" else ("L", "LA", "RGB", "RGBA")
    if upright.mode not in modes:
        upright = upright.convert("RGB" if media_type == "image/jpeg" else "RGBA")
    upright.info = {}  # comments, profiles and text chunks would be written again
    target = io.BytesIO()
    upright.save(target, media_type.removeprefix("image/").upper(), quality=_QUALITY)
    return CleanFile(media_type, upright.width, upright.height, target.getvalue())
