"""Make ``tools/web/material-icons.otf``: of flet-web's icon font what our screens and Flutter's parts show.

python -m tools.build_icon_font
"""

from __future__ import annotations

from pathlib import Path

from flet_web import get_package_web_dir
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from tools.web_package import named_icons

PROJECT = Path(__file__).parent.parent
TARGET = Path(__file__).parent / "web/material-icons.otf"
FLUTTERS_OWN = (
    "add", "arrow_back", "arrow_back_ios", "arrow_back_ios_new_rounded", "arrow_downward",
    "arrow_drop_down", "arrow_drop_up", "arrow_forward", "arrow_upward", "broken_image", "calendar_today",
    "cancel", "check", "chevron_left", "chevron_right", "clear", "close", "content_copy", "content_cut",
    "content_paste", "done", "edit", "edit_outlined", "error", "error_outline", "expand_less",
    "expand_more", "first_page", "image", "info", "keyboard_arrow_down", "keyboard_arrow_left",
    "keyboard_arrow_right", "keyboard_arrow_up", "keyboard_outlined", "last_page", "menu", "more_horiz",
    "more_vert", "refresh", "remove", "schedule", "search", "select_all", "share", "unfold_more",
    "visibility", "visibility_off", "warning", "access_time", "access_time_outlined",
)  # fmt: skip
"""Icons of Flutter's and Flet's own controls: back, clear, pickers, toolbars of text, errors."""


def stock_font() -> TTFont:
    """Open the whole font of flet-web."""
    return TTFont(
        Path(get_package_web_dir()) / "assets/fonts/MaterialIcons-Regular.otf", recalcTimestamp=False
    )


def glyphs(font: TTFont, names: set[str]) -> set[str]:
    """Return the glyphs of icons; raises ``KeyError`` for one that the font has not."""
    known = set(font.getGlyphOrder())
    found = set()
    for name in names:
        glyph = name if name in known else f"{name}_baseline"
        if glyph not in known:
            raise KeyError(name)
        found.add(glyph)
    return found


def main() -> None:
    """Write the subset."""
    font = stock_font()
    own = {name for name in FLUTTERS_OWN if {name, f"{name}_baseline"} & set(font.getGlyphOrder())}
    options = Options(layout_features=[], name_IDs=[0, 1, 2, 13], notdef_outline=True, desubroutinize=True)
    subsetter = Subsetter(options)
    subsetter.populate(glyphs=glyphs(font, {name.lower() for name in named_icons(PROJECT)} | own))
    subsetter.subset(font)
    font.save(TARGET)


if __name__ == "__main__":
    main()
