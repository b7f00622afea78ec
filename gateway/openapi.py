"""GET /v1/openapi.json: the description of every interface, put together."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from gateway.apidoc import app_api, features, open311
from gateway.apidoc.parts import SECURITY
from gateway.apidoc.schemas import build_schemas
from gateway.publishing import publish, to_json
from gateway.state import services

router = APIRouter()

_MAX_AGE_S: Final = 3600
_INTRODUCTION: Final = (
    "The gateway of Rafflesia: the app's own API, Open311 GeoReport v2 for partners, and open data. "
    "Errors are RFC 9457 problem documents, below /open311 GeoReport errors. Nothing here needs an account; "
    "filing over Open311 needs a key, a kiosk's heartbeat the kiosk's own."
)


@router.get("/v1/openapi.json")
async def get_openapi(request: Request) -> Response:
    """Answer the description (OpenAPI 3.1)."""
    base = (services(request).settings.public_url or str(request.base_url)).rstrip("/")
    return publish(request, to_json(build_document(base)), "application/json", max_age_s=_MAX_AGE_S)


def build_document(base: str) -> dict[str, Any]:
    """Return the document; ``base``: address of the gateway without a slash at its end."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Rafflesia",
            "version": _version(),
            "description": _INTRODUCTION,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": base}],
        "tags": [{"name": name} for name in ("App", "Open311", "Open data", "Health")],
        "paths": {**app_api.PATHS, **open311.PATHS, **features.PATHS},
        "components": {
            "schemas": {**build_schemas(), **open311.SCHEMAS, **features.SCHEMAS},
            "securitySchemes": SECURITY,
        },
    }


def _version() -> str:
    try:
        return version("rafflesia")
    except PackageNotFoundError:  # started from a checkout
        return "0.1.0"
