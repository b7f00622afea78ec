"""A service with a form of every kind of field, for the tests of the form screens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import flet as ft

from services.app import AppServices
from services.models import SubmissionKind
from tests.unit.forms.samples import field, options, words
from tests.views.harness import FakeDevice, RunningApp, fix_at
from views import routes

PATH = routes.request("uji")
NIK = "1771034105900001"
FIELDS: list[dict[str, Any]] = [
    field("kind", "choice", required=True, public=True, options=options("hole", "other")),
    field(
        "detail",
        required=True,
        max_length=20,
        show_if={"field": "kind", "in": ["other"]},
        help=words("Bantu"),
    ),
    field("uses", "choices", options=options("school", "clinic", "market"), max_items=2),
    field("families", "number", integer=True, min=1, max=20000, unit=words("keluarga")),
    field("since", "date", max="today"),
    field("place", "location"),
    field("village", "village"),
    field("station", "station"),
    field("photos", "file", max_items=2),
    field("letter", "file", accept=["image", "pdf"], max_items=1),
    field("name", format="name"),
    field("nik", format="nik"),
    field("phone", format="phone"),
    field("mail", format="email"),
    field("story", multiline=True, min_length=5, public=True),
    field("agree", "consent"),
    field("contact", required=True, show_if={"field": "agree", "in": [True]}),
]
ROW: dict[str, Any] = {
    "id": "uji",
    "name": {"id": "Layanan uji", "en": "Test service"},
    "owner": "Dinas Uji",
    "agency_id": "opd-25",
    "group": "complaint",
    "who": words("Semua warga"),
    "cost": words("Gratis"),
    "target_days": 5,
    "requirements": [words("KTP")],
    "keywords": ["jembatan", "bridge"],
    "source": "-",
    "precision": "-",
    "verified": "memory",
}
COMPLAINT: dict[str, Any] = {
    **ROW,
    "id": "pengaduan-layanan",
    "name": {"id": "Pengaduan layanan", "en": "Complaint"},
    "form": {"version": 1, "fields": [field("about", required=True), field("story", multiline=True)]},
}


def service_row(*fields: dict[str, Any], version: int = 1, **changes: Any) -> dict[str, Any]:
    """Return the service of the test with a form of ``fields`` (all kinds when none are given)."""
    form = {"version": version, "public_position": "village", "fields": list(fields) or FIELDS}
    return {**ROW, "form": form, **changes}


def only(*rows: dict[str, Any]) -> Any:
    """Return a ``prepare`` for ``harness.start``: the store holds just these services, synced now."""

    async def prepare(services: AppServices) -> None:
        await publish(services, *rows)

    return prepare


async def publish(services: AppServices, *rows: Mapping[str, Any]) -> None:
    """Put services into the local store as the gateway would."""
    await services._collections["services"].replace_all(rows, "1", trusted=True)


def drafted(row: dict[str, Any], answers: dict[str, Any], **payload: Any) -> Any:
    """Return a ``prepare``: the store holds the service, and a draft "konsep" written under its form."""

    async def prepare(services: AppServices) -> None:
        await publish(services, row)
        form = row["form"]
        draft = {"service_id": row["id"], "form_version": form["version"], "form": form, "answers": answers}
        await services.outbox.save_draft("konsep", SubmissionKind.SERVICE_REQUEST, draft | payload)

    return prepare


def device(**options: Any) -> FakeDevice:
    """Return a device that may say where it is."""
    return FakeDevice(fix=fix_at(), allowed=True, **options)


def entry(app: RunningApp, code: str) -> ft.TextField:
    """Return the text field of the field ``code``."""
    return next(control for control in part(app, code) if isinstance(control, ft.TextField))


def part(app: RunningApp, code: str) -> list[Any]:
    """Return every control of the card of the field ``code``."""
    cards = [
        control
        for control in app.controls(ft.Container)
        if isinstance(control.key, ft.ScrollKey) and control.key.value == code
    ]
    assert cards, f"no card {code}"
    return list(app._walk(cards[-1]))


def says(app: RunningApp, code: str, words: str) -> bool:
    """Whether the card of the field ``code`` shows ``words``."""
    shown = [getattr(one, name, None) for one in part(app, code) for name in ("value", "content")]
    return any(isinstance(text, str) and words in text for text in shown)


async def choose(app: RunningApp, code: str, words: str) -> None:
    """Click what is called ``words`` in the card of the field ``code``."""
    able = [one for one in part(app, code) if getattr(one, "on_click", None) and not one.disabled]
    named = [one for one in able if app._named(one, words)]
    assert named, f"nothing called {words!r} in {code}"
    await app.fire(named[-1], "click")


async def leave(app: RunningApp, code: str) -> None:
    """Take the focus from the text field of the field ``code``."""
    await app.fire(entry(app, code), "blur")


def answers(app: RunningApp) -> dict[str, Any]:
    """Return the answers of the newest item of the outbox."""
    given: dict[str, Any] = app.services.outbox.items()[0].payload["answers"]
    return given
