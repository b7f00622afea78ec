"""Where an image ends, by its own structure: what lies behind it would be another file in disguise."""

from __future__ import annotations

from typing import Final

_PNG_START: Final = 8
_CHUNK_FRAME: Final = 12
_RIFF_FRAME: Final = 8
_MARKERS_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
_SCAN, _END = 0xDA, 0xD9


def image_end(content: bytes, media_type: str) -> int | None:
    """Return the offset behind a JPEG, PNG or WebP image, None when it has no end."""
    if media_type == "image/png":
        return _png_end(content)
    if media_type == "image/webp":
        size = _RIFF_FRAME + int.from_bytes(content[4:8], "little")
        return size if size <= len(content) else None
    return _jpeg_end(content)


def _png_end(content: bytes) -> int | None:
    at = _PNG_START
    while at + _CHUNK_FRAME <= len(content):
        size, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        at += _CHUNK_FRAME + size
        if kind == b"IEND":
            return at if at <= len(content) else None
    return None


def _jpeg_end(content: bytes) -> int | None:
    """Walk the segments; picture data ends at the next marker that is neither stuffing nor a restart."""
    at = 2
    while at + 1 < len(content):
        if content[at] != 0xFF:
            return None
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker == _END:
            return at + 2
        elif marker in _MARKERS_ALONE:
            at += 2
        else:
            at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
            if marker == _SCAN:
                at = _scan_end(content, at)
    return None


def _scan_end(content: bytes, at: int) -> int:
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            return len(content)
        if content[at + 1] not in (0x00, *range(0xD0, 0xD8)):
            return at
        at += 2
