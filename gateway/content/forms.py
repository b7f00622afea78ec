"""The forms of service rows on their way in: published versions stay as they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.content.faults import Fault
from gateway.content.files import ContentFile
from gateway.feed.collections import SERVICES
from gateway.forms.repository import changed_forms


async def version_faults(session: AsyncSession, files: Iterable[ContentFile]) -> list[Fault]:
    """Return a fault for every form that says something else under a version that is published already.

    ``files``: content files without other faults.
    """
    return [
        fault for file in files if file.collection == SERVICES for fault in await _file_faults(session, file)
    ]


async def _file_faults(session: AsyncSession, file: ContentFile) -> list[Fault]:
    rows: list[dict[str, Any]] = list(file.rows)
    place = {row["id"]: at for at, row in enumerate(rows, start=1)}
    return [
        Fault(file.file, place[form.service_id], "form.version", _reason(form.version, form.free))
        for form in await changed_forms(session, rows)
    ]


def _reason(version: int, free: int) -> str:
    return f"version {version} is published with another definition: count up to {free}"
