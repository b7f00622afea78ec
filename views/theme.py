"""Design tokens: colour roles, spacing, corner radii and the type scale; the only literal colours of the app.

Four designed sets: light, dark, and a high-contrast form of each. Contrast on ``paper`` and ``card`` is
at least 4.5:1 for text and 3:1 for graphics (``tests/views/test_theme.py`` measures it).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import flet as ft

GRID = 4  # every distance on screen is a multiple of this many logical pixels
GAP_XS, GAP_S, GAP_M, GAP_L, GAP_XL = 4, 8, 12, 16, 24
RADIUS_S, RADIUS_M, RADIUS_L = 12, 16, 20
RADIUS_SHEET = 28
TOUCH_PX, KIOSK_TOUCH_PX = 48, 64
PHONE_MAX_W, TABLET_MAX_W = 600, 1024
LIST_PANE_W = 430
READING_W = 720
MOTION_MS = 160

FONT_FILES = {
    f"Jakarta{weight}": f"fonts/plus-jakarta-sans-{weight}.ttf" for weight in (400, 500, 600, 700, 800)
}


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


@dataclass(frozen=True, slots=True)
class Type:
    """The type scale at one text size; ``scale`` multiplies every size (1.0 … 2.0)."""

    scale: float = 1.0

    def _style(self, size: float, weight: int, height: float = 1.35) -> ft.TextStyle:
        return ft.TextStyle(size=round(size * self.scale, 1), font_family=f"Jakarta{weight}", height=height)

    @property
    def display(self) -> ft.TextStyle:
        """The one number that matters on a screen."""
        return self._style(40, 800, 1.1)

    @property
    def title(self) -> ft.TextStyle:
        """Title of a screen."""
        return self._style(24, 800, 1.2)

    @property
    def heading(self) -> ft.TextStyle:
        """Heading of a section."""
        return self._style(18, 700, 1.3)

    @property
    def row(self) -> ft.TextStyle:
        """First line of a row, label of a button."""
        return self._style(15, 700)

    @property
    def body(self) -> ft.TextStyle:
        """Running text."""
        return self._style(14.5, 500, 1.45)

    @property
    def support(self) -> ft.TextStyle:
        """Second and third lines of a row."""
        return self._style(12.5, 500)

    @property
    def label(self) -> ft.TextStyle:
        """Status words, chips, small headings."""
        return self._style(12.5, 700)


def material_theme(colors: Palette, kind: Type) -> ft.Theme:
    """Return Flet's theme for Material parts, from the same tokens; every button is at least 48 px high."""
    button = ft.ButtonStyle(
        shape=ft.RoundedRectangleBorder(radius=RADIUS_SHEET),
        padding=ft.Padding.symmetric(horizontal=20, vertical=14),
        text_style=kind.row,
    )
    return ft.Theme(
        use_material3=True,
        font_family="Jakarta500",
        color_scheme=_scheme(colors),
        scaffold_bgcolor=colors.paper,
        visual_density=ft.VisualDensity.STANDARD,
        page_transitions=_still_transitions(),
        filled_button_theme=ft.FilledButtonTheme(style=button),
        outlined_button_theme=ft.OutlinedButtonTheme(style=button),
        text_button_theme=ft.TextButtonTheme(style=button),
        text_theme=ft.TextTheme(
            body_large=kind.body,
            body_medium=kind.body,
            label_large=kind.row,
            label_medium=kind.label,
            title_medium=kind.row,
            title_large=kind.heading,
        ),
        navigation_bar_theme=ft.NavigationBarTheme(
            bgcolor=colors.card,
            indicator_color=colors.primary_soft,
            label_text_style=_nav_label(colors, kind),
        ),
        divider_theme=ft.DividerTheme(color=colors.line, thickness=1, space=1),
    )


def _nav_label(colors: Palette, kind: Type) -> dict[ft.ControlState, ft.TextStyle]:
    small = Type(min(kind.scale, 1.3))  # the bar cannot grow; larger text stays readable in the page itself
    selected, rest = small.label, small.support
    selected.color, rest.color = colors.primary, colors.quiet
    return {ft.ControlState.SELECTED: selected, ft.ControlState.DEFAULT: rest}


def _still_transitions() -> ft.PageTransitionsTheme:
    still = ft.PageTransitionTheme.NONE
    return ft.PageTransitionsTheme(
        android=ft.PageTransitionTheme.FADE_UPWARDS, linux=still, windows=still, macos=still, ios=still
    )


def _scheme(colors: Palette) -> ft.ColorScheme:
    return ft.ColorScheme(
        primary=colors.primary,
        on_primary=colors.on_primary,
        primary_container=colors.primary_soft,
        on_primary_container=colors.primary,
        secondary=colors.secondary,
        on_secondary=colors.on_secondary,
        secondary_container=colors.secondary_soft,
        on_secondary_container=colors.secondary,
        tertiary=colors.tertiary,
        tertiary_container=colors.tertiary_soft,
        on_tertiary_container=colors.tertiary,
        error=colors.danger,
        on_error=colors.on_status,
        error_container=colors.danger_soft,
        on_error_container=colors.danger,
        surface=colors.paper,
        on_surface=colors.ink,
        on_surface_variant=colors.quiet,
        outline=colors.outline,
        outline_variant=colors.line,
        surface_container=colors.card,
        surface_container_low=colors.card,
        surface_container_high=colors.card,
        surface_container_highest=colors.choice,
        surface_container_lowest=colors.card,
        surface_tint=colors.card,
        inverse_surface=colors.ink,
        on_inverse_surface=colors.paper,
    )
