"""News for the walks in the browser: made up, and only in the gateway of a test."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.browser.gateway_process import GatewayProcess
from tests.views.news_items import AT, HEALTH, ROADS, notice, progress

NEWS = "jembatan-uji"


def publish_news(gateway: GatewayProcess, folder: Path) -> None:
    """Publish two programmes, progress with a position (``NEWS``), and a notice."""
    rows = [
        progress(NEWS, "Jembatan uji", "done", programme_id="jalan", link="https://example.org/uji", **AT),
        notice("listrik-uji", "Pemadaman uji"),
    ]
    _write(folder, "programmes", [ROADS, HEALTH])
    _write(folder, "notices", rows)
    gateway.command("import", "content", str(folder))


def _write(folder: Path, collection: str, rows: list[dict[str, Any]]) -> None:
    facts = {"collection": collection, "licence": "Apache-2.0", "attribution": "uji", "as_of": "2026-11-21"}
    (folder / f"{collection}.json").write_text(json.dumps({**facts, "items": rows}), "utf-8")
