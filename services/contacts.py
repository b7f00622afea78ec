"""Addresses that hand a person over to the phone, to WhatsApp or to a shop. Nothing is opened here."""

from __future__ import annotations

_COUNTRY = "62"


def international(number: str) -> str:
    """Return the digits of a telephone number with its country: "0812-3456" and "+62 812 3456" alike.

    A number that starts neither with ``+`` nor with ``0`` nor with 62 is taken for one of Indonesia.
    """
    digits = "".join(sign for sign in number if sign.isdigit())
    if number.strip().startswith("+") or digits.startswith(_COUNTRY):
        return digits
    return _COUNTRY + digits.lstrip("0")


def whatsapp_url(number: str) -> str:
    """Return the address that opens a chat with ``number``; no message is written in advance."""
    return f"https://wa.me/{international(number)}"
