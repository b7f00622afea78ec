"""The photos and documents of a timeline: shown when they are here, fetched when one asks for them."""

from __future__ import annotations

import flet as ft

from services.models import TicketFile
from views import theme
from views.components.basics import Handler, column, link, quiet_button, support
from views.components.boundary import safe_component
from views.components.states import problem
from views.components.thumbs import thumb_frame, thumb_image
from views.hooks import use_value
from views.state import Command, Session, use_command, use_session

LARGE_PX = 1200
_NOTHING: bytes | None = None


@safe_component
def EventFiles(item_id: str, files: tuple[TicketFile, ...]) -> ft.Control:
    """Every file of one event, photos first in their order."""
    session = use_session()
    pictures = [file for file in files if file.is_image]
    papers = [file for file in files if not file.is_image]
    parts: list[ft.Control] = []
    if pictures:
        tiles = [
            FilePicture(item_id=item_id, file=file, nth=index, key=file.sha256)
            for index, file in enumerate(pictures, start=1)
        ]
        parts.append(ft.Row(wrap=True, spacing=theme.GAP_S, run_spacing=theme.GAP_S, controls=tiles))
    parts.extend(
        FilePaper(item_id=item_id, file=file, nth=index, key=file.sha256)
        for index, file in enumerate(papers, start=1)
    )
    if any(session.services.tickets.kept_file(file.sha256) is None for file in files):
        parts.append(support(session, session.text("ticket.file.costs")))
    return column(parts, theme.GAP_S)


@safe_component
def FilePicture(item_id: str, file: TicketFile, nth: int) -> ft.Control:
    """One photo, small: a tap fetches it, the next one shows it large."""
    session = use_session()
    kept = ft.use_memo(lambda: session.services.tickets.kept_file(file.sha256), [file.sha256])
    fetched, set_fetched = use_value(_NOTHING)
    large, set_large = use_value(False)
    content = kept or fetched

    async def fetch() -> None:
        set_fetched(await session.services.tickets.fetch_file(item_id, file))

    fetching = use_command(fetch)
    label = session.text("report.photo.nth", n=nth)
    shown = large and content is not None
    ft.use_dialog(_large(session, content or b"", label, lambda: set_large(False)) if shown else None)
    if content is None:
        return _closed(session, label, fetching)
    return _tile(
        session, session.text("ticket.file.enlarge", n=nth), lambda: set_large(True), thumb_image(content)
    )


def _closed(session: Session, label: str, fetching: Command) -> ft.Control:
    colors, text = session.colors, session.text
    face: ft.Control = ft.Icon(ft.Icons.PHOTO_OUTLINED, color=colors.secondary, size=28)
    if fetching.running:
        face = ft.ProgressRing(width=22, height=22, stroke_width=2, color=colors.secondary)
    words = text("ticket.file.show")
    inside = ft.Column(
        tight=True,
        spacing=theme.GAP_XS,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        controls=[face, support(session, words, color=colors.secondary)],
    )
    tile = _tile(session, f"{label}: {words}", fetching.run, inside)
    if fetching.error is None:
        return tile
    return column([ft.Row(controls=[tile]), problem(session, fetching.error)], theme.GAP_S)


def _tile(session: Session, label: str, on_click: Handler, content: ft.Control) -> ft.Control:
    box = thumb_frame(session, content, on_click)
    return ft.Semantics(button=True, container=True, label=label, content=box)


def _large(session: Session, content: bytes, label: str, close: Handler) -> ft.AlertDialog:
    return ft.AlertDialog(
        content=ft.Image(src=content, fit=ft.BoxFit.CONTAIN, semantics_label=label, cache_width=LARGE_PX),
        content_padding=ft.Padding.all(theme.GAP_M),
        bgcolor=session.colors.card,
        shape=ft.RoundedRectangleBorder(radius=theme.RADIUS_L),
        actions=[link(session, session.text("action.close"), close)],
        on_dismiss=close,
    )


@safe_component
def FilePaper(item_id: str, file: TicketFile, nth: int) -> ft.Control:
    """One document: a tap saves it where the person wants it."""
    session = use_session()

    async def save() -> None:
        content = await session.services.tickets.fetch_file(item_id, file)
        await session.device.save_file(f"dokumen-{file.sha256[:8]}.pdf", content)

    saving = use_command(save)
    words = session.text("ticket.file.save", n=nth)
    run = None if saving.running else saving.run
    button = quiet_button(session, words, run, icon=ft.Icons.PICTURE_AS_PDF_OUTLINED)
    if saving.error is None:
        return ft.Row(wrap=True, controls=[button])
    return column([button, problem(session, saving.error)], theme.GAP_S)
