"""What the tests of the desk's ticket pages share."""

from __future__ import annotations

import re

from fastapi import FastAPI

from gateway.submissions.tables import Submission
from gateway.tickets import repository
from gateway.tickets.tables import Ticket
from tests.gateway.staff.desk import (
    DeskBrowser,
    services_of,
)

EMAIL = "dewi@kominfo.example"


async def load(app: FastAPI, number: str) -> tuple[Ticket, Submission]:
    """Return a ticket and its submission."""
    async with services_of(app).database.read() as session:
        found = await repository.find_by_number(session, number)
    assert found is not None
    return found


async def act(app: FastAPI, desk: DeskBrowser, number: str, action: str, **form: object) -> int:
    """Send the form of an action as the page has it; return the status."""
    _, submission = await load(app, number)
    answer = await desk.post(f"/tickets/{number}/{action}", {"seq": submission.seq, **form})
    return answer.status_code


def numbers_in(text: str) -> list[str]:
    """Return the ticket numbers of a page in their order, each once."""
    return list(dict.fromkeys(re.findall(r"BKL-\d{4}-\d{6}", text)))
