"""Everything the screens need, opened once per page from one platform."""

from __future__ import annotations
