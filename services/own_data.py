"""Everything of a person on this device, for "see, export, delete": submissions, saved places, the plan."""

from __future__ import annotations

import json

from services.kept_places import KeptPlaces, TripPlan
from services.reports import EraseReport, ReportService


class OwnData:
    """What a person wrote, sent or kept."""

    def __init__(self, reports: ReportService, saved: KeptPlaces, plan: TripPlan) -> None:
        self._reports = reports
        self._saved = saved
        self._plan = plan

    def export(self) -> bytes:
        """Return all of it as JSON (UTF-8); see ``ReportService.export_all``."""
        document = json.loads(self._reports.export_all())
        document["saved_places"] = [place.to_row() for place in self._saved.all()]
        document["trip_plan"] = [place.to_row() for place in self._plan.all()]
        return json.dumps(document, ensure_ascii=False, indent=1).encode()

    async def erase(self) -> EraseReport:
        """Delete all of it, withdraw what was sent; raises ``StorageError``."""
        await self._saved.erase()
        await self._plan.erase()
        return await self._reports.erase_all()
