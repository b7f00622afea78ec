"""Make ``assets/fonts`` from the unpacked npm package ``@fontsource/plus-jakarta-sans``.

The Latin subset of the package lacks a few signs that the app shows (a horizontal arrow, ≈, ≤, ≥).
They are composed here from the font's own outlines, so that no text falls back to another font.

    npm pack @fontsource/plus-jakarta-sans@5.3.0 && tar xzf fontsource-*.tgz
    python -m tools.build_fonts package
"""

from __future__ import annotations

import argparse
import math
import shutil
import sys
from pathlib import Path

from fontTools.misc.transform import Identity, Transform
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

WEIGHTS = (400, 500, 600, 700, 800)
TARGET = Path(__file__).parent.parent / "assets" / "fonts"
REQUIRED = "→←↑↓·–—…±≈≤≥°×²−•“”‘’©"
_QUARTER_TURN, _EIGHTH_TURN = math.pi / 2, math.pi / 4

Part = tuple[str, Transform]


def _bounds(font: TTFont, char: str) -> tuple[float, float, float, float]:
    """Return (x_min, y_min, x_max, y_max) of the glyph of ``char`` in font units."""
    glyphs = font.getGlyphSet()
    pen = BoundsPen(glyphs)
    glyphs[font.getBestCmap()[ord(char)]].draw(pen)
    if pen.bounds is None:
        raise ValueError(f"the glyph of {char!r} is empty")
    x_min, y_min, x_max, y_max = pen.bounds
    return float(x_min), float(y_min), float(x_max), float(y_max)


def _turned(font: TTFont, char: str, angle: float) -> list[Part]:
    """Return ``char`` turned clockwise by ``angle`` (radians) about the middle of its outline."""
    x_min, y_min, x_max, y_max = _bounds(font, char)
    x, y = (x_min + x_max) / 2, (y_min + y_max) / 2
    return [(char, Identity.translate(x, y).rotate(-angle).translate(-x, -y))]


def _doubled_tilde(font: TTFont) -> list[Part]:
    _, y_min, _, y_max = _bounds(font, "~")
    shift = (y_max - y_min) * 0.62
    return [("~", Identity.translate(0, shift)), ("~", Identity.translate(0, -shift))]


def _with_bar(font: TTFont, char: str) -> list[Part]:
    """Return ``char`` raised, over a bar at the baseline as wide as the sign (≤ and ≥)."""
    left, low, right, _ = _bounds(font, char)
    bar_left, bar_low, bar_right, bar_high = _bounds(font, "−")
    bar_width = (right - left) / (bar_right - bar_left)
    gap = (bar_high - bar_low) * 1.4
    bar = Identity.translate(left - bar_left * bar_width, -bar_low).scale(bar_width, 1)
    return [(char, Identity.translate(0, bar_high - bar_low + gap - low)), ("−", bar)]


def missing_signs(font: TTFont) -> dict[str, list[Part]]:
    """Return the parts of every sign that the Latin subset lacks, by character."""
    recipes = {
        "→": _turned(font, "↑", _QUARTER_TURN),
        "←": _turned(font, "↑", -_QUARTER_TURN),
        "↗": _turned(font, "↑", _EIGHTH_TURN),
        "↖": _turned(font, "↑", -_EIGHTH_TURN),
        "↘": _turned(font, "↓", -_EIGHTH_TURN),
        "↙": _turned(font, "↓", _EIGHTH_TURN),
        "≈": _doubled_tilde(font),
        "≤": _with_bar(font, "<"),
        "≥": _with_bar(font, ">"),
    }
    cmap = font.getBestCmap()
    return {char: parts for char, parts in recipes.items() if ord(char) not in cmap}


def _widened(font: TTFont, char: str, parts: list[Part]) -> tuple[list[Part], int]:
    """Return ``parts`` moved to keep the side bearing of the first one, and the advance width."""
    base = parts[0][0]
    width = int(font["hmtx"][font.getBestCmap()[ord(base)]][0])
    if char not in "→←↗↖↘↙":
        return parts, width
    # A turned arrow is wider than the upright one: give it the room that the upright one has in height.
    x_min, y_min, x_max, y_max = _bounds(font, base)
    bearing = 60
    wide = round(y_max - y_min) + 2 * bearing
    move = Identity.translate(wide / 2 - (x_min + x_max) / 2, 0)
    return [(name, move.transform(matrix)) for name, matrix in parts], wide


def add_sign(font: TTFont, char: str, parts: list[Part]) -> None:
    """Draw ``char`` from the outlines of other characters and map it in every Unicode table."""
    glyphs, cmap = font.getGlyphSet(), font.getBestCmap()
    placed, width = _widened(font, char, parts)
    pen = TTGlyphPen(None)
    for base, matrix in placed:
        glyphs[cmap[ord(base)]].draw(TransformPen(pen, matrix))
    name = f"uni{ord(char):04X}"
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = pen.glyph(round=round)
    font["glyf"][name].recalcBounds(font["glyf"])
    font["hmtx"][name] = (width, font["glyf"][name].xMin)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(char)] = name


def build(package: Path, target: Path = TARGET) -> list[Path]:
    """Write one TTF per weight and the licence; return the files. Raises ``ValueError`` on a missing sign."""
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for weight in WEIGHTS:
        font = TTFont(package / "files" / f"plus-jakarta-sans-latin-{weight}-normal.woff2")
        for char, parts in missing_signs(font).items():
            add_sign(font, char, parts)
        absent = [char for char in REQUIRED if ord(char) not in font.getBestCmap()]
        if absent:
            raise ValueError(f"weight {weight} lacks {' '.join(absent)}")
        font.flavor = None
        font.recalcTimestamp = False
        path = target / f"plus-jakarta-sans-{weight}.ttf"
        font.save(path)
        written.append(path)
    licence = target / "OFL.txt"
    shutil.copyfile(package / "LICENSE", licence)
    return [*written, licence]


def main() -> int:
    """Read the folder of the unpacked package from the command line and build the fonts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("package", type=Path, help="folder of the unpacked npm package")
    for path in build(parser.parse_args().package):
        print(f"{path.stat().st_size:>8} {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
