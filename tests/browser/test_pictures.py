"""Photos scaled by the browser itself: upright, bare, small."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image

from tests.browser.conftest import NewContext
from tests.browser.gateway_process import GatewayProcess
from tests.browser.probe import Probe

pytestmark = pytest.mark.browser

SCALE = """
import base64
from services.files import LONG_SIDE_PX
from services.platform.browser_images import CanvasScaler
made = await CanvasScaler().scale(base64.b64decode(content), LONG_SIDE_PX, always=always)
result = made and base64.b64encode(made).decode()
"""
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(64)


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def turned_photo() -> bytes:
    """A wide photo, red on the left, that says it was taken with the phone upright."""
    image = Image.new("RGB", (3000, 1500), "white")
    image.paste("red", (0, 0, 1500, 1500))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Kamera Rahasia"
    return encoded(image, "JPEG", exif=exif)


def test_the_browser_makes_photos_small(new_context: NewContext, gateway: GatewayProcess) -> None:
    probe = Probe(new_context(), gateway.origin)

    def scale(content: bytes, *, always: bool = False) -> bytes | None:
        made = probe.run(SCALE, content=base64.b64encode(content).decode(), always=always)
        return None if made is None else base64.b64decode(made)

    large = scale(turned_photo())
    assert large is not None
    assert b"Kamera Rahasia" not in large
    image = Image.open(io.BytesIO(large))
    assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (1024, 2048), {})
    red, green, _ = image.getpixel((10, 10))  # type: ignore[misc]
    assert red > 200 > green, "the left half is above now"

    clear = encoded(Image.new("RGBA", (40, 30), (0, 0, 0, 0)), "PNG")
    assert scale(clear) is None, "small enough already"
    forced = scale(clear, always=True)
    assert forced is not None
    assert min(Image.open(io.BytesIO(forced)).getpixel((20, 15))) > 240  # type: ignore[arg-type]
    assert scale(HEIC, always=True) is None, "Chromium decodes no HEIC"
