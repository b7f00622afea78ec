"""The fingerprint that app and gateway compute alike."""

from __future__ import annotations

import hashlib
from typing import Any

import rfc8785


def fingerprint(kind: str, payload: dict[str, Any], attachments: list[str]) -> str:
    """Return the SHA-256 (hex) of the RFC 8785 form; the content must be I-JSON already."""
    content: Any = {"attachments": attachments, "kind": kind, "payload": payload}
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()
