"""Service discovery: where the endpoint is, and how to get a key."""

from __future__ import annotations

from typing import Any, Final

from gateway.settings import Settings

CHANGESET: Final = "2026-11-26T00:00:00+07:00"
"""When the endpoint last changed its behaviour."""

_SPECIFICATION: Final = "http://wiki.open311.org/GeoReport_v2"
_PATH: Final = "/open311/v2"


def describe_discovery(settings: Settings, base: str) -> dict[str, Any]:
    """Return the ``discovery`` document, its url without a slash at its end; ``base``: the gateway's."""
    contact = [settings.contact_name, settings.contact_email, settings.contact_phone, settings.contact_url]
    known = ", ".join(part for part in contact if part)
    return {
        "changeset": CHANGESET,
        "contact": known or None,
        "key_service": f"Minta kunci API kepada pengelola: {known or settings.jurisdiction}",
        "endpoints": [
            {
                "specification": _SPECIFICATION,
                "url": base.rstrip("/") + _PATH,
                "changeset": CHANGESET,
                "type": "production",
                "formats": ["text/xml", "application/json"],
            }
        ],
    }
