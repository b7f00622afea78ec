"""The configurations in deploy/ for plain static hosts: nginx and Caddy answer as the gateway does."""

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
from gateway.web.policy import _COMMON, page_policy
from tests.browser.gateway_process import free_port

PROJECT = Path(__file__).parent.parent.parent.parent
DEPLOY = PROJECT / "deploy"
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
HASHED = "app-0123456789abcdef.pack"
NGINX = """
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


CADDY = """
{{
	admin off
	auto_https off
	storage file_system {folder}
}}
"""


def found(name: str) -> str:
    """Return the path of a server, or skip the tests that need it."""
    path = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if path is None:
        pytest.skip(f"no {name} here: make needs")
    return path


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


def nginx(folder: Path, site: Path, port: int) -> list[str]:
    """Return the command that runs nginx with the example."""
    binary = found("nginx")
    if not BROTLI.exists():
        pytest.skip("nginx without Brotli here: make needs")
    rules = (DEPLOY / "static.nginx.conf").read_text("utf-8").replace("/opt/rafflesia/build/web", str(site))
    (folder / "static.conf").write_text(rules.replace("127.0.0.1:8000", "127.0.0.1:1"))
    shutil.copy(DEPLOY / "static-cache.nginx.conf", folder / "static-cache.conf")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    settings = NGINX.format(
        modules=f"load_module {BROTLI};" + (" user root;" if os.geteuid() == 0 else ""),
        folder=folder,
        port=port,
        temporary="\n".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds),
    )
    (folder / "nginx.conf").write_text(settings)
    checked = subprocess.run([binary, "-t", "-c", folder / "nginx.conf"], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    return [binary, "-c", str(folder / "nginx.conf")]


def caddy(folder: Path, site: Path, port: int) -> list[str]:
    """Return the command that runs Caddy with the example, without TLS and without a name."""
    binary = found("caddy")
    rules = (DEPLOY / "Caddyfile.example").read_text("utf-8").replace("/opt/rafflesia/build/web", str(site))
    rules = rules.replace("/opt/rafflesia/deploy", str(DEPLOY))
    rules = rules.replace("127.0.0.1:8000", "127.0.0.1:1")
    assert "\nrafflesia.example.go.id {" in rules
    rules = rules.replace("rafflesia.example.go.id {", f"http://127.0.0.1:{port} {{")
    file = folder / "Caddyfile"
    file.write_text(CADDY.format(folder=folder) + rules)
    arguments = ["--config", str(file), "--adapter", "caddyfile"]
    checked = subprocess.run([binary, "validate", *arguments], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    return [binary, "run", *arguments]


@pytest.fixture(scope="module", params=[nginx, caddy])
def host(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, site, port = tmp_path_factory.mktemp("host"), tmp_path_factory.mktemp("site"), free_port()
    folder.chmod(0o755)
    write_site(site)
    command = request.param(folder, site, port)
    home = os.environ | {"XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=home)
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
    raise AssertionError("the server did not start")


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
    for path in ("/v1/config", "/staff", "/healthz", "/.well-known/assetlinks.json"):
        assert httpx.get(host + path).status_code == 502, "asked of the gateway, which is not there"


def test_the_headers_are_the_gateways(host: str, settings: Settings) -> None:
    told = httpx.get(host).headers
    assert told["content-security-policy"] == page_policy(settings, [])
    for name in ("Referrer-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy"):
        assert told[name] == _COMMON[name]


def test_what_is_shared_without_a_service_worker_leads_to_the_screen(host: str) -> None:
    answer = httpx.post(f"{host}/share", files={"photo": ("a.jpg", b"x", "image/jpeg")})
    assert (answer.status_code, answer.headers["location"]) == (303, "/lapor/dibagikan")
