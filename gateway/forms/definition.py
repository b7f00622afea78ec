"""Reading a form definition (docs/forms.md): everything that is wrong with it, with its path."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from gateway.forms.fields import FormDefinition, FormField
from gateway.forms.rules import FormFault, rule_faults
from gateway.reasons import reason

__all__ = ["FormDefinition", "FormFault", "FormField", "FormRefused", "form_faults", "read_form"]


class FormRefused(Exception):
    """The definition is wrong; ``faults`` names everything that is, paths beginning with ``form``."""

    def __init__(self, faults: Iterable[FormFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.path}: {fault.reason}" for fault in self.faults))


def read_form(raw: object) -> FormDefinition:
    """Return the definition that ``raw`` (parsed JSON) holds; raises :class:`FormRefused`."""
    try:
        form = FormDefinition.model_validate(raw)
    except ValidationError as error:
        details = error.errors(include_url=False)
        raise FormRefused(FormFault(_path(detail), reason(detail)) for detail in details) from error
    if faults := tuple(rule_faults(form)):
        raise FormRefused(faults)
    return form


def form_faults(raw: object) -> tuple[FormFault, ...]:
    """Return everything that is wrong with a definition; empty when it is right."""
    try:
        read_form(raw)
    except FormRefused as refused:
        return refused.faults
    return ()


def _path(detail: ErrorDetails) -> str:
    """Name the member; behind the number of a field pydantic puts the field's type, which is no member."""
    parts = list(detail["loc"])
    if parts[:1] == ["fields"]:
        del parts[2:3]
        if "in" in parts[2:]:
            parts = parts[: parts.index("in") + 2]
    if detail["type"].startswith("union_tag"):
        parts.append("type")
    return ".".join(["form", *map(str, parts)])
