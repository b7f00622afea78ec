"""Every table of the gateway, gathered for migrations."""

from __future__ import annotations

from sqlalchemy import MetaData

from gateway import sequence
from gateway.attachments import tables as attachments
from gateway.db import Base
from gateway.feed import tables as feed
from gateway.forms import tables as forms
from gateway.kiosks import tables as kiosks
from gateway.staff import tables as staff
from gateway.submissions import tables as submissions
from gateway.tickets import tables as tickets

MODULES = (sequence, feed, attachments, submissions, forms, staff, tickets, kiosks)
"""Importing a module registers its tables."""


def metadata() -> MetaData:
    """Return the tables that the code expects."""
    return Base.metadata
