"""``python -m gateway import`` from outside: output, exit codes, files and database."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import osmium
import pytest
from click.testing import Result
from osmium.osm.mutable import Node, Way
from typer.testing import CliRunner

from gateway.cli import app
from gateway.content import context
from gateway.content.storing import import_content
from gateway.db import Database
from gateway.packing.packfile import read_meta, read_pack
from tests.gateway.importing import world

AGENCY = {"id": "opd-01", "name": "Sekretariat", "source": "test", "precision": "exact", "verified": "memory"}


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of its own: small content, its own data folder, no packs."""
    content = world.write_content(
        tmp_path / "assets" / "content",
        regions=world.regions(),
        wifi_stations=[world.station()],
        agencies=[AGENCY],
    )
    monkeypatch.setattr(context, "CONTENT_DIR", content)
    monkeypatch.setenv("RAFFLESIA_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("RAFFLESIA_DATABASE_URL", "")
    monkeypatch.delenv("RAFFLESIA_PACKS", raising=False)
    return tmp_path


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["import", *map(str, words)])


def stored(place: Path, collection: str) -> dict[str, dict[str, object]]:
    with closing(sqlite3.connect(place / "var" / "rafflesia.sqlite3")) as connection:
        rows = connection.execute(
            "SELECT id, body FROM content_row WHERE collection = ? AND deleted_at IS NULL", [collection]
        ).fetchall()
    return {row_id: json.loads(body) for row_id, body in rows}


def packs_folder(place: Path) -> Path:
    folder = place / "peta"
    folder.mkdir()
    world.write_villages(folder / "boundaries_desa_56m.geojson", licence="MIT", source="Kantor")
    line = {"type": "LineString", "coordinates": [[102.05, -3.05], [102.15, -3.05]]}
    feature = {"type": "Feature", "properties": {"highway": "trunk"}, "geometry": line}
    document = {"type": "FeatureCollection", "source": "OpenStreetMap", "features": [feature]}
    (folder / "roads.geojson").write_text(json.dumps(document))
    return folder


def test_without_subcommand_content_is_imported_and_missing_packs_are_said(place: Path) -> None:
    result = run()
    assert result.exit_code == 0
    assert "wifi-stations: 1 rows, 1 changed, 0 removed" in result.output
    assert "perkiraan" in result.output
    assert stored(place, "wifi-stations").keys() == {"taman-kota"}


