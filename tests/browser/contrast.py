"""Contrast of what is drawn, measured on the pixels of a screenshot at two pixels for each CSS px.

Flutter paints on a canvas: there are no computed styles to read. A screen is flat surfaces with marks on
them: words, icons, lines, pictures. A mark is a group of pixels that belong to no flat run; it is compared
with the surface around it. Words and icons have two colours, paper and ink, and blends of them.

What is not judged but counted: pictures and maps (more colours than two, or a surface that is none of the
app's), and what is so faint that it is an ornament or the gap between two surfaces (below 1.3; the colours of
words are measured by tests/views/test_theme.py besides).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

SCALE = 2
FLAT_RUN_PX = 20  # what is narrower belongs to a letter, also where it touches the next one
JOIN_PX = 9  # letters of a word stand closer
RING_PX = 3
LARGE_PX = 44  # 22 CSS px from ascender to descender: large text, or an icon
MARK_MIN_W_PX, MARK_MIN_H_PX = 9, 12  # below: dots, dashes, corners
MARK_MAX_PX = 180
BLEND_OFF = 26.0  # how far a pixel may lie from the line between paper and ink, in RGB
BLENDED_SHARE = 0.97
INK_SHARE = 0.9
BORDER_SHARE = 0.12
FAINT = 1.3
TEXT_MIN, LARGE_MIN = 4.5, 3.0
ROUNDING = 0.02

Pixels = NDArray[np.int32]
Colour = tuple[int, int, int]


class Kind(StrEnum):
    """What a mark is taken for."""

    WORDS = "words"
    LARGE = "large"
    PICTURE = "picture"
    FAINT = "faint"


@dataclass(frozen=True, slots=True)
class Mark:
    """A word or an icon: its box in CSS px (left, top, right, bottom), its colours as RGB, their contrast."""

    box: tuple[float, float, float, float]
    paper: Colour
    ink: Colour
    ratio: float
    kind: Kind

    @property
    def passes(self) -> bool:
        """True when it can be read: 4.5 for words, 3 for large text and icons; other kinds are not judged."""
        least = {Kind.WORDS: TEXT_MIN, Kind.LARGE: LARGE_MIN}.get(self.kind, 0.0)
        return self.ratio >= least - ROUNDING


def contrast(one: Colour, other: Colour) -> float:
    """Return WCAG's contrast ratio of two colours, 1…21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def marks(image: Image.Image, papers: frozenset[Colour] | None = None) -> list[Mark]:
    """Return every mark of a screenshot that has the size of a word or an icon.

    ``papers``: the colours of the app's surfaces; a mark on another one is part of a picture.
    """
    pixels = np.asarray(image.convert("RGB"), dtype=np.int32)
    codes = (pixels[..., 0] << 16) | (pixels[..., 1] << 8) | pixels[..., 2]
    flat = _flat(codes)
    found = (_judge(codes, flat, box, parts, papers) for box, parts in _groups(~flat))
    return [mark for mark in found if mark is not None]


def _flat(codes: Pixels) -> NDArray[np.bool_]:
    """Return where a pixel is part of a long horizontal run of one colour."""
    height, width = codes.shape
    starts = np.ones((height, width), dtype=bool)
    starts[:, 1:] = codes[:, 1:] != codes[:, :-1]
    first = np.flatnonzero(starts.ravel())
    lengths = np.diff(np.append(first, height * width))
    return np.repeat(lengths >= FLAT_RUN_PX, lengths).reshape(height, width)


Run = tuple[int, int, int]
Box = tuple[int, int, int, int]


