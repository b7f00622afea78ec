"""What a page does by itself: the village gets its exact name once the borders have come."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from tests.fakes.gateway import FakeGateway
from tests.unit.finding.rows import village_pack
from tests.views.harness import FakeDevice, Start, fix_at

BORDERS = {
    "features": [
        {
            "properties": {"code": "17.71.03.1011"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[102.2, -3.9], [102.4, -3.9], [102.4, -3.7], [102.2, -3.7], [102.2, -3.9]]],
            },
        }
    ]
}


async def test_the_borders_name_the_village_exactly_without_a_restart(start: Start, tmp_path: Path) -> None:
    gateway = FakeGateway()
    app = await start(tmp_path, device=FakeDevice(fix=fix_at(), allowed=True), transport=gateway)
    assert app.shows("perkiraan")
    gateway.packs["villages"] = gzip.compress(json.dumps(village_pack(BORDERS)).encode())
    await app.session.services.fetch_packs()
    await app.settle()
    assert app.shows("Kebun Keling")
    assert not app.shows("perkiraan")
