"""The small readers: JSON, times, tokens, versions, fingerprints."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from gateway.errors import Problem
from gateway.ids import is_sha256, is_uuid, new_epoch
from gateway.strictjson import check, parse
from gateway.submissions.fingerprint import fingerprint
from gateway.tokens import Token, decode
from gateway.validation import Moment, Wire, validate
from gateway.versions import is_older

SAFE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0")),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(document=st.dictionaries(st.text("abc"), SAFE, max_size=4))
def test_what_passes_has_a_fingerprint(document: dict[str, Any]) -> None:
    parsed = parse(json.dumps(document).encode())
    assert parsed == document
    assert check(parsed) == []
    assert rfc8785.dumps(parsed)


@given(
    value=st.sampled_from(
        [float("inf"), float("-inf"), 2**53, -(2**53), 10**300, "\ud800", "a\0", "\udfff b"]
    ),
    depth=st.integers(0, 10),
)
def test_what_has_none_is_named(value: Any, depth: int) -> None:
    document: dict[str, Any] = {"x": value}
    for _ in range(depth):
        document = {"x": document}
    problems = check(document)
    assert [problem.field for problem in problems] == [".".join(["x"] * (depth + 1))]
    assert problems[0].code in {"not_finite", "range", "bad_text"}


def test_problems_are_limited() -> None:
    assert len(check({"x": ["\0"] * 500})) == 20


def test_problem_paths_are_printable() -> None:
    problem = check({"n\ud800\0" + "x" * 100: "\0"})[-1]
    assert len(problem.field) <= 40
    assert json.dumps(problem.field, ensure_ascii=False).encode("utf-8")


def test_fingerprint_is_that_of_the_contract() -> None:
    """SHA-256 of the text ``{"attachments":[],"kind":"k","payload":{"a":1,"é":"\\u2028"}}``, written out."""
    payload = {"é": "\u2028", "a": 1.0}
    expected = b'{"attachments":[],"kind":"k","payload":{"a":1,"\xc3\xa9":"\xe2\x80\xa8"}}'
    assert rfc8785.dumps({"attachments": [], "kind": "k", "payload": payload}) == expected
    assert fingerprint("k", payload, []) == "6adc30cab0641b72e94f4d2f31e9a416674e7d83d22d052bc56c334627691e88"


class Sample(Wire):
    at: Moment


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2026-11-21T11:50:00+07:00", 4),
        ("2026-11-21T04:50:00Z", 4),
        ("2026-11-21T04:50Z", 4),
        ("2026-11-21T04:50:00.5+00:00", 4),
        ("2026-11-21T04:50:00.123456+00:00", 4),
        ("2026-11-20T21:20:00-07:30", 4),
    ],
)
def test_times_are_read(text: str, hour: int) -> None:
    at = validate(Sample, {"at": text}).at
    assert at.replace(second=0, microsecond=0) == datetime(2026, 11, 21, hour, 50, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("2026-11-21", "format"),
        ("2026-11-21 11:50:00+07:00", "format"),
        ("20261121T115000Z", "format"),
        ("2026-11-21T11:50:00+07:00 ", "format"),
        ("2026-11-21T25:00:00Z", "format"),
        ("2026-11-21T11:50:00+99:00", "format"),
        ("２０２６-11-21T11:50:00Z", "format"),
        ("", "format"),
        ("9999-12-31T23:59:59-23:59", "range"),
        ("0001-01-01T00:00:00+23:59", "range"),
        ("1970-01-01T00:00:00Z", "range"),
        (1763700000, "type"),
        (None, "type"),
        (True, "type"),
    ],
)
def test_other_times_are_not(value: object, code: str) -> None:
    with pytest.raises(Problem) as caught:
        validate(Sample, {"at": value}, "payload")
    assert [(error.field, error.code) for error in caught.value.errors] == [("payload.at", code)]


@given(
    epoch=st.from_regex(r"[0-9a-f]{12}", fullmatch=True),
    seq=st.integers(0, 2**59),
    base=st.none() | st.integers(0, 2**59),
)
def test_tokens_survive_the_way_there_and_back(epoch: str, seq: int, base: int | None) -> None:
    token = Token(epoch, seq, base)
    assert decode(token.encode()) == token
    assert token.knows_removals_until == max(seq, base or 0)


@given(text=st.text(max_size=60))
def test_no_text_breaks_the_token_reader(text: str) -> None:
    token = decode(text)
    assert token is None or token.seq < 2**63


def test_a_new_epoch_fits_a_token() -> None:
    epoch = new_epoch()
    assert epoch != new_epoch()
    assert decode(Token(epoch, 0).encode()) == Token(epoch, 0)


@pytest.mark.parametrize(
    ("version", "minimum", "older"),
    [
        ("0.1.0", "0.1.0", False),
        ("0.0.9", "0.1.0", True),
        ("0.9.0", "0.10.0", True),
        ("1.0", "0.10.0", False),
        ("0.1", "0.1.1", True),
        ("0.2.0-beta", "0.2.0", False),
        ("", "1.0.0", False),
        ("dev", "1.0.0", False),
    ],
)
def test_versions(version: str, minimum: str, older: bool) -> None:
    assert is_older(version, minimum) is older


def test_forms_of_ids() -> None:
    assert is_uuid("00000000-0000-4000-8000-00000000000a")
    assert not any(map(is_uuid, ["", "00000000-0000-4000-8000-00000000000A", "0" * 36, "x" * 36]))
    assert is_sha256("0a" * 32)
    assert not any(map(is_sha256, ["", "0A" * 32, "0a" * 31, "0a" * 32 + "\n"]))
