"""The configuration in deploy/ for a plain static host: nginx takes it and answers as the gateway does."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from gateway.settings import Settings
from gateway.web.policy import page_policy
from tests.browser.gateway_process import free_port

PROJECT = Path(__file__).parent.parent.parent.parent
DEPLOY = PROJECT / "deploy"
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
HASHED = "app-0123456789abcdef.pack"
SERVER = """
{modules}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    {temporary}
    include {folder}/static-cache.conf;
    server {{
        listen 127.0.0.1:{port};
        include {folder}/static.conf;
    }}
}}
"""


def nginx() -> str | None:
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def write_site(folder: Path) -> None:
    for name, content in {
        "index.html": "<html>page</html>",
        "sw.js": "1",
        "main.dart.mjs": "1",
        "x.wasm": "\0asm",
        HASHED: "plain",
        f"{HASHED}.gz": "gzip",
        f"{HASHED}.br": "brotli",
    }.items():
        (folder / name).write_text(content)


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    binary = nginx()
    if binary is None or not BROTLI.exists():
        pytest.skip("no nginx with Brotli here: apt install nginx-light libnginx-mod-http-brotli-static")
    folder, site, port = tmp_path_factory.mktemp("nginx"), tmp_path_factory.mktemp("site"), free_port()
    folder.chmod(0o755)
    write_site(site)
    rules = (DEPLOY / "static.nginx.conf").read_text("utf-8").replace("/opt/rafflesia/build/web", str(site))
    (folder / "static.conf").write_text(rules.replace("127.0.0.1:8000", "127.0.0.1:1"))
    shutil.copy(DEPLOY / "static-cache.nginx.conf", folder / "static-cache.conf")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    settings = SERVER.format(
        modules=f"load_module {BROTLI};" + (" user root;" if os.geteuid() == 0 else ""),
        folder=folder,
        port=port,
        temporary="\n".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds),
    )
    (folder / "nginx.conf").write_text(settings)
    checked = subprocess.run([binary, "-t", "-c", folder / "nginx.conf"], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    process = subprocess.Popen([binary, "-c", folder / "nginx.conf"], stderr=subprocess.DEVNULL)
    origin = f"http://127.0.0.1:{port}"
    wait_for(origin)
    yield origin
    process.terminate()
    process.wait(timeout=20)


def wait_for(origin: str) -> None:
    for _ in range(100):
        try:
            httpx.get(origin)
        except httpx.ConnectError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("nginx did not start")


@pytest.mark.parametrize("path", ["/", "/wifi/rsud-m-yunus", "/lapor/baru"])
def test_screens_get_the_page(host: str, path: str) -> None:
    answer = httpx.get(host + path)
    assert (answer.status_code, answer.text) == (200, "<html>page</html>")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("path", "media_type", "cache"),
    [
        ("/sw.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/main.dart.mjs", "text/javascript; charset=utf-8", "no-cache"),
        ("/x.wasm", "application/wasm", "no-cache"),
        (f"/{HASHED}", "application/octet-stream", "public, max-age=31536000, immutable"),
    ],
)
def test_files(host: str, path: str, media_type: str, cache: str) -> None:
    answer = httpx.get(host + path, headers={"Accept-Encoding": "identity"})
    assert (answer.headers["content-type"], answer.headers["cache-control"]) == (media_type, cache)
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("accepted", "content"), [("br", b"brotli"), ("gzip", b"gzip"), ("identity", b"plain")]
)
def test_compressed_twins(host: str, accepted: str, content: bytes) -> None:
    with httpx.stream("GET", f"{host}/{HASHED}", headers={"Accept-Encoding": accepted}) as answer:
        assert b"".join(answer.iter_raw()) == content
        assert answer.headers.get("content-encoding", "identity") == accepted


def test_what_is_not_there_stays_away(host: str) -> None:
    assert httpx.get(f"{host}/old.js").status_code == 404
    for path in ("/v1/config", "/staff", "/healthz"):
        assert httpx.get(host + path).status_code == 502, "asked of the gateway, which is not there"


def test_the_policy_is_the_gateways(host: str, settings: Settings) -> None:
    told = httpx.get(host).headers["content-security-policy"]
    assert told == page_policy(settings, [])
    assert told in (DEPLOY / "Caddyfile.example").read_text("utf-8")
