"""Looking into pictures. Apart from the samples, which also run without Pillow: in the browser's Python."""

from __future__ import annotations

import io

from PIL import Image


def opened(content: bytes) -> Image.Image:
    """Return a picture, decoded whole."""
    image = Image.open(io.BytesIO(content))
    image.load()
    return image
