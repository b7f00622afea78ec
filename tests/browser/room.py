"""Whether words have the room they need: what cannot be whole is found by boxes, font and pixels.

Flutter tells of overflowing rows in debug builds only and keeps the whole text in the accessibility tree when
it draws "…", so neither the console nor the names show that something is cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

from tests.browser.contrast import Kind, Mark
from tests.browser.semantics import Node, Tree
from views.theme import BAR_SCALE

FONTS = Path(__file__).parents[2] / "assets/fonts"
SMALLEST_PX, TITLE_PX = 12.5, 24.0  # views/theme.py: support and title
LINE = 1.15  # less than any line height of the type scale
ICON_ONLY_PX = 72.0
DRAWN_SHORT = ("©", "Mengapa nilai ini?")  # the credit of a map; a chip whose name has its hint too
EDGE_PX = 1.0
STRIP_H_PX = 130.0  # what is lower and scrolls, scrolls sideways


def cramped(tree: Tree, scale: float) -> Iterator[str]:
    """Controls and headings whose box is too small for their words at the smallest size of the type scale."""
    for node in tree.nodes:
        if node.hidden or not node.leaf or node.role not in {"button", "heading", "switch", "radio", "tab"}:
            continue
        if max(node.width, node.height) <= ICON_ONLY_PX or any(tree.cut(node)):
            continue
        if node.name.startswith(DRAWN_SHORT):
            continue
        size = SMALLEST_PX * (min(scale, BAR_SCALE) if node.role == "tab" else scale)
        lines = sum(lines_of(words, size, node.width) for words in drawn_words(node))
        if lines * size * LINE > node.height + 1:
            yield f"no room for {lines} lines: {node}"


def broken_words(tree: Tree, scale: float) -> Iterator[str]:
    """Titles in which a word is longer than its line."""
    for node in tree.nodes:
        if node.role == "heading" and node.level == 1 and not any(tree.cut(node)):
            longest = max((width_of(word, TITLE_PX * scale, 800) for word in node.name.split()), default=0.0)
            if longest > node.width + 2:
                yield f"a word of {longest:.0f} px is broken: {node}"


def at_edges(tree: Tree, marks: Sequence[Mark]) -> Iterator[str]:
    """Words that touch the side of the window or of their control: the rest of them is cut off."""
    strips = [node.box for node in tree.nodes if node.scrolls and node.height < STRIP_H_PX]
    controls = [node for node in tree.controls if node.tappable and node.leaf and not tree.cut(node)[1]]
    for mark in marks:
        if mark.kind not in {Kind.WORDS, Kind.LARGE} or any(_holds(strip, mark) for strip in strips):
            continue
        if mark.box[0] < EDGE_PX or mark.box[2] > tree.window[2] - EDGE_PX:
            yield f"at the side of the window: {mark.box}"
        for node in controls:
            if _starts_in(node, mark) and mark.box[2] > node.box[2] - EDGE_PX:
                yield f"cut by its side: {node}"


def drawn_words(node: Node) -> list[str]:
    """Return the lines of a name without those that only say again what others say."""
    lines = [line for line in node.name.splitlines() if line.strip()]
    return [line for line in lines if not any(other != line and other in line for other in lines)]


def lines_of(words: str, size: float, width: float) -> int:
    """Return how many lines ``words`` take in a box of ``width`` px."""
    lines, used = 1, 0.0
    space = width_of(" ", size)
    for word in words.split():
        needed = width_of(word, size)
        if used and used + space + needed > width:
            lines, used = lines + 1, needed
        else:
            used += needed + (space if used else 0.0)
    return lines


@lru_cache(maxsize=20_000)
def width_of(words: str, size: float, weight: int = 500) -> float:
    """Return the width of ``words`` in px at ``size``."""
    return _font(weight).getlength(words) / 100 * size


@lru_cache
def _font(weight: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"plus-jakarta-sans-{weight}.ttf", 100)


def _holds(box: tuple[float, float, float, float], mark: Mark) -> bool:
    return box[1] <= mark.box[1] and mark.box[3] <= box[3]


def _starts_in(node: Node, mark: Mark) -> bool:
    left, top, right, bottom = node.box
    return left <= mark.box[0] < right and top <= mark.box[1] and mark.box[3] <= bottom
