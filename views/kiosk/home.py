"""The first screen of a kiosk: where one is, and a few large ways on."""

from __future__ import annotations

import flet as ft

from views import routes, theme
from views.components.artwork import category_artwork
from views.components.basics import Handler, Tone, card, column, icon_tile, support, tone
from views.components.boundary import safe_component, safe_view
from views.components.kiosk_frame import is_low, place_of
from views.components.scaffold import screen
from views.components.states import age_line, loading
from views.kiosk.staff import StaffDoor
from views.kiosk.tiles import Tile, tiles_of
from views.state import Session, use_session

HERO_PART = 0.28  # of a tall screen's height
GRID_W = 980


@safe_view
def KioskHomeScreen() -> ft.View:
    """Anda di sini."""
    session = use_session()
    if session.visit is None or not session.state.ready:
        return screen(session, ft.Container(padding=theme.GAP_XL, content=loading(session)))
    return screen(session, Home())


@safe_component
def Home() -> ft.Control:
    """The picture of the place and the tiles: one above the other, or beside each other on a wide screen."""
    session = use_session()
    wide = session.state.width > session.state.height
    low = session.visit is not None and is_low(session, session.visit)
    tiles = tiles_of(session)
    if wide:
        sides: list[ft.Control] = [
            ft.Container(expand=4, content=_hero(session, None)),
            ft.Container(expand=6, content=_scrolling(session, tiles)),
        ]
        return ft.Row(
            controls=sides, spacing=0, expand=True, vertical_alignment=ft.CrossAxisAlignment.STRETCH
        )
    head = _title_only(session) if low else _hero(session, round(session.state.height * HERO_PART))
    return ft.Column(
        spacing=0,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[head, ft.Container(expand=True, content=_scrolling(session, tiles))],
    )


def _hero(session: Session, height: float | None) -> ft.Control:
    """Return the drawing of the place with its name on it."""
    visit = session.visit
    place = place_of(session, visit) if visit else None
    drawing = category_artwork(
        session,
        place.category if place else "other",
        width=session.state.width,
        height=height or session.state.height,
        radius=0,
    )
    plate = ft.Container(left=0, right=0, bottom=0, content=_title_only(session))
    return ft.Stack(controls=[drawing, plate], height=height, expand=height is None)


def _title_only(session: Session) -> ft.Control:
    return ft.Container(
        bgcolor=session.colors.hero,
        padding=ft.Padding.symmetric(horizontal=_margin(session), vertical=theme.GAP_L),
        content=StaffDoor(key="door"),
    )


def _scrolling(session: Session, tiles: list[Tile]) -> ft.Control:
    """Return the tiles in two columns, or one where letters are large."""
    drawn = [_tile(session, tile) for tile in tiles]
    if session.state.text_scale > 1.35 or session.state.width < theme.PHONE_MAX_W:
        rows: list[ft.Control] = list(drawn)
    else:
        rows = [_pair(drawn[start : start + 2]) for start in range(0, len(drawn), 2)]
    note = support(session, age_line(session, session.services.places.age))
    way = card(
        session,
        support(session, session.text("kiosk.privacy.short"), color=session.colors.ink),
        on_click=lambda: session.go(routes.PRIVACY),
        padding=22,
    )
    return ft.ListView(
        expand=True,
        padding=ft.Padding.symmetric(horizontal=_margin(session), vertical=theme.GAP_XL),
        controls=[column([*rows, way, note], theme.GAP_L)],
    )


def _margin(session: Session) -> float:
    """Return the space beside title and tiles; a wide screen has picture and tiles side by side."""
    wide = session.state.width > session.state.height
    return theme.GAP_XL if wide else max(theme.GAP_XL, (session.state.width - GRID_W) / 2)


def _pair(tiles: list[ft.Control]) -> ft.Control:
    """Return two tiles side by side; the last of an odd number has the whole width."""
    sides = [ft.Container(expand=True, content=tile) for tile in tiles]
    return ft.Row(
        spacing=theme.GAP_L,
        intrinsic_height=True,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=list(sides),
    )


def _tile(session: Session, tile: Tile) -> ft.Control:
    role: Tone = tone(session, tile.tone)
    content = ft.Column(
        spacing=theme.GAP_M,
        controls=[
            ft.Row(controls=[icon_tile(session, tile.icon, role, 76)]),
            ft.Text(
                tile.name,
                style=theme.Type(session.state.text_scale * session.letters * 1.2).heading,
                color=session.colors.ink,
            ),
            ft.Text(tile.words, style=session.type.body, color=session.colors.quiet),
        ],
    )
    return card(
        session,
        content,
        on_click=_opener(session, tile.path),
        padding=theme.GAP_XL,
        label=f"{tile.name}. {tile.words}",
    )


def _opener(session: Session, path: str) -> Handler:
    def open_it() -> None:
        session.go(path)

    return open_it
