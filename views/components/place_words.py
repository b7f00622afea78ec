"""Villages and positions in words."""

from __future__ import annotations

from services.models import Fix, PositionSource, Region, VillageMatch
from views.state import Session


def village_words(session: Session, village: Region) -> str:
    """Return "Desa Air Kopras" or "Kelurahan Kebun Keling"."""
    kind = f"report.kind.{village.kind}"
    return session.text(kind if session.text.has(kind) else "report.kind.desa", name=village.name)


def above_words(match: VillageMatch) -> str:
    """Return district and regency of a village."""
    return f"{match.district.name}, {match.regency.name}"


def fix_words(session: Session, fix: Fix) -> str:
    """Say where a position comes from and how exact it is."""
    text = session.text
    words = [text(f"report.source.{fix.source.value}")]
    if fix.source is not PositionSource.PIN:
        words.append(text.accuracy(fix.accuracy_m))
    if fix.source is PositionSource.GPS and fix.fixes > 1:
        words.append(text.count("report.fixes", fix.fixes))
    return " · ".join(words)
