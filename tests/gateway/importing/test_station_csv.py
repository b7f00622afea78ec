"""The CSV template: exactly what is read, and how everything else is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.content import station_csv
from gateway.content.faults import ImportRefused
from gateway.content.station_csv import COLUMNS, parse_number, read_csv

TEMPLATE = Path(station_csv.__file__).parent / "templates" / "wifi-stations.csv"
GOOD = "name,kind,lat,lon\nTaman,tourism,-3.05,102.1\n"


def read(folder: Path, content: str | bytes) -> list[tuple[int, dict[str, Any]]]:
    path = folder / "titik.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [(station.row, dict(station.values)) for station in read_csv(path).stations]


def faults(folder: Path, content: str | bytes) -> list[tuple[int, str, str]]:
    with pytest.raises(ImportRefused) as refused:
        read(folder, content)
    return [(fault.row, fault.field, fault.reason) for fault in refused.value.faults]


TAMAN = (2, {"name": "Taman", "kind": "tourism", "lat": -3.05, "lon": 102.1})


@pytest.mark.parametrize(
    "content",
    [
        GOOD,
        GOOD.encode("utf-8-sig"),
        GOOD.replace("\n", "\r\n"),
        GOOD.replace(",", ";"),
        "name;kind;lat;lon\nTaman;tourism;-3,05;102,1\n",
        "lon, lat, kind, name\n102.1, -3.05, wisata, Taman\n",
        GOOD + "\n,,,\n",
        "name,kind,lat,lon,ssid\nTaman,tourism,-3.05,102.1,\n",
        "name,kind,lat,lon\nTaman,tourism,-3.05,102.1,,\n",
        GOOD.rstrip(),
    ],
)
def test_accepted_forms_read_the_same(tmp_path: Path, content: str | bytes) -> None:
    assert read(tmp_path, content) == [TAMAN]


def test_quoted_cells_keep_separators_and_lines(tmp_path: Path) -> None:
    ((_, values),) = read(
        tmp_path, 'name,kind,lat,lon,address\n"Taman, ""A""",tourism,-3.05,102.1,"Jl. 1\nKota"\n'
    )
    assert values["name"] == 'Taman, "A"'
    assert values["address"] == "Jl. 1\nKota"


def test_rows_are_numbered_as_in_a_spreadsheet(tmp_path: Path) -> None:
    assert [row for row, _ in read(tmp_path, GOOD + "\nB,tourism,-3.05,102.1\n")] == [2, 4]


def test_login_hint_is_one_member(tmp_path: Path) -> None:
    ((_, values),) = read(tmp_path, "name,kind,lat,lon,login_hint_id\nTaman,tourism,-3.05,102.1,Klik masuk\n")
    assert values["login_hint"] == {"id": "Klik masuk", "en": None}


def test_template_has_every_column_and_reads() -> None:
    assert set(TEMPLATE.read_text("utf-8").split("\n")[0].split(",")) == COLUMNS
    assert len(read_csv(TEMPLATE).stations) == 1


@pytest.mark.parametrize(
    ("content", "row", "field", "words"),
    [
        (GOOD.encode("utf-16"), 0, "", "CSV UTF-8"),
        ("name,kind,lat,lon\nCafé,tourism,-3,102\n".encode("cp1252"), 0, "", "not UTF-8"),
        ("", 1, "", "empty"),
        ("\n" + GOOD, 1, "", "begin with the header"),
        ("name kind lat lon\n", 1, "", "not separated"),
        ("name,kind,lat,lon\n", 0, "", "no stations"),
        ("name,kind,lat,lon\n,,,\n", 0, "", "no stations"),
        ("name,kind,lat\nTaman,tourism,-3\n", 1, "lon", "column is missing"),
        ("name,kind,lat,lon,jam\nTaman,tourism,-3,102,x\n", 1, "jam", "no column of the template"),
        ("name,kind,lat,lon,name\nTaman,tourism,-3,102,x\n", 1, "name", "there twice"),
        ("name,kind,lat,lon\nTaman,tourism,-3,102,extra\n", 2, "", "5 cells, the header only 4"),
        ("name,kind,lat,lon\n,tourism,-3,102\n", 2, "name", "is missing"),
        ("name,kind,lat,lon\nTaman,,-3,102\n", 2, "kind", "is missing"),
        (
            'name,kind,lat,lon\nTaman,tourism,"-3,05",102\n',
            2,
            "lat",
            "only in files separated by ';'; write -3.05",
        ),
        ("name;kind;lat;lon\nTaman;tourism;-3.050.000;102\n", 2, "lat", "not a number"),
        ("name,kind,lat,lon\nTaman,tourism,3°03'S,102\n", 2, "lat", "not a number like -3.7928"),
        ("name,kind,lat,lon\nTaman,tourism,-3,nan\n", 2, "lon", "not a number"),
        ("name,kind,lat,lon\nTaman,tourism,-3,1e2\n", 2, "lon", "not a number"),
        ('name,kind,lat,lon\n"Taman,tourism,-3,102\n', 0, "", "not well-formed CSV"),
        ("name,kind,lat,lon\nTaman,tourism,-3," + "9" * 400 + "\n", 2, "lon", "too large"),
    ],
)
def test_everything_else_is_refused(
    tmp_path: Path, content: str | bytes, row: int, field: str, words: str
) -> None:
    ((found_row, found_field, reason),) = faults(tmp_path, content)
    assert (found_row, found_field) == (row, field)
    assert words in reason


def test_every_bad_cell_is_told(tmp_path: Path) -> None:
    found = faults(tmp_path, GOOD + "A,tourism,x,y\n,tourism,-3,102\n")
    assert [(row, field) for row, field, _ in found] == [(3, "lat"), (3, "lon"), (4, "name")]


@given(st.integers(-99_999_999, 99_999_999), st.sampled_from(".,"))
def test_numbers_read_back(value: int, mark: str) -> None:
    sign, digits = "-" if value < 0 else "", f"{abs(value):08d}"
    text = f"{sign}{digits[:3]}{mark}{digits[3:]}"
    assert parse_number(text, decimal_comma=True) == pytest.approx(value / 100_000)


@given(st.text(max_size=12))
def test_no_cell_can_crash_the_reader(text: str) -> None:
    assert isinstance(parse_number(text, decimal_comma=False), float | str)
