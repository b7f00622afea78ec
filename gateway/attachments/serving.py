"""Showing an attachment: always its clean copy, and never as something that could run."""

from __future__ import annotations

from typing import Final

from fastapi import Request
from starlette.responses import Response

from gateway.attachments.tables import Attachment
from gateway.errors import Problem
from gateway.files import file_response
from gateway.state import services

_HEADERS: Final = {
    "Cache-Control": "private, max-age=86400",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}
_NAME_LENGTH: Final = 12


def attachment_response(request: Request, attachment: Attachment) -> Response:
    """Return the copy without metadata: a photo to be shown, a document to be saved; raises 404.

    Whether the sender may see it is the caller's question.
    """
    path = services(request).attachments.clean_path(attachment.sha256)
    if not path.exists():
        raise Problem(404, "unknown_file", "There is no such file.")
    is_image = attachment.media_type.startswith("image/")
    suffix = attachment.media_type.rsplit("/", 1)[-1]
    name = f"{attachment.sha256[:_NAME_LENGTH]}.{suffix}"
    disposition = f'{"inline" if is_image else "attachment"}; filename="{name}"'
    return file_response(
        request,
        path,
        etag=f'"{attachment.clean_sha256}"',
        media_type=attachment.media_type,
        headers={**_HEADERS, "Content-Disposition": disposition},
    )
