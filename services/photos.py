"""Photos leave the device without their metadata: no position, no time, no device name.

Pure Python and without decoding the image, so quality stays as it was. Of EXIF only an orientation other than
"upright" is kept, in a new block of its own; colour profiles stay.
Sources: ITU T.81 (JPEG), W3C PNG (third edition), RFC 9649 (WebP).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from services.errors import PhotoDamaged, PhotoHeic, PhotoTooLarge, PhotoUnsupported

SIZE_CAP_BYTES = 8 * 1024 * 1024
JPEG_QUALITY = 82
_HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif"}

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_KEEP = {
    b"IHDR",
    b"PLTE",
    b"IDAT",
    b"IEND",
    b"tRNS",
    b"gAMA",
    b"cHRM",
    b"sRGB",
    b"iCCP",
    b"sBIT",
    b"cICP",
}
_PNG_KEEP |= {b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT"}
_WEBP_KEEP = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
_VP8X_EXIF, _VP8X_XMP = 0x08, 0x04
_JPEG_JFIF, _JPEG_ICC, _JPEG_ADOBE = (0xE0, b"JFIF\x00"), (0xE2, b"ICC_PROFILE\x00"), (0xEE, b"Adobe")
_EXIF_HEADER = b"Exif\x00\x00"
_ORIENTATION_TAG = 0x0112


class PhotoType(StrEnum):
    """What the gateway takes, as media types."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo ready to be sent: ``content`` without metadata."""

    media_type: PhotoType
    content: bytes


def sniff(content: bytes) -> PhotoType:
    """Return the type by content, whatever the file is called; raises ``PhotoUnsupported``."""
    if content.startswith(b"\xff\xd8\xff"):
        return PhotoType.JPEG
    if content.startswith(_PNG_SIGNATURE):
        return PhotoType.PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return PhotoType.WEBP
    if is_heif(content):
        raise PhotoHeic("HEIC or AVIF, and nothing here decodes it")
    raise PhotoUnsupported("not a JPEG, PNG or WebP image")


def is_heif(content: bytes) -> bool:
    """Say whether ``content`` is a HEIC or AVIF image: phones take them, the gateway does not."""
    return content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS


def prepare(content: bytes) -> Photo:
    """Return the photo without metadata.

    Raises ``PhotoTooLarge`` (above 8 MB), ``PhotoUnsupported`` or ``PhotoDamaged``.
    """
    if len(content) > SIZE_CAP_BYTES:
        raise PhotoTooLarge(f"{len(content)} bytes")
    media_type = sniff(content)
    strip = {PhotoType.JPEG: _strip_jpeg, PhotoType.PNG: _strip_png, PhotoType.WEBP: _strip_webp}[media_type]
    try:
        return Photo(media_type, strip(content))
    except (struct.error, IndexError) as error:
        raise PhotoDamaged("the image ends early") from error


def _strip_jpeg(content: bytes) -> bytes:
    kept: list[bytes] = []
    orientation = 1
    for marker, segment in _jpeg_segments(content):
        body = segment[4:]
        if marker == 0xE1 and body.startswith(_EXIF_HEADER):
            orientation = _orientation(body[len(_EXIF_HEADER) :])
        elif _is_needed_in_jpeg(marker, body):
            kept.append(segment)
    exif = _EXIF_HEADER + _orientation_block(orientation)
    block = struct.pack(">BBH", 0xFF, 0xE1, len(exif) + 2) + exif if orientation != 1 else b""
    first = 1 if kept and kept[0][:2] == b"\xff\xe0" else 0
    return b"".join((b"\xff\xd8", *kept[:first], block, *kept[first:]))


def _is_needed_in_jpeg(marker: int, body: bytes) -> bool:
    if marker == 0xFE:  # comment
        return False
    if 0xE0 <= marker <= 0xEF:
        return any(marker == kind and body.startswith(name) for kind, name in _JPEG_KEEP)
    return True


_JPEG_KEEP = (_JPEG_JFIF, _JPEG_ICC, _JPEG_ADOBE)


