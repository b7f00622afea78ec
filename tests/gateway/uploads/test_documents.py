"""PDF documents: what is taken, what is refused and why, and what is left in the copy."""

from __future__ import annotations

import hashlib
import io
import zlib
from pathlib import Path

import httpx
import pypdf
import pytest
from fastapi import FastAPI
from pypdf.generic import StreamObject

from gateway.attachments.documents import NotADocument, clean_document
from gateway.attachments.pdf_check import Refused, clean_pdf, strip_jpeg
from gateway.attachments.tables import Attachment
from tests.gateway.samples import assert_problem, image
from tests.gateway.uploads.pdfs import HEAD, assemble, pdf, stream

SECRET = b"Jalan Rahasia 7"
SCRIPT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"


def url_of(content: bytes) -> str:
    return f"/v1/attachments/{hashlib.sha256(content).hexdigest()}"


async def put(client: httpx.AsyncClient, content: bytes) -> httpx.Response:
    return await client.put(url_of(content), content=content)


async def test_a_document_is_taken(client: httpx.AsyncClient, app: FastAPI) -> None:
    content = pdf(pages=3)
    assert (await put(client, content)).status_code == 201
    async with app.state.services.database.read() as session:
        row = await session.get_one(Attachment, hashlib.sha256(content).hexdigest())
    assert (row.media_type, row.size, row.width, row.height) == ("application/pdf", len(content), 0, 0)
    copy = app.state.services.attachments.clean_path(row.sha256).read_bytes()
    assert hashlib.sha256(copy).hexdigest() == row.clean_sha256
    assert len(pypdf.PdfReader(io.BytesIO(copy)).pages) == 3


def _html_polyglot() -> bytes:
    return b"<script>alert(1)</script>\n" + pdf()