def test_with_packs_everything_is_imported(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAFFLESIA_PACKS", str(packs_folder(place)))
    result = run()
    assert result.exit_code == 0
    assert "villages: 0 kB, MIT, Kantor" in result.output
    assert "© OpenStreetMap contributors" in result.output
    villages = read_pack(place / "var" / "packs", "villages")
    assert villages is not None
    assert len(villages["villages"]) == 4


def test_broken_pack_folder_imports_no_content_either(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = packs_folder(place)
    (folder / "roads.geojson").write_text("{")
    monkeypatch.setenv("RAFFLESIA_PACKS", str(folder))
    result = run()
    assert result.exit_code == 1
    assert "roads.geojson · -   · -     · is not JSON" in result.output
    assert not (place / "var").exists()


def test_bad_content_gives_the_table_and_exit_code_1(place: Path) -> None:
    bad = [world.station(), world.station(id="b", lat=3.05), world.station(id="c", kind="kafe")]
    world.write_content(place / "assets" / "content", wifi_stations=bad)
    result = run("content")
    assert result.exit_code == 1
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert lines[0].split() == ["file", "·", "row", "·", "field", "·", "reason"]
    assert [line.split(" · ")[1].strip() for line in lines[1:-1]] == ["2", "3"]
    assert lines[-1] == "2 fault(s), nothing imported"
    assert stored(place, "agencies") == stored(place, "wifi-stations") == {}


def test_polygons_of_the_built_pack_are_used_for_content(place: Path) -> None:
    run("villages", packs_folder(place) / "boundaries_desa_56m.geojson")
    outside = world.station(lat=-3.14, lon=102.1, precision_m=10)
    world.write_content(place / "assets" / "content", wifi_stations=[outside])
    result = run("content")
    assert result.exit_code == 1
    assert "no regency of the province" in result.output


def test_stations_twice_and_content_again(place: Path) -> None:
    run("content")
    csv = place / "titik.csv"
    csv.write_text(
        "id,name,kind,lat,lon\ntaman-kota,Taman Kota,wisata,-3.05,102.1\nbaru,Baru,wisata,-3.05,102.3\n"
    )
    assert "2 stations: 1 new, 1 updated, 1 candidates became active" in run("stations", csv).output
    assert "2 stations: 0 new, 2 updated, 0 candidates became active" in run("stations", csv).output
    assert "wifi-stations: 2 rows, 0 changed, 0 removed" in run("content").output
    rows = stored(place, "wifi-stations")
    assert {row["lifecycle"] for row in rows.values()} == {"active"}
    assert rows["baru"]["regency_code"] == "17.02"


def test_dry_run_stores_nothing(place: Path) -> None:
    run("content")
    csv = place / "titik.csv"
    csv.write_text("name,kind,lat,lon\nBaru,wisata,-3.05,102.3\n")
    assert "dry run: nothing stored" in run("stations", csv, "--dry-run").output
    assert stored(place, "wifi-stations").keys() == {"taman-kota"}


def test_stations_before_any_regions_are_refused_with_the_reason(place: Path) -> None:
    csv = place / "titik.csv"
    csv.write_text("name,kind,lat,lon\nBaru,wisata,-3.05,102.3\n")
    result = run("stations", csv)
    assert result.exit_code == 1
    assert "no regions yet" in result.output


def test_failed_pack_leaves_the_old_one(place: Path) -> None:
    good = packs_folder(place) / "boundaries_desa_56m.geojson"
    run("villages", good)
    before = read_meta(place / "var" / "packs", "villages")
    bad = place / "bad.geojson"
    bad.write_text(good.read_text().replace("17.01.01.2001", "17.01"))
    assert run("villages", bad).exit_code == 1
    assert read_meta(place / "var" / "packs", "villages") == before is not None


def test_packs_of_a_folder_and_given_credit(place: Path) -> None:
    folder = packs_folder(place)
    assert run("packs", folder).exit_code == 0
    assert {path.name for path in (place / "var" / "packs").glob("*.gz")} == {
        "villages.json.gz",
        "basemap.json.gz",
    }
    run("villages", folder / "boundaries_desa_56m.geojson", "--licence", "CC0-1.0", "--attribution", "BIG")
    meta = read_meta(place / "var" / "packs", "villages")
    assert meta is not None
    assert (meta.licence, meta.attribution) == ("CC0-1.0", "BIG")


def test_packs_without_a_folder_says_what_to_do() -> None:
    result = run("packs")
    assert result.exit_code == 2
    assert "RAFFLESIA_PACKS" in result.output


def test_wrong_setting_is_named_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAFFLESIA_PORT", "geheim")
    result = run()
    assert result.exit_code == 2
    assert "RAFFLESIA_PORT" in result.output
    assert "geheim" not in result.output


@pytest.fixture
def overpass() -> Iterator[str]:
    """A real HTTP server that answers like Overpass."""
    way = {
        "type": "way",
        "id": 1,
        "tags": {"highway": "primary"},
        "geometry": [{"lat": -3, "lon": 102}, {"lat": -3, "lon": 102.1}],
    }

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert b"highway" in self.rfile.read(int(self.headers["Content-Length"]))
            body = json.dumps({"elements": [way]}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/api/interpreter"
    server.shutdown()
    thread.join()
    server.server_close()


def test_basemap_from_overpass(place: Path, overpass: str) -> None:
    result = run("basemap", "--overpass", overpass)
    assert result.exit_code == 0, result.output
    pack = read_pack(place / "var" / "packs", "basemap")
    assert pack is not None
    assert [road["class"] for road in pack["roads"]] == ["primary"]


def test_basemap_from_nothing_is_refused() -> None:
    result = run("basemap")
    assert result.exit_code == 1
    assert "no roads" in result.output


async def test_project_content_imports_on_both_databases(database: Database) -> None:
    folder = Path(context.__file__).parents[2] / "assets" / "content"
    rows = {one.collection: one.rows for one in await import_content(database, folder, None, world.NOW)}
    assert (rows["regions"], rows["destinations"], rows["wifi-stations"]) == (1653, 108, 48)


def test_plain_import_uses_the_pack_that_is_there(place: Path) -> None:
    run("villages", packs_folder(place) / "boundaries_desa_56m.geojson")
    outside = world.station(lat=-3.14, lon=102.1, precision_m=10)
    world.write_content(place / "assets" / "content", wifi_stations=[outside])
    result = run()
    assert result.exit_code == 1
    assert "no regency of the province" in result.output


def test_basemap_from_an_extract_borrows_borders_of_the_village_pack(place: Path) -> None:
    run("villages", packs_folder(place) / "boundaries_desa_56m.geojson", "--attribution", "Kantor Desa")
    with osmium.SimpleWriter(str(place / "kecil.osm.pbf")) as writer:
        for number, lon in enumerate((102.05, 102.15), start=1):
            writer.add_node(Node(id=number, location=(lon, -3.05)))
        writer.add_way(Way(id=1, nodes=[1, 2], tags={"highway": "secondary"}))
    result = run("basemap", place / "kecil.osm.pbf")
    assert result.exit_code == 0, result.output
    pack = read_pack(place / "var" / "packs", "basemap")
    assert pack is not None
    assert [road["class"] for road in pack["roads"]] == ["secondary"]
    assert {boundary["level"] for boundary in pack["boundaries"]} == {"regency", "district"}
    assert "Kantor Desa" in pack["attribution"]


def test_stations_are_located_by_the_polygons_of_the_pack(place: Path) -> None:
    run("content")
    csv = place / "titik.csv"
    csv.write_text("id,name,kind,lat,lon\nbaru,Baru,wisata,-3.05,102.31\n")
    assert "approximate" in run("stations", csv).output
    assert stored(place, "wifi-stations")["baru"]["village_basis"] == "centroid"
    run("packs", packs_folder(place))
    assert "approximate" not in run("stations", csv).output
    row = stored(place, "wifi-stations")["baru"]
    assert (row["village_code"], row["village_basis"]) == ("17.02.01.2002", "polygon")