def _jpeg_segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (marker, segment with its header); scan data belongs to its segment. Ends at the end marker.

    What follows the end marker (previews, motion photos) is not part of the image and is left out.
    """
    at = 2
    while True:
        if content[at] != 0xFF:
            raise PhotoDamaged("no marker where one must be")
        while content[at + 1] == 0xFF:  # fill bytes
            at += 1
        marker = content[at + 1]
        if marker == 0xD9:
            yield marker, content[at : at + 2]
            return
        end = at + 2 + struct.unpack_from(">H", content, at + 2)[0]
        if end > len(content):
            raise PhotoDamaged("a segment is longer than the file")
        if marker == 0xDA:
            end = _scan_end(content, end)
        yield marker, content[at:end]
        at = end


def _scan_end(content: bytes, at: int) -> int:
    """Return where entropy-coded data ends: at a marker that is neither a stuffed 0 nor a restart."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise PhotoDamaged("the image ends early")
        follower = content[at + 1]
        if follower != 0 and not 0xD0 <= follower <= 0xD7 and follower != 0xFF:
            return at
        at += 1 if follower == 0xFF else 2


def _strip_png(content: bytes) -> bytes:
    kept: list[bytes] = []
    orientation = 1
    at = len(_PNG_SIGNATURE)
    kind = b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content):
            raise PhotoDamaged("a chunk is longer than the file")
        if kind == b"eXIf":
            orientation = _orientation(content[at + 8 : at + 8 + length])
        elif kind in _PNG_KEEP:
            kept.append(content[at:end])
        at = end
    if orientation != 1 and kept:
        kept.insert(1, _png_chunk(b"eXIf", _orientation_block(orientation)))
    return b"".join((_PNG_SIGNATURE, *kept))


def _png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _strip_webp(content: bytes) -> bytes:
    size = struct.unpack_from("<I", content, 4)[0] + 8
    if size > len(content):
        raise PhotoDamaged("the image ends early")
    kept: list[tuple[bytes, bytes]] = []
    orientation = 1
    at = 12
    while at + 8 <= size:
        kind, length = struct.unpack_from("<4sI", content, at)
        body = content[at + 8 : at + 8 + length]
        if len(body) < length or at + 8 + length > size:
            raise PhotoDamaged("a chunk is longer than the file")
        if kind == b"EXIF":
            orientation = _orientation(body.removeprefix(_EXIF_HEADER))
        elif kind in _WEBP_KEEP:
            kept.append((kind, body))
        at += 8 + length + length % 2
    return _webp(kept, orientation)


def _webp(chunks: list[tuple[bytes, bytes]], orientation: int) -> bytes:
    extended = bool(chunks) and chunks[0][0] == b"VP8X"
    keep_exif = extended and orientation != 1
    if extended:
        flags = chunks[0][1][0] & ~(_VP8X_EXIF | _VP8X_XMP) | (_VP8X_EXIF if keep_exif else 0)
        chunks[0] = (b"VP8X", bytes([flags]) + chunks[0][1][1:])
    if keep_exif:
        chunks.append((b"EXIF", _orientation_block(orientation)))
    parts = [struct.pack("<4sI", kind, len(body)) + body + b"\x00" * (len(body) % 2) for kind, body in chunks]
    inner = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(inner)) + inner


def _orientation(tiff: bytes) -> int:
    """Return the EXIF orientation 1…8; 1 when the block does not say or cannot be read."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack_from(order + "I", tiff, 4)
        (count,) = struct.unpack_from(order + "H", tiff, start)
        for entry in range(min(count, 512)):
            tag, kind, _, value = struct.unpack_from(order + "HHIH", tiff, start + 2 + entry * 12)
            if tag == _ORIENTATION_TAG and kind == 3:
                return value if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1


def _orientation_block(orientation: int) -> bytes:
    """Return the smallest TIFF block that says ``orientation`` and nothing else."""
    entry = struct.pack(">HHIHH", _ORIENTATION_TAG, 3, 1, orientation, 0)
    return b"MM\x00\x2a" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
