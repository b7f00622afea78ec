"""Photos of a destination: the cover, small ones side by side, and a large one with its origin."""

from __future__ import annotations

import flet as ft

from services.errors import RafflesiaError
from services.models import Picture, Place
from services.pictures import loads_by_itself
from views import theme
from views.components.artwork import category_artwork
from views.components.basics import Handler, body, column, link, support
from views.components.boundary import safe_component
from views.components.states import problem
from views.components.thumbs import thumb_frame, thumb_image
from views.hooks import use_value, use_while
from views.state import Command, Session, use_command, use_session

LARGE_PX = 1280
# The dialog keeps this much of the window free beside a photo, and shares its height with the words.
BESIDE_PX, NARROWEST_PX = 104, 240
HEIGHT_SHARE = 0.6
_NOTHING: bytes | None = None


def cover(session: Session, place: Place, height: float) -> ft.Control:
    """Return the first photo as far as it is on this device, else the drawing of the category."""
    content = session.services.pictures.kept(place.photos[0].thumb) if place.photos else None
    if content is None:
        return category_artwork(session, place.category, height=height, radius=theme.RADIUS_L)
    return ft.Container(
        height=height,
        border_radius=theme.RADIUS_L,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        content=ft.Image(
            src=content,
            height=height,
            fit=ft.BoxFit.COVER,
            semantics_label=place.photos[0].caption.in_language(session.state.language),
        ),
    )


@safe_component
def PhotoStrip(place: Place) -> ft.Control:
    """The photos small, in one row that wraps; who made the first one stands below."""
    session = use_session()
    tiles: list[ft.Control] = [
        PhotoTile(photo, nth, key=photo.thumb) for nth, photo in enumerate(place.photos, start=1)
    ]
    row = ft.Row(wrap=True, spacing=theme.GAP_S, run_spacing=theme.GAP_S, controls=tiles)
    return column([row, support(session, origin_words(session, place.photos[0]))], theme.GAP_XS)


def origin_words(session: Session, photo: Picture) -> str:
    """Return who made a photo and under which licence."""
    return session.text("explore.photo.origin", credit=photo.credit, licence=photo.licence)


@safe_component
def PhotoTile(photo: Picture, nth: int) -> ft.Control:
    """One photo, small: it loads by itself where that costs nothing, else after a tap; a tap enlarges it."""
    session = use_session()
    pictures, state = session.services.pictures, session.state
    # Another tile's photo that arrives draws the page again; this one's is then read from the device.
    thumb = ft.use_memo(lambda: pictures.kept(photo.thumb), [photo.thumb, state.pictures_version])
    fetched, set_fetched = use_value(_NOTHING)
    opened, set_opened = use_value(False)
    large, set_large = use_value(_NOTHING)

    async def fetch() -> None:
        set_fetched(await pictures.fetch(photo.thumb))
        state.pictures_version += 1

    async def load() -> None:
        if thumb is not None or not loads_by_itself(state.data_saver, await session.device.connectivity()):
            return
        try:
            await fetch()
        except RafflesiaError:
            return  # nobody asked for it: the tile still offers it

    async def enlarge() -> None:
        set_opened(True)
        set_large(await pictures.fetch(photo.large))

    ft.use_effect(load, dependencies=[photo.thumb, state.data_saver])
    fetching, enlarging = use_command(fetch), use_command(enlarge)
    content = thumb or fetched
    shown = _viewer(session, photo, large or content, enlarging, lambda: set_opened(False))
    ft.use_dialog(shown if opened else None)
    use_while(opened, session.hold)
    if content is None:
        return _offer(session, nth, fetching)
    name = session.text("explore.photo.enlarge", caption=photo.caption.in_language(state.language))
    return _tile(session, name, enlarging.run, thumb_image(content))


def _tile(session: Session, label: str, on_click: Handler, content: ft.Control) -> ft.Control:
    box = thumb_frame(session, content, on_click)
    return ft.Semantics(button=True, container=True, label=label, content=box)


def _offer(session: Session, nth: int, fetching: Command) -> ft.Control:
    colors, text = session.colors, session.text
    face: ft.Control = ft.Icon(ft.Icons.PHOTO_OUTLINED, color=colors.secondary, size=28)
    if fetching.running:
        face = ft.ProgressRing(width=22, height=22, stroke_width=2, color=colors.secondary)
    inside = ft.Column(
        tight=True,
        spacing=theme.GAP_XS,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        controls=[face, support(session, text("explore.photo.load"), color=colors.secondary)],
    )
    tile = _tile(session, text("explore.photo.load_nth", n=nth), fetching.run, inside)
    if fetching.error is None:
        return tile
    return column([ft.Row(controls=[tile]), problem(session, fetching.error)], theme.GAP_S)


def _viewer(
    session: Session, photo: Picture, content: bytes | None, enlarging: Command, close: Handler
) -> ft.AlertDialog:
    """Return the photo as large as the screen allows, with its words and origin."""
    caption = photo.caption.in_language(session.state.language)
    width, height = _fitting(session, photo)
    parts: list[ft.Control] = []
    if content is not None:
        parts.append(
            ft.Image(
                src=content,
                width=width,
                height=height,
                fit=ft.BoxFit.CONTAIN,
                semantics_label=caption,
                cache_width=LARGE_PX,
            )
        )
    if enlarging.running:
        parts.append(ft.ProgressBar(color=session.colors.secondary, bgcolor=session.colors.choice))
    if enlarging.error is not None:
        parts.append(problem(session, enlarging.error))
    parts += [body(session, caption), support(session, origin_words(session, photo))]
    return ft.AlertDialog(
        content=ft.Container(width=max(width, NARROWEST_PX), content=column(parts, theme.GAP_S)),
        scrollable=True,
        content_padding=ft.Padding.all(theme.GAP_M),
        bgcolor=session.colors.card,
        shape=ft.RoundedRectangleBorder(radius=theme.RADIUS_L),
        actions=[link(session, session.text("action.close"), close)],
        on_dismiss=close,
    )


def _fitting(session: Session, photo: Picture) -> tuple[float, float]:
    """Return width and height of a photo that fits into the window, never larger than it is."""
    room = float(session.page.height or LARGE_PX) * HEIGHT_SHARE
    scale = min(1.0, (session.state.width - BESIDE_PX) / photo.width, room / photo.height)
    return photo.width * scale, photo.height * scale
