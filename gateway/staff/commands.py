"""``python -m gateway staff`` and ``keys``: the first account, and whatever a terminal is for."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, NoReturn, TypeVar

import typer
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.content.cli import refusals
from gateway.content.context import now, open_database
from gateway.settings import Settings
from gateway.staff import accounts, keys
from gateway.staff.passwords import Passwords, generate_password, password_fault
from gateway.staff.rights import ROLES
from gateway.staff.tables import StaffAccount

Result = TypeVar("Result")

staff_app = typer.Typer(help="Officers' accounts of the desk at /staff.", no_args_is_help=True)
keys_app = typer.Typer(help="API keys of the open door (Open311).", no_args_is_help=True)

Email = Annotated[str, typer.Argument(help="The officer's e-mail address.")]
Generate = Annotated[bool, typer.Option("--generate", help="Make up a password and print it once.")]
Role = Annotated[list[str] | None, typer.Option("--role", help=f"One of {', '.join(ROLES)}; repeatable.")]
Agency = Annotated[str, typer.Option("--agency", help="Id of the agency; '*' for every agency.")]


@staff_app.command("add")
def add(
    email: Email,
    name: Annotated[str, typer.Option("--name", help="Shown at the desk, never to residents.")],
    agency: Agency,
    role: Role = None,
    generate: Generate = False,
    oidc_only: Annotated[bool, typer.Option("--oidc-only", help="No password: signs in with OIDC.")] = False,
) -> None:
    """Add an officer. The password is asked for twice and never taken from the command line."""
    wanted = [(agency, one) for one in role or []]
    if not wanted:
        _end("name at least one --role")
    password = None if oidc_only else _new_password(email, generate)
    hashed = Passwords().hash(password) if password else None

    async def run(session: AsyncSession) -> None:
        await accounts.add_account(session, email, name, hashed, wanted, now())

    _run(run)
    typer.echo(f"added {email}")
    if generate and password:
        typer.echo(f"password (shown once): {password}")


@staff_app.command("list")
def list_all() -> None:
    """List the accounts with their rights."""

    async def run(session: AsyncSession) -> list[StaffAccount]:
        return list(await accounts.list_accounts(session))

    for account in _run(run):
        pairs = sorted(f"{role.agency_id}:{role.role}" for role in account.roles)
        state = "active" if account.active else "disabled"
        typer.echo(f"{account.email}\t{account.name}\t{state}\t{' '.join(pairs)}")


@staff_app.command("roles")
def roles(email: Email, agency: Agency, role: Role = None) -> None:
    """Replace an officer's rights at one agency; without --role they have none there any more."""

    async def run(session: AsyncSession) -> None:
        account = await _account(session, email)
        kept = [(one.agency_id, one.role) for one in account.roles if one.agency_id != agency]
        wanted = [*kept, *((agency, one) for one in role or [])]
        await accounts.change_roles(session, account, wanted, now(), None)

    _run(run)
    typer.echo(f"{email}: {agency}: {', '.join(role or []) or 'none'}")


@staff_app.command("disable")
def disable(email: Email) -> None:
    """Close an account and sign it out everywhere."""

    async def run(session: AsyncSession) -> None:
        await accounts.set_active(session, await _account(session, email), False, now(), None)

    _run(run)
    typer.echo(f"disabled {email}")


@staff_app.command("password")
def password(email: Email, generate: Generate = False) -> None:
    """Set a new password and sign the account out everywhere."""
    chosen = _new_password(email, generate)
    hashed = Passwords().hash(chosen)

    async def run(session: AsyncSession) -> None:
        await accounts.set_password(session, await _account(session, email), hashed, now(), None)

    _run(run)
    typer.echo(f"password of {email} changed")
    if generate:
        typer.echo(f"password (shown once): {chosen}")


@keys_app.command("add")
def add_key(
    name: Annotated[str, typer.Argument(help="Whose key it is.")],
    email: Annotated[str, typer.Option("--email", help="Whom to ask about it.")],
) -> None:
    """Make a key and print it once; only its SHA-256 is kept."""

    async def run(session: AsyncSession) -> tuple[int, str]:
        key, token = await keys.add_key(session, name, accounts.normal_email(email), now())
        return key.id, token

    key_id, token = _run(run)
    typer.echo(f"key {key_id} (shown once): {token}")


@keys_app.command("list")
def list_keys() -> None:
    """List the keys; the keys themselves are not kept."""

    async def run(session: AsyncSession) -> list[str]:
        return [
            f"{key.id}\t{key.name}\t{key.email}\t{'revoked' if key.revoked_at else 'open'}"
            for key in await keys.list_keys(session)
        ]

    for line in _run(run):
        typer.echo(line)


@keys_app.command("revoke")
def revoke(
    key_id: Annotated[int, typer.Argument(help="Number of the key, as 'keys list' shows it.")],
) -> None:
    """Close a key for good."""

    async def run(session: AsyncSession) -> bool:
        return await keys.revoke_key(session, key_id, now())

    if not _run(run):
        _end("there is no open key of that number")
    typer.echo(f"revoked key {key_id}")


def _run(work: Callable[[AsyncSession], Awaitable[Result]]) -> Result:
    """Do the work in one transaction of the configured database; a refusal ends with exit code 1."""

    async def inside() -> Result:
        async with open_database(Settings()) as database, database.write() as session:
            return await work(session)

    with refusals():
        try:
            return asyncio.run(inside())
        except accounts.AccountRefused as refused:
            _end(str(refused))


async def _account(session: AsyncSession, email: str) -> StaffAccount:
    account = await accounts.find_account(session, email)
    if account is None:
        raise accounts.AccountRefused("email", "no such account")
    return account


def _new_password(email: str, generate: bool) -> str:
    if generate:
        return generate_password()
    chosen: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    if fault := password_fault(chosen, email):
        _end(f"password: {fault}")
    return chosen


def _end(reason: str) -> NoReturn:
    typer.echo(reason, err=True)
    raise typer.Exit(1)
