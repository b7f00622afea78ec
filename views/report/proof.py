"""Step 3, proof: photos and a note, both voluntary, and what is recorded without being asked."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from views import theme
from views.components.basics import card, column, support
from views.components.boundary import safe_component
from views.components.disclosure import disclosure
from views.components.place_words import fix_words, village_words
from views.components.rows import fact_row
from views.components.states import problem
from views.components.thumbs import add_photo_button, thumb_row
from views.components.words_field import WordsField
from views.hooks import use_value
from views.report.editor import Editor
from views.report.form import NOTE_MAX, PHOTOS_MAX
from views.report.step_title import step_title
from views.state import Command, Session, use_command, use_session


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
        step_title(session, text("report.step.proof")),
    ]
    if form.photos:
        parts.append(thumb_row(session, form.photos, lambda name: _take_out(editor, name)))
    if adding.error:
        parts.append(problem(session, adding.error))
    parts.append(_add(session, editor, adding))
    parts.append(_note(session, editor))
    parts.append(disclosure(session, text("report.recorded"), opened, lambda: set_opened(not opened)))
    if opened:
        parts.append(_recorded(session, editor))
    return card(session, column(parts, theme.GAP_M))


def _add(session: Session, editor: Editor, adding: Command) -> ft.Control:
    text = session.text
    if len(editor.form.photos) >= PHOTOS_MAX:
        return support(session, text("report.photo.full", n=PHOTOS_MAX))
    private = support(session, text("report.photo.private"))
    return column([add_photo_button(session, adding), private], theme.GAP_XS)


def _take_out(editor: Editor, name: str) -> None:
    editor.change(lambda old: replace(old, photos=tuple(p for p in old.photos if p != name)))


def _note(session: Session, editor: Editor) -> ft.Control:
    text = session.text
    note: ft.Control = WordsField(
        label=text("report.note"),
        helper=text("report.note.hint"),
        words=editor.form.note,
        typed=editor.type_note,
        longest=NOTE_MAX,
        lines=2,
        most_lines=6,
    )
    return note


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
