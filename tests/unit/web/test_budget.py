"""Size budgets: what is sent is weighed, and a part that is too heavy stops the build."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import web_budget
from tools.web_budget import PARTS, BudgetPassed, check, report, weigh


def test_the_compressed_twin_is_what_counts(tmp_path: Path) -> None:
    (tmp_path / "app-1.pack").write_bytes(b"x" * 900)
    assert weigh(tmp_path)["app package"] == 900
    (tmp_path / "app-1.pack.br").write_bytes(b"x" * 70)
    (tmp_path / "app-1.pack.gz").write_bytes(b"x" * 90)
    assert weigh(tmp_path)["app package"] == 70


def test_a_passed_budget_fails_and_names_the_part(tmp_path: Path) -> None:
    weights = weigh(tmp_path)
    check(weights)
    heavy = next(part for part in PARTS if part.name == "app package")
    check(weights | {heavy.name: heavy.budget})
    with pytest.raises(BudgetPassed, match=rf"^app package: {heavy.budget + 1:,} of"):
        check(weights | {heavy.name: heavy.budget + 1})


def test_the_report_says_every_part(tmp_path: Path) -> None:
    lines = report(weigh(tmp_path))
    assert [part.name for part in PARTS] == [line[:40].strip() for line in lines]


def test_the_build_checks_its_budgets() -> None:
    source = (Path(web_budget.__file__).parent / "build_web.py").read_text("utf-8")
    assert "web_budget.check(" in source
