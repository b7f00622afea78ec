"""The fonts of the app show every sign that its texts use, in every weight."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from fontTools.misc.transform import Identity
from fontTools.ttLib import TTFont

from tests.content.files import PARSERS, ROOT, rows
from tools.build_fonts import REQUIRED, WEIGHTS, add_sign, build, missing_signs

FONTS = ROOT / "assets" / "fonts"


@cache
def font(weight: int) -> TTFont:
    return TTFont(FONTS / f"plus-jakarta-sans-{weight}.ttf")


def _box(weight: int, char: str) -> tuple[int, int, int, int]:
    glyph = font(weight)["glyf"][font(weight).getBestCmap()[ord(char)]]
    return glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax


def _characters(value: object) -> set[str]:
    if isinstance(value, str):
        return set(value)
    if isinstance(value, dict):
        return set().union(*map(_characters, value.values()), set())
    return set().union(*map(_characters, value), set()) if isinstance(value, list) else set()


def test_the_licence_lies_beside_the_fonts() -> None:
    text = (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert "Plus Jakarta Sans" in text


@pytest.mark.parametrize("weight", WEIGHTS)
def test_each_weight_is_plain_truetype_with_every_sign(weight: int) -> None:
    assert font(weight).flavor is None
    assert font(weight)["OS/2"].usWeightClass == weight
    assert [char for char in REQUIRED if ord(char) not in font(weight).getBestCmap()] == []


@pytest.mark.parametrize("weight", WEIGHTS)
def test_content_needs_no_other_font(weight: int) -> None:
    used = set().union(*(_characters(row) for name in PARSERS for row in rows(name)))
    assert {char for char in used if ord(char) not in font(weight).getBestCmap()} == set()


@pytest.mark.parametrize("language", ["id", "en"])
def test_catalogues_need_no_other_font(language: str) -> None:
    catalogue = ROOT / "assets" / "locales" / language / "LC_MESSAGES" / "rafflesia.po"
    used = {char for char in catalogue.read_text(encoding="utf-8") if char > " "}
    assert {char for char in used if ord(char) not in font(400).getBestCmap()} == set()


@pytest.mark.parametrize("weight", WEIGHTS)
def test_composed_arrows_are_turned(weight: int) -> None:
    for char in "→←":
        x_min, y_min, x_max, y_max = _box(weight, char)
        assert x_max - x_min > y_max - y_min, char
        width, bearing = font(weight)["hmtx"][font(weight).getBestCmap()[ord(char)]]
        assert 0 < bearing == x_min, char
        assert x_max < width, char


@pytest.mark.parametrize("weight", WEIGHTS)
def test_composed_comparisons_are_taller_than_their_base(weight: int) -> None:
    for char, base in (("≤", "<"), ("≥", ">"), ("≈", "~")):
        _, low, _, high = _box(weight, char)
        _, base_low, _, base_high = _box(weight, base)
        assert high - low > base_high - base_low, char


def test_heavier_weights_are_wider() -> None:
    widths = [font(weight)["hmtx"]["A"][0] for weight in WEIGHTS]
    assert widths == sorted(set(widths))


def test_a_sign_that_the_font_has_is_left_alone() -> None:
    assert missing_signs(font(400)) == {}


def test_an_added_sign_can_be_read_back(tmp_path: Path) -> None:
    copy = TTFont(FONTS / "plus-jakarta-sans-400.ttf")
    add_sign(copy, "⌂", [("A", Identity)])
    copy.save(tmp_path / "copy.ttf")
    saved = TTFont(tmp_path / "copy.ttf")
    name = saved.getBestCmap()[ord("⌂")]
    assert saved["hmtx"][name][0] == saved["hmtx"]["A"][0]
    assert saved["glyf"][name].xMax == saved["glyf"]["A"].xMax


def test_a_package_without_the_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        build(tmp_path, tmp_path / "out")
