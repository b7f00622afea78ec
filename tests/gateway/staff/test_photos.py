"""Photos of a destination: from the desk's form to the feed and to everybody."""

from __future__ import annotations

import hashlib
import io
import os
from datetime import timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from PIL import Image

from gateway.attachments.media import LARGE_PX, THUMB_BYTES, THUMB_PX
from gateway.feed.repository import get_row
from gateway.maintenance import tidy
from tests.gateway.samples import image
from tests.gateway.staff.content import add_rows
from tests.gateway.staff.desk import DeskBrowser, audit_actions, services_of, signed_in
from tests.gateway.uploads.test_polyglots import HOSTILE

PLACE = "/destinations/photos/pantai-contoh"
WORDS = {
    "caption.id": "Pantai dari utara",
    "caption.en": "The beach from the north",
    "credit": "Dinas Rekaan",
    "licence": "CC BY 4.0",
}
PLACE_IN_EXIF = b"GPS-CANARY"


@pytest.fixture
async def desk(app: FastAPI) -> DeskBrowser:
    """An officer of tourism."""
    await add_rows(app)
    return await signed_in(app, "tia@wisata.example", ("opd-31", "publish"))


async def upload(desk: DeskBrowser, content: bytes, **changes: str) -> httpx.Response:
    files = {"file": ("foto.jpg", content, "image/jpeg")}
    return await desk.post(f"{PLACE}/upload", {**WORDS, **changes}, files=files)


async def photos(app: FastAPI) -> list[dict[str, Any]]:
    async with services_of(app).database.read() as session:
        row = await get_row(session, "destinations", "pantai-contoh")
    assert row is not None
    return list(row.get("photos") or ())


def noise(width: int, height: int, **options: Any) -> bytes:
    """Return a picture that is hard to make small."""
    return image("JPEG", (width, height), **options)


async def fetched(desk: DeskBrowser, sha256: str) -> httpx.Response:
    answer = await desk.client.get(f"/v1/media/{sha256}")
    assert answer.status_code == 200
    assert hashlib.sha256(answer.content).hexdigest() == sha256
    return answer


async def test_a_photo_is_published_in_two_sizes_without_metadata(app: FastAPI, desk: DeskBrowser) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010E] = PLACE_IN_EXIF.decode()
    content = noise(2000, 1500, exif=exif.tobytes())
    assert PLACE_IN_EXIF in content
    assert (await upload(desk, content)).status_code == 303
    (photo,) = await photos(app)
    assert photo["caption"] == {"id": WORDS["caption.id"], "en": WORDS["caption.en"]}
    assert (photo["credit"], photo["licence"]) == (WORDS["credit"], WORDS["licence"])
    large, thumb = await fetched(desk, photo["hash"]), await fetched(desk, photo["thumb"])
    with Image.open(io.BytesIO(large.content)) as picture:
        assert picture.format == "WEBP"
        assert picture.size == (photo["w"], photo["h"]) == (960, LARGE_PX), "upright"
    with Image.open(io.BytesIO(thumb.content)) as picture:
        assert max(picture.size) <= THUMB_PX
    assert len(thumb.content) <= THUMB_BYTES
    assert PLACE_IN_EXIF not in large.content + thumb.content
    page = (await desk.get(PLACE)).text
    assert f"/v1/media/{photo['thumb']}" in page
    assert 'alt="Pantai dari utara"' in page
    assert "destination.edit" in await audit_actions(app)


async def test_a_small_photo_is_not_made_larger(app: FastAPI, desk: DeskBrowser) -> None:
    await upload(desk, image("PNG", (60, 40)))
    (photo,) = await photos(app)
    assert (photo["w"], photo["h"]) == (60, 40)


