"""Compile the message catalogues: python -m tools.locales [ASSETS_FOLDER]."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

DEFAULT_ASSETS = Path(__file__).parent.parent / "assets"


def compile_catalogue(source: Path) -> Path:
    """Write ``X.mo`` beside ``X.po`` and return its path; raises ``ValueError`` on broken placeholders."""
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parent.parent.name, abort_invalid=True)
    problems = [
        f"{source.name}: {message.id!r}: {error}" for message, errors in catalogue.check() for error in errors
    ]
    if problems:
        raise ValueError("\n".join(problems))
    target = source.with_suffix(".mo")
    temporary = source.with_suffix(f".mo.{os.getpid()}")  # several processes may compile at once
    with temporary.open("wb") as file:
        write_mo(file, catalogue)
    temporary.replace(target)
    return target


def compile_all(assets: Path) -> list[Path]:
    """Compile every catalogue below ``assets/locales`` and return the files written."""
    return [compile_catalogue(source) for source in sorted(assets.glob("locales/*/LC_MESSAGES/*.po"))]


if __name__ == "__main__":
    for written in compile_all(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_ASSETS):
        print(written)
