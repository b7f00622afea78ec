"""Taking in PDF documents: checked and copied in a process of their own, bounded in time and memory."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from pathlib import Path
from typing import Final

from gateway.attachments import pdf_check
from gateway.attachments.images import CleanFile

PDF: Final = "application/pdf"
_WAIT_S: Final = 20
_BARE: Final = {"LANG": "C.UTF-8"}


class NotADocument(Exception):
    """The file is not a whole PDF, or takes too long to look at."""


class UnsafeDocument(Exception):
    """The PDF is encrypted, or holds something that could run or another file."""


class TooManyPages(Exception):
    """The PDF has more than ``pdf_check.MAX_PAGES`` pages."""


_OUTCOMES: Final = {pdf_check.UNSAFE: UnsafeDocument, pdf_check.TOO_MANY_PAGES: TooManyPages}


def looks_like_pdf(path: Path) -> bool:
    """Tell whether the file says that it is a PDF."""
    with path.open("rb") as file:
        return file.read(5) == b"%PDF-"


async def clean_document(path: Path) -> CleanFile:
    """Return the document of ``path`` without metadata.

    Raises :class:`NotADocument`, :class:`UnsafeDocument` or :class:`TooManyPages`. The process that looks
    at it knows nothing of ours: no environment, no database.
    """
    with path.open("rb") as file:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-I",
            pdf_check.__file__,
            stdin=file,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=_BARE,
        )
        try:
            copy, _ = await asyncio.wait_for(process.communicate(), _WAIT_S)
        except TimeoutError as error:
            raise NotADocument from error
        finally:
            await _end(process)
    if process.returncode != pdf_check.OK:
        raise _OUTCOMES.get(process.returncode or 0, NotADocument)
    return CleanFile(PDF, 0, 0, copy)


async def _end(process: asyncio.subprocess.Process) -> None:
    """Leave no process behind, also when the upload was cancelled."""
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
