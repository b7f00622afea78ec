"""Photos become small before they are kept; documents are what they say they are."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image

from services.blobs import BlobStore
from services.errors import (
    PdfTooLarge,
    PdfUnsupported,
    PhotoDamaged,
    PhotoHeic,
    PhotoTooLarge,
    PhotoUnsupported,
)
from services.files import LONG_SIDE_PX, PDF_CAP_BYTES, RAW_CAP_BYTES, FileFacts, FileKeeper, FileKind, shrunk
from services.photos import SIZE_CAP_BYTES, is_heif
from services.platform.base import ImageScaler, NoScaler
from services.platform.native import NativeVolume, image_scaler
from services.platform.pillow_images import PIXELS_MAX, PillowScaler
from tests.unit.offline.pictures import opened
from tests.unit.offline.samples import png
from tests.unit.offline.test_photos import SECRETS, exif_block

PDF = b"%PDF-1.7\n%%EOF\n"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(64)


def picture(size: tuple[int, int], kind: str = "JPEG", mode: str = "RGB", **options: object) -> bytes:
    """Return an encoded picture whose left half is red."""
    image = Image.new(mode, size, "white" if mode == "RGB" else (0, 0, 0, 0))
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


@dataclass
class Recorder:
    """A scaler that answers what the test says."""

    answer: bytes | None = None
    asked: list[tuple[int, bool]] = field(default_factory=list)

    async def scale(self, content: bytes, long_side_px: int, *, always: bool = False) -> bytes | None:
        self.asked.append((long_side_px, always))
        return self.answer


def keeper(folder: Path, scaler: ImageScaler | None = None) -> FileKeeper:
    return FileKeeper(BlobStore(NativeVolume(folder)), scaler or PillowScaler())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
async def test_a_large_photo_becomes_a_small_jpeg(kind: str) -> None:
    photo = await shrunk(picture((3000, 1500), kind), PillowScaler())
    image = opened(photo.content)
    assert (image.format, image.size) == ("JPEG", (LONG_SIDE_PX, LONG_SIDE_PX // 2))


async def test_a_turned_photo_stands_upright_and_says_nothing_else() -> None:
    content = picture((3000, 1500), exif=exif_block(6))
    photo = await shrunk(content, PillowScaler())
    image = opened(photo.content)
    assert image.size == (LONG_SIDE_PX // 2, LONG_SIDE_PX)
    assert dict(image.getexif()) == {}
    assert not [secret for secret in SECRETS if secret in photo.content]
    red, green, _ = image.getpixel((10, 10))  # type: ignore[misc]
    assert red > 200 > green, "the left half is above now"


async def test_a_small_photo_keeps_its_pixels_and_loses_its_metadata() -> None:
    content = picture((400, 300), exif=exif_block(1))
    photo = await shrunk(content, PillowScaler())
    assert opened(photo.content).tobytes() == opened(content).tobytes()
    assert b"Kamera Rahasia" in content
    assert b"Kamera Rahasia" not in photo.content


async def test_transparency_becomes_white() -> None:
    photo = await shrunk(picture((2400, 100), "PNG", "RGBA"), PillowScaler())
    assert min(opened(photo.content).getpixel((2000, 40))) > 240  # type: ignore[arg-type]


async def test_a_panorama_of_gray_or_palette_is_no_trouble() -> None:
    for mode in ("L", "P", "1"):
        buffer = io.BytesIO()
        Image.new(mode, (5000, 40)).save(buffer, "PNG")
        assert opened((await shrunk(buffer.getvalue(), PillowScaler())).content).width == LONG_SIDE_PX


async def test_half_a_photo_is_refused() -> None:
    content = picture((3000, 1500), "PNG")
    with pytest.raises(PhotoDamaged):
        await shrunk(content[: len(content) // 2], PillowScaler())


async def test_more_pixels_than_a_phone_can_hold_are_refused() -> None:
    buffer = io.BytesIO()
    Image.new("1", (10_000, PIXELS_MAX // 10_000 + 1)).save(buffer, "PNG")
    with pytest.raises(PhotoTooLarge):
        await shrunk(buffer.getvalue(), PillowScaler())


async def test_heic_is_always_decoded_where_that_is_possible() -> None:
    able = Recorder(answer=picture((40, 30)))
    assert opened((await shrunk(HEIC, able)).content).format == "JPEG"
    assert able.asked == [(LONG_SIDE_PX, True)]


@pytest.mark.parametrize("scaler", [NoScaler(), PillowScaler()])
async def test_heic_that_nothing_decodes_says_so(scaler: ImageScaler) -> None:
    with pytest.raises(PhotoHeic) as refused:
        await shrunk(HEIC, scaler)
    assert refused.value.message_id == "error.photo_heic"


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", PDF, b"<svg onload=alert(1)>", b"\x00\x00\x00\x18ftypmp42"]
)
async def test_what_is_no_photo_is_refused(content: bytes) -> None:
    assert not is_heif(content)
    with pytest.raises(PhotoUnsupported):
        await shrunk(content, PillowScaler())


async def test_caps_hold_before_and_after_scaling() -> None:
    untouched = Recorder()
    with pytest.raises(PhotoTooLarge):
        await shrunk(b"\xff\xd8\xff" + bytes(RAW_CAP_BYTES), untouched)
    assert untouched.asked == []
    with pytest.raises(PhotoTooLarge):
        await shrunk(b"\xff\xd8\xff" + bytes(SIZE_CAP_BYTES), untouched)


async def test_without_a_decoder_a_photo_stays_as_it_is(tmp_path: Path) -> None:
    files = keeper(tmp_path, NoScaler())
    name = await files.add_photo(png())
    assert files.read(name) == png()
    assert files.facts(name) == FileFacts(FileKind.IMAGE, len(png()))


async def test_a_pdf_is_kept_as_it_is(tmp_path: Path) -> None:
    files = keeper(tmp_path)
    name = await files.add_pdf(PDF)
    assert files.read(name) == PDF
    assert files.facts(name) == FileFacts(FileKind.PDF, len(PDF))
    assert files.facts("0" * 64) is None


async def test_a_pdf_is_known_by_its_content(tmp_path: Path) -> None:
    with pytest.raises(PdfUnsupported):
        await keeper(tmp_path).add_pdf(b"PK\x03\x04 %PDF-1.7")
    with pytest.raises(PdfTooLarge):
        await keeper(tmp_path).add_pdf(PDF + bytes(PDF_CAP_BYTES))


def test_this_machine_has_a_decoder() -> None:
    assert isinstance(image_scaler(), PillowScaler)
