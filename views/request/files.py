"""Files of a form: photos and PDFs with their size, each can be taken out again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import flet as ft

from services.files import FileFacts, FileKind
from services.forms import file_names
from services.models import FormField
from services.platform.base import PickedFile
from services.requests import MAX_FILES
from views import theme
from views.components.basics import body, column, icon_button, quiet_button, support
from views.components.boundary import safe_component
from views.components.states import problem
from views.components.thumbs import Thumb
from views.request.editor import RequestEditor
from views.request.frame import field_card
from views.state import Session, use_command, use_session

KILOBYTE, MEGABYTE = 1024, 1024 * 1024


@safe_component
def FilesCard(editor: RequestEditor, field: FormField) -> ft.Control:
    """What was added, and the ways to add more."""
    session = use_session()
    files = session.services.files

    def adder(
        pick: Callable[[], Awaitable[PickedFile | None]], keep: Callable[[bytes], Awaitable[str]]
    ) -> Callable[[], Awaitable[None]]:
        async def add() -> None:
            picked = await pick()
            if picked is not None:
                name = await keep(picked.content)
                editor.answer(field.code, list(dict.fromkeys((*names_of(editor, field), name))))

        return add

    photo = use_command(adder(session.device.pick_photo, files.add_photo))
    pdf = use_command(adder(session.device.pick_pdf, files.add_pdf))
    names = names_of(editor, field)
    parts: list[ft.Control] = [
        FileRow(name=name, number=at, remove=_remover(editor, field, name), key=name)
        for at, name in enumerate(names, start=1)
    ]
    parts += [problem(session, error) for error in (photo.error, pdf.error) if error]
    if photo.running or pdf.running:
        parts.append(support(session, session.text("report.photo.adding"), bold=True))
    elif full := _full(session, editor, field, names):
        parts.append(support(session, full))
    else:
        parts.append(_buttons(session, field, photo.run, pdf.run))
    return field_card(session, editor, field, parts)


def names_of(editor: RequestEditor, field: FormField) -> list[str]:
    """Return the files of one field."""
    value = editor.value(field.code)
    return [str(name) for name in value] if isinstance(value, list | tuple) else []


def _remover(editor: RequestEditor, field: FormField, name: str) -> Callable[[], None]:
    def remove() -> None:
        left = [one for one in names_of(editor, field) if one != name]
        editor.answer(field.code, left or None)

    return remove


def _full(session: Session, editor: RequestEditor, field: FormField, names: list[str]) -> str:
    """Return why no more can be added, "" while more can."""
    if field.max_items is not None and len(names) >= field.max_items:
        return session.text.count("request.file.full", field.max_items)
    together = file_names(editor.fields, {one.code: editor.value(one.code) for one in editor.fields})
    return session.text("request.file.full_all", n=MAX_FILES) if len(together) >= MAX_FILES else ""


def _buttons(
    session: Session,
    field: FormField,
    add_photo: Callable[..., Awaitable[None]],
    add_pdf: Callable[..., Awaitable[None]],
) -> ft.Control:
    text = session.text
    buttons: list[ft.Control] = []
    if FileKind.IMAGE in field.accept:
        icon = ft.Icons.ADD_A_PHOTO_OUTLINED
        buttons.append(quiet_button(session, text("request.file.photo"), add_photo, icon=icon))
    if FileKind.PDF in field.accept:
        icon = ft.Icons.PICTURE_AS_PDF_OUTLINED
        buttons.append(quiet_button(session, text("request.file.pdf"), add_pdf, icon=icon))
    return ft.Row(wrap=True, spacing=theme.GAP_S, run_spacing=theme.GAP_S, controls=buttons)


@safe_component
def FileRow(name: str, number: int, remove: Callable[[], None]) -> ft.Control:
    """One kept file with its size and the way to take it out; it is read once, not at every draw."""
    session = use_session()
    facts = ft.use_memo(lambda: session.services.files.facts(name), [name])
    title = _title(session, facts, number)
    words = [body(session, title), support(session, size_words(session, facts.size) if facts else "")]
    take_out = session.text("request.file.remove", file=title)
    return ft.Row(
        spacing=theme.GAP_M,
        controls=[
            _picture(session, facts, name, title),
            ft.Container(expand=True, content=column(list[ft.Control](words), 0)),
            icon_button(session, ft.Icons.CLOSE_ROUNDED, take_out, remove),
        ],
    )


def _title(session: Session, facts: FileFacts | None, number: int) -> str:
    text = session.text
    if facts is None:
        return text("request.file.lost")
    return text("request.file.nth_pdf" if facts.kind is FileKind.PDF else "report.photo.nth", n=number)


def _picture(session: Session, facts: FileFacts | None, name: str, title: str) -> ft.Control:
    if facts is not None and facts.kind is FileKind.IMAGE:
        thumb: ft.Control = Thumb(name=name, label=title, key=f"thumb-{name}")
        return thumb
    icon = ft.Icons.PICTURE_AS_PDF_ROUNDED if facts else ft.Icons.BROKEN_IMAGE_OUTLINED
    return ft.Container(
        width=theme.TOUCH_PX,
        height=theme.TOUCH_PX,
        border_radius=theme.RADIUS_S,
        bgcolor=session.colors.choice,
        alignment=ft.Alignment.CENTER,
        content=ft.Icon(icon, color=session.colors.secondary),
    )


def size_words(session: Session, size: int) -> str:
    """Return a size in bytes as "320 KB" or "1,2 MB"."""
    if size >= MEGABYTE:
        return f"{session.text.number(size / MEGABYTE, 1)} MB"
    return f"{session.text.number(max(1, round(size / KILOBYTE)))} KB"
