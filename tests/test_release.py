"""What a release does before it builds: tag and version, the packed gateway, links from the web."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from services.platform.native import gateway_url
from tools import release

ANDROID = "{http://schemas.android.com/apk/res/android}"
TEMPLATE = f"""<manifest xmlns:android="http://schemas.android.com/apk/res/android">
    <application><activity android:name=".MainActivity">
        {release.ANCHOR}
    </activity></application>
</manifest>"""


def test_a_tag_names_the_version() -> None:
    release.check(f"v{release.version()}")
    assert release.main(["check", f"v{release.version()}"]) == 0
    for wrong in (release.version(), "v99.0.0", "", "main"):
        with pytest.raises(ValueError, match="tag"):
            release.check(wrong)


def test_build_numbers_grow_with_versions() -> None:
    versions = ["0.1.0", "0.1.1", "0.2.0", "0.10.0", "1.0.0", "1.0.12", "2.3.4"]
    numbers = [release.build_number(version) for version in versions]
    assert numbers == sorted(set(numbers))
    assert numbers[-1] == 20304


def test_the_packed_gateway_is_what_the_app_reads(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("RAFFLESIA_GATEWAY_URL", raising=False)
    release.write_gateway("https://wifi.example/", tmp_path)
    assert gateway_url(tmp_path) == "https://wifi.example"
    release.write_gateway("http://127.0.0.1:8000", tmp_path)
    for wrong in ("http://wifi.example", "wifi.example", "https://", "ftp://wifi.example"):
        with pytest.raises(ValueError, match="https"):
            release.write_gateway(wrong, tmp_path)
    assert gateway_url(tmp_path) == "http://127.0.0.1:8000"


def test_links_of_the_web_are_added_to_the_activity() -> None:
    activity = ElementTree.fromstring(release.add_links(TEMPLATE, "wifi.example")).find(".//activity")
    assert activity is not None
    (link,) = activity.findall("intent-filter")
    assert link.get(f"{ANDROID}autoVerify") == "true"
    data = link.find("data")
    assert data is not None
    assert (data.get(f"{ANDROID}scheme"), data.get(f"{ANDROID}host")) == ("https", "wifi.example")


@pytest.mark.parametrize("text", ["<manifest/>", TEMPLATE + release.ANCHOR])
def test_another_template_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="template has changed"):
        release.add_links(text, "wifi.example")


@pytest.mark.parametrize("host", ["https://wifi.example", 'a" b', "wifi.example/x", ""])
def test_only_hosts_are_taken(host: str) -> None:
    with pytest.raises(ValueError, match="not a host"):
        release.add_links(TEMPLATE, host)


def test_the_template_keeps_the_rest(tmp_path: Path) -> None:
    source, target = tmp_path / "flet.zip", tmp_path / "own.zip"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr("build/", "")
        archive.writestr("build/cookiecutter.json", "{}")
        archive.writestr(f"build/{{{{cookiecutter.out_dir}}}}/{release.MANIFEST}", TEMPLATE)
    release.patch_template(source, "wifi.example", target)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target) as new:
        assert new.namelist() == old.namelist()
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert [name.endswith(release.MANIFEST) for name in changed] == [True]
    with zipfile.ZipFile(tmp_path / "none.zip", "w") as archive:
        archive.writestr("build/cookiecutter.json", "{}")
    with pytest.raises(ValueError, match="0 manifests"):
        release.patch_template(tmp_path / "none.zip", "wifi.example", target)


@pytest.mark.parametrize(
    ("arguments", "code"), [([], 2), (["check"], 2), (["sell", "x"], 2), (["check", "v0"], 1)]
)
def test_wrong_commands_end_with_a_code(arguments: list[str], code: int) -> None:
    assert release.main(arguments) == code
