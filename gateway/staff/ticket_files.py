"""Photos and documents of a ticket, for those who may read it. Nothing that could run is shown in place."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path
from typing import Final

from PIL import Image
from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from gateway.attachments.store import BlobStore
from gateway.attachments.tables import Attachment
from gateway.staff.context import desk_of
from gateway.submissions.tables import SubmissionAttachment, SubmissionEvent
from gateway.tickets.tables import EventFile

_THUMB_PX: Final = 320
_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, max-age=600",
}


async def find_file(session: AsyncSession, submission_id: str, sha256: str) -> Attachment | None:
    """Return a file that belongs to a ticket or its timeline, None for any other."""
    own = select(SubmissionAttachment.sha256).where(
        SubmissionAttachment.sha256 == sha256, SubmissionAttachment.submission_id == submission_id
    )
    told = (
        select(EventFile.sha256)
        .join(SubmissionEvent, SubmissionEvent.id == EventFile.event_id)
        .where(EventFile.sha256 == sha256, SubmissionEvent.submission_id == submission_id)
    )
    query = select(Attachment).where(Attachment.sha256 == sha256, or_(own.exists(), told.exists()))
    return (await session.execute(query)).scalar_one_or_none()


async def answer_file(request: Request, file: Attachment) -> Response:
    """Return the clean copy: a photo in place (``?small=1`` for its thumbnail), all else to keep."""
    path = BlobStore(desk_of(request).services.settings.blob_dir).clean(file.sha256)
    if not file.media_type.startswith("image/"):
        name = f"{file.sha256[:12]}.pdf" if file.media_type == "application/pdf" else file.sha256[:12]
        disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
        return FileResponse(path, media_type=file.media_type, headers=_HEADERS | disposition)
    if "small" in request.query_params:
        content = await asyncio.to_thread(_thumbnail, path)
        return Response(content, media_type="image/jpeg", headers=_HEADERS)
    return FileResponse(path, media_type=file.media_type, headers=_HEADERS)


def _thumbnail(path: Path) -> bytes:
    target = io.BytesIO()
    with Image.open(path) as image:
        image.draft("RGB", (_THUMB_PX, _THUMB_PX))
        image.thumbnail((_THUMB_PX, _THUMB_PX))
        image.convert("RGB").save(target, "JPEG", quality=80)
    return target.getvalue()
