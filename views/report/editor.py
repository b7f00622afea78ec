"""The state of one open blank-spot form: answers, saving as they change, the search for a position."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import flet as ft

from services.models import Fix, OutboxItem, Point, PositionSource, SubmissionKind, VillageMatch
from views.components.draft_keeper import DraftKeeper
from views.components.gps import use_collector
from views.components.pin_picker import pin_fix
from views.components.village_picker import village_fix
from views.hooks import use_box, use_value
from views.report.form import Form, from_payload
from views.state import Session

FRESH_S = 60.0
_NONE: str | None = None

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


def stored_form(session: Session, item: OutboxItem) -> Form:
    """Return the answers that an item holds."""
    return from_payload(item.payload, item.attachments, session.services.regions.chosen)


def new_form(session: Session) -> Form:
    """Return an empty form; a position found less than a minute ago is taken along.

    Where a kiosk stands is not where its visitor had no signal.
    """
    here = session.state.here
    if (
        here is None
        or here.source is not PositionSource.GPS
        or (session.services.clock.now() - here.taken_at).total_seconds() > FRESH_S
    ):
        return Form()
    return Form(fix=here, village=session.state.village)


@dataclass(eq=False)
class Desk:
    """Changes the answers of one open form, shows them and keeps them as a draft."""

    session: Session
    item_id: str
    form: Form
    show: Callable[[Form], None]
    keeper: DraftKeeper
    stop_search: Callable[[], None] = lambda: None

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
        await self.keeper.close()

    def _place(self, fix: Fix, village: VillageMatch | None) -> None:
        self.stop_search()
        self.change(lambda old: old.at(fix, village))

    def _put(self, update: Update) -> None:
        self.form = update(self.form)
        self.show(self.form)

    def _keep(self, *, at_once: bool) -> None:
        if self.form.begun or self.session.services.outbox.find(self.item_id):
            _touch(self.session, self.item_id, self.form)
            if at_once:
                self.keeper.save_now()


def use_editor(session: Session, item_id: str) -> Editor:
    """Return the form ``item_id``, restored from its draft. A hook."""
    restored = use_box(lambda: _first(session, item_id)).current
    form, show = use_value(restored)
    draft_problem, set_draft_problem = use_value(_NONE)
    keeper = use_box(lambda: DraftKeeper(session.services.reports.drafts, set_draft_problem)).current
    desk = use_box(lambda: Desk(session, item_id, restored, show, keeper)).current
    collector, collecting, problem = use_collector(session, desk.found)
    desk.stop_search = collector.stop

    async def begin() -> None:
        if restored.fix is None or not restored.begun:
            collector.start(only_if_allowed=True)

    ft.use_effect(begin, dependencies=[], cleanup=desk.leave)
    return Editor(
        form=form,
        change=desk.change,
        type_note=desk.type_note,
        collecting=collecting,
        problem=problem,
        draft_problem=draft_problem,
        use_gps=lambda: collector.start(),
        use_pin=desk.use_pin,
        use_village=desk.use_village,
    )


def _first(session: Session, item_id: str) -> Form:
    item = session.services.outbox.find(item_id)
    return stored_form(session, item) if item else new_form(session)


def _sharper(known: Fix | None, fix: Fix) -> bool:
    """Say whether the position taken along at the start is better than one found since."""
    if known is None or known.source is not PositionSource.GPS or known.accuracy_m is None:
        return False
    return fix.accuracy_m is None or known.accuracy_m < fix.accuracy_m


def _touch(session: Session, item_id: str, form: Form) -> None:
    payload = form.to_payload(session.services.clock.now())
    session.services.reports.drafts.touch(item_id, SubmissionKind.BLANK_SPOT, payload, form.photos)
