"""Writing to the agency: kept as it is typed, sent when there is a network, with up to three photos."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import flet as ft

from services.models import OutboxItem, SubmissionKind
from services.models.ticket import COMMENT_MAX, COMMENT_PHOTOS_MAX
from services.standing import Standing
from views import lifecycle, theme
from views.components.basics import column, primary_button, support
from views.components.boundary import safe_component
from views.components.states import problem
from views.components.thumbs import add_photo_button, thumb_row
from views.components.words_field import WordsField
from views.hooks import use_box, use_value
from views.state import Session, use_command, use_session


@dataclass(frozen=True)
class Letter:
    """What is being written: the id it will be sent under, its words and photos."""

    id: str
    words: str = ""
    photos: tuple[str, ...] = ()

    @property
    def begun(self) -> bool:
        """Return whether anything would be lost."""
        return bool(self.words.strip() or self.photos)


@dataclass(eq=False)
class Pen:
    """Changes the letter and keeps it as a draft."""

    session: Session
    target: str
    letter: Letter
    show: Callable[[Letter], None]

    def type(self, words: str) -> None:
        """Take the words as typed."""
        self._put(replace(self.letter, words=words))

    def photos(self, photos: tuple[str, ...]) -> None:
        """Take another set of photos."""
        self._put(replace(self.letter, photos=tuple(dict.fromkeys(photos))))

    def take_out(self, name: str) -> None:
        """Leave one photo out."""
        self.photos(tuple(other for other in self.letter.photos if other != name))

    def adopt(self, draft: OutboxItem) -> None:
        """Go on with what was written before, unless something is being written."""
        if not self.letter.begun:
            self.letter = letter_of(draft)
            self.show(self.letter)

    async def add_photo(self) -> None:
        """Let the person choose a photo; it is kept without its metadata."""
        picked = await self.session.device.pick_photo()
        if picked is not None:
            name = await self.session.services.reports.add_photo(picked.content)
            self.photos((*self.letter.photos, name))

    async def send(self) -> None:
        """Queue the letter and begin a new one."""
        letter, tickets = self.letter, self.session.services.tickets
        await tickets.comment(letter.id, self.target, letter.words, letter.photos)
        self.letter = Letter(self.session.services.ids.new())
        self.show(self.letter)
        lifecycle.sync_soon(self.session)

    def _put(self, letter: Letter) -> None:
        self.letter = letter
        self.show(letter)
        tickets = self.session.services.tickets
        tickets.type_comment(letter.id, self.target, letter.words, letter.photos)


def letter_of(draft: OutboxItem) -> Letter:
    """Return what a draft holds."""
    return Letter(draft.id, str(draft.payload.get("text") or ""), draft.attachments)


def use_pen(session: Session, standing: Standing) -> Pen:
    """Return the letter to the agency, taken up again from its draft. A hook."""
    draft = standing.draft(SubmissionKind.COMMENT)

    new = use_box(session.services.ids.new).current
    letter, show = use_value(letter_of(draft) if draft else Letter(new))
    pen = use_box(lambda: Pen(session, standing.item.id, letter, show)).current

    async def follow() -> None:
        if draft is not None and draft.id != pen.letter.id:
            pen.adopt(draft)

    ft.use_effect(follow, dependencies=[draft.id if draft else None])
    return pen


@safe_component
def CommentBox(standing: Standing, label: str, action: str) -> ft.Control:
    """The field, its photos and the button ``action``."""
    session = use_session()
    pen = use_pen(session, standing)
    adding, sending = use_command(pen.add_photo), use_command(pen.send)
    letter = pen.letter
    field = WordsField(
        label=label, words=letter.words, typed=pen.type, longest=COMMENT_MAX, key=letter.id, lines=2
    )
    ready = bool(letter.words.strip()) and not sending.running
    send = primary_button(
        session, action, sending.run if ready else None, icon=ft.Icons.SEND_ROUNDED, running=sending.running
    )
    parts: list[ft.Control] = [field]
    if letter.photos:
        parts.append(thumb_row(session, letter.photos, pen.take_out))
    parts.extend(problem(session, error) for error in (adding.error, sending.error) if error)
    buttons = [send]
    if len(letter.photos) < COMMENT_PHOTOS_MAX:
        buttons.append(add_photo_button(session, adding))
    parts.append(ft.Row(wrap=True, spacing=theme.GAP_S, run_spacing=theme.GAP_S, controls=buttons))
    parts.append(support(session, session.text("ticket.comment.promise")))
    return column(parts, theme.GAP_M)