def _object_stream_bomb() -> bytes:
    """A catalogue inside an object stream that inflates to 100 MB."""
    packed = zlib.compress(b"2 0 << /Type /Catalog >>" + bytes(100_000_000), 9)
    return assemble({1: stream(packed, b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")}).replace(
        b"/Root 1 0 R", b"/Root 2 0 R"
    )


def _xref_stream_bomb() -> bytes:
    packed = zlib.compress(bytes(200_000_000), 9)
    entries = b"/Type /XRef /W [1 4 2] /Size 30000000 /Root 1 0 R /Filter /FlateDecode"
    body = HEAD + b"1 0 obj\n" + stream(packed, entries) + b"\nendobj\n"
    return body + b"startxref\n%d\n%%%%EOF\n" % len(HEAD)


def _page_tree_loop() -> bytes:
    return assemble({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [2 0 R] >>"})


def _deep_arrays() -> bytes:
    return pdf(catalog=b"/Deep " + b"[" * 20_000 + b"]" * 20_000)


UNSAFE = {
    "script when opened": pdf(catalog=b"/OpenAction " + SCRIPT),
    "script behind a page turn": pdf(
        catalog=b"/OpenAction << /S /GoTo /D [10 0 R /Fit] /Next %s >>" % SCRIPT
    ),
    "script by name": pdf(catalog=b"/Names << /JavaScript << /Names [(a) %s] >> >>" % SCRIPT),
    "script with an escaped name": pdf(page=b"/A << /S /J#61vaScript /J#53 (1) >>"),
    "script behind references": pdf({1000: b"/Launch", 1001: b"<< /S 1000 0 R >>"}, page=b"/A 1001 0 R"),
    "additional actions": pdf(page=b"/AA << /O << /S /URI /URI (http://contoh.id) >> >>"),
    "launch": pdf(page=b"/Annots [<< /Subtype /Link /A << /S /Launch /F (cmd.exe) >> >>]"),
    "embedded file": pdf(
        {1000: stream(b"MZ", b"/Type /EmbeddedFile"), 1001: b"<< /Type /Filespec /EF << /F 1000 0 R >> >>"},
        catalog=b"/Names << /EmbeddedFiles << /Names [(a) 1001 0 R] >> >>",
    ),
    "file of an annotation": pdf({1000: stream(b"MZ", b"/Type /EmbeddedFile")}, page=b"/Annots [1000 0 R]"),
    "XFA form": pdf({1000: stream(b"<xdp/>")}, catalog=b"/AcroForm << /Fields [] /XFA 1000 0 R >>"),
    "sent form": pdf(page=b"/A << /S /SubmitForm /F (http://contoh.id) >>"),
    "film": pdf(page=b"/Annots [<< /Subtype /RichMedia >>]"),
    "password": pdf(
        {1000: b"<< /Filter /Standard /V 1 /R 2 /O (a) /U (b) /P -4 >>"},
        trailer=b"/Encrypt 1000 0 R /ID [(a) (b)]",
    ),
}

BROKEN = {
    "nothing but a head": b"%PDF-1.7\n",
    "no version": pdf().replace(HEAD, b"%PDF-x.y\n"),
    "cut": pdf()[:-30],
    "without pages": pdf(pages=0),
    "loop of pages": _page_tree_loop(),
    "zip behind": pdf(tail=b"PK\x03\x04" + bytes(40)),
    "script behind": pdf(tail=b"<script>alert(1)</script>"),
    "end in a comment": pdf(tail=b"%%EOF x\n%%EO"),
    "bomb in an object stream": _object_stream_bomb(),
    "bomb in the table": _xref_stream_bomb(),
    "deep": _deep_arrays(),
}


@pytest.mark.parametrize("name", sorted(UNSAFE))
async def test_what_could_run_is_refused(client: httpx.AsyncClient, app: FastAPI, name: str) -> None:
    assert_problem(await put(client, UNSAFE[name]), 415, "unsafe_document")
    assert [path for path in app.state.services.settings.blob_dir.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("name", sorted(BROKEN))
async def test_only_whole_documents(client: httpx.AsyncClient, app: FastAPI, name: str) -> None:
    assert_problem(await put(client, BROKEN[name]), 415, "not_a_document")
    assert [path for path in app.state.services.settings.blob_dir.rglob("*") if path.is_file()] == []


async def test_a_page_in_front_is_no_document(client: httpx.AsyncClient) -> None:
    assert_problem(await put(client, _html_polyglot()), 415, "not_an_image")


async def test_too_many_pages(client: httpx.AsyncClient) -> None:
    assert (await put(client, pdf(pages=200))).status_code == 201
    assert_problem(await put(client, pdf(pages=201)), 413, "too_many_pages")


async def test_pictures_are_never_inflated(client: httpx.AsyncClient) -> None:
    """A page whose content would fill the memory is only copied."""
    bomb = stream(zlib.compress(bytes(300_000_000), 9), b"/Filter /FlateDecode")
    assert (await put(client, pdf({3: bomb}))).status_code == 201


async def test_a_document_that_takes_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "slow.pdf"
    path.write_bytes(pdf())
    monkeypatch.setattr("gateway.attachments.documents._WAIT_S", 0.001)
    with pytest.raises(NotADocument):
        await clean_document(path)


def _inflated(content: bytes) -> bytes:
    """Return a document with the content of every stream behind it."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    parts = [content]
    for number in range(1, int(reader.trailer["/Size"])):
        found = reader.get_object(number)
        parts.append(repr(found).encode())  # strings as they are read, however they were written
        parts += [found.get_data()] if isinstance(found, StreamObject) else []
    return b"".join(parts)


def test_the_copy_holds_no_metadata() -> None:
    xmp = stream(zlib.compress(b"<x>" + SECRET + b"</x>"), b"/Type /Metadata /Filter /FlateDecode")
    photo = stream(image(comment=SECRET), b"/Subtype /Image /Width 40 /Height 30 /Filter [/DCTDecode]")
    content = pdf(
        {1000: xmp, 1001: photo, 1002: b"(%s)" % SECRET, 1003: b"<< /Author 1002 0 R >>"},
        catalog=b"/Metadata 1000 0 R /PieceInfo << /X (%s) >>" % SECRET,
        page=b"/Metadata 1000 0 R /Resources << /XObject << /I 1001 0 R >> >>",
        trailer=b"/Info 1003 0 R",
    )
    assert _inflated(content).count(SECRET) > content.count(SECRET) > 0
    copy = clean_pdf(content)
    assert SECRET not in _inflated(copy)
    assert b"/DCTDecode" in copy


def test_what_an_earlier_version_said_is_not_copied() -> None:
    content = pdf({1000: b"(%s)" % SECRET})
    assert SECRET in _inflated(content)
    assert SECRET not in _inflated(clean_pdf(content))


def test_opening_at_a_page_is_harmless_and_dropped() -> None:
    for action in (b"[10 0 R /XYZ null null 0]", b"<< /S /GoTo /D [10 0 R /Fit] >>"):
        assert b"/OpenAction" not in clean_pdf(pdf(catalog=b"/OpenAction " + action))


def test_links_and_plain_forms_stay() -> None:
    link = b"/Annots [<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://contoh.id) >> >>]"
    copy = clean_pdf(pdf(page=link, catalog=b"/AcroForm << /Fields [] >>"))
    assert b"https://contoh.id" in _inflated(copy)


def test_jpeg_keeps_its_picture() -> None:
    photo = image(comment=SECRET)
    assert SECRET not in strip_jpeg(photo)
    assert strip_jpeg(b"no jpeg") == b"no jpeg"
    assert strip_jpeg(b"\xff\xd8\xff\xe1") == b"\xff\xd8\xff\xe1"


@pytest.mark.parametrize("seed", range(60))
def test_damaged_documents_are_refused_or_copied(seed: int) -> None:
    """Any byte may be wrong: the answer is a copy or a refusal, never another error."""
    content = bytearray(pdf({1000: stream(zlib.compress(b"x" * 50), b"/Filter /FlateDecode")}, pages=2))
    for step in range(5):
        content[(seed * 7919 + step * 104_729) % len(content)] ^= 1 + (seed * 31 + step) % 255
    try:
        assert clean_pdf(bytes(content)).startswith(b"%PDF-")
    except Refused as refused:
        assert refused.code in (10, 11, 12)
