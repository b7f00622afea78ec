"""PDF files made by hand, so that every byte of them is known."""

from __future__ import annotations

from collections.abc import Mapping

HEAD = b"%PDF-1.7\n"


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def pdf(
    changes: Mapping[int, bytes] | None = None,
    *,
    pages: int = 1,
    catalog: bytes = b"",
    page: bytes = b"",
    trailer: bytes = b"",
    tail: bytes = b"",
) -> bytes:
    """Return a document with ``pages`` empty pages.

    ``changes``: further objects from number 1000 on; the others are members put into the catalogue, every
    page and the trailer, and what follows the end.
    """
    kids = b" ".join(b"%d 0 R" % (10 + at) for at in range(pages))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
        3: stream(b"BT ET"),
    }
    for at in range(pages):
        objects[10 + at] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 3 0 R %s >>" % page
        )
    return assemble({**objects, **(changes or {})}, trailer) + tail


def assemble(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """Return the file of numbered objects; object 1 is the catalogue."""
    body, offsets = bytearray(HEAD), {}
    for number in sorted(objects):
        offsets[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start = len(body)
    body += b"xref\n0 1\n0000000000 65535 f \n"
    for number, offset in offsets.items():
        body += b"%d 1\n%010d 00000 n \n" % (number, offset)
    body += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (max(objects) + 1, trailer)
    return bytes(body + b"startxref\n%d\n%%%%EOF\n" % start)
