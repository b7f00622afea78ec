"""HEAD and PUT /v1/attachments/{sha256}."""

from __future__ import annotations

import asyncio
import hashlib
import io
import os
import struct
import zlib
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from gateway.attachments.images import NotAnImage, clean_image
from gateway.attachments.tables import Attachment
from tests.gateway.conftest import FixedClock
from tests.gateway.samples import assert_problem, blank_spot, image, put, submission

ORIENTATION, GPS_IFD = 0x0112, 0x8825
SECRET = b"Jalan Rahasia 7"


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def url_of(content: bytes) -> str:
    return f"/v1/attachments/{sha256_of(content)}"


async def put_part(client: httpx.AsyncClient, content: bytes, start: int, end: int) -> httpx.Response:
    headers = {"Content-Range": f"bytes {start}-{end - 1}/{len(content)}"}
    return await client.put(url_of(content), content=content[start:end], headers=headers)


def blobs(app: FastAPI) -> list[Path]:
    return [path for path in app.state.services.settings.blob_dir.rglob("*") if path.is_file()]


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP"])
async def test_whole_upload(client: httpx.AsyncClient, app: FastAPI, format_name: str) -> None:
    content = image(format_name)
    assert (await client.head(url_of(content))).headers["upload-offset"] == "0"
    assert (await client.put(url_of(content), content=content)).status_code == 201
    assert (await client.put(url_of(content), content=content)).status_code == 200
    assert (await client.head(url_of(content))).status_code == 200
    async with app.state.services.database.read() as session:
        row = await session.get_one(Attachment, sha256_of(content))
    assert (row.media_type, row.size) == (f"image/{format_name.lower()}", len(content))
    assert (row.width, row.height) == (40, 30)


async def test_resumable_upload(client: httpx.AsyncClient) -> None:
    content = image()
    first = await put_part(client, content, 0, 300)
    assert (first.status_code, first.headers["upload-offset"]) == (202, "300")
    asked = await client.head(url_of(content))
    assert (asked.status_code, asked.headers["upload-offset"]) == (404, "300")
    wrong = await put_part(client, content, 200, 400)
    assert_problem(wrong, 409, "wrong_offset")
    assert wrong.headers["upload-offset"] == "300"
    assert (await put_part(client, content, 300, len(content))).status_code == 201
    assert (await put_part(client, content, 300, len(content))).status_code == 200


async def test_broken_connection_keeps_what_arrived(client: httpx.AsyncClient, app: FastAPI) -> None:
    content = image()
    messages = iter(
        [
            {"type": "http.request", "body": content[:100], "more_body": True},
            {"type": "http.request", "body": content[100:250], "more_body": True},
            {"type": "http.disconnect"},
        ]
    )

    async def receive() -> Any:
        return next(messages)

    async def send(_message: Any) -> None:
        raise AssertionError("nobody listens any more")

    scope = {"type": "http", "method": "PUT", "path": url_of(content), "query_string": b"", "headers": []}
    await app(scope, receive, send)
    assert (await client.head(url_of(content))).headers["upload-offset"] == "250"
    assert (await put_part(client, content, 250, len(content))).status_code == 201


async def test_concurrent_uploads_of_one_photo(client: httpx.AsyncClient, app: FastAPI) -> None:
    content = image()
    answers = await asyncio.gather(*(client.put(url_of(content), content=content) for _ in range(6)))
    codes = {answer.status_code for answer in answers}
    assert 201 in codes
    assert codes <= {200, 201, 409}
    assert len(blobs(app)) == 2


async def test_content_must_match_its_name(client: httpx.AsyncClient, app: FastAPI) -> None:
    answer = await client.put(f"/v1/attachments/{'a' * 64}", content=image())
    assert_problem(answer, 422, "hash_mismatch")
    assert_problem(await client.put(f"/v1/attachments/{'a' * 64}", content=b""), 422, "hash_mismatch")
    assert blobs(app) == []


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + checksum


def _png_header(width: int, height: int) -> bytes:
    """Return the beginning of a PNG that promises a picture of that size."""
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + _chunk(b"IDAT", zlib.compress(bytes(1000)))


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a" + bytes(50),
        b"\xff\xd8\xff\xe0" + bytes(100),
        _png_header(100, 100) + bytes(20),
        image()[:-200],
        image("WEBP")[:60],
    ],
    ids=["svg", "gif", "jpeg-head", "png-head", "half-jpeg", "half-webp"],
)
async def test_only_whole_photos(client: httpx.AsyncClient, app: FastAPI, content: bytes) -> None:
    assert_problem(await client.put(url_of(content), content=content), 415, "not_an_image")
    assert blobs(app) == []


@pytest.mark.parametrize("side", [7072, 12_000, 60_000])
async def test_too_many_pixels(client: httpx.AsyncClient, app: FastAPI, side: int) -> None:
    """From 50 megapixels over the library's warning up to its own limit."""
    content = _png_header(side, side) + bytes(20)
    assert_problem(await client.put(url_of(content), content=content), 413, "too_many_pixels")
    assert blobs(app) == []


