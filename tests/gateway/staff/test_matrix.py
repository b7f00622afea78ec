"""Who may do what, asked of the real routes: every action × right × own, other and every agency × nobody."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
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
from tests.gateway.kiosks.world import NAME as KIOSK
from tests.gateway.kiosks.world import add_benteng
from tests.gateway.samples import NOW, image, new_id
from tests.gateway.staff.content import (
    BUSINESS,
    DESTINATION,
    EVENT,
    PRODUCT,
    PROGRAMME,
    ROUTE,
    STATION_ROW,
    add_rows,
    business_form,
    destination_form,
    event_form,
    notice_form,
    product_form,
    programme_form,
    route_form,
    station_form,
)
from tests.gateway.staff.desk import OTHER, OWN, DeskBrowser, services_of
from tests.gateway.staff.tickets import add_ticket, prepare

KOMINFO, TOURISM, TRADE, PLANNING = "opd-25", "opd-31", "opd-26", "opd-04"


@dataclass(frozen=True)
class Try:
    """A request to the route ``method path``; ``role`` is what the desk should ask for at ``agency``."""

    method: str
    path: str
    role: str
    agency: str = OWN
    form: dict[str, Any] = field(default_factory=dict)
    files: Any = None
    anywhere: bool = False

    def __str__(self) -> str:
        return f"{self.method} {self.path} {self.form.get('action', '')}"


def _ticket(action: str, **form: str) -> Try:
    return Try("POST", "/tickets/{number}/{action}", "answer", form={"action": action, **form})


TRIES = [
    Try("GET", "/tickets", "read", anywhere=True),
    Try("GET", "/tickets.csv", "read", anywhere=True),
    Try("GET", "/tickets/{number}", "read"),
    Try("GET", "/tickets/{number}/files/{sha256}", "read"),
    Try("POST", "/tickets/{number}/show", "answer", form={"field": "nik"}),
    _ticket("take"),
    _ticket("assign", assignee_id="1"),
    _ticket("ask", text="Sejak kapan?"),
    _ticket("answer", text="Segera"),
    _ticket("resolve", text="Selesai", no_proof_reason="Tidak terlihat"),
    _ticket("reject", text="Bukan kewenangan"),
    _ticket("merge", target="BKL-2026-000001"),
    _ticket("transfer", agency_id="opd-40"),
    _ticket("note", text="Catatan"),
    Try("GET", "/notices", "publish", anywhere=True),
    Try("GET", "/notices/new", "publish", anywhere=True),
    Try("POST", "/notices/new", "publish", form=notice_form(agency_id=OWN)),
    Try("GET", "/notices/edit/{row_id}", "publish", form={"row_id": "berita"}),
    Try("POST", "/notices/edit/{row_id}", "publish", form={"row_id": "berita"} | notice_form()),
    Try("POST", "/notices/expire/{row_id}", "publish", form={"row_id": "berita"}),
    Try("GET", "/stations", "publish", anywhere=True),
    Try("GET", "/stations.csv", "publish", KOMINFO),
    Try("GET", "/stations/import", "publish", KOMINFO),
    Try("POST", "/stations/import", "publish", KOMINFO, files={"file": ("a.csv", b"x,y\n1,2\n")}),
    Try("GET", "/stations/edit/{row_id}", "publish", KOMINFO, {"row_id": STATION_ROW["id"]}),
    Try(
        "POST", "/stations/edit/{row_id}", "publish", KOMINFO, {"row_id": STATION_ROW["id"]} | station_form()
    ),
    Try("GET", "/destinations", "publish", anywhere=True),
    Try("GET", "/destinations/edit/{row_id}", "publish", TOURISM, {"row_id": DESTINATION["id"]}),
    Try("POST", "/destinations/edit/{row_id}", "publish", TOURISM, {"row_id": DESTINATION["id"]}),
    Try("GET", "/destinations/photos/{row_id}", "publish", TOURISM, {"row_id": DESTINATION["id"]}),
    Try(
        "POST",
        "/destinations/photos/{row_id}/upload",
        "publish",
        TOURISM,
        {"row_id": DESTINATION["id"]},
        {"file": ("a.png", image("PNG"))},
    ),
    Try(
        "POST",
        "/destinations/photos/{row_id}/remove",
        "publish",
        TOURISM,
        {"row_id": DESTINATION["id"], "hash": "0"},
    ),
    Try("GET", "/events", "publish", anywhere=True),
    Try("GET", "/events/edit/{row_id}", "publish", TOURISM, {"row_id": EVENT["id"]}),
    Try("POST", "/events/edit/{row_id}", "publish", TOURISM, {"row_id": EVENT["id"]} | event_form()),
    Try("GET", "/products", "publish", anywhere=True),
    Try("GET", "/products/edit/{row_id}", "publish", TRADE, {"row_id": PRODUCT["id"]}),
    Try("POST", "/products/edit/{row_id}", "publish", TRADE, {"row_id": PRODUCT["id"]} | product_form()),
    Try("GET", "/businesses", "publish", anywhere=True),
    Try("GET", "/tickets/{number}/card", "read"),
    Try("GET", "/businesses/edit/{row_id}", "publish", TRADE, {"row_id": BUSINESS["id"]}),
    Try("POST", "/businesses/edit/{row_id}", "publish", TRADE, {"row_id": BUSINESS["id"]} | business_form()),
    Try("GET", "/programmes", "publish", anywhere=True),
    Try("GET", "/programmes/edit/{row_id}", "publish", PLANNING, {"row_id": PROGRAMME["id"]}),
    Try(
        "POST",
        "/programmes/edit/{row_id}",
        "publish",
        PLANNING,
        {"row_id": PROGRAMME["id"]} | programme_form(),
    ),
    Try("GET", "/routes", "publish", anywhere=True),
    Try("GET", "/routes/edit/{row_id}", "publish", TOURISM, {"row_id": ROUTE["id"]}),
    Try("POST", "/routes/edit/{row_id}", "publish", TOURISM, {"row_id": ROUTE["id"]} | route_form()),
    *(
        one
        for place, agency, row, form in (
            ("stations", KOMINFO, STATION_ROW, station_form(name="Pos Baru")),
            ("destinations", TOURISM, DESTINATION, destination_form(**{"name.id": "Pantai Baru"})),
            ("events", TOURISM, EVENT, event_form(**{"name.id": "Pesta Baru"})),
            ("products", TRADE, PRODUCT, product_form(**{"name.id": "Kopi Baru"})),
            ("businesses", TRADE, BUSINESS, business_form(name="Warung Baru")),
            ("programmes", PLANNING, PROGRAMME, programme_form(**{"name.id": "Program Baru"})),
            ("routes", TOURISM, ROUTE, route_form(**{"name.id": "Rute Baru"})),
        )
        for one in (
            Try("GET", f"/{place}/new", "publish", agency),
            Try("POST", f"/{place}/new", "publish", agency, form),
            Try("POST", f"/{place}/remove/{{row_id}}", "publish", agency, {"row_id": row["id"], "sure": "1"}),
        )
    ),
    Try("GET", "/templates", "administer", anywhere=True),
    Try("POST", "/templates/save", "administer", form={"agency_id": OWN, "title": "Judul", "body": "Isi"}),
    Try("POST", "/templates/{id:int}/delete", "administer"),
    Try("GET", "/accounts", "administer", anywhere=True),
    Try("POST", "/accounts/add", "administer", form={"agency_id": OWN, "email": "a@b.example", "name": "A"}),
    Try("POST", "/accounts/{id:int}/roles", "administer", form={"agency_id": OWN, "role": "read"}),
    Try("POST", "/accounts/{id:int}/active", "administer", form={"active": "0"}),
    Try("POST", "/accounts/{id:int}/password", "administer"),
    Try("GET", "/keys", "administer", EVERY_AGENCY),
    Try("POST", "/keys/add", "administer", EVERY_AGENCY, {"name": "Mitra", "email": "a@b.example"}),
    Try("POST", "/keys/{id:int}/revoke", "administer", EVERY_AGENCY),
    Try("GET", "/kiosks", "administer", EVERY_AGENCY),
    Try("GET", "/kiosks/new", "administer", EVERY_AGENCY),
    Try("POST", "/kiosks/new", "administer", EVERY_AGENCY, {"name": "kiosk-baru"}),
    *(
        Try(method, f"/kiosks/{act}/{{row_id}}", "administer", EVERY_AGENCY, {"row_id": KIOSK, "sure": "1"})
        for method, act in (("GET", "edit"), *(("POST", one) for one in ("edit", "pin", "key", "remove")))
    ),
    Try("GET", "/audit", "administer", anywhere=True),
]

FOR_EVERYBODY = {
    ("GET", "/"), ("GET", "/me"), ("POST", "/me/password"), ("GET", "/login"), ("POST", "/login"),
    ("GET", "/oidc"), ("GET", "/oidc/back"), ("POST", "/logout"), ("POST", "/language"),
}  # fmt: skip
"""Routes that ask for no right: their tests are in test_signin.py and test_oidc.py."""

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
