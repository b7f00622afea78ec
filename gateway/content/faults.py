"""What is wrong with a file that somebody wants to import, told row by row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

COLUMNS = ("file", "row", "field", "reason")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One refused value. ``row`` counts from 1 (a CSV header is row 1); 0 means the whole file."""

    file: str
    row: int
    field: str
    reason: str

    def cells(self) -> tuple[str, str, str, str]:
        """Return the texts of the table row; whatever concerns the whole file shows a dash."""
        return self.file, str(self.row) if self.row else "-", self.field or "-", self.reason


class ImportRefused(Exception):
    """Nothing was imported; ``faults`` names every bad row of every file."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__(f"{len(self.faults)} faults: nothing imported")


def refuse(file: str, reason: str, *, row: int = 0, field: str = "") -> ImportRefused:
    """Return the refusal for one single fault, to be raised."""
    return ImportRefused([Fault(file, row, field, reason)])


def raise_if_any(faults: Iterable[Fault]) -> None:
    """Raise :class:`ImportRefused` when there is at least one fault."""
    listed = list(faults)
    if listed:
        raise ImportRefused(listed)


def table(faults: Iterable[Fault]) -> str:
    """Return an aligned plain-text table ``file · row · field · reason``."""
    rows = [COLUMNS, *(fault.cells() for fault in faults)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return "\n".join(
        " · ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]])
        for row in rows
    )
