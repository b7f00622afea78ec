"""The four designed colour sets: light, dark, and a high-contrast form of each; the only literal colours.

Contrast on ``paper`` and ``card`` is at least 4.5:1 for text and 3:1 for graphics, 7:1 in high contrast
(``tests/views/test_theme.py`` measures it).
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class MapColors:
    """Colours of the basemap and its labels."""

    sea: str
    land: str
    coast: str
    trunk: str
    road: str
    casing: str
    boundary: str
    label: str
    label_halo: str
    sea_label: str
    here: str


@dataclass(frozen=True, slots=True)
class Palette:
    """Colour roles. ``*_soft`` is the quiet surface that carries text in the role's colour."""

    dark: bool
    paper: str
    card: str
    line: str
    outline: str
    ink: str
    quiet: str
    primary: str
    on_primary: str
    primary_soft: str
    secondary: str
    on_secondary: str
    secondary_soft: str
    tertiary: str
    tertiary_soft: str
    success: str
    success_soft: str
    warning: str
    warning_soft: str
    danger: str
    danger_soft: str
    unknown: str
    unknown_soft: str
    on_status: str
    hero: str
    on_hero: str
    hero_quiet: str
    strong: str
    on_strong: str
    choice: str
    map: MapColors


LIGHT = Palette(
    dark=False,
    paper="#FBF8F3",
    card="#FFFFFF",
    line="#E9E2D8",
    outline="#857B70",
    ink="#221C18",
    quiet="#6B625B",
    primary="#9C3B2E",
    on_primary="#FFFFFF",
    primary_soft="#F3E4E1",
    secondary="#1E5F66",
    on_secondary="#FFFFFF",
    secondary_soft="#E3EEEF",
    tertiary="#7C590C",
    tertiary_soft="#FBEFD3",
    success="#1F7A45",
    success_soft="#E8F3EC",
    warning="#8A5A00",
    warning_soft="#FFF1DB",
    danger="#B3261E",
    danger_soft="#FBE9E7",
    unknown="#5F6368",
    unknown_soft="#EFEFEF",
    on_status="#FFFFFF",
    hero="#1E5F66",
    on_hero="#FFFFFF",
    hero_quiet="#DCEBEC",
    strong="#9C3B2E",
    on_strong="#FFFFFF",
    choice="#F3EEE6",
    map=MapColors(
        sea="#BFD9E2",
        land="#F4F1E8",
        coast="#9DB9BF",
        trunk="#EFC488",
        road="#FFFFFF",
        casing="#D9CBB0",
        boundary="#B9A99A",
        label="#5E5851",
        label_halo="#F4F1E8",
        sea_label="#2F5B68",
        here="#1E5F66",
    ),
)

DARK = Palette(
    dark=True,
    paper="#171411",
    card="#221E1A",
    line="#3A342E",
    outline="#9B9085",
    ink="#F3EDE5",
    quiet="#BDB3A8",
    primary="#F2A08F",
    on_primary="#47120A",
    primary_soft="#43241E",
    secondary="#86CBD3",
    on_secondary="#00363C",
    secondary_soft="#1D3639",
    tertiary="#E6C06E",
    tertiary_soft="#3B2F14",
    success="#7FD39E",
    success_soft="#1C3426",
    warning="#F2C26E",
    warning_soft="#3B2D12",
    danger="#FFB0A6",
    danger_soft="#47201C",
    unknown="#C3C6CA",
    unknown_soft="#33322F",
    on_status="#171411",
    hero="#164D54",
    on_hero="#FFFFFF",
    hero_quiet="#CFE5E7",
    strong="#82301F",
    on_strong="#FFFFFF",
    choice="#322C26",
    map=MapColors(
        sea="#0F2429",
        land="#26231F",
        coast="#3E4A4A",
        trunk="#8A6A35",
        road="#4A453E",
        casing="#1B1815",
        boundary="#6A5E52",
        label="#CFC6BB",
        label_halo="#26231F",
        sea_label="#8FB8C2",
        here="#86CBD3",
    ),
)

HIGH_CONTRAST_LIGHT = replace(
    LIGHT,
    paper="#FFFFFF",
    line="#221C18",
    outline="#000000",
    ink="#000000",
    quiet="#2B2622",
    primary="#7A1F14",
    secondary="#004249",
    tertiary="#523900",
    success="#00501F",
    warning="#5A3900",
    danger="#8C0009",
    unknown="#333639",
    hero="#003B41",
    hero_quiet="#FFFFFF",
    strong="#6E170D",
    choice="#FFFFFF",
    map=replace(
        LIGHT.map,
        sea="#A9CCD8",
        land="#FFFFFF",
        coast="#000000",
        trunk="#C46A00",
        road="#8A8176",
        casing="#000000",
        boundary="#5A4A3C",
        label="#000000",
        label_halo="#FFFFFF",
        sea_label="#00323B",
        here="#003B41",
    ),
)

HIGH_CONTRAST_DARK = replace(
    DARK,
    paper="#000000",
    card="#000000",
    line="#D8D0C6",
    outline="#FFFFFF",
    ink="#FFFFFF",
    quiet="#EDE6DD",
    primary="#FFC9BD",
    secondary="#B5F0F6",
    tertiary="#FFDE97",
    success="#A6F5C0",
    warning="#FFDD9E",
    danger="#FFD0C9",
    unknown="#F0F0F0",
    hero="#00272B",
    hero_quiet="#FFFFFF",
    strong="#4D0F07",
    choice="#141414",
    map=replace(
        DARK.map,
        sea="#001A20",
        land="#141210",
        coast="#FFFFFF",
        trunk="#FFC061",
        road="#A69C90",
        casing="#000000",
        boundary="#D8C7B5",
        label="#FFFFFF",
        label_halo="#000000",
        sea_label="#C2EEF5",
        here="#B5F0F6",
    ),
)


def palette(dark: bool, high_contrast: bool) -> Palette:
    """Return the designed colour set."""
    if high_contrast:
        return HIGH_CONTRAST_DARK if dark else HIGH_CONTRAST_LIGHT
    return DARK if dark else LIGHT
