"""Every sentence has an id that is used, exists in both languages, and takes the same values there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import get_args

import pytest
from babel.messages.pofile import read_po

from services.crossings import Crossing
from services.errors import LocationReason
from services.evidence import Grade
from services.explore_filter import DayKind, LeftOut
from services.finding import Subject
from services.geo import Direction
from services.kiosk.handoff import Contains
from services.models import (
    ACT_KINDS,
    CheckResult,
    Environment,
    FieldType,
    Indication,
    OutboxState,
    PositionSource,
    ProgressState,
    SignalClass,
    StationKind,
    SubmissionKind,
    Technology,
    VillageBasis,
)
from services.opening_hours import OpenKind
from services.platform.base import Connectivity
from services.public_state import PublicState
from services.station_status import VerdictKind
from services.transitions import QueuePause
from tests.views.harness import ASSETS
from views.components.artwork import DRAWN
from views.explore.enrol import ICONS as ENROL_ICONS
from views.explore.sections import Section
from views.explore.trade_words import KNOWN
from views.explore.visit import FACILITY_ICONS
from views.kiosk.privacy import FACTS
from views.report.mine import FILTERS
from views.services.needs import ACTIONS, NEEDS, OTHER
from views.services.place import Arrangement
from views.statistics.screen import By

PROJECT = ASSETS.parent
ANSWERS = ("call", "sms", "data")
LOOKS = ("language", "theme", "high_contrast", "text_scale", "data_saver")
CODES = ("missing", "type", "range", "unknown_value", "too_long", "not_finite")
# Ids that the code puts together, each with all the values that can stand in its gaps.
DYNAMIC: dict[str, Iterable[object]] = {
    "business.{}": ("whatsapp", "phone", "shop"),
    "business.{}.open": ("whatsapp", "phone", "shop"),
    "business.ask.{}": ENROL_ICONS,
    "category.{}": {*DRAWN, "other"},
    "check.{}{}": [f"{about}{answer}" for about, answer in product(("", "candidate_"), CheckResult)],
    "clock.by.{}": By,
    "collection.{}": [path.stem for path in (ASSETS / "content").glob("*.json")] + ["blank-spots"],
    "direction.{}": Direction,
    "error.{}": set(QueuePause) - {QueuePause.UPDATE},
    "error.location_{}": get_args(LocationReason),
    "explore.also.{}": set(Subject) - {Subject.DESTINATION},
    "explore.facility.{}": FACILITY_ICONS,
    "explore.filter.days.{}": set(DayKind) - {DayKind.MONTH},
    "explore.left_out.{}": LeftOut,
    "explore.order.{}": ("near", "name"),
    "explore.section.{}": Section,
    "explore.unknown.{}": ("hours", "fee", "facilities"),
    "hours.{}_until": set(OpenKind) - {OpenKind.UNKNOWN},
    "indication.{}": Indication,
    "kiosk.privacy.{}": FACTS,
    "kiosk.refused.{}": ("memory", "missing", "no_pin", "other", "unreadable"),
    "kiosk.take.{}": Contains,
    "month.{}": range(1, 13),
    "outbox.line_{}": [*OutboxState, "received"],
    "news.state.{}": ProgressState,
    "pack.{}": ("villages", "basemap"),
    "pause.{}": QueuePause,
    "plan.crossing.{}": Crossing,
    "precision.{}": ("coarse", "exact"),
    "privacy.fact.{}": ("stored", "leaves", "why", "never", "kept"),
    "public.{}": PublicState,
    "report.{}": ANSWERS,
    "report.basis.{}": VillageBasis,
    "report.check.{}": CheckResult,
    "report.code.{}": CODES,
    "report.connection.{}": get_args(Connectivity),
    "report.environment.{}": Environment,
    "report.environment.{}.here": Environment,
    "report.field.{}": (
        *("position", "village_code", "village_basis", "operators", "note", "observed_at"),
        *("attachments", "environment", "station_id", "about_id", "similar_to"),
    ),
    "report.filter.{}": FILTERS,
    "report.grade.{}": Grade,
    "report.kind.{}": ("desa", "kelurahan"),
    "report.signal.{}": SignalClass,
    "report.source.{}": PositionSource,
    "report.step.{}": (OutboxState.REJECTED, OutboxState.PARKED),
    "report.technology.{}": Technology,
    "request.missing.{}": FieldType,
    "request.problem.{}": ("phone", "email", "nik"),
    "services.by.{}": Arrangement,
    "services.here.{}": ACTIONS,
    "services.need.{}": [need.id for need in (*NEEDS, OTHER)],
    "settings.{}": LOOKS,
    "settings.theme.{}": ("system", "light", "dark"),
    "station.residents.{}": ("ok", "down", "no_internet", "absent"),
    "station.says.{}": VerdictKind,
    "station_kind.{}": StationKind,
    "status.{}": (
        *(
            "received",
            "in_review",
            "need_info",
            "answered",
            "resolved",
            "closed",
            "rejected",
            "duplicate",
            "erased",
        ),
        *("withdrawn", "taken", "question", "comment", "reopened", "rated", "transferred"),
        *("closed_silently", "merged"),
    ),
    "submission.{}": set(SubmissionKind) - ACT_KINDS,
    "ticket.point.{}": ("received", "due", "answered", "resolved"),
    "ticket.stars.{}": range(1, 6),
    "trade.{}": KNOWN,
    "verdict.{}": VerdictKind,
    "verified.{}": ("source", "memory"),
    "weekday.{}": range(7),
    "{}.no_code": ("kiosk.form.offline", "kiosk.form.failed"),
    "{}.title": ("report.withdraw", "ticket.withdraw", "report.delete", "privacy", "emergency", "sources"),
    "{}.words": ("report.withdraw", "ticket.withdraw", "report.delete", "privacy", "emergency", "sources"),
    "{}.yes": ("report.withdraw", "ticket.withdraw", "report.delete"),
}
# The same word in both languages.
SAME = frozenset(
    {"hours.on_day", "explore.facility.toilet", "business.whatsapp"}
    | {"app.name", "nav.wifi", "home.welcome", "home.place_line", "submission.blank_spot", "unit.megabytes"}
    | {"sources.about", "station.mbps", "report.sms", "report.data", "report.connection.wifi"}
    | {
        "ticket.point.due",
        "ticket.due.ahead",
        "category.museum",
        "month.4",
        "month.9",
        "month.11",
        "report.source.gps",
    }
    | {f"report.technology.{generation}g" for generation in range(2, 6)}
)
FIELD = re.compile(r"\{(\w+)\}")
ID = re.compile(r"(?:[a-z_]+|\{\})(?:\.(?:[a-z0-9_-]|\{\})+)+")
Forms = tuple[str, ...]


def catalogue(language: str) -> dict[str, Forms]:
    """Return the forms of every sentence of one language by its id."""
    path = ASSETS / "locales" / language / "LC_MESSAGES" / "rafflesia.po"
    with path.open("rb") as file:
        messages = [message for message in read_po(file, locale=language) if message.id]
    singular = {(m.id if isinstance(m.id, str) else m.id[0]): m.string for m in messages}
    return {name: (text,) if isinstance(text, str) else tuple(text) for name, text in singular.items()}


def trees(*folders: str) -> Iterator[ast.Module]:
    """Yield the modules of the app."""
    for folder in folders:
        for path in sorted((PROJECT / folder).rglob("*.py")):
            yield ast.parse(path.read_text("utf-8"))


def built(node: ast.JoinedStr) -> str:
    """Return an f-string with its gaps as ``{}``."""
    return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)


def ids_in(node: ast.expr) -> Iterator[str]:
    """Yield the ids that an argument can be, where it is written out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from ids_in(node.body)
        yield from ids_in(node.orelse)


