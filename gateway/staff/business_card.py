"""From the registration of a business to the form of its card: what the owner wrote, not typed again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from gateway.clock import WIB
from gateway.submissions.tables import Submission
from gateway.tickets.tables import Ticket

ENROLMENT: Final = "pendaftaran-umkm"
SOURCE: Final = "pendaftaran oleh pemilik usaha"
PRECISION: Final = "menurut pemilik usaha"
_CONTACTS: Final = {"phone": "public_phone", "whatsapp": "public_whatsapp", "shop_url": "sales_link"}

Answers = Mapping[str, Any]


def wants_card(ticket: Ticket, submission: Submission) -> bool:
    """Tell whether the ticket registers a business whose owner agreed to its being listed."""
    return ticket.service_id == ENROLMENT and _answers(submission).get("list_me") is True


def card_inputs(submission: Submission) -> dict[str, str]:
    """Return what the controls of the content form show for a registration, by their names.

    Contacts come along only with the owner's consent to show them. Opening hours come as they were written:
    the officer puts them into the syntax of OSM.
    """
    given = _answers(submission)
    agreed = given.get("show_contact") is True
    contacts = {name: _text(given, code) for name, code in _CONTACTS.items()} if agreed else {}
    village = _text(given, "village")
    return {
        "name": _text(given, "business"),
        "category": _text(given, "sector"),
        "summary.id": _text(given, "about"),
        "keywords": "\n".join(part.strip() for part in _text(given, "products").split(",") if part.strip()),
        "contact_consent": "yes" if agreed else "no",
        **contacts,
        "opening_hours": _text(given, "hours"),
        "confirmed_on": submission.received_at.astimezone(WIB).date().isoformat(),
        "address": _text(given, "address"),
        "village_code": village,
        "regency_code": village[:5],
        **_position(given),
        "source": SOURCE,
        "precision": PRECISION,
        "verified": "source",
    }


def _answers(submission: Submission) -> Answers:
    given = (submission.payload or {}).get("answers")
    return given if isinstance(given, Mapping) else {}


def _text(given: Answers, code: str) -> str:
    value = given.get(code)
    return value if isinstance(value, str) else ""


def _position(given: Answers) -> dict[str, str]:
    """Return degrees and accuracy in metres of the place, nothing where none was given."""
    place = given.get("place")
    if not isinstance(place, Mapping) or place.get("lat") is None or place.get("lon") is None:
        return {}
    accuracy = place.get("accuracy_m")
    return {
        "lat": str(place["lat"]),
        "lon": str(place["lon"]),
        "precision_m": "" if accuracy is None else str(accuracy),
    }
