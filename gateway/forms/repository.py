"""The published versions of every form. Called inside ``Database.write()`` and ``Database.read()``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.forms.definition import FormDefinition, read_form
from gateway.forms.tables import ServiceForm

Row = Mapping[str, Any]
Versions = dict[tuple[str, int], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class ChangedForm:
    """A form that says something else than the published one of the same service and version.

    ``free``: the lowest version above all published ones.
    """

    service_id: str
    version: int
    free: int


class FormChanged(Exception):
    """A published version is never changed; ``forms`` names those that would be."""

    def __init__(self, forms: Iterable[ChangedForm]) -> None:
        self.forms = tuple(forms)
        super().__init__(", ".join(f"{form.service_id} version {form.version}" for form in self.forms))


async def changed_forms(session: AsyncSession, rows: Iterable[Row]) -> list[ChangedForm]:
    """Return the forms of service ``rows`` (already checked) that publishing would refuse."""
    wanted = _versions(rows)
    return _changed(wanted, await _published(session, wanted))


async def publish_forms(session: AsyncSession, rows: Iterable[Row], now: datetime) -> int:
    """Keep the form versions of service ``rows`` that are new, and return how many were.

    ``rows``: rows of the ``services`` collection, their forms already checked; those without a form are
    skipped. Raises :class:`FormChanged` when a version is published with another definition.
    """
    wanted = _versions(rows)
    published = await _published(session, wanted)
    if changed := _changed(wanted, published):
        raise FormChanged(changed)
    new = {key: definition for key, definition in wanted.items() if key not in published}
    session.add_all(
        ServiceForm(service_id=service_id, version=version, definition=definition, published_at=now)
        for (service_id, version), definition in new.items()
    )
    await session.flush()
    return len(new)


async def find_form(session: AsyncSession, service_id: str, version: int) -> FormDefinition | None:
    """Return one published version, None when there never was one."""
    row = await session.get(ServiceForm, (service_id, version))
    return read_form(row.definition) if row is not None else None


async def latest_form(session: AsyncSession, service_id: str) -> FormDefinition | None:
    """Return the published version with the highest number, None when there never was one.

    Whether the service can be asked for now is told by its row, not here: a form that was taken away stays
    known for those who wrote under it.
    """
    query = select(ServiceForm).where(ServiceForm.service_id == service_id)
    row = (await session.execute(query.order_by(ServiceForm.version.desc()).limit(1))).scalar_one_or_none()
    return read_form(row.definition) if row is not None else None


def _versions(rows: Iterable[Row]) -> Versions:
    forms = ((row["id"], row["form"]) for row in rows if row.get("form") is not None)
    return {(service_id, form["version"]): form for service_id, form in forms}


async def _published(session: AsyncSession, wanted: Versions) -> Versions:
    services = {service_id for service_id, _ in wanted}
    rows = (await session.execute(select(ServiceForm).where(ServiceForm.service_id.in_(services)))).scalars()
    return {(row.service_id, row.version): row.definition for row in rows}


def _changed(wanted: Versions, published: Versions) -> list[ChangedForm]:
    both = sorted(wanted.keys() & published.keys())
    return [
        ChangedForm(service_id, version, 1 + max(v for s, v in published if s == service_id))
        for service_id, version in both
        if _text(wanted[service_id, version]) != _text(published[service_id, version])
    ]


def _text(definition: dict[str, Any]) -> str:
    """Compare as JSON text: in Python ``1 == True``; the order of members says nothing."""
    return json.dumps(definition, sort_keys=True, ensure_ascii=False)
