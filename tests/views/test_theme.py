"""Contrast of every designed colour set, measured with the WCAG 2.2 formula."""

from __future__ import annotations

import re

import pytest

from views import theme
from views.palettes import DARK, HIGH_CONTRAST_DARK, HIGH_CONTRAST_LIGHT, LIGHT, Palette

SETS = {
    "light": LIGHT,
    "dark": DARK,
    "high contrast light": HIGH_CONTRAST_LIGHT,
    "high contrast dark": HIGH_CONTRAST_DARK,
}
ON_SURFACES = ("ink", "quiet", "primary", "secondary", "tertiary", "success", "warning", "danger", "unknown")
PAIRS = (
    ("on_primary", "primary"),
    ("on_secondary", "secondary"),
    ("on_hero", "hero"),
    ("hero_quiet", "hero"),
    ("hero", "on_hero"),
    ("on_strong", "strong"),
    ("primary", "primary_soft"),
    ("secondary", "secondary_soft"),
    ("tertiary", "tertiary_soft"),
    ("success", "success_soft"),
    ("warning", "warning_soft"),
    ("danger", "danger_soft"),
    ("unknown", "unknown_soft"),
    ("ink", "warning_soft"),
    ("ink", "danger_soft"),
    ("ink", "choice"),
    ("on_status", "success"),
    ("on_status", "warning"),
    ("on_status", "danger"),
    ("on_status", "unknown"),
)


def luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def test_the_formula_knows_black_on_white() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", SETS)
def test_text_reaches_the_contrast_of_its_set(name: str) -> None:
    colors = SETS[name]
    least = 7.0 if name.startswith("high") else 4.5
    pairs = [(role, surface) for role in ON_SURFACES for surface in ("paper", "card")] + list(PAIRS)
    weak = {
        (ink, surface): round(contrast(getattr(colors, ink), getattr(colors, surface)), 2)
        for ink, surface in pairs
        if contrast(getattr(colors, ink), getattr(colors, surface)) < least
    }
    assert not weak


@pytest.mark.parametrize("name", SETS)
def test_map_labels_and_outlines_can_be_seen(name: str) -> None:
    colors: Palette = SETS[name]
    assert contrast(colors.map.label, colors.map.land) >= 4.5
    assert contrast(colors.map.sea_label, colors.map.sea) >= 4.5
    assert contrast(colors.outline, colors.card) >= 3
    assert contrast(colors.map.here, colors.map.land) >= 3


def test_every_distance_is_on_the_grid() -> None:
    gaps = [getattr(theme, name) for name in dir(theme) if re.match(r"GAP_|TOUCH_|KIOSK_TOUCH|RADIUS_", name)]
    assert gaps
    assert [gap for gap in gaps if gap % theme.GRID] == []


def test_text_size_multiplies_every_style() -> None:
    for name in ("display", "title", "heading", "row", "body", "support", "label"):
        plain = getattr(theme.Type(1.0), name).size
        assert getattr(theme.Type(2.0), name).size == pytest.approx(2 * plain, abs=0.11)
