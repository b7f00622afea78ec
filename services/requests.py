"""Asking for a service: drafts by form, taken over to newer versions, and filing (docs/forms.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from services.clock import WIB, Clock
from services.drafts import DraftAutosave
from services.errors import TooManyFiles
from services.forms import Unused, check, file_names, take_over, visible_fields
from services.forms.positions import aged, dated
from services.models import (
    FieldType,
    FormDefinition,
    OutboxItem,
    OutboxState,
    PublicService,
    SubmissionKind,
    WireError,
)
from services.outbox import Outbox

MAX_FILES = 8
KIND = SubmissionKind.SERVICE_REQUEST


@dataclass(frozen=True, slots=True)
class RequestDraft:
    """What was answered so far; ``unused``: answers to an older version that this form does not ask for."""

    service_id: str
    form: FormDefinition
    answers: Mapping[str, Any]
    unused: tuple[Unused, ...] = ()

    @property
    def begun(self) -> bool:
        """Say whether there is anything a person would miss."""
        return bool(self.answers or self.unused)

    @property
    def files(self) -> tuple[str, ...]:
        """Return the names of all files that must stay on this device while the draft does."""
        kept = [name for one in self.unused for name in _unused_files(one)]
        return tuple(dict.fromkeys((*file_names(self.form.fields, self.answers), *kept)))

    def answered(self, code: str, value: Any) -> RequestDraft:
        """Return the draft with one answer changed; None takes the answer away."""
        answers = {**self.answers, code: value}
        if value is None:
            del answers[code]
        return replace(self, answers=answers)

    def without_unused(self, index: int) -> RequestDraft:
        """Return the draft without one answer that is not used any more."""
        return replace(self, unused=self.unused[:index] + self.unused[index + 1 :])

    def to_payload(self) -> dict[str, Any]:
        """Return what the outbox keeps of the draft: with the form, so that a later version can name it."""
        return {
            "service_id": self.service_id,
            "form_version": self.form.version,
            "answers": dict(self.answers),
            "form": dict(self.form.raw),
            "unused": [one.to_wire() for one in self.unused],
        }


class RequestService:
    """Requests of this device. ``drafts`` saves them while they are typed (one for all kinds of forms)."""

    def __init__(self, outbox: Outbox, drafts: DraftAutosave, clock: Clock) -> None:
        self._outbox = outbox
        self._clock = clock
        self.drafts = drafts

    @property
    def today(self) -> date:
        """Return the day in Bengkulu."""
        return self._clock.now().astimezone(WIB).date()

    def unfinished(self, service_id: str, without: str | None = None) -> OutboxItem | None:
        """Return the newest draft of a service but ``without``, None when there is none."""
        return next(
            (
                item
                for item in self._outbox.items()
                if item.kind is KIND
                and item.state is OutboxState.DRAFT
                and item.id != without
                and item.payload.get("service_id") == service_id
            ),
            None,
        )

    def opened(self, item: OutboxItem, service: PublicService) -> RequestDraft:
        """Return the draft that ``item`` holds, under the form that the service has now."""
        form = service.form or FormDefinition(0, ())
        kept = item.payload.get("form")
        old = FormDefinition.from_wire(kept) if isinstance(kept, Mapping) else FormDefinition(0, ())
        answers = item.payload.get("answers")
        if not isinstance(answers, Mapping):
            answers = {}
        if old.too_new or item.payload.get("form_version") == form.version:
            old = form
        taken = take_over(old, form, answers, self.today)
        dated_answers = self._dated(form, taken.answers, item.payload.get("observed_at"))
        return RequestDraft(service.id, form, dated_answers, (*_unused(item.payload), *taken.unused))

    def _dated(self, form: FormDefinition, answers: Mapping[str, Any], observed: object) -> dict[str, Any]:
        """Return the answers of a request that came back with the moment of its positions."""
        at = datetime.fromisoformat(observed) if isinstance(observed, str) else self._clock.now()
        places = {field.code for field in form.fields if field.type is FieldType.LOCATION}
        return {code: dated(answer, at) if code in places else answer for code, answer in answers.items()}

    def touch(self, item_id: str, draft: RequestDraft) -> None:
        """Note the newest answers; they are saved a second after the last touch."""
        self.drafts.touch(item_id, KIND, draft.to_payload(), draft.files)

    async def submit(self, item_id: str, draft: RequestDraft) -> OutboxItem:
        """Queue a request, durable on return; what is hidden or not used any more does not go along.

        Raises ``ValueError`` while an answer is wrong, ``TooManyFiles`` above 8 files, ``StorageError``.
        """
        checked = check(draft.form, draft.answers, self.today)
        if checked.problems:
            raise ValueError(", ".join(checked.problems))
        files = file_names(visible_fields(draft.form, draft.answers), checked.answers)
        if len(files) > MAX_FILES:
            raise TooManyFiles(f"{len(files)} files")
        payload = {
            "service_id": draft.service_id,
            "form_version": draft.form.version,
            "answers": self._sent(draft, checked.answers),
            "observed_at": self._clock.now().isoformat(),
        }
        with self.drafts.set_aside(item_id):
            return await self._outbox.submit(item_id, KIND, payload, files)

    def _sent(self, draft: RequestDraft, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Return the checked answers with the age that their positions have now."""
        now = self._clock.now()
        places = {field.code for field in draft.form.fields if field.type is FieldType.LOCATION}
        return {
            code: aged(draft.answers[code], now) if code in places else answer
            for code, answer in answers.items()
        }


def _unused(payload: Mapping[str, Any]) -> tuple[Unused, ...]:
    rows = payload.get("unused")
    read: list[Unused] = []
    for row in rows if isinstance(rows, list) else ():
        try:
            read.append(Unused.from_wire(row))
        except (ValueError, WireError, AttributeError):
            continue
    return tuple(read)


def _unused_files(one: Unused) -> tuple[str, ...]:
    if one.field.type is not FieldType.FILE or not isinstance(one.answer, list | tuple):
        return ()
    return tuple(str(name) for name in one.answer)
