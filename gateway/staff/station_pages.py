"""WiFi stations: editing like other content, and the register as CSV in and out."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import Final

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette_admin.routing import route

from gateway.content.context import village_polygons
from gateway.content.faults import Fault, ImportRefused, refuse
from gateway.content.locator import Locator
from gateway.content.station_csv import read_csv
from gateway.content.station_file import StationFile
from gateway.content.stations import PreparedStations, prepare_stations
from gateway.content.storing import stored_rows
from gateway.csvfile import MEDIA_TYPE, Cell, write_csv
from gateway.feed.collections import REGIONS, WIFI_STATIONS
from gateway.feed.repository import upsert_rows
from gateway.staff.audit import record
from gateway.staff.content_adding import GrowingPage
from gateway.staff.content_saving import ACTIONS, OWNERS
from gateway.staff.context import Desk, desk_of, require
from gateway.staff.page import go, tell
from gateway.staff.rights import Officer

MAX_BYTES: Final = 700_000
_FILE: Final = "stations.csv"
COLUMNS: Final = (
    "id", "name", "kind", "lifecycle", "lat", "lon", "precision_m", "regency_code", "village_code", "address",
    "operator", "opening_hours", "ssid", "security", "password", "login_hint_id", "login_hint_en", "phone",
    "speed_mbps", "source", "verified",
)  # fmt: skip
"""Of the template: what is exported can be imported again."""


class Stations(GrowingPage):
    """``/staff/stations``."""

    menu_label = "stations"
    path = "/stations"
    collection = WIFI_STATIONS
    action = ACTIONS[WIFI_STATIONS]

    @route(".csv", name="station-export")
    async def export(self, request: Request) -> Response:
        """Return every station in the columns of the template."""
        officer, services = (
            require(request, "station.export", OWNERS[WIFI_STATIONS]),
            desk_of(request).services,
        )
        async with services.database.write() as session:
            rows = await stored_rows(session, WIFI_STATIONS)
            about, detail = (WIFI_STATIONS, ""), {"rows": len(rows)}
            now, agency = services.clock.now(), OWNERS[WIFI_STATIONS]
            record(session, now, officer.id, "station.export", about, agency_id=agency, detail=detail)
        content = write_csv(COLUMNS, [_cells(rows[row_id]) for row_id in sorted(rows)])
        headers = {"Content-Disposition": f'attachment; filename="{_FILE}"'}
        return Response(content, media_type=MEDIA_TYPE, headers=headers)

    @route("/import", name="station-import")
    async def import_form(self, request: Request) -> Response:
        """Ask for a file."""
        require(request, self.action, OWNERS[WIFI_STATIONS])
        return self.render(request, "station_import.html", faults=[], prepared=None, content="")

    @route("/import", methods=["POST"], name="station-import-file")
    async def import_file(self, request: Request) -> Response:
        """Show what a file would do; with ``store``, do it."""
        officer = require(request, self.action, OWNERS[WIFI_STATIONS])
        async with request.form() as form:
            upload, content, is_final = form.get("file"), str(form.get("content") or ""), "store" in form
            raw = await upload.read() if isinstance(upload, UploadFile) else content.encode()
        try:
            source = await asyncio.to_thread(_read, raw)
            prepared = await _import(desk_of(request), officer, source, store=is_final)
        except ImportRefused as refused:
            return self._result(request, refused.faults, None, "", 422)
        if not is_final:
            return self._result(request, (), prepared, raw.decode("utf-8-sig"))
        tell(request, "stations.imported", rows=len(prepared.rows))
        return go(self.path)

    def _result(
        self,
        request: Request,
        faults: tuple[Fault, ...],
        prepared: PreparedStations | None,
        content: str,
        status: int = 200,
    ) -> Response:
        context = {"faults": faults, "prepared": prepared, "content": content}
        return self.render(request, "station_import.html", status, **context)


def _read(raw: bytes) -> StationFile:
    """Read a CSV with the importer's reader; raises :class:`ImportRefused`."""
    if len(raw) > MAX_BYTES:
        raise refuse(_FILE, f"is larger than {MAX_BYTES // 1000} kB")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / _FILE
        path.write_bytes(raw)
        return read_csv(path)


async def _import(desk: Desk, officer: Officer, source: StationFile, *, store: bool) -> PreparedStations:
    """Check the stations of a file against what is published, and store them when ``store``."""
    services = desk.services
    villages = await asyncio.to_thread(village_polygons, services.settings)
    async with services.database.write() as session:
        regions, stored = await stored_rows(session, REGIONS), await stored_rows(session, WIFI_STATIONS)
        locator = await asyncio.to_thread(Locator, regions.values(), villages)
        prepared = prepare_stations(source, regions, locator, stored)
        if store:
            changed = await upsert_rows(session, WIFI_STATIONS, prepared.rows)
            detail = {"rows": len(prepared.rows), "added": prepared.added, "changed": changed}
            now, agency = services.clock.now(), OWNERS[WIFI_STATIONS]
            about = (WIFI_STATIONS, "")
            record(session, now, officer.id, "station.import", about, agency_id=agency, detail=detail)
        return prepared


def _cells(row: dict[str, object]) -> list[Cell]:
    hint = row.get("login_hint")
    given = {
        **row,
        **({f"login_hint_{one}": text for one, text in hint.items()} if isinstance(hint, dict) else {}),
    }
    return [_cell(given.get(name)) for name in COLUMNS]


def _cell(value: object) -> Cell:
    return value if isinstance(value, str | int | float) else None
