"""The description is true: whatever is asked, the answer is one of those described, and never a 5xx."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from gateway.app import create_app
from gateway.migrate import migrate
from gateway.openapi import build_document
from gateway.settings import Settings
from tests.gateway.conftest import FixedClock
from tests.gateway.open311.world import build, file, report
from tests.gateway.samples import NOW, add_content, client_of

UNLIMITED = dict.fromkeys(
    (
        "limit_submissions_per_min",
        "limit_uploads_per_min",
        "limit_misses_per_min",
        "limit_finds_per_min",
        "limit_finds_per_number_per_hour",
        "limit_heartbeats_per_min",
    ),
    0,
)
EXAMPLES = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), database=None)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


class Described(NamedTuple):
    """A gateway's description, bound to it, and a partner's key."""

    schema: schemathesis.schemas.BaseSchema
    key: str


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Described]:
    """The description of a gateway with content, services and a few requests."""
    folder = tmp_path_factory.mktemp("described")
    app = create_app(
        Settings(data_dir=folder / "data", web_dir=Path(folder / "web"), **UNLIMITED), FixedClock(NOW)
    )
    database = app.state.services.database

    async def fill() -> str:
        await migrate(database)
        await add_content(database)
        key = await build(database)
        async with client_of(app) as client:
            for code in ("lubang-jalan", "informasi.publik_1"):
                await file(client, key, service_code=code)
        await database.dispose()
        return key

    key = asyncio.run(fill())
    yield Described(schemathesis.openapi.from_asgi("/v1/openapi.json", app), key)
    asyncio.run(database.dispose())


DOCUMENT = build_document("")
OPERATIONS = [(path, method) for path, methods in DOCUMENT["paths"].items() for method in methods]
NOTHING_CAN_BE_WRONG = {
    "/healthz",
    "/readyz",
    "/v1/config",
    "/v1/packs",
    "/v1/packs/{name}",
    "/v1/openapi.json",
}
KNOWN = {
    "service_code": "lubang-jalan",
    "service_request_id": "BKL-2026-000001",
    "token": "BKL-2026-000001",
    "feature_id": "BKL-2026-000001",
    "collection_id": "requests",
}
"""What is really there, so that some answers are found."""


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_what_is_asked_rightly(described: Described, path: str, method: str) -> None:
    @EXAMPLES
    @given(case=described.schema[path][method].as_strategy(), is_known=st.booleans())
    def ask(case: Case, is_known: bool) -> None:
        if is_known:
            case.path_parameters = {
                name: KNOWN.get(name, value) for name, value in case.path_parameters.items()
            }
        if is_known and path.startswith("/open311") and isinstance(case.body, dict):
            case.body = {**case.body, **report(api_key=described.key)}
        case.call_and_validate(checks=CHECKS)

    ask()


@pytest.mark.parametrize(
    ("path", "method"), [(path, method) for path, method in OPERATIONS if path not in NOTHING_CAN_BE_WRONG]
)
def test_what_is_asked_wrongly(described: Described, path: str, method: str) -> None:
    @EXAMPLES
    @given(case=described.schema[path][method].as_strategy(generation_mode=GenerationMode.NEGATIVE))
    def ask(case: Case) -> None:
        case.call_and_validate(checks=CHECKS)

    ask()
