"""GET /.well-known/assetlinks.json: this host vouches for the Android app that opens its links."""

from __future__ import annotations

import json

from fastapi import APIRouter, Request
from starlette.responses import Response

from gateway.errors import Problem
from gateway.state import services

router = APIRouter()
RELATION = "delegate_permission/common.handle_all_urls"


@router.get("/.well-known/assetlinks.json", include_in_schema=False)
async def get_asset_links(request: Request) -> Response:
    """Answer with the package and the keys it is signed with; 404 while no key is configured."""
    settings = services(request).settings
    if not settings.android_fingerprints:
        raise Problem(
            404, "not_found", "No Android app belongs to this host: RAFFLESIA_ANDROID_FINGERPRINTS."
        )
    target = {
        "namespace": "android_app",
        "package_name": settings.android_package,
        "sha256_cert_fingerprints": settings.android_fingerprints.split(","),
    }
    body = json.dumps([{"relation": [RELATION], "target": target}], indent=1)
    return Response(body, media_type="application/json", headers={"Cache-Control": "no-cache"})