async def test_what_is_served_may_be_kept_for_ever_and_never_runs(app: FastAPI, desk: DeskBrowser) -> None:
    await upload(desk, noise(300, 200))
    (photo,) = await photos(app)
    answer = await fetched(desk, photo["thumb"])
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "image/webp"
    assert "sandbox" in answer.headers["content-security-policy"]
    known = {"If-None-Match": answer.headers["etag"]}
    assert (await desk.client.get(f"/v1/media/{photo['thumb']}", headers=known)).status_code == 304
    assert (await desk.client.head(f"/v1/media/{photo['thumb']}")).status_code == 200
    for name in ("0" * 64, "..%2fstate.db", photo["thumb"].upper()):
        assert (await desk.client.get(f"/v1/media/{name}")).status_code == 404


@pytest.mark.parametrize("name", sorted(HOSTILE))
async def test_what_is_no_photo_is_refused(app: FastAPI, desk: DeskBrowser, name: str) -> None:
    answer = await upload(desk, HOSTILE[name])
    assert answer.status_code == 422
    assert 'id="file-error"' in answer.text
    assert WORDS["credit"] in answer.text, "what was typed stays"
    assert await photos(app) == []


@pytest.mark.parametrize("name", sorted(WORDS))
async def test_words_origin_and_licence_are_required(app: FastAPI, desk: DeskBrowser, name: str) -> None:
    for text in ("", "   ", "x" * 501):
        answer = await upload(desk, noise(40, 30), **{name: text})
        assert answer.status_code == 422
        assert f'id="{name}-error"' in answer.text
    assert await photos(app) == []


async def test_there_are_at_most_six(app: FastAPI, desk: DeskBrowser) -> None:
    for number in range(6):
        assert (await upload(desk, noise(40 + number, 30))).status_code == 303
    assert (await upload(desk, noise(99, 30))).status_code == 422
    assert len(await photos(app)) == 6
    assert "foto.jpg" not in (await desk.get(PLACE)).text
    assert 'type="file"' not in (await desk.get(PLACE)).text


async def test_a_removed_photo_is_gone_and_its_twin_stays(app: FastAPI, desk: DeskBrowser) -> None:
    await upload(desk, noise(80, 60))
    await upload(desk, noise(90, 60))
    first, second = await photos(app)
    assert (await desk.post(f"{PLACE}/remove", {"hash": first["hash"]})).status_code == 303
    assert await photos(app) == [second]
    assert (await desk.client.get(f"/v1/media/{first['hash']}")).status_code == 404
    await fetched(desk, second["hash"])


async def test_files_that_no_row_shows_go_after_a_day(app: FastAPI, desk: DeskBrowser) -> None:
    services = services_of(app)
    await upload(desk, noise(80, 60))
    (shown,) = await photos(app)
    stray = await services.media.put(noise(70, 60))
    await tidy(services)
    assert services.media.path(stray.large).exists()
    old = (services.clock.now() - timedelta(days=2)).timestamp()
    for sha256 in (stray.large, stray.thumb, shown["hash"], shown["thumb"]):
        os.utime(services.media.path(sha256), (old, old))
    await tidy(services)
    assert not services.media.path(stray.large).exists()
    assert not services.media.path(stray.thumb).exists()
    await fetched(desk, shown["hash"])


async def test_the_form_of_the_row_keeps_its_photos(app: FastAPI, desk: DeskBrowser) -> None:
    await upload(desk, noise(80, 60))
    page = (await desk.get("/destinations/edit/pantai-contoh")).text
    assert f'href="/staff{PLACE}"' in page
    seq = page.split('name="seq" value="')[1].split('"')[0]
    form = {
        "seq": seq,
        "name.id": "Pantai Contoh",
        "category": "beach",
        "summary.id": "Pantai landai.",
        "summary_source": "contoh",
        "regency_code": "17.71",
        "source": "contoh",
        "precision": "contoh",
        "verified": "source",
    }
    assert (await desk.post("/destinations/edit/pantai-contoh", form)).status_code == 303
    assert len(await photos(app)) == 1
