"""The state of one open form of a service: answers, saving as they change, what is shown as wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from services.forms import Problem, check, missing, visible_fields
from services.models import FieldType, FormDefinition, FormField, OutboxItem, PublicService, TextFormat
from services.requests import RequestDraft
from views.components.draft_keeper import DraftKeeper
from views.hooks import use_box, use_cleanup, use_value
from views.state import Session

_NONE: str | None = None


@dataclass(frozen=True)
class RequestEditor:
    """What the parts of the form see. ``problems``: by code, only those that are shown now."""

    draft: RequestDraft
    fields: tuple[FormField, ...]
    problems: Mapping[str, Problem]
    missing: tuple[FormField, ...]
    draft_problem: str | None
    answer: Callable[[str, Any], None]
    type: Callable[[str, Any], None]
    leave: Callable[[str], None]
    show_problems: Callable[[], tuple[str, ...]]
    forget: Callable[[int], None]
    newest: Callable[[], RequestDraft]
    value: Callable[[str], Any]
    """The newest answer of a field (None: none); while one types it is newer than ``draft``."""


@dataclass(eq=False)
class Desk:
    """Changes the answers of one open form, keeps them as a draft, draws again when that shows."""

    session: Session
    item_id: str
    draft: RequestDraft
    redraw: Callable[[], None]
    keeper: DraftKeeper
    tried: bool = False
    left: frozenset[str] = frozenset()

    def value(self, code: str) -> Any:
        """Return the answer of one field, None when there is none."""
        return self.draft.answers.get(code)

    def answer(self, code: str, value: Any) -> None:
        """Take an answer and save at once."""
        self.draft = self.draft.answered(code, value)
        self.redraw()
        self._keep(at_once=True)

    def type(self, code: str, value: Any) -> None:
        """Take what is typed; it is saved a second after the last key, and drawn only when it shows.

        A form of twenty fields drawn at every key would be slow in the browser.
        """
        before = self.shown()
        self.draft = self.draft.answered(code, value)
        if self.shown() != before:
            self.redraw()
        self._keep(at_once=False)

    def leave_field(self, code: str) -> None:
        """Show from now on what is wrong with a field, and save."""
        if code not in self.left:
            self.left |= {code}
            self.redraw()
        if self.draft.begun:
            self._keep(at_once=True)

    def show_problems(self) -> tuple[str, ...]:
        """Show from now on everything that is wrong; return the codes in the order of the form."""
        self.tried = True
        self.redraw()
        wrong = self.wrong()
        return tuple(one.code for one in self.draft.form.fields if one.code in wrong)

    def forget(self, index: int) -> None:
        """Remove an answer that is not used any more."""
        self.draft = self.draft.without_unused(index)
        self.redraw()
        self._keep(at_once=True)

    def wrong(self) -> Mapping[str, Problem]:
        """Return everything that is wrong now."""
        return check(self.draft.form, self.draft.answers, self.session.services.requests.today).problems

    def shown(self) -> tuple[Mapping[str, Problem], tuple[FormField, ...]]:
        """Return the problems that are shown, and what is still missing.

        A field that was only left empty is not scolded; the bar below names it.
        """
        problems = {
            code: problem
            for code, problem in self.wrong().items()
            if self.tried or (code in self.left and problem is not Problem.MISSING)
        }
        return problems, missing(self.draft.form, self.draft.answers)

    def _keep(self, *, at_once: bool) -> None:
        if self.draft.begun or self.session.services.outbox.find(self.item_id):
            self.session.services.requests.touch(self.item_id, self.draft)
            if at_once:
                self.keeper.save_now()


def use_request(session: Session, item_id: str, service: PublicService, about: str | None) -> RequestEditor:
    """Return the form of ``service`` as ``item_id``, restored from its draft. A hook.

    ``about``: the id of a service that the request is about (a complaint).
    """
    _, count = use_value(0)
    draft_problem, set_draft_problem = use_value(_NONE)

    def redraw() -> None:
        count(lambda n: n + 1)

    first = use_box(lambda: opened_draft(session, item_id, service, about)).current
    keeper = use_box(lambda: DraftKeeper(session.services.requests.drafts, set_draft_problem)).current
    desk = use_box(lambda: Desk(session, item_id, first, redraw, keeper)).current
    use_cleanup(keeper.close)
    problems, lacking = desk.shown()
    return RequestEditor(
        draft=desk.draft,
        fields=visible_fields(desk.draft.form, desk.draft.answers),
        problems=problems,
        missing=lacking,
        draft_problem=draft_problem,
        answer=desk.answer,
        type=desk.type,
        leave=desk.leave_field,
        show_problems=desk.show_problems,
        forget=desk.forget,
        newest=lambda: desk.draft,
        value=desk.value,
    )


def opened_draft(
    session: Session, item_id: str, service: PublicService, about: str | None = None
) -> RequestDraft:
    """Return the draft that is kept under ``item_id``, else an empty one, or one about another service."""
    item: OutboxItem | None = session.services.outbox.find(item_id)
    if item is not None:
        return session.services.requests.opened(item, service)
    form = service.form or FormDefinition(0, ())
    subject = session.services.catalogue.service(about) if about else None
    asked = next((one for one in form.fields if _names_something(one)), None)
    if subject is None or asked is None:
        return RequestDraft(service.id, form, {})
    words = f"{subject.name.in_language(session.state.language)} ({subject.owner})"
    return RequestDraft(service.id, form, {asked.code: words[: asked.max_length]})


def _names_something(one: FormField) -> bool:
    plain = one.type is FieldType.TEXT and one.format is TextFormat.PLAIN
    return plain and not one.multiline and one.show_if is None
