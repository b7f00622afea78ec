"""Lines as packs carry them: decoding and thinning. Coordinates are integers (x = longitude)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

XY = tuple[int, int]


def decode(deltas: Sequence[int]) -> list[XY]:
    """Return the vertices of ``[x0, y0, dx, dy, …]``; raises ``ValueError`` for anything else."""
    if len(deltas) % 2 or not set(map(type, deltas)) <= {int}:
        raise ValueError("a line is an even number of integers")
    return list(zip(accumulate(deltas[::2]), accumulate(deltas[1::2]), strict=True))


def encode(line: Iterable[XY]) -> list[int]:
    """Return the difference form of ``line``; the inverse of :func:`decode`."""
    deltas: list[int] = []
    before = (0, 0)
    for x, y in line:
        deltas += (x - before[0], y - before[1])
        before = (x, y)
    return deltas


def thinned(line: Sequence[XY], tolerance: float) -> list[XY]:
    """Return ``line`` for drawing: about as good as :func:`simplify`, several times faster on dense lines.

    Vertices that crowd within half of ``tolerance`` go first, the other half is left to Douglas-Peucker:
    no dropped vertex was farther than ``tolerance`` off.
    """
    if len(line) < 3 or tolerance <= 0:
        return list(line)
    gap = tolerance * tolerance / 4
    kept = [line[0]]
    last_x, last_y = line[0]
    for x, y in line:
        if (x - last_x) * (x - last_x) + (y - last_y) * (y - last_y) > gap:
            kept.append((x, y))
            last_x, last_y = x, y
    if len(kept) == 1 or kept[-1] != line[-1]:
        kept.append(line[-1])
    return simplify(kept, tolerance / 2)


def simplify(line: Sequence[XY], tolerance: float) -> list[XY]:
    """Return ``line`` thinned by Douglas-Peucker: no dropped vertex was farther than ``tolerance`` off."""
    if len(line) < 3 or tolerance <= 0:
        return list(line)
    kept = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        worst, off = _farthest(line, first, last)
        if off > tolerance * tolerance:
            kept.add(worst)
            spans += ((first, worst), (worst, last))
    return [line[i] for i in sorted(kept)]


def _farthest(line: Sequence[XY], first: int, last: int) -> tuple[int, float]:
    """Return the vertex between two others that is farthest from their segment, and its distance squared."""
    (ax, ay), (bx, by) = line[first], line[last]
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    worst, off = first, -1.0
    for i in range(first + 1, last):
        x, y = line[i]
        px, py = x - ax, y - ay
        along = px * dx + py * dy
        if 0 < along < length:
            across = px * dy - py * dx
            square = across * across / length
        elif along <= 0:
            square = px * px + py * py
        else:
            px, py = x - bx, y - by
            square = px * px + py * py
        if square > off:
            worst, off = i, square
    return worst, off
