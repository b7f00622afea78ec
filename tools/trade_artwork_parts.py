"""Inks and shapes of the drawings of trade: things on a table under a warm sky with two curls of wind.

Lengths are those of the drawing, 320 wide and 180 high; every shape is returned as SVG.
"""

from __future__ import annotations

from tools.build_artwork import flower

PAPER, CREAM, SAND, STRAW = "#FBF8F3", "#F6EBD8", "#EAD8B8", "#D3B98E"
GOLD, AMBER, HONEY, BROWN = "#F0CB82", "#DDA948", "#B98322", "#7C590C"
BRICK, RED, ROSE = "#6B2318", "#9C3B2E", "#C2604B"
PINE, GREEN, LEAF, MINT = "#173F35", "#23604B", "#418263", "#7CAE86"
TEAL, SEA, MIST = "#1E5F66", "#3C838A", "#79B0B4"
INK = "#2A211B"
BAND = (
    "M0 66C10 63.3 38.3 50.7 60 50C81.7 49.3 105 63.7 130 62C155 60.3 186.7 41.7 210 40C233.3 38.3"
    " 251.7 53 270 52C288.3 51 311.7 37 320 34L320 180L0 180Z"
)


def fill(d: str, ink: str, more: str = "") -> str:
    """Return a filled path."""
    return f'<path d="{d}" fill="{ink}"{more}/>'


def line(d: str, ink: str, width: float = 2, more: str = "") -> str:
    """Return a drawn line with round ends."""
    ends = 'stroke-linecap="round" stroke-linejoin="round"'
    return f'<path d="{d}" fill="none" stroke="{ink}" stroke-width="{width:g}" {ends}{more}/>'


def dot(x: float, y: float, r: float, ink: str) -> str:
    """Return a filled circle."""
    return f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}" fill="{ink}"/>'


def oval(x: float, y: float, rx: float, ry: float, ink: str) -> str:
    """Return a filled ellipse."""
    return f'<ellipse cx="{x:g}" cy="{y:g}" rx="{rx:g}" ry="{ry:g}" fill="{ink}"/>'


def at(x: float, y: float, inner: str, how: str = "") -> str:
    """Return ``inner`` moved to ``x``, ``y``, then turned or scaled by ``how``."""
    return f'<g transform="translate({x:g} {y:g}){" " + how if how else ""}">{inner}</g>'


def wind(x: float, y: float, scale: float) -> str:
    """Return a curl of wind; a negative scale looks the other way."""
    curl = line("M-34 6C-22-12 2-14 10-2C16 8 4 16-2 9C-6 3 1-3 6 1M8-4C18-16 34-14 38-4", PAPER, 2.2)
    drops = dot(-38, 10, 1.8, PAPER) + dot(-44, 13, 1.3, PAPER) + dot(20, 4, 1.8, PAPER)
    leaf = fill("M38-4C44-10 52-10 56-5C51 0 44 1 38-4Z", PAPER)
    return f'<g opacity="0.8">{at(x, y, curl + leaf + drops, f"scale({scale:g} {abs(scale):g})")}</g>'


def scene(*parts: str, sky: str = "#FAEBD2", band: str = "#F5DDB4", table: str = HONEY) -> str:
    """Return a whole drawing with ``parts`` on the table."""
    ground = fill("M0 134C60 131 260 131 320 134L320 180L0 180Z", table)
    edge = line("M0 134C60 131 260 131 320 134", BROWN, 3, ' stroke-opacity="0.55"')
    grain = line("M18 152h70M120 160h90M232 148h66M60 170h60M190 173h80", BROWN, 2, ' stroke-opacity="0.35"')
    inner = "".join(
        (
            f'<rect width="320" height="180" fill="{sky}"/>', fill(BAND, band),
            wind(50, 30, 0.8), wind(272, 28, -0.8), ground, edge, grain, *parts,
        )
    )  # fmt: skip
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180">{inner}</svg>\n'


def shade(x: float, y: float, rx: float) -> str:
    """Return the shadow under a thing."""
    return f'<ellipse cx="{x:g}" cy="{y:g}" rx="{rx:g}" ry="{rx / 6:g}" fill="{BROWN}" fill-opacity="0.35"/>'


def blossom(x: float, y: float, scale: float) -> str:
    """Return the Rafflesia, woven or painted."""
    inks = [f'fill="{ink}"' for ink in (ROSE, GOLD, AMBER, BRICK, GOLD)]
    body = flower(*inks).partition(">")[2].removesuffix("</svg>\n")
    return at(x, y, body, f"scale({scale:g})")
