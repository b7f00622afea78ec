"""Who may do what, asked of the real routes: every action × right × own, other and every agency × nobody."""

from __future__ import annotations

import hashlib
from itertools import product
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.routing import Route

from gateway.staff.accounts import add_account
from gateway.staff.audit import record
from gateway.staff.keys import add_key
from gateway.staff.rights import ACTIONS, IMPLIED, ROLES, Officer, may
from gateway.staff.sessions import open_session
from gateway.staff.tables import EVERY_AGENCY, ReplyTemplate
from gateway.tickets import repository
from tests.gateway.kiosks.world import add_benteng
from tests.gateway.samples import NOW, image, new_id
from tests.gateway.staff.content import add_rows
from tests.gateway.staff.desk import OTHER, OWN, DeskBrowser, services_of
from tests.gateway.staff.tickets import add_ticket, prepare
from tests.gateway.staff.tries import FOR_EVERYBODY, TOURISM, TRADE, TRIES, Try

PEOPLE = [(role, agency) for role, agency in product(ROLES, (OTHER, OWN, TOURISM, TRADE, EVERY_AGENCY))]


def test_every_route_is_tried(app: FastAPI) -> None:
    routes = {
        (method, route.path)
        for route in app.state.desk.routes
        if isinstance(route, Route)
        for method in (route.methods or set()) - {"HEAD"}
    }
    assert routes == {(one.method, one.path) for one in TRIES} | FOR_EVERYBODY


def test_every_ticket_action_is_tried() -> None:
    tried = {one.form["action"] for one in TRIES if "action" in one.form}
    others = {"read", "export", "show"}
    assert {f"ticket.{name}" for name in tried | others} == {
        one for one in ACTIONS if one.startswith("ticket")
    }


def _is_allowed(one: Try, role: str, agency: str) -> bool:
    held = {"read", "answer"} if role == "answer" else {role}
    return one.role in held and (one.anywhere or agency in (one.agency, EVERY_AGENCY))


async def _as_officer(app: FastAPI, browser: DeskBrowser, role: str, agency: str) -> None:
    services = services_of(app)
    async with services.database.write() as session:
        email = f"{role}-{agency.replace('*', 'every')}@kominfo.example"
        account = await add_account(session, email, "Petugas", None, [(agency, role)], NOW)
        token = await open_session(session, account, NOW)
    browser.client.cookies.set("staff_session", token, domain="gateway.test", path="/staff")


async def _ask(app: FastAPI, browser: DeskBrowser, one: Try, sha256: str) -> httpx.Response:
    """Send the request about things that are made for it, with forms as the pages have them."""
    form = dict(one.form)
    ids = {"row_id": form.pop("row_id", ""), "action": form.pop("action", ""), "sha256": sha256}
    services = services_of(app)
    if "{number}" in one.path:
        ids["number"] = await add_ticket(app, files=(sha256,))
        async with services.database.read() as session:
            found = await repository.find_by_number(session, ids["number"])
            assert found is not None
            form["seq"] = found[1].seq
    path = one.path.replace("{id:int}", str(await _made(app, one.path)))
    path = path.format(**ids)
    return await (browser.get(path) if one.method == "GET" else browser.post(path, form, files=one.files))


async def _made(app: FastAPI, path: str) -> int:
    """Store what a path with a number is about; return its number."""
    async with services_of(app).database.write() as session:
        if path.startswith("/templates"):
            row = ReplyTemplate(agency_id=OWN, title="A", body="B", updated_at=NOW)
            session.add(row)
            await session.flush()
            return row.id
        if path.startswith("/keys"):
            return (await add_key(session, "Mitra", "a@b.example", NOW))[0].id
        if path.startswith("/accounts/{"):
            name = f"{new_id()}@kominfo.example"
            return (await add_account(session, name, "T", None, [(OWN, "answer")], NOW)).id
    return 0


@pytest.fixture
async def world(app: FastAPI) -> tuple[FastAPI, str]:
    """Content, a ticket and a photo to ask about."""
    await prepare(app)
    await add_rows(app)
    await add_benteng(services_of(app).database)
    content, services = image(), services_of(app)
    sha256 = hashlib.sha256(content).hexdigest()

    async def body() -> Any:
        yield content

    await services.attachments.put(sha256, None, body())
    return app, sha256


@pytest.mark.parametrize("one", TRIES, ids=str)
async def test_rights(world: tuple[FastAPI, str], one: Try) -> None:
    app, sha256 = world
    for role, agency in PEOPLE:
        browser = DeskBrowser(app)
        await _as_officer(app, browser, role, agency)
        answer = await _ask(app, browser, one, sha256)
        await browser.close()
        expected = _is_allowed(one, role, agency)
        said = f"{one}: {role} at {agency}: {answer.status_code}"
        assert (answer.status_code != 403) is expected, said
        assert answer.status_code in (200, 303, 409, 422) if expected else answer.status_code == 403, said
        assert "/login" not in answer.headers.get("location", ""), said


@pytest.mark.parametrize("one", TRIES, ids=str)
async def test_nobody_is_sent_to_sign_in(world: tuple[FastAPI, str], one: Try) -> None:
    app, sha256 = world
    for token in (None, "00000000-0000-4000-8000-000000000000"):
        browser = DeskBrowser(app)
        if token:
            browser.client.cookies.set("staff_session", token, domain="gateway.test", path="/staff")
        answer = await _ask(app, browser, one, sha256)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/staff/login")
        await browser.close()


def test_rights_as_a_function() -> None:
    for action, role, agency in product(ACTIONS, ROLES, (OWN, OTHER, EVERY_AGENCY)):
        officer = Officer(1, "A", "a@b.example", frozenset({(agency, role)}))
        fits = ACTIONS[action] == role or (role == "answer" and ACTIONS[action] == "read")
        assert may(officer, action, OWN) is (fits and agency in (OWN, EVERY_AGENCY))
        assert may(officer, action, None) is (fits and agency == EVERY_AGENCY)
        closed = Officer(1, "A", "a@b.example", officer.roles, active=False)
        assert not may(closed, action, OWN)
    assert set(IMPLIED) == {"answer"}
    with pytest.raises(KeyError):
        may(Officer(1, "A", "a@b.example", frozenset()), "ticket.delete", OWN)


async def test_audit_shows_the_own_agency_only(app: FastAPI, browser: DeskBrowser) -> None:
    async with services_of(app).database.write() as session:
        for agency in (OWN, OTHER, None):
            record(session, NOW, None, f"test.{agency}", ("thing", "1"), agency_id=agency)
    await _as_officer(app, browser, "administer", OWN)
    text = (await browser.get("/audit")).text
    assert f"test.{OWN}" in text
    assert f"test.{OTHER}" not in text
    assert "test.None" not in text
    await _as_officer(app, browser, "administer", EVERY_AGENCY)
    assert "test.None" in (await browser.get("/audit")).text
    text = (await browser.get(f"/audit?action=test.{OTHER}")).text
    assert f"test.{OWN}" not in text
