"""Signing in at the desk, staying there, and leaving."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from limits.errors import StorageError
from sqlalchemy import select

from gateway.staff.accounts import set_active
from gateway.staff.passwords import Passwords, password_fault
from gateway.staff.tables import StaffAccount, StaffSession
from gateway.staff.throttle import SignInThrottle
from tests.gateway.conftest import FixedClock
from tests.gateway.staff.desk import (
    OWN,
    PASSWORD,
    QUICK,
    DeskBrowser,
    add_officer,
    audit_actions,
    audit_entries,
    services_of,
)

EMAIL = "dewi@kominfo.example"


async def test_a_whole_visit(app_on_both: FastAPI, browser_on_both: DeskBrowser) -> None:
    browser = browser_on_both
    await add_officer(app_on_both, EMAIL, (OWN, "answer"))
    answer = await browser.sign_in(f" {EMAIL.upper()} ")
    assert (answer.status_code, answer.headers["location"]) == (303, "/staff/")
    cookie = answer.headers["set-cookie"].lower()
    assert all(part in cookie for part in ("httponly", "samesite=lax", "path=/staff"))
    assert "secure" not in cookie
    page = await browser.get("/me")
    assert page.status_code == 200
    assert "Dewi Contoh" in page.text
    assert (await browser.get("/login")).headers["location"] == "/staff/"
    assert (await browser.post("/logout")).headers["location"] == "/staff/login"
    assert (await browser.get("/me")).status_code == 303
    assert await audit_actions(app_on_both) == ["account.add", "sign_in", "sign_out"]


async def test_token_is_stored_as_its_hash(app: FastAPI, browser: DeskBrowser) -> None:
    await add_officer(app, EMAIL)
    await browser.sign_in(EMAIL)
    token = browser.client.cookies["staff_session"]
    async with services_of(app).database.read() as session:
        stored = (await session.execute(select(StaffSession.token_hash))).scalar_one()
    assert len(token) >= 43
    assert stored not in (token, "")


async def test_cookie_is_secure_over_https(app: FastAPI, browser: DeskBrowser) -> None:
    await add_officer(app, EMAIL)
    browser.client.base_url = "https://gateway.test"  # type: ignore[assignment]
    assert "secure" in (await browser.sign_in(EMAIL)).headers["set-cookie"].lower()


@pytest.mark.parametrize(
    ("email", "password"),
    [(EMAIL, "bukan kata sandinya"), ("nobody@kominfo.example", PASSWORD), (EMAIL, ""), ("", "")],
)
async def test_wrong_and_unknown_sound_the_same(
    app: FastAPI, browser: DeskBrowser, email: str, password: str
) -> None:
    await add_officer(app, EMAIL)
    answer = await browser.sign_in(email, password)
    assert answer.status_code == 400
    assert "Email atau kata sandi salah" in answer.text
    assert "staff_session" not in browser.client.cookies
    assert (await browser.get("/me")).status_code == 303
    failed = (await audit_entries(app))[-1]
    assert (failed.action, failed.staff_id) == ("sign_in_failed", None)
    assert "@" not in str(failed.detail) + failed.object_id


async def test_account_without_a_password_cannot_be_guessed(app: FastAPI, browser: DeskBrowser) -> None:
    await add_officer(app, EMAIL, password=None)
    assert (await browser.sign_in(EMAIL, "")).status_code == 400


async def test_disabled_account_is_out_at_once(app: FastAPI, browser: DeskBrowser) -> None:
    account = await add_officer(app, EMAIL, (OWN, "answer"))
    await browser.sign_in(EMAIL)
    services = services_of(app)
    async with services.database.write() as session:
        stored = await session.get_one(StaffAccount, account.id)
        await set_active(session, stored, False, services.clock.now(), None)
    assert (await browser.get("/me")).status_code == 303
    assert (await browser.sign_in(EMAIL)).status_code == 400


async def test_attempts_are_limited_per_account_known_or_not(app: FastAPI, browser: DeskBrowser) -> None:
    await add_officer(app, EMAIL)
    for email in (EMAIL, "nobody@kominfo.example"):
        answers = [(await browser.sign_in(email, "salah sekali 12")).status_code for _ in range(6)]
        assert answers == [400] * 5 + [429]
    assert (await browser.sign_in(EMAIL)).status_code == 429, "also the right password has to wait"


async def test_success_forgives_what_was_mistyped() -> None:
    throttle = SignInThrottle()
    for _ in range(4):
        assert await throttle.admits(EMAIL, "192.0.2.1")
    await throttle.forgive(EMAIL)
    assert await throttle.admits(EMAIL.upper() + " ", "192.0.2.1")


async def test_attempts_are_limited_per_address() -> None:
    throttle = SignInThrottle(per_address="3/minute")
    admitted = [await throttle.admits(f"{n}@kominfo.example", "192.0.2.1") for n in range(5)]
    assert admitted == [True, True, True, False, False]
    assert await throttle.admits("9@kominfo.example", "192.0.2.2")


async def test_a_store_that_is_away_stops_nobody() -> None:
    throttle = SignInThrottle("memory://")

    class Away:
        async def hit(self, *_: object) -> bool:
            raise StorageError(OSError())

        clear = hit

    throttle._limiter = Away()  # type: ignore[assignment]
    assert await throttle.admits(EMAIL, "192.0.2.1")
    await throttle.forgive(EMAIL)


async def test_session_ends_after_eight_idle_hours(
    app: FastAPI, browser: DeskBrowser, clock: FixedClock
) -> None:
    await add_officer(app, EMAIL)
    await browser.sign_in(EMAIL)
    for _ in range(3):
        clock.advance(hours=7)
        assert (await browser.get("/me")).status_code == 200, "use prolongs it"
    clock.advance(hours=8, seconds=1)
    answer = await browser.get("/me")
    assert answer.headers["location"] == "/staff/login?next=%2Fstaff%2Fme"


@pytest.mark.parametrize("path", ["/login", "/logout", "/me/password", "/language"])
@pytest.mark.parametrize("token", [None, "", "forged", "IjEyIg.forged"])
async def test_every_post_needs_the_form_token(
    app: FastAPI, browser: DeskBrowser, path: str, token: str | None
) -> None:
    await add_officer(app, EMAIL)
    await browser.sign_in(EMAIL)
    data = {} if token is None else {"csrftoken": token}
    answer = await browser.client.post(
        f"/staff{path}", data=data, headers={"content-length": "0"} if not data else {}
    )
    assert answer.status_code == 403
    assert (await browser.get("/me")).status_code == 200


async def test_post_from_another_site_is_refused(app: FastAPI, browser: DeskBrowser) -> None:
    await add_officer(app, EMAIL)
    await browser.sign_in(EMAIL)
    answer = await browser.post("/logout", headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
    assert (await browser.post("/logout", headers={"origin": "http://gateway.test"})).status_code == 303


async def test_too_large_forms_are_refused_unread(browser: DeskBrowser) -> None:
    assert (await browser.post("/login", {"email": "x" * 600_000})).status_code == 413


async def test_uploads_of_nobody_are_not_read(browser: DeskBrowser) -> None:
    chunks = iter([b"x" * 1000] * 3_000)

    async def body() -> AsyncIterator[bytes]:
        for chunk in chunks:
            yield chunk

    headers = {"content-length": "3000000", "content-type": "application/x-www-form-urlencoded"}
    path = "/staff/tickets/BKL-2026-000001/resolve"
    answer = await browser.client.post(path, content=body(), headers=headers)
    assert answer.status_code == 303
    assert len(list(chunks)) > 2_900
    unknown = await browser.client.post(path, content=body(), headers={"transfer-encoding": "chunked"})
    assert unknown.status_code == 411


@pytest.mark.parametrize(
    ("wanted", "target"),
    [
        ("/staff/me", "/staff/me"),
        ("https://evil.example/", "/staff/"),
        ("//evil.example/staff/", "/staff/"),
        ("/staff/../v1", "/staff/"),
        ("/staff/\\evil", "/staff/"),
        ("javascript:alert(1)", "/staff/"),
    ],
)
async def test_next_page_is_one_of_the_desk(
    app: FastAPI, browser: DeskBrowser, wanted: str, target: str
) -> None:
    await add_officer(app, EMAIL)
    await browser.get("/login")
    answer = await browser.post("/login", {"email": EMAIL, "password": PASSWORD}, params={"next": wanted})
    assert answer.headers["location"] == target


async def test_own_password_is_changed_and_signs_out(app: FastAPI, browser: DeskBrowser) -> None:
    await add_officer(app, EMAIL)
    await browser.sign_in(EMAIL)
    new = "tujuh ekor sapi"
    wrong = [
        ({"present": "salah", "new": new, "again": new}, "Kata sandi sekarang salah"),
        ({"present": PASSWORD, "new": "pendek", "again": "pendek"}, "Terlalu pendek"),
        ({"present": PASSWORD, "new": new, "again": new + "!"}, "tidak sama"),
    ]
    for form, sentence in wrong:
        answer = await browser.post("/me/password", form)
        assert answer.status_code == 422
        assert sentence in answer.text
    done = await browser.post("/me/password", {"present": PASSWORD, "new": new, "again": new})
    assert done.headers["location"] == "/staff/login"
    assert (await browser.get("/me")).status_code == 303
    assert (await browser.sign_in(EMAIL)).status_code == 400
    assert (await browser.sign_in(EMAIL, new)).status_code == 303
    assert "account.password" in await audit_actions(app)


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("sebelas 123", "too_short"),
        ("x" * 257, "too_long"),
        (EMAIL, "is_email"),
        ("my dewi@kominfo.example", "is_email"),
        ("abababababababab", "too_simple"),
        ("Password1234", "too_simple"),
        ("kuda baterai jepit", None),
    ],
)
def test_password_rules(password: str, fault: str | None) -> None:
    assert password_fault(password, EMAIL) == fault


async def test_hash_follows_the_parameters_of_today(app: FastAPI, browser: DeskBrowser) -> None:
    account = await add_officer(app, EMAIL)
    old = Passwords(PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)).hash(PASSWORD)
    async with services_of(app).database.write() as session:
        (await session.get_one(StaffAccount, account.id)).password_hash = old
    assert (await browser.sign_in(EMAIL)).status_code == 303
    async with services_of(app).database.read() as session:
        stored = (await session.get_one(StaffAccount, account.id)).password_hash
    assert stored not in (None, old)
    assert not QUICK.is_outdated(str(stored))


async def test_language_is_remembered(browser: DeskBrowser) -> None:
    assert "Untuk petugas pemerintah" in (await browser.get("/login")).text
    await browser.post("/language", {"language": "en"})
    assert "For officers of the government" in (await browser.get("/login")).text
    await browser.post("/language", {"language": "xx"})
    assert "For officers" in (await browser.get("/login")).text


async def test_headers_of_the_desk(browser: DeskBrowser) -> None:
    answer = await browser.get("/login")
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy
    assert answer.headers["cache-control"] == "no-store"
    assert "http" not in answer.text.replace("http-equiv", "")
    assert "<style" not in answer.text
    assert " style=" not in answer.text


async def test_logs_hold_no_address_and_no_path(
    app: FastAPI, browser: DeskBrowser, caplog: pytest.LogCaptureFixture, capsys: Any
) -> None:
    with caplog.at_level(logging.DEBUG):
        await add_officer(app, EMAIL)
        await browser.sign_in(EMAIL, "salah sekali 12")
        await browser.sign_in(EMAIL)
        await browser.get("/tickets/BKL-2026-000001")
    lines = [
        record.getMessage() for record in caplog.records if record.name.startswith(("gateway", "starlette"))
    ]
    assert lines
    assert not [line for line in lines if EMAIL in line or "BKL-2026" in line]