def calls() -> Iterator[tuple[str, ast.Call, bool]]:
    """Yield id, call, and whether it counts, for ``text(…)``, ``session.text(…)``, ``text.count(…)``."""
    for node in (node for tree in trees("views") for node in ast.walk(tree)):
        if isinstance(node, ast.Call) and node.args:
            name = ast.unparse(node.func).removeprefix("self.").removeprefix("session.")
            if name in {"text", "text.count"}:
                yield from ((name_of, node, name == "text.count") for name_of in ids_in(node.args[0]))


SENTENCES = catalogue("id")
ENGLISH = catalogue("en")
NAMESPACES = {name.split(".")[0] for name in SENTENCES}
MADE = {
    pattern.replace("{}", str(value), 1) if pattern.count("{}") == 1 else f"check.{value}"
    for pattern, values in DYNAMIC.items()
    for value in values
}


def test_both_languages_say_the_same_things() -> None:
    assert SENTENCES.keys() == ENGLISH.keys()
    for name, forms in SENTENCES.items():
        indonesian = {field for form in forms for field in FIELD.findall(form)}
        english = {field for form in ENGLISH[name] for field in FIELD.findall(form)}
        assert indonesian == english, name


def test_no_sentence_is_empty_or_left_untranslated() -> None:
    assert not [name for name, forms in (SENTENCES | ENGLISH).items() if not all(forms)]
    equal = {name for name, forms in SENTENCES.items() if forms[-1] == ENGLISH[name][-1]}
    assert equal == SAME


