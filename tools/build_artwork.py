"""Draw the Rafflesia flower in its forms: `python -m tools.build_artwork` writes assets/artwork/flower*.svg.

One geometry (five petals, warts, a ringed mouth), several inks, so that mark and ornament stay one plant.
"""

from __future__ import annotations

import math
from pathlib import Path

ARTWORK = Path(__file__).resolve().parent.parent / "assets" / "artwork"
PETALS = 5
WARTS = ((0, -74, 6.5), (-17, -60, 5), (17, -60, 5), (-11, -84, 4), (12, -86, 4.5), (0, -50, 4))


def flower(petal: str, wart: str, ring: str, mouth: str, seed: str) -> str:
    """Return the SVG of the flower in five inks (any SVG paint, with optional opacity)."""
    turns = [f"rotate({index * 360 / PETALS:.0f})" for index in range(PETALS)]
    outline = (
        "M0 -26 C-42 -34 -50 -74 -34 -92 C-22 -106 -8 -104 0 -98 C8 -104 22 -106 34 -92 C50 -74 42 -34 0 -26Z"
    )
    petals = "".join(f'<path transform="{turn}" d="{outline}" {petal}/>' for turn in turns)
    dots = "".join(
        f'<g transform="{turn}">'
        + "".join(f'<circle cx="{x}" cy="{y}" r="{r}" {wart}/>' for x, y, r in WARTS)
        + "</g>"
        for turn in turns
    )
    seeds = "".join(
        f'<circle cx="{9 * math.cos(angle):.2f}" cy="{9 * math.sin(angle):.2f}" r="2.4" {seed}/>'
        for angle in (index * math.tau / 6 for index in range(6))
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-110 -110 220 220">'
        f'{petals}{dots}<circle r="36" {ring}/><circle r="25" {mouth}/>{seeds}</svg>\n'
    )


def main() -> None:
    """Write every form of the flower."""
    white = 'fill="#FFFFFF" fill-opacity="{}"'.format
    forms = {
        "flower": ('fill="#9C3B2E"', 'fill="#E9B5A4"', 'fill="#C9654F"', 'fill="#3A1A15"', 'fill="#C98A3A"'),
        "flower-ornament": (
            white(0.09),
            white(0.08),
            white(0.1),
            'fill="#000000" fill-opacity="0.18"',
            white(0.06),
        ),
        "flower-gold": (
            'fill="#B07D15"',
            'fill="#F3DDA6"',
            'fill="#D3A341"',
            'fill="#4A3508"',
            'fill="#F3DDA6"',
        ),
    }
    ARTWORK.mkdir(parents=True, exist_ok=True)
    for name, inks in forms.items():
        (ARTWORK / f"{name}.svg").write_text(flower(*inks), encoding="utf-8")


if __name__ == "__main__":
    main()
