"""Files that something names must have been uploaded before."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.errors import FieldProblem, Problem
from gateway.submissions import repository


async def require_uploaded(session: AsyncSession, field: str, hashes: Sequence[str]) -> None:
    """Raise 424 that names each of ``hashes`` that is not there; they are the items of ``field``."""
    missing = await repository.missing_attachments(session, hashes)
    if missing:
        errors = [
            FieldProblem(f"{field}.{hashes.index(sha256)}", "attachment_missing", "Upload it first.")
            for sha256 in missing
        ]
        raise Problem(424, "attachment_missing", "Upload the named files first.", errors=errors)
