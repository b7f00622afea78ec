"""Design tokens: spacing, corner radii, the type scale, and Flet's theme made of them and a palette."""

from __future__ import annotations

from dataclasses import dataclass

import flet as ft

from views.palettes import Palette

GRID = 4  # every distance on screen is a multiple of this many logical pixels
GAP_XS, GAP_S, GAP_M, GAP_L, GAP_XL = 4, 8, 12, 16, 24
RADIUS_S, RADIUS_M, RADIUS_L = 12, 16, 20
RADIUS_SHEET = 28
BAR_SCALE = 1.2  # the navigation bar cannot grow: five words share 360 px, and the pages say the same larger
TOUCH_PX, KIOSK_TOUCH_PX = 48, 64
KIOSK_LETTERS, KIOSK_LETTERS_SMALL, KIOSK_LARGE_W = 1.5, 1.2, 900
PHONE_MAX_W, TABLET_MAX_W = 600, 1024
LIST_PANE_W = 430
READING_W = 720
MOTION_MS = 160

FONT_FILES = {
    f"Jakarta{weight}": f"fonts/plus-jakarta-sans-{weight}.ttf" for weight in (400, 500, 600, 700, 800)
}


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


def material_theme(colors: Palette, kind: Type, touch_px: int = TOUCH_PX) -> ft.Theme:
    """Return Flet's theme for Material parts, from the same tokens; no button is lower than ``touch_px``."""
    button = ft.ButtonStyle(
        shape=ft.RoundedRectangleBorder(radius=RADIUS_SHEET),
        padding=ft.Padding.symmetric(horizontal=20, vertical=14 + (touch_px - TOUCH_PX) // 2),
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
            body_small=kind.support,  # what stands below fields
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
    small = Type(min(kind.scale, BAR_SCALE))
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
