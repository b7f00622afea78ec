"""The fingerprint that ties a receipt to its content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import rfc8785


def fingerprint(kind: str, payload: Mapping[str, Any], attachments: Sequence[str]) -> str:
    """Return the lower-case hex SHA-256 of the RFC 8785 form of ``{"attachments", "kind", "payload"}``.

    Raises ``ValueError`` for what JSON cannot hold (NaN, integers beyond 2^53).
    """
    document: Any = {"attachments": list(attachments), "kind": kind, "payload": dict(payload)}
    return hashlib.sha256(rfc8785.dumps(document)).hexdigest()
