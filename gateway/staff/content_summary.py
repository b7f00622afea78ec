"""What is wrong with a row as a list for the top of its form: each fault in words, with its control."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gateway.staff.content_fields import Member
from gateway.staff.content_parts import PARTS
from gateway.staff.reasons import in_words
from gateway.staff.words import LANGUAGES, catalogue, say

_NAMES: Final[Mapping[str, str]] = {
    "agency_id": "queue.agency",
    "id": "content.the_id",
    "photos": "content.photos",
    "row": "content.together",
}
"""How members are called that have no ``member.*`` of their own."""
_ADVICE: Final[Mapping[str, str]] = {
    "regency_code": "advice.place",
    "village_code": "advice.place",
    "photos": "advice.photos",
    "row": "",
}
"""What to do about a member that the form has no control for."""


@dataclass(frozen=True, slots=True)
class FaultLine:
    """One fault: what it concerns, why, the id of its control, or what to do where there is none."""

    label: str
    reason: str
    control: str = ""
    advice: str = ""


def fault_lines(
    language: str, members: Sequence[Member], errors: Mapping[str, str], others: Collection[str] = ()
) -> list[FaultLine]:
    """Return every fault of ``errors``, in the order of the form; those without a control come last.

    ``others``: the controls that a form has besides its ``members``.
    """
    controls = {name: name for name in others} | dict(_controls(members))
    places = {name: place for place, name in enumerate(controls)}
    ordered = sorted(errors, key=lambda name: places.get(name, len(places)))
    return [_line(language, name, errors[name], controls.get(name, "")) for name in ordered]


def _controls(members: Sequence[Member]) -> Iterator[tuple[str, str]]:
    """Yield what a fault may name and the id of the control that it concerns."""
    for member in members:
        parts = PARTS.get(member.kind, ())
        yield member.name, f"{member.name}.{parts[0]}" if parts else member.name
        yield from ((f"{member.name}.{part}", f"{member.name}.{part}") for part in parts)


def _line(language: str, name: str, reason: str, control: str) -> FaultLine:
    advice = "" if control else _ADVICE.get(name.partition(".")[0], "advice.none")
    return FaultLine(
        _label(language, name),
        in_words(language, reason),
        control,
        say(language, advice) if advice else "",
    )


def _label(language: str, name: str) -> str:
    """Return what a member is called on the form; one that is not there, by its own name."""
    member, _, part = name.partition(".")
    known = _NAMES.get(member, f"member.{member}")
    label = say(language, known) if known in catalogue() else say(language, "content.other", what=member)
    if not part:
        return label
    return f"{label} · {say(language, f'language.{part}' if part in LANGUAGES else f'part.{part}')}"
