"""The province's directory: services, agencies, operators, emergency numbers."""

from __future__ import annotations

from dataclasses import dataclass

from services.models import Agency, EmergencyNumber, Operator, PublicService
from services.search import TextIndex
from services.source import Derived, Source


@dataclass(frozen=True, slots=True)
class CatalogueSources:
    """The collections that the catalogue reads."""

    services: Source[PublicService]
    agencies: Source[Agency]
    operators: Source[Operator]
    emergency_numbers: Source[EmergencyNumber]


class Catalogue:
    """Read-only view over :class:`CatalogueSources`."""

    def __init__(self, sources: CatalogueSources) -> None:
        self.sources = sources
        self._service_text: Derived[PublicService, TextIndex] = Derived(sources.services, _service_index)
        self._agency_text: Derived[Agency, TextIndex] = Derived(
            sources.agencies, lambda rows: TextIndex((row.id, [row.name]) for row in rows)
        )

    def service(self, service_id: str) -> PublicService | None:
        """Return one service, None when it is unknown."""
        return self.sources.services.get(service_id)

    def services(self, text: str = "") -> tuple[PublicService, ...]:
        """Return services that fit ``text``, best first; all by name for an empty one."""
        if not text.strip():
            return tuple(sorted(self.sources.services.rows(), key=lambda s: s.name.id.casefold()))
        found = (self.service(hit.id) for hit in self._service_text.get().search(text))
        return tuple(service for service in found if service)

    def agency(self, agency_id: str) -> Agency | None:
        """Return one agency, None when it is unknown."""
        return self.sources.agencies.get(agency_id)

    def agencies(self, text: str = "") -> tuple[Agency, ...]:
        """Return agencies that fit ``text``, best first; all in their own order for an empty one."""
        if not text.strip():
            return self.sources.agencies.rows()
        found = (self.agency(hit.id) for hit in self._agency_text.get().search(text))
        return tuple(agency for agency in found if agency)

    def mobile_operators(self) -> tuple[Operator, ...]:
        """Return the operators that a blank-spot report asks about."""
        return tuple(operator for operator in self.sources.operators.rows() if operator.mobile)

    def emergency_numbers(self, regency_id: str | None) -> tuple[EmergencyNumber, ...]:
        """Return the numbers confirmed for a regency, its own before the ones valid everywhere.

        A number limited to some regencies is never shown elsewhere, nor when the regency is unknown (None).
        """
        rows = self.sources.emergency_numbers.rows()
        local = tuple(row for row in rows if regency_id and regency_id in row.regency_ids)
        return local + tuple(row for row in rows if not row.regency_ids)


def _service_index(rows: tuple[PublicService, ...]) -> TextIndex:
    return TextIndex(
        (
            row.id,
            [
                f"{row.name.id} {row.name.en}",
                row.owner,
                " ".join(row.keywords),
                " ".join(f"{text.id} {text.en}" for text in row.requirements),
            ],
        )
        for row in rows
    )
