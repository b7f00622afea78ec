"""Every route of the desk with what it asks for: the table that the matrix of rights goes through."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from gateway.staff.tables import EVERY_AGENCY
from tests.gateway.kiosks.world import NAME as KIOSK
from tests.gateway.samples import image
from tests.gateway.staff.content import (
    BUSINESS,
    DESTINATION,
    EVENT,
    PRODUCT,
    PROGRAMME,
    ROUTE,
    STATION_ROW,
    business_form,
    destination_form,
    event_form,
    notice_form,
    product_form,
    programme_form,
    route_form,
    station_form,
)
from tests.gateway.staff.desk import OWN

KOMINFO, TOURISM, TRADE, PLANNING = "opd-25", "opd-31", "opd-26", "opd-04"


@dataclass(frozen=True)
class Try:
    """A request to the route ``method path``; ``role`` is what the desk should ask for at ``agency``."""

    method: str
    path: str
    role: str
    agency: str = OWN
    form: dict[str, Any] = field(default_factory=dict)
    files: Any = None
    anywhere: bool = False

    def __str__(self) -> str:
        return f"{self.method} {self.path} {self.form.get('action', '')}"


def _ticket(action: str, **form: str) -> Try:
    return Try("POST", "/tickets/{number}/{action}", "answer", form={"action": action, **form})


TRIES = [
    Try("GET", "/tickets", "read", anywhere=True),
    Try("GET", "/tickets.csv", "read", anywhere=True),
    Try("GET", "/tickets/{number}", "read"),
    Try("GET", "/tickets/{number}/files/{sha256}", "read"),
    Try("POST", "/tickets/{number}/show", "answer", form={"field": "nik"}),
    _ticket("take"),
    _ticket("assign", assignee_id="1"),
    _ticket("ask", text="Sejak kapan?"),
    _ticket("answer", text="Segera"),
    _ticket("resolve", text="Selesai", no_proof_reason="Tidak terlihat"),
    _ticket("reject", text="Bukan kewenangan"),
    _ticket("merge", target="BKL-2026-000001"),
    _ticket("transfer", agency_id="opd-40"),
    _ticket("note", text="Catatan"),
    Try("GET", "/notices", "publish", anywhere=True),
    Try("GET", "/notices/new", "publish", anywhere=True),
    Try("POST", "/notices/new", "publish", form=notice_form(agency_id=OWN)),
    Try("GET", "/notices/edit/{row_id}", "publish", form={"row_id": "berita"}),
    Try("POST", "/notices/edit/{row_id}", "publish", form={"row_id": "berita"} | notice_form()),
    Try("POST", "/notices/expire/{row_id}", "publish", form={"row_id": "berita"}),
    Try("GET", "/stations", "publish", anywhere=True),
    Try("GET", "/stations.csv", "publish", KOMINFO),
    Try("GET", "/stations/import", "publish", KOMINFO),
    Try("POST", "/stations/import", "publish", KOMINFO, files={"file": ("a.csv", b"x,y\n1,2\n")}),
    Try("GET", "/stations/edit/{row_id}", "publish", KOMINFO, {"row_id": STATION_ROW["id"]}),
    Try(
        "POST", "/stations/edit/{row_id}", "publish", KOMINFO, {"row_id": STATION_ROW["id"]} | station_form()
    ),
    Try("GET", "/destinations", "publish", anywhere=True),
    Try("GET", "/destinations/edit/{row_id}", "publish", TOURISM, {"row_id": DESTINATION["id"]}),
    Try("POST", "/destinations/edit/{row_id}", "publish", TOURISM, {"row_id": DESTINATION["id"]}),
    Try("GET", "/destinations/photos/{row_id}", "publish", TOURISM, {"row_id": DESTINATION["id"]}),
    Try(
        "POST",
        "/destinations/photos/{row_id}/upload",
        "publish",
        TOURISM,
        {"row_id": DESTINATION["id"]},
        {"file": ("a.png", image("PNG"))},
    ),
    Try(
        "POST",
        "/destinations/photos/{row_id}/remove",
        "publish",
        TOURISM,
        {"row_id": DESTINATION["id"], "hash": "0"},
    ),
    Try("GET", "/events", "publish", anywhere=True),
    Try("GET", "/events/edit/{row_id}", "publish", TOURISM, {"row_id": EVENT["id"]}),
    Try("POST", "/events/edit/{row_id}", "publish", TOURISM, {"row_id": EVENT["id"]} | event_form()),
    Try("GET", "/products", "publish", anywhere=True),
    Try("GET", "/products/edit/{row_id}", "publish", TRADE, {"row_id": PRODUCT["id"]}),
    Try("POST", "/products/edit/{row_id}", "publish", TRADE, {"row_id": PRODUCT["id"]} | product_form()),
    Try("GET", "/businesses", "publish", anywhere=True),
    Try("GET", "/tickets/{number}/card", "read"),
    Try("GET", "/businesses/edit/{row_id}", "publish", TRADE, {"row_id": BUSINESS["id"]}),
    Try("POST", "/businesses/edit/{row_id}", "publish", TRADE, {"row_id": BUSINESS["id"]} | business_form()),
    Try("GET", "/programmes", "publish", anywhere=True),
    Try("GET", "/programmes/edit/{row_id}", "publish", PLANNING, {"row_id": PROGRAMME["id"]}),
    Try(
        "POST",
        "/programmes/edit/{row_id}",
        "publish",
        PLANNING,
        {"row_id": PROGRAMME["id"]} | programme_form(),
    ),
    Try("GET", "/routes", "publish", anywhere=True),
    Try("GET", "/routes/edit/{row_id}", "publish", TOURISM, {"row_id": ROUTE["id"]}),
    Try("POST", "/routes/edit/{row_id}", "publish", TOURISM, {"row_id": ROUTE["id"]} | route_form()),
    *(
        one
        for place, agency, row, form in (
            ("stations", KOMINFO, STATION_ROW, station_form(name="Pos Baru")),
            ("destinations", TOURISM, DESTINATION, destination_form(**{"name.id": "Pantai Baru"})),
            ("events", TOURISM, EVENT, event_form(**{"name.id": "Pesta Baru"})),
            ("products", TRADE, PRODUCT, product_form(**{"name.id": "Kopi Baru"})),
            ("businesses", TRADE, BUSINESS, business_form(name="Warung Baru")),
            ("programmes", PLANNING, PROGRAMME, programme_form(**{"name.id": "Program Baru"})),
            ("routes", TOURISM, ROUTE, route_form(**{"name.id": "Rute Baru"})),
        )
        for one in (
            Try("GET", f"/{place}/new", "publish", agency),
            Try("POST", f"/{place}/new", "publish", agency, form),
            Try("POST", f"/{place}/remove/{{row_id}}", "publish", agency, {"row_id": row["id"], "sure": "1"}),
        )
    ),
    Try("GET", "/templates", "administer", anywhere=True),
    Try("POST", "/templates/save", "administer", form={"agency_id": OWN, "title": "Judul", "body": "Isi"}),
    Try("POST", "/templates/{id:int}/delete", "administer"),
    Try("GET", "/accounts", "administer", anywhere=True),
    Try("POST", "/accounts/add", "administer", form={"agency_id": OWN, "email": "a@b.example", "name": "A"}),
    Try("POST", "/accounts/{id:int}/roles", "administer", form={"agency_id": OWN, "role": "read"}),
    Try("POST", "/accounts/{id:int}/active", "administer", form={"active": "0"}),
    Try("POST", "/accounts/{id:int}/password", "administer"),
    Try("GET", "/keys", "administer", EVERY_AGENCY),
    Try("POST", "/keys/add", "administer", EVERY_AGENCY, {"name": "Mitra", "email": "a@b.example"}),
    Try("POST", "/keys/{id:int}/revoke", "administer", EVERY_AGENCY),
    Try("GET", "/kiosks", "administer", EVERY_AGENCY),
    Try("GET", "/kiosks/new", "administer", EVERY_AGENCY),
    Try("POST", "/kiosks/new", "administer", EVERY_AGENCY, {"name": "kiosk-baru"}),
    *(
        Try(method, f"/kiosks/{act}/{{row_id}}", "administer", EVERY_AGENCY, {"row_id": KIOSK, "sure": "1"})
        for method, act in (("GET", "edit"), *(("POST", one) for one in ("edit", "pin", "key", "remove")))
    ),
    Try("GET", "/audit", "administer", anywhere=True),
]

FOR_EVERYBODY = {
    ("GET", "/"), ("GET", "/me"), ("POST", "/me/password"), ("GET", "/login"), ("POST", "/login"),
    ("GET", "/oidc"), ("GET", "/oidc/back"), ("POST", "/logout"), ("POST", "/language"),
}  # fmt: skip
"""Routes that ask for no right: their tests are in test_signin.py and test_oidc.py."""
