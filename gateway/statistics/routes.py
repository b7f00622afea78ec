"""GET /v1/statistics and /v1/statistics/requests.csv."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from gateway import csvfile
from gateway.publishing import publish, to_json
from gateway.state import services
from gateway.statistics.repository import Selection, find_rows
from gateway.statistics.rows import rows_as_csv
from gateway.statistics.service import find_names, select_days, summarise

router = APIRouter(prefix="/v1/statistics")

Name = Annotated[str, Query(max_length=100)]


def _selection(
    request: Request,
    first: Annotated[str, Query(alias="from", max_length=40)] = "",
    last: Annotated[str, Query(alias="to", max_length=40)] = "",
    agency: Name = "",
    regency: Name = "",
    service: Name = "",
) -> Selection:
    now = services(request).clock.now()
    return select_days(first, last, now, agency=agency, regency=regency, service=service)


Selected = Annotated[Selection, Depends(_selection)]


@router.get("")
async def get_statistics(request: Request, selection: Selected) -> Response:
    """Answer the figures of the public clock."""
    as_of = services(request).clock.now()
    async with services(request).database.read() as session:
        rows = await find_rows(session, selection)
        names = await find_names(session, rows)
    document = await asyncio.to_thread(summarise, rows, selection, as_of, names)
    return publish(request, to_json(document), "application/json")


@router.get("/requests.csv")
async def get_requests_csv(request: Request, selection: Selected) -> Response:
    """Answer the rows that the figures come from."""
    async with services(request).database.read() as session:
        rows = await find_rows(session, selection)
    content = await asyncio.to_thread(rows_as_csv, rows)
    return publish(request, content, csvfile.MEDIA_TYPE, filename="requests.csv")
