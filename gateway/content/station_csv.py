"""The CSV template of Dinas Kominfotik (``templates/wifi-stations.csv``)."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gateway.content.faults import Fault, raise_if_any, refuse
from gateway.content.station_file import KIND_NAMES, RawStation, StationFile

REQUIRED = ("name", "kind", "lat", "lon")
NUMBERS = ("lat", "lon", "precision_m", "speed_mbps")
TEXTS = (
    "id", "name", "kind", "lifecycle", "regency_code", "village_code", "address", "operator", "opening_hours",
    "ssid", "security", "password", "login_hint_id", "login_hint_en", "phone", "source", "verified",
)  # fmt: skip
COLUMNS = frozenset((*TEXTS, *NUMBERS))
SEPARATORS = (",", ";")

_POINT = re.compile(r"[+-]?\d+(\.\d+)?")
_COMMA = re.compile(r"[+-]?\d+,\d+")


def read_csv(path: Path) -> StationFile:
    """Return the stations of a CSV file; raises :class:`ImportRefused` with every cell that cannot be read.

    Accepted: UTF-8 with or without BOM; ``,`` or ``;`` between columns; a decimal point, and in files
    separated by ``;`` a decimal comma too. Row 1 is the header; empty rows are skipped.
    """
    header, records = _records(path)
    faults = list(_header_faults(path.name, header))
    raise_if_any(faults)
    decimal_comma = _separator(path.name, _text(path)) == ";"
    stations: list[RawStation] = []
    for row, cells in records:
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            faults.append(Fault(path.name, row, "", f"has {len(cells)} cells, the header only {len(header)}"))
            continue
        texts = {name: cell.strip() for name, cell in zip(header, cells, strict=False) if cell.strip()}
        values, wrong = _values(texts, decimal_comma)
        faults += [Fault(path.name, row, field, reason) for field, reason in wrong]
        stations.append(RawStation(row, values))
    raise_if_any(faults)
    if not stations:
        raise refuse(path.name, "has a header but no stations")
    return StationFile(path.name, tuple(stations))


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refuse(path.name, "is not UTF-8: save it as 'CSV UTF-8'") from error
    except OSError as error:
        raise refuse(path.name, f"cannot be read: {error.strerror}") from error


def _records(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    text = _text(path)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(path.name, text), strict=True)
        rows = list(enumerate(reader, start=1))
    except csv.Error as error:
        raise refuse(path.name, f"is not well-formed CSV: {error}") from error
    header = [cell.strip() for cell in rows[0][1]]
    return header, [(row, cells) for row, cells in rows[1:] if any(cell.strip() for cell in cells)]


def _separator(file: str, text: str) -> str:
    first = text.partition("\n")[0]
    if not first.strip():
        raise refuse(file, "is empty or does not begin with the header", row=1)
    comma, semicolon = (first.count(mark) for mark in SEPARATORS)
    if not comma and not semicolon:
        raise refuse(file, "the columns are not separated by ',' or ';'", row=1)
    return ";" if semicolon > comma else ","


def _header_faults(file: str, header: list[str]) -> Iterator[Fault]:
    for name in header:
        if name not in COLUMNS:
            yield Fault(file, 1, name, "is no column of the template")
        elif header.count(name) > 1:
            yield Fault(file, 1, name, "is there twice")
    for name in REQUIRED:
        if name not in header:
            yield Fault(file, 1, name, "this column is missing")


def _values(texts: Mapping[str, str], decimal_comma: bool) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    values: dict[str, Any] = {name: text for name, text in texts.items() if name in TEXTS}
    wrong: list[tuple[str, str]] = []
    for name in NUMBERS:
        if name in texts:
            number = parse_number(texts[name], decimal_comma)
            if isinstance(number, str):
                wrong.append((name, number))
            else:
                values[name] = number
    values["kind"] = KIND_NAMES.get(values.get("kind", ""), values.get("kind"))
    hint = {"id": values.pop("login_hint_id", None), "en": values.pop("login_hint_en", None)}
    if hint["id"] or hint["en"]:
        values["login_hint"] = hint
    wrong += [(name, "is missing") for name in REQUIRED if name not in texts]
    return values, wrong


def parse_number(text: str, decimal_comma: bool) -> float | str:
    """Return the number in a cell, or the reason (text) why it is none."""
    if _COMMA.fullmatch(text):
        if not decimal_comma:
            point = text.replace(",", ".")
            return f"{text!r}: a decimal comma is read only in files separated by ';'; write {point}"
        text = text.replace(",", ".")
    if not _POINT.fullmatch(text):
        return f"{text!r} is not a number like -3.7928"
    number = float(text)
    return number if math.isfinite(number) else f"{text!r} is too large"
