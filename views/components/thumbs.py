"""Photos of this device, small and side by side, and the button that adds one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

from services.errors import BlobMissing
from views import theme
from views.components.basics import Handler, icon_button, quiet_button
from views.components.boundary import safe_component
from views.state import Command, Session, use_session

THUMB_PX = 96


@safe_component
def Thumb(
    name: str, label: str, remove_label: str = "", remove: Callable[[], None] | None = None
) -> ft.Control:
    """One kept photo; with ``remove`` it can be taken out again."""
    session = use_session()
    content = ft.use_memo(lambda: photo_bytes(session, name), [name])
    if content is None:
        picture: ft.Control = ft.Icon(ft.Icons.BROKEN_IMAGE_OUTLINED, color=session.colors.quiet)
    else:
        picture = thumb_image(content, label)
    frame = thumb_frame(session, picture)
    if remove is None:
        return frame
    button = icon_button(session, ft.Icons.CLOSE_ROUNDED, remove_label, remove)
    return ft.Row(
        tight=True,
        spacing=theme.GAP_XS,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[frame, button],
    )


def photo_bytes(session: Session, name: str) -> bytes | None:
    """Return a kept photo, None when it is no longer on this device."""
    try:
        return session.services.reports.photo(name)
    except BlobMissing:
        return None


def thumb_image(content: bytes, label: str | None = None) -> ft.Image:
    """Return a photo that fills its frame, read as ``label`` (None: what is around it names it)."""
    return ft.Image(
        src=content,
        width=THUMB_PX,
        height=THUMB_PX,
        fit=ft.BoxFit.COVER,
        semantics_label=label,
        exclude_from_semantics=label is None,
        cache_width=THUMB_PX * 3,
    )


def thumb_frame(session: Session, content: ft.Control, on_click: Handler | None = None) -> ft.Container:
    """Return the square around a photo, or around what stands for it."""
    return ft.Container(
        width=THUMB_PX,
        height=THUMB_PX,
        border_radius=theme.RADIUS_S,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        bgcolor=session.colors.choice,
        alignment=ft.Alignment.CENTER,
        ink=on_click is not None,
        on_click=on_click,
        content=content,
    )


def thumb_row(
    session: Session, names: Sequence[str], remove: Callable[[str], None] | None = None
) -> ft.Control:
    """Return the photos ``names`` in their order; with ``remove`` each can be taken out again."""
    text = session.text

    def remover(name: str) -> Callable[[], None] | None:
        return None if remove is None else lambda: remove(name)

    tiles = [
        Thumb(
            name=name,
            label=text("report.photo.nth", n=index),
            remove_label=text("report.photo.remove", n=index) if remove else "",
            remove=remover(name),
            key=name,
        )
        for index, name in enumerate(names, start=1)
    ]
    gap = theme.GAP_M if remove else theme.GAP_S
    return ft.Row(wrap=True, spacing=gap, run_spacing=gap, controls=tiles)


def add_photo_button(session: Session, adding: Command) -> ft.Control:
    """Return the button that adds a photo, or says that one is being added."""
    words = session.text("report.photo.adding" if adding.running else "report.photo.add")
    run = None if adding.running else adding.run
    return quiet_button(session, words, run, icon=ft.Icons.ADD_A_PHOTO_OUTLINED)
