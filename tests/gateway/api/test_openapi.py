"""The description is complete: every route is in it, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import jsonschema_rs
import pytest
from fastapi import FastAPI

from gateway.openapi import build_document
from tests.gateway.samples import PAYLOADS, submission

METHODS = {"get", "head", "put", "post", "delete", "patch"}


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method in METHODS & set(methods):
            yield path, method, methods[method]


@pytest.mark.filterwarnings("ignore:Duplicate Operation ID")  # one function answers GET and HEAD of packs
async def test_every_route_is_described(app: FastAPI, client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/openapi.json")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["access-control-allow-origin"] == "*"
    document = answer.json()
    assert document["openapi"] == "3.1.0"
    assert document["servers"] == [{"url": "http://gateway.test"}]
    described = {(path, method) for path, method, _ in operations(document)}
    served = {(path, method) for path, method, _ in operations(app.openapi())}
    assert described == served


def test_operations_are_told_apart() -> None:
    document = build_document("http://gateway.test")
    names = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(set(names)) == len(names)
    for path, method, operation in operations(document):
        named = {
            parameter["name"] for parameter in operation.get("parameters", ()) if parameter["in"] == "path"
        }
        assert named == {part.partition("}")[0] for part in path.split("{")[1:]}, path
        assert ("requestBody" in operation) is (method in {"put", "post"}), path


def test_every_schema_is_one() -> None:
    """And every reference leads to one."""
    document = build_document("http://gateway.test")
    schemas = document["components"]["schemas"]
    for name, schema in schemas.items():
        jsonschema_rs.meta.validate(schema)
        jsonschema_rs.validator_for(whole(document, name))
    found = set(references(document))
    assert found <= {f"#/components/schemas/{name}" for name in schemas}
    unused = {name for name in schemas if f"#/components/schemas/{name}" not in found}
    assert not unused


def whole(document: dict[str, Any], name: str) -> dict[str, Any]:
    """Return one schema with all that it may refer to."""
    return {"$ref": f"#/components/schemas/{name}", "components": document["components"]}


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for member in value.values():
            yield from references(member)
    elif isinstance(value, list):
        for member in value:
            yield from references(member)


@pytest.mark.parametrize("kind", sorted(PAYLOADS))
def test_a_submission_fits_its_schema(kind: str) -> None:
    """And one without its fingerprint, or with a wrong payload, does not."""
    validator = jsonschema_rs.validator_for(whole(build_document(""), "Envelope"))
    body = submission(kind, PAYLOADS[kind]())
    assert validator.is_valid(body)
    assert not validator.is_valid({**body, "fingerprint": None})
    assert not validator.is_valid({**body, "payload": {"position": 3}})
