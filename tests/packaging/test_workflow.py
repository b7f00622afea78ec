"""The release workflow: every command exists, versions agree, nothing secret, every platform is built."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from tests.packaging import flet_table
from tests.packaging.settings import PROJECT, pyproject
from tools import release

SOURCE = (PROJECT / ".github/workflows/release.yml").read_text("utf-8")
WORKFLOW: dict[str, Any] = yaml.safe_load(SOURCE)
JOBS: dict[str, Any] = WORKFLOW["jobs"]
ACTIONS = {
    "actions/checkout",
    "actions/download-artifact",
    "actions/setup-python",
    "actions/upload-artifact",
    "softprops/action-gh-release",
}
EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")
CONTEXTS = (
    "github.",
    "matrix.",
    "needs.check.outputs.version",
    "secrets.ANDROID_",
    "steps.version.",
    "vars.RAFFLESIA_",
)


def steps() -> Iterator[dict[str, Any]]:
    for job in JOBS.values():
        yield from job["steps"]


def scripts() -> str:
    return "\n".join(step["run"] for step in steps() if "run" in step)


def flet_builds() -> list[list[str]]:
    """Return the words of every ``flet build``, once for each platform of the matrix."""
    platforms = [row["platform"] for row in JOBS["desktop"]["strategy"]["matrix"]["include"]]
    lines = [line.strip() for line in scripts().splitlines() if line.strip().startswith("flet build")]
    spread = [line.replace('"$PLATFORM"', name) for line in lines for name in platforms]
    return [shlex.split(line) for line in dict.fromkeys(spread)]


def wrong_words(command: list[str]) -> list[str]:
    """Return the words of a ``flet build`` that Flet would not understand."""
    wrong, words = [], iter(command[2:])
    if next(words) not in flet_table.TARGETS:
        wrong.append(command[2])
    for word in words:
        if word in flet_table.OPTIONS:
            next(words)
        elif word not in flet_table.FLAGS and word != "${TEMPLATE:-}":
            wrong.append(word)
    return wrong


def test_flet_understands_every_build() -> None:
    assert [wrong_words(command) for command in flet_builds()] == [[]] * 5
    assert {command[2] for command in flet_builds()} == {"apk", "aab", "linux", "windows", "macos"}
    assert "make locales web" in scripts()


@pytest.mark.parametrize(
    "line", ["flet build phone", "flet build apk --split", "flet build aab --fast --yes"]
)
def test_a_wrong_build_is_noticed(line: str) -> None:
    assert wrong_words(shlex.split(line))


def test_the_template_is_an_option_of_flet() -> None:
    (told,) = re.findall(r"TEMPLATE=(--\S+) ", scripts())
    assert told in flet_table.OPTIONS


def test_versions_agree_with_the_project() -> None:
    pins = {value for name, value in WORKFLOW["env"].items() if name in ("FLET_CLI", "FLET", "BABEL")}
    assert f"flet-cli=={flet_table.VERSION}" in pins
    assert f"flet=={flet_table.VERSION}" in pins
    assert f"flet=={flet_table.VERSION}" in pyproject()["project"]["dependencies"]
    lock = (PROJECT / "requirements/dev.lock").read_text("utf-8")
    assert all(f"\n{pin} " in lock for pin in pins if not pin.startswith("flet-cli"))
    assert WORKFLOW["env"]["PYTHON_BUNDLED"] == "3.14", "the Python of requirements/web.lock"


def test_our_own_commands_exist() -> None:
    used = set(re.findall(r"-m tools\.release (\w+)", scripts()))
    assert used == set(release.COMMANDS)
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for line in re.findall(r"^make (.+)$", scripts(), re.MULTILINE):
        assert set(line.split()) <= targets
    for path in re.findall(r"tests/\S+", scripts()):
        assert (PROJECT / path).exists()


def test_actions_are_known_and_pinned_by_major() -> None:
    used = {step["uses"] for step in steps() if "uses" in step}
    assert {name.partition("@")[0] for name in used} == ACTIONS
    assert all(re.fullmatch(r"v\d+", name.partition("@")[2]) for name in used)


def test_expressions_name_what_exists() -> None:
    """No expression inside a script either: a tag's name must never become a command."""
    used = EXPRESSION.findall(SOURCE)
    assert all(name.startswith(CONTEXTS) for name in used), used
    assert not EXPRESSION.findall(scripts())


def test_secrets_are_names_only_and_told_in_the_docs() -> None:
    told = (PROJECT / "docs/android.md").read_text("utf-8")
    names = set(re.findall(r"(?:secrets|vars)\.(\w+)", SOURCE))
    assert len(names) == 6
    assert all(f"`{name}`" in told for name in names)
    assert not re.search(r"(?i)(password|token|key)\s*[:=]\s*['\"]?\w{8,}", SOURCE)


def test_a_release_without_a_key_ends() -> None:
    (script,) = [step["run"] for step in steps() if step.get("name") == "Signing key"]
    assert "exit 1" in script.partition("tag ]")[2]


def test_only_the_last_job_may_write() -> None:
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert [name for name, job in JOBS.items() if "permissions" in job] == ["publish"]
    assert set(JOBS["publish"]["needs"]) == set(JOBS) - {"publish"}


def test_artifacts_are_named_by_version() -> None:
    uploads = [
        step["with"]["name"] for step in steps() if str(step.get("uses", "")).startswith("actions/upload")
    ]
    assert len(uploads) == 3
    assert all(name.startswith("rafflesia-${{ needs.check.outputs.version }}-") for name in uploads)
    assert scripts().count("rafflesia-$VERSION") >= 4


def test_it_starts_with_a_tag_or_by_hand() -> None:
    started = WORKFLOW[True]  # YAML 1.1 reads "on" so
    assert started["push"] == {"tags": ["v*"]}
    assert "workflow_dispatch" in started