def _groups(inked: NDArray[np.bool_]) -> Iterator[tuple[Box, list[Run]]]:
    """Yield the box and the runs (row, left, right) of everything that hangs together."""
    runs = list(_runs(inked))
    parent = list(range(len(runs)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    above: list[int] = []
    row_now: list[int] = []
    row = -1
    for index, (y, left, right) in enumerate(runs):
        if y != row:
            above, row_now, row = (row_now if y == row + 1 else []), [], y
        for other in above:
            if runs[other][1] < right and runs[other][2] > left:
                parent[root(other)] = root(index)
        row_now.append(index)
    together: dict[int, list[Run]] = {}
    for index, run in enumerate(runs):
        together.setdefault(root(index), []).append(run)
    for parts in together.values():
        rows, lefts, rights = zip(*parts, strict=True)
        yield (min(lefts), min(rows), max(rights), max(rows) + 1), parts


def _runs(inked: NDArray[np.bool_]) -> Iterator[Run]:
    """Yield (row, left, right) of inked pixels; gaps between the letters of a word are part of it."""
    edge = np.zeros((inked.shape[0], inked.shape[1] + 2), dtype=np.int8)
    edge[:, 1:-1] = inked
    rows, columns = np.nonzero(np.diff(edge, axis=1))
    pending: Run | None = None
    lefts, rights = columns[::2].tolist(), columns[1::2].tolist()
    for row, left, right in zip(rows[::2].tolist(), lefts, rights, strict=True):
        if pending and pending[0] == row and left - pending[2] <= JOIN_PX:
            pending = (row, pending[1], right)
            continue
        if pending:
            yield pending
        pending = (row, left, right)
    if pending:
        yield pending


def _judge(
    codes: Pixels, flat: NDArray[np.bool_], box: Box, parts: list[Run], papers: frozenset[Colour] | None
) -> Mark | None:
    left, top, right, bottom = box
    height, width = bottom - top, right - left
    if height < MARK_MIN_H_PX or width < MARK_MIN_W_PX:
        return None
    covered = sum(end - start for _, start, end in parts)
    if height >= LARGE_PX and (width < height / 2 or covered < BORDER_SHARE * height * width):
        return None  # the border of a card
    paper = _paper(codes, flat, box)
    if paper is None:
        return None
    inside = np.concatenate([codes[row, start:end] for row, start, end in parts])
    drawn = np.flatnonzero((codes[top:bottom, left:right] != paper).any(axis=0))
    if not drawn.size:
        return None
    # Where little paper is left beside words, at the side of the window, it was taken for a part of them.
    area = (
        (left + int(drawn[0])) / SCALE,
        top / SCALE,
        (left + int(drawn[-1]) + 1) / SCALE,
        bottom / SCALE,
    )
    ink = _ink(inside, paper)
    if ink is None:
        return None
    kind = Kind.LARGE if height >= LARGE_PX else Kind.WORDS
    if contrast(_rgb(paper), _rgb(ink)) < FAINT:
        kind = Kind.FAINT
    elif (papers and _rgb(paper) not in papers) or height > MARK_MAX_PX or not _blended(inside, paper, ink):
        kind = Kind.PICTURE
    return Mark(area, _rgb(paper), _rgb(ink), contrast(_rgb(paper), _rgb(ink)), kind)


def _paper(codes: Pixels, flat: NDArray[np.bool_], box: Box) -> int | None:
    """Return the flat colour that is seen most close around a box."""
    left, top, right, bottom = box
    part = np.s_[max(0, top - RING_PX) : bottom + RING_PX, max(0, left - RING_PX) : right + RING_PX]
    seen = codes[part][flat[part]]
    return int(Counter(seen.tolist()).most_common(1)[0][0]) if seen.size else None


def _ink(inside: Pixels, paper: int) -> int | None:
    """Return the colour of the core of what is drawn: that which stands off more than 90 % of the pixels."""
    colours, counts = np.unique(inside[inside != paper], return_counts=True)
    if not colours.size:
        return None
    ratios = np.array([contrast(_rgb(paper), _rgb(int(colour))) for colour in colours])
    order = np.argsort(ratios)
    place = int(np.searchsorted(np.cumsum(counts[order]), INK_SHARE * counts.sum()))
    return int(colours[order][min(place, len(order) - 1)])


def _blended(inside: Pixels, paper: int, ink: int) -> bool:
    """Return whether all colours are paper, ink, or something between them."""
    start, end = np.array(_rgb(paper), dtype=float), np.array(_rgb(ink), dtype=float)
    points = np.stack([inside >> 16, (inside >> 8) & 255, inside & 255], axis=1).astype(float)
    way = end - start
    along = np.clip((points - start) @ way / max(float(way @ way), 1.0), 0.0, 1.15)
    off = np.linalg.norm(points - (start + along[:, None] * way), axis=1)
    return bool((off <= BLEND_OFF).mean() >= BLENDED_SHARE)


def _rgb(code: int) -> Colour:
    return code >> 16, (code >> 8) & 255, code & 255


@lru_cache(maxsize=4096)
def _luminance(colour: Colour) -> float:
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
