"""Lines as packs carry them: decoding and thinning. Coordinates are integers (x = longitude)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

XY = tuple[int, int]


def decode(deltas: Sequence[int]) -> list[XY]:
    """Return the vertices of ``[x0, y0, dx, dy, …]``; raises ``ValueError`` for anything else."""
    if len(deltas) % 2 or not all(type(value) is int for value in deltas):
        raise ValueError("a line is an even number of integers")
    line: list[XY] = []
    x = y = 0
    for i in range(0, len(deltas), 2):
        x, y = x + deltas[i], y + deltas[i + 1]
        line.append((x, y))
    return line


def encode(line: Iterable[XY]) -> list[int]:
    """Return the difference form of ``line``; the inverse of :func:`decode`."""
    deltas: list[int] = []
    before = (0, 0)
    for x, y in line:
        deltas += (x - before[0], y - before[1])
        before = (x, y)
    return deltas


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
        px, py = line[i][0] - ax, line[i][1] - ay
        along = px * dx + py * dy
        if length == 0 or along <= 0:
            square = float(px * px + py * py)
        elif along >= length:
            square = float((px - dx) ** 2 + (py - dy) ** 2)
        else:
            square = (px * dy - py * dx) ** 2 / length
        if square > off:
            worst, off = i, square
    return worst, off
