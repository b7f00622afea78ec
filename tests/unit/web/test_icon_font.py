"""The small icon font shows every icon that the screens name."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont

from tools.build_icon_font import FLUTTERS_OWN, PROJECT, TARGET, glyphs, stock_font
from tools.web_package import named_icons


def test_every_icon_of_the_screens_is_in_the_font() -> None:
    named = {name.lower() for name in named_icons(PROJECT)}
    assert len(named) > 100
    missing = glyphs(stock_font(), named | set(FLUTTERS_OWN)) - set(TTFont(TARGET).getGlyphOrder())
    assert not missing, "run python -m tools.build_icon_font"


def test_icons_keep_their_code_points() -> None:
    stock, small = stock_font().getBestCmap(), TTFont(TARGET).getBestCmap()
    assert small
    assert all(stock[point] == name for point, name in small.items())


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(KeyError, match="no_such_icon"):
        glyphs(stock_font(), {"no_such_icon"})
