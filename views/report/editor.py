"""The state of one open blank-spot form: answers, saving as they change, the search for a position."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

import flet as ft

from services.errors import RafflesiaError, UnknownItem
from services.models import Fix, OutboxItem, Point, PositionSource, Region, SubmissionKind, VillageMatch
from views.hooks import use_box, use_value
from views.report.form import Form, from_payload
from views.report.gps import Collector
from views.state import Session

log = logging.getLogger(__name__)
FRESH_S = 60.0
_NONE: str | None = None
_IDLE: tuple[bool, str | None] = (False, None)

Update = Callable[[Form], Form]


@dataclass(frozen=True)
class Editor:
    """What the parts of the form see: the answers, how to change them, how the search for a position goes."""

    form: Form
    change: Callable[[Update], None]
    type_note: Callable[[str], None]
    collecting: bool
    problem: str | None
    draft_problem: str | None
    use_gps: Callable[[], None]
    use_pin: Callable[[Point], None]
    use_village: Callable[[str], None]


def find_item(session: Session, item_id: str) -> OutboxItem | None:
    """Return one of my items, None when there is none of that id."""
    try:
        return session.services.outbox.get(item_id)
    except UnknownItem:
        return None


def stored_form(session: Session, item: OutboxItem) -> Form:
    """Return the answers that an item holds."""
    return from_payload(item.payload, item.attachments, session.services.regions.chosen)


def new_form(session: Session) -> Form:
    """Return an empty form; a position found less than a minute ago is taken along."""
    here = session.state.here
    if here is None or (session.services.clock.now() - here.taken_at).total_seconds() > FRESH_S:
        return Form()
    return Form(fix=here, village=session.state.village)


def village_fix(session: Session, village: Region) -> Fix | None:
    """Return the middle of a village as a position: every point of it lies within the accuracy."""
    if village.centroid is None:
        return None
    now = session.services.clock.now()
    return Fix(village.centroid, PositionSource.VILLAGE, now, village.radius_m)


def pin_fix(session: Session, point: Point) -> Fix:
    """Return a position that was pointed at on the map."""
    return Fix(point, PositionSource.PIN, session.services.clock.now())


@dataclass(eq=False)
class Desk:
    """Changes the answers of one open form, shows them and keeps them as a draft."""

    session: Session
    item_id: str
    form: Form
    show: Callable[[Form], None]
    failed: Callable[[str | None], None]
    stop_search: Callable[[], None] = lambda: None
    _save: asyncio.Task[None] | None = None

    def change(self, update: Update) -> None:
        """Apply one answer and save at once."""
        self._put(update)
        self._keep(at_once=True)

    def type_note(self, words: str) -> None:
        """Take the note as typed; it is saved a second after the last key."""
        self._put(lambda old: replace(old, note=words))
        self._keep(at_once=False)

    def found(self, fix: Fix) -> None:
        """Take a position that the search found, unless a better one is known."""
        if not _sharper(self.form.fix, fix):
            self._put(lambda old: old.at(fix, self.session.services.regions.locate(fix.point)))
            self._keep(at_once=False)

    def use_pin(self, point: Point) -> None:
        """Take a position pointed at on the map."""
        self._place(pin_fix(self.session, point), self.session.services.regions.locate(point))

    def use_village(self, code: str) -> None:
        """Take a village from the list."""
        match = self.session.services.regions.chosen(code)
        fix = village_fix(self.session, match.village) if match else None
        if match and fix:
            self._place(fix, match)

    async def leave(self) -> None:
        """Save what still waits: the screen goes."""
        self.stop_search()
        await _flush(self.session, _unseen)

    def _place(self, fix: Fix, village: VillageMatch | None) -> None:
        self.stop_search()
        self.change(lambda old: old.at(fix, village))

    def _put(self, update: Update) -> None:
        self.form = update(self.form)
        self.show(self.form)

    def _keep(self, *, at_once: bool) -> None:
        if self.form.begun or find_item(self.session, self.item_id):
            _touch(self.session, self.item_id, self.form)
            if at_once:
                self._save = asyncio.create_task(_flush(self.session, self.failed))


def use_editor(session: Session, item_id: str) -> Editor:
    """Return the form ``item_id``, restored from its draft. A hook."""
    restored = use_box(lambda: _first(session, item_id)).current
    form, show = use_value(restored)
    search, set_search = use_value(_IDLE)
    draft_problem, set_draft_problem = use_value(_NONE)
    desk = use_box(lambda: Desk(session, item_id, restored, show, set_draft_problem)).current

    def told(running: bool, problem: str | None) -> None:
        set_search((running, problem))

    collector = use_box(lambda: Collector(session.device, session.services.clock, desk.found, told)).current
    desk.stop_search = collector.stop

    async def begin() -> None:
        if restored.fix is None or not restored.begun:
            collector.start(only_if_allowed=True)

    ft.use_effect(begin, dependencies=[], cleanup=desk.leave)
    return Editor(
        form=form,
        change=desk.change,
        type_note=desk.type_note,
        collecting=search[0],
        problem=search[1],
        draft_problem=draft_problem,
        use_gps=lambda: collector.start(),
        use_pin=desk.use_pin,
        use_village=desk.use_village,
    )


def _first(session: Session, item_id: str) -> Form:
    item = find_item(session, item_id)
    return stored_form(session, item) if item else new_form(session)


def _sharper(known: Fix | None, fix: Fix) -> bool:
    """Say whether the position taken along at the start is better than one found since."""
    if known is None or known.source is not PositionSource.GPS or known.accuracy_m is None:
        return False
    return fix.accuracy_m is None or known.accuracy_m < fix.accuracy_m


def _touch(session: Session, item_id: str, form: Form) -> None:
    payload = form.to_payload(session.services.clock.now())
    session.services.reports.drafts.touch(item_id, SubmissionKind.BLANK_SPOT, payload, form.photos)


async def _flush(session: Session, failed: Callable[[str | None], None]) -> None:
    try:
        await session.services.reports.drafts.flush()
        failed(None)
    except RafflesiaError as problem:
        failed(problem.message_id)
    except Exception:
        log.exception("draft not saved")
        failed("error.unexpected")


def _unseen(problem: str | None) -> None:
    if problem:
        log.warning("the screen closed before its draft was saved: %s", problem)