def test_no_sentence_is_its_own_id() -> None:
    """gettext gives the id back when it knows no sentence: one that reads alike would pass for missing."""
    assert not [name for name, forms in (*SENTENCES.items(), *ENGLISH.items()) if name in forms]


def test_every_made_id_has_a_sentence() -> None:
    missing = MADE - SENTENCES.keys()
    assert not missing


def test_every_way_of_making_an_id_is_known() -> None:
    found = {
        built(node)
        for tree in trees("views", "services")
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr) and ID.fullmatch(built(node))
    }
    files = {"{}.many", "{}.json", "{}.json.gz", "{}.rusak-{}"}
    assert found - files == DYNAMIC.keys()


def test_every_written_id_has_a_sentence() -> None:
    bases = {str(base) for end in ("title", "words", "yes") for base in DYNAMIC[f"{{}}.{end}"]}
    written = {
        node.value
        for tree in trees("views")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and ID.fullmatch(node.value)
    }
    whole = {name for name in written if not name.endswith(("_", "."))}  # not the start of an f-string
    ids = {name for name in whole if name.split(".")[0] in NAMESPACES}
    missing = ids - SENTENCES.keys() - bases
    assert not missing
    assert len(ids) > 400


def test_every_sentence_is_used() -> None:
    written = {
        node.value
        for tree in trees("views", "services")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    unused = SENTENCES.keys() - written - MADE
    assert not unused


def test_every_call_gives_the_values_its_sentence_asks_for() -> None:
    wrong = []
    for name, call, counts in calls():
        given = {keyword.arg for keyword in call.keywords} | ({"n"} if counts else set())
        wanted = {field for form in SENTENCES[name] for field in FIELD.findall(form)}
        if None not in given and given != wanted:
            wrong.append(f"{name}: {sorted(map(str, given))}, not {sorted(wanted)}")
        if counts != (len(ENGLISH[name]) == 2):
            wrong.append(f"{name}: counted and plain are mixed")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", ["id", "en"])
def test_sentences_keep_their_manners(language: str) -> None:
    """No double spaces, no straight dots for an ellipsis, no space at either end."""
    for name, forms in catalogue(language).items():
        for form in forms:
            assert form == form.strip(), name
            assert "  " not in form, name
            assert "..." not in form, name
