"""The schemas: what comes in from the models that check it, what goes out as docs/api.md says."""

from __future__ import annotations

from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from gateway.apidoc.parts import (
    ANYTHING,
    DAY,
    FLAG,
    KIOSK_NAME,
    MOMENT,
    NUMBER,
    TEXT,
    WHOLE,
    Json,
    many,
    maybe,
    one_of,
    record,
    ref,
)
from gateway.kiosks.schemas import Heartbeat
from gateway.packs.catalogue import PackMeta
from gateway.submissions.schemas import PAYLOADS, Envelope, StatusQuery
from gateway.tickets.finding import FindQuery

_FIGURES: Final = record(
    {
        **dict.fromkeys(
            ("received", "open", "answered", "resolved", "closed", "late_open", "ratings"), WHOLE
        ),
        **dict.fromkeys(
            (
                "answer_days_median", "answer_days_p90", "resolve_days_median", "resolve_days_p90",
                "on_time_share", "reopen_share", "backlog_age_days_median", "rating_mean",
            ),
            maybe(NUMBER),
        ),
    }
)  # fmt: skip
_GROUP: Final = record({"id": maybe(TEXT), "name": ANYTHING, **_FIGURES["properties"]})
_LINE: Final = record(
    {
        "at": MOMENT,
        "event": TEXT,
        "note": TEXT,
        "by": one_of("reporter", "agency", "system"),
        "agency": maybe(TEXT),
        "files": many(record({"sha256": TEXT, "media_type": TEXT})),
    }
)
_OUT: Final = {
    "Problem": record(
        {
            "type": TEXT,
            "title": TEXT,
            "status": WHOLE,
            "code": TEXT,
            "detail": TEXT,
            "errors": many(record({"field": TEXT, "code": TEXT, "message": TEXT})),
        }
    ),
    "Health": record({"status": {"const": "ok"}}),
    "Config": record(
        {
            "province": TEXT,
            "app_min_version": TEXT,
            "privacy_notice_version": TEXT,
            "contact": record(dict.fromkeys(("name", "email", "phone", "url"), TEXT)),
            "poll_interval_s": WHOLE,
            "tiles": maybe(record({"url": TEXT, "attribution": TEXT})),
            "geocoder_url": maybe(TEXT),
        }
    ),
    "Changes": record(
        {
            "items": many({"type": "object"}),
            "removed": many(TEXT),
            "token": TEXT,
            "more": FLAG,
            "reset": FLAG,
        }
    ),
    "Packs": record({"packs": many(ref("PackMeta"))}),
    "Upload": record({"sha256": TEXT, "offset": WHOLE}, optional=["offset"]),
    "Receipt": record(
        {
            "id": TEXT,
            "fingerprint": TEXT,
            "number": TEXT,
            "received_at": MOMENT,
            "status": {"const": "received"},
        }
    ),
    "TimelineLine": _LINE,
    "Ticket": record(
        {
            "service_id": TEXT,
            **dict.fromkeys(("agency_id", "agency", "duplicate_of"), maybe(TEXT)),
            "due_on": maybe(DAY),
            **dict.fromkeys(("answered_at", "resolved_at", "confirm_until", "reopen_until"), maybe(MOMENT)),
            "rating": maybe(WHOLE),
        }
    ),
    "Status": record(
        {
            **dict.fromkeys(("id", "kind", "number", "status"), TEXT),
            "received_at": MOMENT,
            "updated_at": MOMENT,
            "ticket": maybe(ref("Ticket")),
            "timeline": many(ref("TimelineLine")),
        }
    ),
    "Statuses": record({"items": many(ref("Status")), "unknown": many(TEXT), "token": TEXT}),
    "FoundTicket": record(
        {
            "number": TEXT,
            "status": TEXT,
            "service": ANYTHING,
            "agency": maybe(TEXT),
            "due_on": maybe(DAY),
            "answered_at": maybe(MOMENT),
            "resolved_at": maybe(MOMENT),
            "duplicate_of": maybe(TEXT),
            "received_at": MOMENT,
            "updated_at": MOMENT,
            "timeline": many(ref("TimelineLine")),
        }
    ),
    "Kiosk": record(
        {
            "name": {"type": "string", "pattern": KIOSK_NAME, "maxLength": 60},
            "title": record({"id": TEXT, "en": TEXT}),
            "place_id": maybe(TEXT),
            "language": one_of("id", "en"),
            "controls_low": FLAG,
            "pin_hash": TEXT,
        }
    ),
    "Figures": _FIGURES,
    "Statistics": record(
        {
            "from": DAY,
            "to": DAY,
            "as_of": MOMENT,
            "total": ref("Figures"),
            **dict.fromkeys(("by_agency", "by_regency", "by_service"), many(_GROUP)),
        }
    ),
}


def build_schemas() -> Json:
    """Return every schema by name."""
    models: list[type[BaseModel]] = [
        Envelope,
        *PAYLOADS.values(),
        StatusQuery,
        FindQuery,
        Heartbeat,
        PackMeta,
    ]
    _, found = models_json_schema(
        [(model, "validation") for model in models], ref_template="#/components/schemas/{model}"
    )
    incoming: dict[str, Json] = _javascript(found["$defs"])
    payloads = [ref(model.__name__) for model in PAYLOADS.values()]
    incoming["Envelope"]["properties"]["payload"] = {"type": "object", "anyOf": payloads}
    return {**incoming, **_OUT}


def _javascript(schema: Any) -> Any:
    """Return a schema whose patterns end as those of JavaScript do."""
    if isinstance(schema, dict):
        return {
            name: member.replace("\\z", "$")
            if name == "pattern" and isinstance(member, str)
            else _javascript(member)
            for name, member in schema.items()
        }
    return [_javascript(member) for member in schema] if isinstance(schema, list) else schema
