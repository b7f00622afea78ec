"""The calendar that the app ships."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from services.opening_hours import Holidays

FILE = Path(__file__).parents[3] / "assets" / "content" / "holidays.json"
DOCUMENT: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
INDONESIA = Holidays.from_document(DOCUMENT)
