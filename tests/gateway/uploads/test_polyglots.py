"""Images that are something else as well, and images that end too soon or too late."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib

import httpx
import pytest
from PIL import Image

from gateway.attachments.endings import image_end
from tests.gateway.samples import assert_problem, image
from tests.gateway.uploads.pdfs import pdf

SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"


async def put(client: httpx.AsyncClient, content: bytes) -> httpx.Response:
    return await client.put(f"/v1/attachments/{hashlib.sha256(content).hexdigest()}", content=content)


def _archive() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("index.html", "<script>alert(1)</script>")
    return target.getvalue()


def _without_end(content: bytes) -> bytes:
    return content[: content.rindex(b"IEND") - 4]


HOSTILE = {
    "svg": SVG,
    "svg with a prologue": b"<?xml version='1.0'?>" + SVG,
    "html": b"<!doctype html><script>alert(1)</script>",
    "jpeg and zip": image() + _archive(),
    "jpeg and script": image() + b"<script>alert(1)</script>",
    "jpeg and pdf": image() + pdf(),
    "jpeg, zeros and zip": image() + bytes(64) + _archive(),
    "png and zip": image("PNG") + _archive(),
    "png and svg": image("PNG") + SVG,
    "webp and svg": image("WEBP") + SVG,
    "webp that says less": image("WEBP")[:4] + struct.pack("<I", 40) + image("WEBP")[8:],
    "png without end": _without_end(image("PNG")),
    "jpeg without end": image()[:-2],
    "zip and jpeg": _archive() + image(),
    "gif": b"GIF89a" + bytes(100),
    "bitmap": b"BM" + bytes(100),
    "icon": b"\0\0\1\0" + bytes(100),
    "heic": b"\0\0\0\x18ftypheic" + bytes(100),
    "empty": b"",
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
async def test_refused(client: httpx.AsyncClient, name: str) -> None:
    assert_problem(await put(client, HOSTILE[name]), *_expected(name))


def _expected(name: str) -> tuple[int, str]:
    return (422, "hash_mismatch") if name == "empty" else (415, "not_an_image")


def _two_pictures() -> bytes:
    target = io.BytesIO()
    frames = [Image.effect_noise((40, 30), 60).convert("RGB") for _ in range(2)]
    frames[0].save(target, "MPO", save_all=True, append_images=frames[1:])
    return target.getvalue()


@pytest.mark.parametrize("content", [image() + bytes(512), _two_pictures()], ids=["zeros", "second picture"])
async def test_what_cameras_add_is_taken(client: httpx.AsyncClient, content: bytes) -> None:
    assert (await put(client, content)).status_code == 201


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"quality": 100}, {"restart_marker_rows": 1}])
def test_a_jpeg_ends_where_it_ends(options: dict[str, object]) -> None:
    content = image(**options)
    assert image_end(content, "image/jpeg") == len(content)
    assert image_end(content + b"x", "image/jpeg") == len(content)
    assert all(image_end(content[:size], "image/jpeg") is None for size in range(2, len(content), 97))


@pytest.mark.parametrize("format_name", ["PNG", "WEBP"])
def test_others_end_where_they_say(format_name: str) -> None:
    content, media_type = image(format_name), f"image/{format_name.lower()}"
    assert image_end(content + b"xyz", media_type) == len(content)
    assert all(image_end(content[:size], media_type) is None for size in range(8, len(content), 97))


async def test_a_picture_of_fifty_megapixels(client: httpx.AsyncClient) -> None:
    """A real one, compressed to almost nothing, is refused by its header before it is decoded."""
    header = struct.pack(">IIBBBBB", 10_000, 10_000, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(10_001) * 10_000, 9)
    parts = [(b"IHDR", header), (b"IDAT", rows), (b"IEND", b"")]
    chunks = [struct.pack(">I", len(c)) + k + c + struct.pack(">I", zlib.crc32(k + c)) for k, c in parts]
    content = b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
    assert_problem(await put(client, content), 413, "too_many_pixels")