async def test_too_large(client: httpx.AsyncClient, app: FastAPI) -> None:
    async def body() -> AsyncIterator[bytes]:
        for _ in range(11):
            yield bytes(1024 * 1024)

    assert_problem(await client.put(f"/v1/attachments/{'b' * 64}", content=body()), 413, "too_large")
    declared = await client.put(f"/v1/attachments/{'c' * 64}", content=bytes(10 * 1024 * 1024 + 1))
    assert_problem(declared, 413, "too_large")
    headers = {"Content-Range": "bytes 0-9/10485761"}
    ranged = await client.put(f"/v1/attachments/{'d' * 64}", content=bytes(10), headers=headers)
    assert_problem(ranged, 413, "too_large")


@pytest.mark.parametrize(
    "header", ["", "bytes", "bytes 5-4/10", "bytes 0-10/10", "items 0-1/2", "bytes 0-3/10"]
)
async def test_bad_content_range(client: httpx.AsyncClient, header: str) -> None:
    answer = await client.put(
        f"/v1/attachments/{'b' * 64}", content=b"12345", headers={"Content-Range": header}
    )
    assert_problem(answer, 400, "bad_range")


@pytest.mark.parametrize("name", ["x", "A" * 64, "..%2f..%2fetc%2fpasswd", "b" * 63])
async def test_name_must_be_a_hash(client: httpx.AsyncClient, name: str) -> None:
    assert (await client.put(f"/v1/attachments/{name}", content=image())).status_code == 404
    assert (await client.head(f"/v1/attachments/{name}")).status_code == 404


def _jpeg_with_secrets() -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[GPS_IFD] = {1: "S", 2: (3.0, 47.0, 34.0)}
    exif[0x010E] = SECRET.decode()
    return image(exif=exif, comment=SECRET)


def _png_with_secrets() -> bytes:
    info = PngInfo()
    info.add_text("Comment", SECRET.decode())
    return image("PNG", pnginfo=info)


@pytest.mark.parametrize(
    ("content", "size"),
    [(_jpeg_with_secrets(), (30, 40)), (_png_with_secrets(), (40, 30))],
    ids=["jpeg", "png"],
)
async def test_clean_copy_holds_no_metadata(
    client: httpx.AsyncClient, app: FastAPI, content: bytes, size: tuple[int, int]
) -> None:
    assert SECRET in content
    await client.put(url_of(content), content=content)
    clean = (app.state.services.settings.blob_dir / "clean" / sha256_of(content)).read_bytes()
    assert SECRET not in clean
    with Image.open(io.BytesIO(clean)) as picture:
        assert dict(picture.getexif()) == {}
        assert picture.size == size


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "CMYK", "I;16"])
def test_every_mode_is_cleaned(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "photo"
    Image.new(mode, (8, 6)).save(path, "JPEG" if mode == "CMYK" else "PNG")
    assert clean_image(path).width == 8


def test_only_the_first_frame_of_an_animation(tmp_path: Path) -> None:
    path = tmp_path / "photo"
    frames = [Image.new("RGB", (8, 6), colour) for colour in ("red", "green", "blue")]
    frames[0].save(path, "WEBP", save_all=True, append_images=frames[1:])
    with Image.open(io.BytesIO(clean_image(path).content)) as picture:
        assert getattr(picture, "n_frames", 1) == 1


@pytest.mark.parametrize("seed", range(40))
def test_damaged_images_are_refused_or_cleaned(tmp_path: Path, seed: int) -> None:
    """Any byte may be wrong: the answer is an image or ``NotAnImage``, never another error."""
    content = bytearray(image(("JPEG", "PNG", "WEBP")[seed % 3]))
    for step in range(6):
        content[(seed * 7919 + step * 104_729) % len(content)] ^= 1 + (seed * 31 + step) % 255
    path = tmp_path / "photo"
    path.write_bytes(content)
    try:
        assert clean_image(path).content
    except NotAnImage:
        assert path.exists()


async def test_sweep_keeps_what_is_cited(client: httpx.AsyncClient, app: FastAPI, clock: FixedClock) -> None:
    cited, orphan, part = image(), image(), image()
    for content in (cited, orphan):
        assert (await client.put(url_of(content), content=content)).status_code == 201
    await put_part(client, part, 0, 100)
    answer = await put(client, submission("blank_spot", blank_spot(), (sha256_of(cited),)))
    assert answer.status_code == 201
    attachments, folder = app.state.services.attachments, app.state.services.settings.blob_dir
    stray = folder / "original" / ("e" * 64)
    stray.write_bytes(b"left behind by a crash")
    for path in blobs(app):
        os.utime(path, (clock.now().timestamp(),) * 2)
    assert await attachments.sweep(timedelta(days=7)) == 0
    assert stray.exists()
    clock.advance(days=8)
    assert await attachments.sweep(timedelta(days=7)) == 2
    assert {path.name for path in blobs(app)} == {sha256_of(cited)}
    assert (await client.head(url_of(cited))).status_code == 200
    assert (await client.head(url_of(orphan))).status_code == 404
