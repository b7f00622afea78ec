"""Photos of a content row: added with words, origin and licence, taken away, served to everybody.

A page of content gets them by taking :class:`PhotoPages` as a base; its schema needs ``photos``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette_admin.routing import route

from gateway.attachments.images import NotAnImage, TooManyPixels
from gateway.attachments.media import PublicPicture, media_of
from gateway.content.row_parts import MOST_PHOTOS
from gateway.staff.content_form import name_of
from gateway.staff.content_pages import ContentPage
from gateway.staff.content_saving import RowChanged, RowRefused, save_row
from gateway.staff.context import desk_of, officer_of_request
from gateway.staff.page import go, tell

MOST_BYTES: Final = 16 * 1024 * 1024
_TEXTS: Final = ("caption.id", "caption.en", "credit", "licence")
_MOST_LETTERS: Final = 500


class PhotoPages(ContentPage):
    """The photos of one row."""

    has_photos = True

    @route("/photos/{row_id}", name="content-photos")
    async def photos(self, request: Request) -> Response:
        """Show the photos of a row and the form for one more."""
        row, seq = await self._row(request)
        return self._photos(request, row, seq)

    @route("/photos/{row_id}/upload", methods=["POST"], name="content-photo-add")
    async def add_photo(self, request: Request) -> Response:
        """Check, clean and publish a photo, or show what is wrong by field."""
        row, seq = await self._row(request)
        async with request.form() as form:
            texts = {name: _text(form, name) for name in _TEXTS}
            content, faults = await _read(form, row, texts)
        kept = {"shown": texts, "errors": faults}
        if faults:
            return self._photos(request, row, seq, 422, **kept)
        try:
            picture = await desk_of(request).services.media.put(content)
        except (NotAnImage, TooManyPixels) as error:
            kept["errors"] = {
                "file": "fault.photo" if isinstance(error, NotAnImage) else "fault.photo_pixels"
            }
            return self._photos(request, row, seq, 422, **kept)
        photos = [*(row.get("photos") or ()), _photo(picture, texts)]
        return await self._publish(request, row, photos, seq, "content.photo_added")

    @route("/photos/{row_id}/remove", methods=["POST"], name="content-photo-remove")
    async def remove_photo(self, request: Request) -> Response:
        """Take a photo away: from the row, and its files when no other row shows them."""
        row, seq = await self._row(request)
        wanted = str((await request.form()).get("hash") or "")
        old = row.get("photos") or []
        gone = [photo for photo in old if photo.get("hash") == wanted]
        kept = [photo for photo in old if photo.get("hash") != wanted]
        answer = await self._publish(request, row, kept, seq, "content.photo_removed")
        services = desk_of(request).services
        async with services.database.read() as session:
            await services.media.discard(session, media_of({"photos": gone}))
        return answer

    async def _publish(
        self, request: Request, row: dict[str, Any], photos: list[Any], seq: int, done: str
    ) -> Response:
        officer, wanted = officer_of_request(request), {"id": row["id"], "photos": photos}
        try:
            await save_row(desk_of(request), officer, self.collection, wanted, seq)
        except (RowRefused, RowChanged):
            tell(request, "content.photo_not_saved", "error")
        else:
            tell(request, done)
        return go(f"{self.path}/photos/{quote(row['id'])}")

    def _photos(
        self, request: Request, row: dict[str, Any], seq: int, status: int = 200, **context: Any
    ) -> Response:
        photos = row.get("photos") or []
        known = {"shown": {}, "errors": {}, "room": len(photos) < MOST_PHOTOS, "most": MOST_PHOTOS}
        context = {**known, "place": self, "row": row, "name": name_of(request, row), **context}
        return self.render(request, "content_photos.html", status, photos=photos, seq=seq, **context)


async def _read(
    form: FormData, row: Mapping[str, Any], texts: Mapping[str, str]
) -> tuple[bytes, dict[str, str]]:
    """Return the uploaded bytes, and the reason by field for what is wrong before it is looked into."""
    upload = form.get("file")
    content = await upload.read() if isinstance(upload, UploadFile) else b""
    faults = {name: "fault.missing" for name, text in texts.items() if not text}
    faults |= {name: "fault.photo_words" for name, text in texts.items() if len(text) > _MOST_LETTERS}
    if not content:
        faults["file"] = "fault.missing"
    elif len(content) > MOST_BYTES:
        faults["file"] = "fault.photo_bytes"
    elif len(row.get("photos") or ()) >= MOST_PHOTOS:
        faults["file"] = "fault.photo_most"
    return content, faults


def _photo(picture: PublicPicture, texts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "hash": picture.large,
        "thumb": picture.thumb,
        "w": picture.width,
        "h": picture.height,
        "caption": {"id": texts["caption.id"], "en": texts["caption.en"]},
        "credit": texts["credit"],
        "licence": texts["licence"],
    }


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""
