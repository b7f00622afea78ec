"""The examples of docs/importing.md are run, in order, as they stand there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gateway.cli import app

GUIDE = Path(__file__).parents[3] / "docs" / "importing.md"
BLOCK = re.compile(r"^```(\w+)[ \t]*(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def sessions(text: str) -> Iterator[tuple[str, str]]:
    """Yield (command, expected output) of a console block."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def matches(expected: str, output: str) -> bool:
    """Tell whether the output is as expected; … stands for anything, also for nothing."""
    pattern = "(.|\n)*".join(re.escape(piece.strip("\n")) for piece in expected.split("…"))
    return re.fullmatch(rf"\s*{pattern}\s*", output) is not None


def test_every_example_does_what_the_guide_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RAFFLESIA_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.delenv("RAFFLESIA_PACKS", raising=False)
    ran = 0
    for language, name, body in BLOCK.findall(GUIDE.read_text("utf-8")):
        if name:
            Path(name).parent.mkdir(exist_ok=True)
            Path(name).write_text(body, "utf-8")
        for command, expected in sessions(body) if language == "console" else ():
            words = shlex.split(command)
            assert words[:3] == ["python", "-m", "gateway"]
            result = CliRunner().invoke(app, words[3:])
            assert matches(expected, result.output), f"$ {command}\n{result.output}"
            assert result.exit_code == int("nothing imported" in expected)
            ran += 1
    assert ran >= 9


def test_guide_names_every_column_of_the_template() -> None:
    from gateway.content.station_csv import COLUMNS

    text = GUIDE.read_text("utf-8")
    assert [column for column in sorted(COLUMNS) if f"`{column}`" not in text] == []


@pytest.mark.parametrize(
    ("expected", "fits"), [("a", False), ("…b", True), ("a\n…", True), ("a\nb", True), ("…", True)]
)
def test_ellipsis_stands_for_anything(expected: str, fits: bool) -> None:
    assert matches(expected, "a\nb\n") is fits
