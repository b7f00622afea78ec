"""Officers' accounts, API keys and reply templates at the desk, and its words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi import FastAPI

import gateway.staff
from gateway.staff.accounts import find_account
from gateway.staff.keys import find_key
from gateway.staff.rights import ACTIONS, ROLES
from gateway.staff.tables import StaffAccount
from gateway.staff.words import catalogue
from tests.gateway.kiosks.world import NAME as KIOSK
from tests.gateway.kiosks.world import add_benteng
from tests.gateway.staff.content import add_rows
from tests.gateway.staff.desk import (
    OTHER,
    OWN,
    DeskBrowser,
    add_officer,
    audit_actions,
    services_of,
    signed_in,
)

BOSS = "kepala@kominfo.example"
NEW = "dewi@kominfo.example"
HERE = Path(gateway.staff.__file__).parent
ROOT = HERE.parents[1]


@pytest.fixture
async def desk(app: FastAPI) -> DeskBrowser:
    """An administrator of every agency."""
    return await signed_in(app, BOSS, ("*", "administer"))


def _secret(text: str) -> str:
    found = re.search(r'class="secret">([^<]+)<', text)
    assert found, text
    return found[1]


async def _account(app: FastAPI, email: str) -> StaffAccount:
    async with services_of(app).database.read() as session:
        account = await find_account(session, email)
    assert account is not None
    return account


def _pairs(account: StaffAccount) -> set[tuple[str, str]]:
    return {(role.agency_id, role.role) for role in account.roles}


async def test_new_officer_signs_in_with_the_password_shown_once(app: FastAPI, desk: DeskBrowser) -> None:
    form = {"email": NEW, "name": "Dewi Contoh", "agency_id": OWN, "role": ["answer", "read"]}
    answer = await desk.post("/accounts/add", form)
    password = _secret(answer.text)
    assert password not in (await desk.get("/accounts")).text
    browser = DeskBrowser(app)
    assert (await browser.sign_in(NEW, password)).status_code == 303
    assert (await browser.get("/tickets")).status_code == 200
    assert _pairs(await _account(app, NEW)) == {(OWN, "answer"), (OWN, "read")}
    new = _secret((await desk.post(f"/accounts/{(await _account(app, NEW)).id}/password")).text)
    assert (await browser.get("/tickets")).status_code == 303, "signed out everywhere"
    assert (await browser.sign_in(NEW, password)).status_code == 400
    assert (await browser.sign_in(NEW, new)).status_code == 303
    await desk.post(f"/accounts/{(await _account(app, NEW)).id}/active", {"active": "0"})
    assert (await browser.get("/tickets")).status_code == 303
    await browser.close()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"email": "kosong"}, "Bukan alamat"),
        ({"email": BOSS}, "sudah punya akun"),
        ({"name": " "}, "Tulis nama"),
    ],
)
async def test_bad_account_is_refused_by_field(
    app: FastAPI, desk: DeskBrowser, changes: dict[str, str], words: str
) -> None:
    form = {"email": NEW, "name": "Dewi", "agency_id": OWN} | changes
    answer = await desk.post("/accounts/add", form)
    assert answer.status_code == 422
    assert words in answer.text
    assert 'class="secret"' not in answer.text


async def test_roles_are_replaced_at_one_agency(app: FastAPI, desk: DeskBrowser) -> None:
    account = await add_officer(app, NEW, (OWN, "answer"), (OTHER, "read"))
    form = {"agency_id": OWN, "role": ["publish", "king"]}
    assert (await desk.post(f"/accounts/{account.id}/roles", form)).status_code == 303
    assert _pairs(await _account(app, NEW)) == {(OWN, "publish"), (OTHER, "read")}


async def test_administrator_of_an_agency_reaches_no_further(app: FastAPI) -> None:
    small = await signed_in(app, BOSS, (OWN, "administer"))
    own = await add_officer(app, "a@kominfo.example", (OWN, "read"))
    both = await add_officer(app, "b@kominfo.example", (OWN, "read"), (OTHER, "read"))
    every = await add_officer(app, "c@kominfo.example", ("*", "administer"))
    none = await add_officer(app, "d@kominfo.example")
    for account, expected in ((own, 200), (both, 403), (every, 403), (none, 403)):
        assert (await small.post(f"/accounts/{account.id}/password")).status_code == expected
    for agency in (OTHER, "*", ""):
        form = {"agency_id": agency, "role": "administer", "email": NEW, "name": "Dewi"}
        assert (await small.post("/accounts/add", form)).status_code == 403
        assert (await small.post(f"/accounts/{own.id}/roles", form)).status_code == 403
    assert "c@kominfo.example" not in (await small.get("/accounts")).text


async def test_nobody_closes_their_own_account(app: FastAPI, desk: DeskBrowser) -> None:
    account = await _account(app, BOSS)
    assert (await desk.post(f"/accounts/{account.id}/active", {"active": "0"})).status_code == 403


async def test_key_is_shown_once_and_revoked(app: FastAPI, desk: DeskBrowser) -> None:
    answer = await desk.post("/keys/add", {"name": "Mitra Contoh", "email": "mitra@contoh.example"})
    token = _secret(answer.text)
    assert token not in (await desk.get("/keys")).text
    async with services_of(app).database.read() as session:
        key = await find_key(session, token)
    assert key is not None
    assert (await desk.post(f"/keys/{key.id}/revoke")).status_code == 303
    assert (await desk.post(f"/keys/{key.id}/revoke")).status_code == 404
    async with services_of(app).database.read() as session:
        assert await find_key(session, token) is None
        assert await find_key(session, "") is None
    assert (await audit_actions(app))[-2:] == ["key.add", "key.revoke"]
    assert (await desk.post("/keys/add", {"name": "", "email": "x"})).status_code == 422


async def test_reply_templates_are_kept(app: FastAPI, desk: DeskBrowser) -> None:
    form = {"agency_id": OWN, "title": "Terima kasih <b>", "body": "Sudah kami catat."}
    assert (await desk.post("/templates/save", form)).status_code == 303
    page = (await desk.get("/templates")).text
    assert "Terima kasih &lt;b&gt;" in page
    row_id = re.search(r"/templates/(\d+)/delete", page)
    assert row_id
    changed = form | {"id": row_id[1], "title": "Terima kasih", "agency_id": "*"}
    assert (await desk.post("/templates/save", changed)).status_code == 303
    assert (await desk.post("/templates/save", form | {"title": ""})).status_code == 422
    assert (await desk.post("/templates/save", form | {"id": "999"})).status_code == 404
    small = await signed_in(app, NEW, (OWN, "administer"))
    assert (await small.post("/templates/save", form | {"id": row_id[1]})).status_code == 403
    assert (await small.post(f"/templates/{row_id[1]}/delete")).status_code == 403
    assert (await desk.post(f"/templates/{row_id[1]}/delete")).status_code == 303
    assert "Belum ada templat" in (await desk.get("/templates")).text


@pytest.mark.parametrize("language", ["id", "en"])
async def test_every_page_speaks_both_languages(app: FastAPI, language: str) -> None:
    desk = await signed_in(app, BOSS, *(("*", role) for role in ROLES))
    await add_rows(app)
    await add_benteng(services_of(app).database)
    await desk.post("/language", {"language": language})
    pages = ["/", "/me", "/tickets", "/templates", "/accounts", "/keys", "/audit", "/notices", "/notices/new"]
    pages += ["/stations", "/stations/import", "/destinations", "/nowhere"]
    pages += ["/notices/edit/berita", "/stations/edit/pos-contoh", "/destinations/edit/pantai-contoh"]
    pages += ["/events", "/events/new", "/events/edit/pesta-contoh", "/stations/new", "/destinations/new"]
    pages += ["/kiosks", "/kiosks/new", f"/kiosks/edit/{KIOSK}"]
    for page in pages:
        answer = await desk.get(page)
        assert answer.status_code == {"/": 303, "/nowhere": 404}.get(page, 200), page
        assert page == "/" or f'<html lang="{language}">' in answer.text
        labels = set(re.findall(r'<label[^>]* for="([^"]+)"', answer.text))
        controls = re.findall(r'<(?:input|select|textarea)\b[^>]*\bid="([^"]+)"', answer.text)
        assert set(controls) == labels, page
        assert len(controls) == len(set(controls)), page


def test_every_sentence_is_used_and_whole() -> None:
    files = [*HERE.rglob("*.html"), *HERE.rglob("*.py")]
    source = "\n".join(file.read_text("utf-8") for file in files)
    built = (
        "menu.", "state.", "act.", "hint.", "done.", "event.", "role.", "password.", "by.", "channel.",
        "contact.", "plain.", "error.", "member.", "option.", "language.", "account.", "ticket.words.",
        "fault.", "content.new.", "part.", "kiosk.", "span.",
    )  # fmt: skip
    for name, (indonesian, english) in catalogue().items():
        assert indonesian.strip(), name
        assert english.strip(), name
        assert re.findall(r"{\w+}", indonesian) == re.findall(r"{\w+}", english), name
        assert name.startswith(built) or f"'{name}'" in source or f'"{name}"' in source, name
    named = set(re.findall(r"\bt\('([a-z0-9_.]+)'[,)]", source)) | set(re.findall(r'"((?:login|ticket|done|'
        r'profile|content|notices|stations|keys|templates)\.[a-z_]+)"', source))  # fmt: skip
    named = {name for name in named if not name.endswith((".html", ".csv"))}
    assert named - set(catalogue()) - set(ACTIONS) == set()


def test_actions_and_roles_are_documented() -> None:
    text = (ROOT / "docs" / "staff.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `([a-z]+\.[a-z]+)` \| ([a-z]+) \|", text, re.MULTILINE))
    assert rows == dict(ACTIONS)
    assert all(f"`{role}`" in text for role in ROLES)
