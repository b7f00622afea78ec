"""``python -m gateway staff`` and ``keys``."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from gateway.cli import app
from gateway.content.context import open_database
from gateway.settings import Settings
from gateway.staff.accounts import find_account
from gateway.staff.keys import find_key
from gateway.staff.passwords import Passwords
from gateway.staff.tables import ApiKey, AuditEntry, StaffAccount

EMAIL = "dewi@kominfo.example"
PASSWORD = "enam ekor kambing"
ADD = ["staff", "add", EMAIL, "--name", "Dewi Contoh", "--role", "answer", "--agency", "opd-25"]


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAFFLESIA_DATA_DIR", str(tmp_path))


def _run(*arguments: str, answers: tuple[str, ...] = ()) -> Result:
    return CliRunner().invoke(app, arguments, input="".join(f"{answer}\n" for answer in answers))


def _account() -> StaffAccount:
    async def find() -> StaffAccount:
        async with open_database(Settings()) as database, database.read() as session:
            account = await find_account(session, EMAIL)
            assert account is not None
            return account

    return asyncio.run(find())


def _actions() -> list[str]:
    async def find() -> list[str]:
        async with open_database(Settings()) as database, database.read() as session:
            return list((await session.execute(select(AuditEntry.action).order_by(AuditEntry.id))).scalars())

    return asyncio.run(find())


def test_add_asks_twice_and_shows_no_password() -> None:
    result = _run(*ADD, answers=(PASSWORD, PASSWORD))
    assert result.exit_code == 0, result.output
    assert PASSWORD not in result.output
    account = _account()
    assert account.password_hash is not None
    assert account.password_hash.startswith("$argon2id$")
    assert Passwords().verify(account.password_hash, PASSWORD)
    assert [(role.agency_id, role.role) for role in account.roles] == [("opd-25", "answer")]


def test_generated_password_is_shown_once_and_fits() -> None:
    result = _run(*ADD, "--generate")
    shown = re.search(r"shown once\): (\S+)", result.output)
    assert shown, result.output
    assert Passwords().verify(_account().password_hash, shown[1])


@pytest.mark.parametrize("password", ["pendek saja", EMAIL, "aaaaaaaaaaaaaaaa", "password1234"])
def test_weak_password_is_refused(password: str) -> None:
    result = _run(*ADD, answers=(password, password))
    assert result.exit_code == 1
    assert password not in result.output.replace(EMAIL, "") or password == EMAIL
    assert "added" not in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ["staff", "add", "no-address", "--name", "X", "--role", "read", "--agency", "*", "--generate"],
        ["staff", "add", EMAIL, "--name", "X", "--role", "king", "--agency", "*", "--generate"],
        ["staff", "add", EMAIL, "--name", "X", "--agency", "*", "--generate"],
        ["staff", "add", EMAIL, "--name", " ", "--role", "read", "--agency", "*", "--generate"],
        ["staff", "disable", "nobody@kominfo.example"],
        ["keys", "revoke", "7"],
    ],
)
def test_nonsense_is_refused(arguments: list[str]) -> None:
    result = _run(*arguments)
    assert result.exit_code == 1, result.output
    assert "password (shown" not in result.output


def test_same_address_twice_is_refused() -> None:
    assert _run(*ADD, "--generate").exit_code == 0
    again = [EMAIL.upper() if part == EMAIL else part for part in ADD]
    assert _run(*again, "--generate").exit_code == 1


def test_roles_disable_and_list() -> None:
    _run(*ADD, "--generate")
    _run("staff", "roles", EMAIL, "--agency", "opd-30", "--role", "read", "--role", "publish")
    assert "opd-25:answer opd-30:publish opd-30:read" in _run("staff", "list").output
    _run("staff", "roles", EMAIL, "--agency", "opd-25")
    _run("staff", "disable", EMAIL)
    listed = _run("staff", "list").output
    assert "disabled" in listed
    assert "opd-25" not in listed
    assert _actions() == ["account.add", "account.roles", "account.roles", "account.disable"]


def test_new_password_replaces_the_old() -> None:
    _run(*ADD, answers=(PASSWORD, PASSWORD))
    assert _run("staff", "password", EMAIL, answers=("tujuh ekor sapi", "tujuh ekor sapi")).exit_code == 0
    assert not Passwords().verify(_account().password_hash, PASSWORD)
    assert Passwords().verify(_account().password_hash, "tujuh ekor sapi")


def test_key_is_shown_once_found_and_revoked() -> None:
    shown = re.search(
        r"shown once\): (\S+)", _run("keys", "add", "Mitra Contoh", "--email", "a@b.example").output
    )
    assert shown
    token = shown[1]

    async def find() -> tuple[ApiKey | None, ApiKey | None]:
        async with open_database(Settings()) as database, database.read() as session:
            return await find_key(session, token), await find_key(session, token[:-1] + "!")

    right, wrong = asyncio.run(find())
    assert right is not None
    assert token not in (right.key_hash, right.name)
    assert wrong is None
    assert token not in _run("keys", "list").output
    assert _run("keys", "revoke", str(right.id)).exit_code == 0
    assert asyncio.run(find())[0] is None
    assert _run("keys", "revoke", str(right.id)).exit_code == 1
