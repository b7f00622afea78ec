"""Looking into a PDF, in a process of its own: this file is run as a script and imports nothing of ours.

Only the structure is read; streams of pages, fonts and pictures are copied as they are, never inflated.
The copy holds what can be reached from the catalogue, without metadata. Exit codes tell the outcome.
"""

from __future__ import annotations

import io
import re
import resource
import struct
import sys
from collections.abc import Iterator
from typing import Any, Final

import pypdf
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

MAX_PAGES: Final = 200
MAX_OUTPUT: Final = 24 * 1024 * 1024
OK, BROKEN, UNSAFE, TOO_MANY_PAGES = 0, 10, 11, 12

_MAX_OBJECTS: Final = 200_000
_MAX_INFLATED: Final = 20_000_000
_CPU_S: Final = 10
_MEMORY: Final = 768 * 1024 * 1024
_TAIL = re.compile(rb"%%EOF[\s\0]*\Z")
_HEAD = re.compile(rb"%PDF-[12]\.\d[\r\n\s]")

_FORBIDDEN_KEYS: Final = frozenset(
    {"/JS", "/JavaScript", "/EF", "/EmbeddedFiles", "/XFA", "/AA", "/Collection", "/RichMediaContent"}
)
_FORBIDDEN_ACTIONS: Final = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/GoToE",
        "/ImportData",
        "/SubmitForm",
        "/Rendition",
        "/Movie",
        "/Sound",
        "/RichMediaExecute",
    }
)
_FORBIDDEN_TYPES: Final = frozenset(
    {"/EmbeddedFile", "/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}
)
_METADATA: Final = ("/Metadata", "/PieceInfo", "/LastModified")
_DAMAGE: Final = (
    PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError,
    NotImplementedError, OSError, OverflowError, RecursionError, MemoryError, EOFError, struct.error,
)  # fmt: skip


class Refused(Exception):
    """The document is not taken; ``code`` is the exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def clean_pdf(content: bytes) -> bytes:
    """Return a copy of a whole, inactive PDF without metadata; raises :class:`Refused`."""
    if not _HEAD.match(content) or not _TAIL.search(content[-4096:]):
        raise Refused(BROKEN)
    try:
        reader = pypdf.PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted or "/Encrypt" in reader.trailer:
            raise Refused(UNSAFE)
        root = reader.root_object
        _check_opening(root)
        for found in _objects(root):
            _check_one(found)
        _check_pages(root)
        return _write(reader)
    except _DAMAGE as error:
        raise Refused(BROKEN) from error


def _objects(root: Any) -> Iterator[DictionaryObject]:
    """Yield every dictionary that can be reached, each once; metadata is cut off before it is followed."""
    waiting: list[Any] = [root]
    seen: set[tuple[int, int]] = set()
    count = 0
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            key = (one.idnum, one.generation)
            if key in seen:
                continue
            seen.add(key)
            one = one.get_object()
        count += 1
        if count > _MAX_OBJECTS:
            raise Refused(BROKEN)
        if isinstance(one, DictionaryObject):
            for name in _METADATA:
                if name in one:
                    del one[name]
            yield one
            waiting.extend(one.raw_get(name) for name in one)
        elif isinstance(one, ArrayObject):
            waiting.extend(list.__iter__(one))


def _check_one(found: DictionaryObject) -> None:
    if _FORBIDDEN_KEYS & found.keys():
        raise Refused(UNSAFE)
    for name, forbidden in (
        ("/S", _FORBIDDEN_ACTIONS),
        ("/Type", _FORBIDDEN_TYPES),
        ("/Subtype", _FORBIDDEN_TYPES),
    ):
        if name in found and str(found[name]) in forbidden:
            raise Refused(UNSAFE)
    if isinstance(found, StreamObject) and _is_jpeg(found):
        found._data = strip_jpeg(found._data)


def _is_jpeg(found: StreamObject) -> bool:
    filters = found.get("/Filter")
    filters = filters.get_object() if filters is not None else None
    names = list.__iter__(filters) if isinstance(filters, ArrayObject) else [filters]
    return [str(name) for name in names] == ["/DCTDecode"]


def _check_opening(root: DictionaryObject) -> None:
    """Drop what only turns to a page when the document is opened; refuse every other action."""
    action = root.pop("/OpenAction", None)
    action = action.get_object() if action is not None else None
    if isinstance(action, DictionaryObject) and (action.get("/S") != "/GoTo" or "/Next" in action):
        raise Refused(UNSAFE)


def _check_pages(root: DictionaryObject) -> None:
    """Count the pages by walking the tree: its own count may lie."""
    pages, waiting, seen = 0, [root.raw_get("/Pages")], set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if one.idnum in seen:
                raise Refused(BROKEN)
            seen.add(one.idnum)
        node = one.get_object()
        if "/Kids" in node:
            waiting.extend(list.__iter__(node["/Kids"]))
        else:
            pages += 1
        if pages > MAX_PAGES:
            raise Refused(TOO_MANY_PAGES)
    if not pages:
        raise Refused(BROKEN)


def _write(reader: pypdf.PdfReader) -> bytes:
    reader.trailer.pop("/Info", None)
    writer = pypdf.PdfWriter()
    writer.clone_reader_document_root(reader)
    writer.metadata = None
    writer.pdf_header = "%PDF-1.7"
    target = io.BytesIO()
    writer.write(target)
    if target.tell() > MAX_OUTPUT:
        raise Refused(BROKEN)
    return target.getvalue()


def strip_jpeg(content: bytes) -> bytes:
    """Return a JPEG without comments and application segments, but for JFIF and Adobe's colour mark.

    What is not the beginning of a JPEG is returned as it is.
    """
    if content[:2] != b"\xff\xd8":
        return content
    kept, at = [content[:2]], 2
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != 0xDA:
        marker, size = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if marker != 0xFE and (marker not in range(0xE1, 0xF0) or marker == 0xEE):
            kept.append(content[at : at + 2 + size])
        at += 2 + size
    return b"".join([*kept, content[at:]])


def main() -> int:
    """Read a document from standard input, write its copy to standard output, return the exit code."""
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_S, _CPU_S))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    limits: dict[str, Any] = {
        "zlib_maximum_output_length": _MAX_INFLATED,
        "lzw_maximum_output_length": _MAX_INFLATED,
        "run_length_maximum_output_length": _MAX_INFLATED,
        "stream_decoding_work_maximum_length": 3 * _MAX_INFLATED,
    }
    try:
        with pypdf.apply_configuration(**limits):
            copy = clean_pdf(sys.stdin.buffer.read())
    except Refused as refused:
        return refused.code
    sys.stdout.buffer.write(copy)
    return OK


if __name__ == "__main__":
    sys.exit(main())
