"""Join codes, read back by an independent reader."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.wifi_qr import QUIET_MODULES, Matrix, QrTooLong, join_text, qr_matrix, qr_svg, station_join_text
from tests.unit.finding.rows import station
from tests.unit.finding.wifi_pairs import PX, scan, split_fields


def read(matrix: Matrix) -> str:
    pixels = np.where(np.array(matrix), 0, 255).astype(np.uint8)
    return scan(np.kron(pixels, np.ones((PX, PX), np.uint8)))


def test_plain_networks() -> None:
    assert join_text("Bengkulu") == "WIFI:T:nopass;S:Bengkulu;;"
    assert join_text("Bengkulu", "rahasia1") == "WIFI:T:WPA;S:Bengkulu;P:rahasia1;;"
    assert join_text("Bengkulu", "rahasia1", hidden=True) == "WIFI:T:WPA;S:Bengkulu;P:rahasia1;H:true;;"


def test_every_special_letter_is_escaped() -> None:
    assert join_text('a;b,c:d"e\\f') == 'WIFI:T:nopass;S:a\\;b\\,c\\:d\\"e\\\\f;;'


def test_a_network_needs_a_name() -> None:
    with pytest.raises(ValueError, match="name"):
        join_text("")


tricky = st.text(alphabet=st.sampled_from('ab:;,"\\ é1'), min_size=1, max_size=20)


@given(tricky, tricky)
def test_a_reader_gets_back_name_and_password(ssid: str, password: str) -> None:
    assert split_fields(join_text(ssid, password)) == {"T": "WPA", "S": ssid, "P": password}


@settings(max_examples=25, deadline=None)
@given(tricky, tricky)
def test_the_code_reads_back_as_the_text(ssid: str, password: str) -> None:
    text = join_text(ssid, password)
    assert read(qr_matrix(text)) == text


def test_quiet_zone_and_shape() -> None:
    matrix = qr_matrix("https://example.test/wifi/a")
    assert len({len(row) for row in matrix} | {len(matrix)}) == 1
    edge = [*matrix[:QUIET_MODULES], *(row[:QUIET_MODULES] for row in matrix)]
    assert not any(module for row in edge for module in row)
    assert len(qr_matrix("a", border=0)) == 21


def test_svg_is_one_document_on_white() -> None:
    text = join_text("Desa Meok")
    root = ElementTree.fromstring(qr_svg(text))
    size = len(qr_matrix(text))
    assert root.get("viewBox") == f"0 0 {size} {size}"
    assert "#fff" in qr_svg(text)


def test_too_long() -> None:
    with pytest.raises(QrTooLong):
        qr_matrix("a" * 3_000)
    with pytest.raises(QrTooLong):
        qr_svg("a" * 3_000)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"ssid": "Kominfo", "security": "open"}, "WIFI:T:nopass;S:Kominfo;;"),
        (
            {"ssid": "Kominfo", "security": "wpa", "password": "rafflesia"},
            "WIFI:T:WPA;S:Kominfo;P:rafflesia;;",
        ),
        ({"ssid": "Kominfo", "security": "wpa"}, None),
        ({"ssid": "Kominfo"}, None),
        ({"security": "open"}, None),
    ],
)
def test_station(row: dict[str, Any], expected: str | None) -> None:
    assert station_join_text(station("s", **row)) == expected
