"""Step 3, proof: photos and a note, both voluntary, and what is recorded without being asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import flet as ft

from services.errors import BlobMissing
from views import theme
from views.components.basics import card, column, icon_button, quiet_button, support
from views.components.boundary import safe_component
from views.components.rows import fact_row
from views.components.states import problem
from views.hooks import use_box, use_value
from views.report.disclosure import disclosure
from views.report.editor import Editor
from views.report.form import NOTE_MAX, PHOTOS_MAX
from views.report.words import fix_words, village_words
from views.state import Session, use_command, use_session

THUMB_PX = 96


@safe_component
def ProofCard(editor: Editor) -> ft.Control:
    """Photos, note, and the list of what is recorded by itself."""
    session = use_session()
    opened, set_opened = use_value(False)
    text, form = session.text, editor.form

    async def add() -> None:
        picked = await session.device.pick_photo()
        if picked is None:
            return
        name = await session.services.reports.add_photo(picked.content)
        editor.change(lambda old: replace(old, photos=tuple(dict.fromkeys((*old.photos, name)))))

    adding = use_command(add)
    parts: list[ft.Control] = [
        ft.Semantics(
            header=True,
            heading_level=2,
            content=ft.Text(
                text("report.step.proof"), style=session.type.label, color=session.colors.primary
            ),
        )
    ]
    if form.photos:
        parts.append(_thumbs(session, editor))
    if adding.error:
        parts.append(problem(session, adding.error))
    parts.append(_add_button(session, editor, adding.run, adding.running))
    parts.append(NoteField(words=editor.form.note, typed=editor.type_note))
    parts.append(disclosure(session, text("report.recorded"), opened, lambda: set_opened(not opened)))
    if opened:
        parts.append(_recorded(session, editor))
    return card(session, column(parts, theme.GAP_M))


def _add_button(session: Session, editor: Editor, add: Callable[..., object], running: bool) -> ft.Control:
    text = session.text
    if len(editor.form.photos) >= PHOTOS_MAX:
        return support(session, text("report.photo.full", n=PHOTOS_MAX))
    words = text("report.photo.adding" if running else "report.photo.add")
    button = quiet_button(session, words, None if running else add, icon=ft.Icons.ADD_A_PHOTO_OUTLINED)
    return column([button, support(session, text("report.photo.private"))], theme.GAP_XS)


def _thumbs(session: Session, editor: Editor) -> ft.Control:
    def remover(name: str) -> Callable[[], None]:
        def remove() -> None:
            editor.change(lambda old: replace(old, photos=tuple(p for p in old.photos if p != name)))

        return remove

    tiles = [
        Thumb(
            name=name,
            label=session.text("report.photo.nth", n=index),
            remove_label=session.text("report.photo.remove", n=index),
            remove=remover(name),
            key=name,
        )
        for index, name in enumerate(editor.form.photos, start=1)
    ]
    return ft.Row(wrap=True, spacing=theme.GAP_M, run_spacing=theme.GAP_M, controls=tiles)


@safe_component
def Thumb(
    name: str, label: str, remove_label: str = "", remove: Callable[[], None] | None = None
) -> ft.Control:
    """One photo of this device, small; with ``remove`` it can be taken out again."""
    session = use_session()
    content = ft.use_memo(lambda: photo_bytes(session, name), [name])
    if content is None:
        picture: ft.Control = ft.Icon(ft.Icons.BROKEN_IMAGE_OUTLINED, color=session.colors.quiet)
    else:
        picture = ft.Image(
            src=content,
            width=THUMB_PX,
            height=THUMB_PX,
            fit=ft.BoxFit.COVER,
            semantics_label=label,
            cache_width=THUMB_PX * 3,
        )
    frame = ft.Container(
        width=THUMB_PX,
        height=THUMB_PX,
        border_radius=theme.RADIUS_S,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        bgcolor=session.colors.choice,
        alignment=ft.Alignment.CENTER,
        content=picture,
    )
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


@safe_component
def NoteField(words: str, typed: Callable[[str], None]) -> ft.Control:
    """The note. Nothing but this field changes it, so a render passes on what the control itself holds.

    The client may be letters ahead of ``words``; drawing those would take the letters away.
    """
    session = use_session()
    drawn = use_box(_Drawn).current
    text = session.text

    def changed(event: ft.Event[ft.TextField]) -> None:
        typed(event.control.value or "")

    drawn.field = ft.TextField(
        value=words if drawn.field is None else drawn.field.value,
        on_change=changed,
        label=text("report.note"),
        helper=text("report.note.hint"),
        helper_max_lines=3,
        multiline=True,
        min_lines=2,
        max_lines=6,
        max_length=NOTE_MAX,
        border=ft.OutlineInputBorder(
            border_radius=theme.RADIUS_S, side=ft.BorderSide(1, session.colors.outline)
        ),
        text_style=session.type.body,
    )
    return drawn.field


@dataclass(eq=False)
class _Drawn:
    field: ft.TextField | None = None


def _recorded(session: Session, editor: Editor) -> ft.Control:
    text, form, services = session.text, editor.form, session.services
    unknown = text("report.recorded.not_yet")
    place = fix_words(session, form.fix) if form.fix else unknown
    village = unknown
    if form.village:
        basis = text(f"report.basis.{form.village.basis.value}")
        village = f"{village_words(session, form.village.village)} · {basis}"
    seen = form.observed_at or services.clock.now()
    facts = [
        (ft.Icons.MY_LOCATION_ROUNDED, "report.recorded.position", place),
        (ft.Icons.HOLIDAY_VILLAGE_OUTLINED, "report.recorded.village", village),
        (ft.Icons.SCHEDULE_ROUNDED, "report.recorded.time", text.moment(seen)),
        (ft.Icons.LAN_OUTLINED, "report.recorded.connection", text("report.recorded.connection_words")),
        (ft.Icons.INFO_OUTLINE_ROUNDED, "report.recorded.app", services.platform.app_version),
    ]
    rows = [fact_row(session, icon, text(name), words) for icon, name, words in facts]
    rows.append(support(session, text("report.recorded.never")))
    return column(rows, theme.GAP_M)
