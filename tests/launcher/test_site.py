"""The kiosk's own site (deploy/kiosk/Caddyfile): files, settings for this machine only, the API passed on."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from gateway.settings import Settings
from gateway.web.policy import page_policy
from tests.browser.gateway_process import free_port

DEPLOY = Path(__file__).parents[2] / "deploy"
FILE = {"name": "uji", "key": "rahasia", "pin_hash": "x"}


class Gateway(BaseHTTPRequestHandler):
    """A gateway that says what it was asked."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        told = {"path": self.path, "key": self.headers["Authorization"], "body": body.decode()}
        content = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""


@pytest.fixture(scope="module")
def gateway() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def origin(gateway: ThreadingHTTPServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running site with one kiosk."""
    binary = shutil.which("caddy")
    if binary is None:
        pytest.skip("no caddy here: make needs")
    folder, port = tmp_path_factory.mktemp("kiosk-site"), free_port()
    (folder / "web").mkdir()
    (folder / "web/index.html").write_text("<html>page</html>")
    (folder / "kiosk").mkdir()
    (folder / "kiosk/uji.json").write_text(json.dumps(FILE))
    rules = (DEPLOY / "kiosk/Caddyfile").read_text("utf-8").replace("8780", str(port))
    for place, here in (
        ("/opt/rafflesia/build/web", folder / "web"),
        ("/opt/rafflesia/deploy", DEPLOY),
        ("/etc/rafflesia", folder),
    ):
        assert place in rules
        rules = rules.replace(place, str(here))
    (folder / "Caddyfile").write_text(rules)
    environment = os.environ | {
        "XDG_CONFIG_HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
        "RAFFLESIA_GATEWAY_URL": f"http://127.0.0.1:{gateway.server_port}",
    }
    command = [binary, "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
    origin = f"http://127.0.0.1:{port}"
    _wait_for(origin, process, folder / "log")
    yield origin
    process.terminate()
    process.wait(timeout=20)


def _wait_for(origin: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        try:
            httpx.get(origin)
        except httpx.ConnectError:
            assert process.poll() is None, log.read_text("utf-8")
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not start")


@pytest.mark.parametrize("path", ["/", "/kiosk/uji", "/wisata/fort-marlborough"])
def test_screens_get_the_page(origin: str, settings: Settings, path: str) -> None:
    answer = httpx.get(origin + path)
    assert (answer.status_code, answer.text) == (200, "<html>page</html>")
    assert answer.headers["content-security-policy"] == page_policy(settings, [])


def test_the_settings_file_is_read_anew_each_time(origin: str) -> None:
    answer = httpx.get(f"{origin}/kiosk/uji.json")
    assert answer.json() == FILE
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    "path", ["/kiosk/lain.json", "/kiosk/..%2fkiosk.env", "/kiosk.env", "/Caddyfile.txt"]
)
def test_nothing_else_is_shown(origin: str, path: str) -> None:
    assert httpx.get(origin + path).status_code in (400, 404)


def test_settings_are_not_for_other_names_of_this_machine(origin: str) -> None:
    """A page elsewhere whose name leads to 127.0.0.1 gets nothing."""
    answer = httpx.get(f"{origin}/kiosk/uji.json", headers={"Host": "evil.example"})
    assert "rahasia" not in answer.text


def test_the_api_is_asked_of_the_gateway(origin: str) -> None:
    headers = {"Authorization": "Bearer rahasia"}
    told = httpx.post(f"{origin}/v1/kiosks/uji/heartbeat", json={"waiting": 0}, headers=headers).json()
    assert (told["path"], told["key"]) == ("/v1/kiosks/uji/heartbeat", "Bearer rahasia")


def test_the_desk_is_not_here(origin: str) -> None:
    assert httpx.get(f"{origin}/staff/").text == "<html>page</html>"


def test_it_listens_to_this_machine_only() -> None:
    rules = (DEPLOY / "kiosk/Caddyfile").read_text("utf-8")
    assert "\n\tbind 127.0.0.1\n" in rules
    assert rules.count("\nhttp") == 1
