"""One search over everything a resident may look for, in both languages, without a network."""

from services.finding.entry import Entry, Found, Subject
from services.finding.finder import Finder

__all__ = ["Entry", "Finder", "Found", "Subject"]
