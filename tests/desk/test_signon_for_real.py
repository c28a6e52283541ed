"""Log-in by single sign-on and by the office's directory, with the real packages against a provider and a directory
that run beside the test; each installation in a process of its own, since settings are read once.

The directory's part runs where OpenLDAP's `slapd` and `congvan[ldap]` are installed.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.ports import free_ports

ROOT = Path(__file__).resolve().parents[2]
SLAPD = shutil.which("slapd", path="/usr/sbin:/usr/lib/openldap:/usr/local/libexec")
BEGIN = """
import json, os, urllib.error, urllib.request
import django; django.setup()
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
from tracking.models import Unit, User
User.objects.create_user("minh", password="mat-khau-o-day-2031", full_name="Trần Văn Minh", role="unit_head")
User.objects.create_user("nghi", password="mat-khau-o-day-2031", is_active=False)

def who(client):
    shown = client.get("/toi/")
    user = shown.wsgi_request.user
    return [user.username, user.full_name, user.email, user.role, user.unit_id] if shown.status_code == 200 else None
"""


def asked(home: Path, code: str, settings: dict[str, str]) -> Any:
    """What the code, run in a fresh installation with these settings, prints as JSON."""
    surroundings = os.environ | {"CONGVAN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tracking.conf"} | settings
    surroundings.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + code], cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def url64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


class Provider(ThreadingHTTPServer):
    """An OpenID provider: vouches for whom `who` names in the address; for `ke-gian` with a key that is not its own."""

    people: dict[str, dict[str, str]] = {  # noqa: RUF012
        "mai": {"preferred_username": "mai", "name": "Vũ Thị Mai", "email": "mai@so.test"},
        "minh": {"preferred_username": "MINH", "name": "Trần Văn Minh"},
        "nghi": {"preferred_username": "nghi"},
        "ke-gian": {"preferred_username": "minh"},
        "khong-ten": {"email": "minh@so.test"},
    }

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.key, self.other = (rsa.generate_private_key(65537, 2048) for _ in range(2))
        self.url = f"http://127.0.0.1:{self.server_port}"

    def keys(self) -> dict[str, Any]:
        numbers = self.key.public_key().public_numbers()
        n, e = numbers.n.to_bytes(256, "big"), numbers.e.to_bytes(3, "big")
        return {"keys": [{"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "1", "n": url64(n), "e": url64(e)}]}

    def token(self, who: str, nonce: str) -> dict[str, Any]:
        now = int(time.time())
        claims = {"iss": self.url, "aud": "congvan", "sub": who, "nonce": nonce, "iat": now, "exp": now + 300}
        head = {"alg": "RS256", "kid": "1", "typ": "JWT"}
        body = ".".join(url64(json.dumps(part).encode()) for part in (head, claims | self.people[who]))
        key = self.other if who == "ke-gian" else self.key
        sign = key.sign(body.encode(), padding.PKCS1v15(), hashes.SHA256())
        return {"access_token": who, "token_type": "Bearer", "id_token": f"{body}.{url64(sign)}"}


class Answer(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        place = urlsplit(self.path)
        ask = {name: values[0] for name, values in parse_qs(place.query).items()}
        if place.path == "/authorize":
            back = urlencode({"code": f"{ask['who']} {ask['nonce']}", "state": ask["state"]})
            self.send_response(302)
            self.send_header("Location", f"{ask['redirect_uri']}?{back}")
            self.end_headers()
        elif place.path == "/jwks":
            self._json(self.server.keys())
        else:
            self._json(self.server.people[self.headers["Authorization"].removeprefix("Bearer ")])

    def do_POST(self) -> None:
        body = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        assert body["client_secret"] == ["bí mật"]
        who, _, nonce = body["code"][0].partition(" ")
        self._json(self.server.token(who, nonce))

    def _json(self, value: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(value).encode())

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def provider() -> Iterator[Provider]:
    server = Provider()
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()  # seconds until it sees the end
    yield server
    server.shutdown()
    server.server_close()


SIGN_ON = """
class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_): return None

def sign_on(name, spoil=False):
    client = Client(HTTP_HOST="localhost")
    there = client.get("/oidc/authenticate/", {"next": "/van-ban/"})["Location"]
    try:
        urllib.request.build_opener(Stay).open(f"{there}&who={name}")
    except urllib.error.HTTPError as answer:
        back = answer.headers["Location"]
    if spoil:
        back = back.replace("state=", "state=x")
    landed = client.get(back.removeprefix("http://localhost"))
    return [landed.status_code, landed.headers.get("Location"), who(client)]

door = Client(HTTP_HOST="localhost").get("/dang-nhap/?next=/van-ban/").content.decode()
found = {name: sign_on(name) for name in ("mai", "minh", "nghi", "ke-gian", "khong-ten")}
found["other state"] = sign_on("mai", spoil=True)
found["offered"] = 'href="/oidc/authenticate/?next=/van-ban/"' in door
print(json.dumps(found))
"""


@pytest.mark.skipif(find_spec("mozilla_django_oidc") is None, reason="congvan[oidc] is not installed")
@pytest.mark.timeout(200)
def test_whom_the_provider_vouches_for_is_in_and_nobody_else(provider, tmp_path):
    found = asked(tmp_path, SIGN_ON, {
        "CONGVAN_OIDC_CLIENT_ID": "congvan", "CONGVAN_OIDC_CLIENT_SECRET": "bí mật",
        "CONGVAN_OIDC_AUTHORIZATION": f"{provider.url}/authorize", "CONGVAN_OIDC_TOKEN": f"{provider.url}/token",
        "CONGVAN_OIDC_USERINFO": f"{provider.url}/userinfo", "CONGVAN_OIDC_JWKS": f"{provider.url}/jwks",
    })  # fmt: skip
    assert found.pop("offered")
    assert found.pop("mai") == [302, "/van-ban/", ["mai", "Vũ Thị Mai", "mai@so.test", "specialist", None]]
    assert found.pop("minh") == [302, "/van-ban/", ["minh", "Trần Văn Minh", "", "unit_head", None]]
    assert {name: person for name, (_, _, person) in found.items()} == dict.fromkeys(found)  # none of these is in
    assert len(found) == 4


PEOPLE = """
dn: dc=so,dc=test
objectClass: dcObject
objectClass: organization
dc: so
o: Sở

dn: ou=can-bo,dc=so,dc=test
objectClass: organizationalUnit
ou: can-bo
""" + "".join(
    f"""
dn: uid={name},ou=can-bo,dc=so,dc=test
objectClass: inetOrgPerson
uid: {name}
cn: {name}
sn: {name}
displayName:: {base64.b64encode(shown.encode()).decode()}
mail: {name}@so.test
userPassword: {name}-trong-danh-ba
"""
    for name, shown in (("mai", "Vũ Thị Mai"), ("minh", "Trần Văn Minh (danh bạ)"), ("nghi", "Đã nghỉ"))
)


@pytest.fixture
def directory(tmp_path: Path) -> Iterator[str]:
    """A directory of three people on a free port."""
    assert SLAPD is not None
    url = "ldap://127.0.0.1:{}".format(*free_ports(1))
    folder = tmp_path / "directory"
    (folder / "data").mkdir(parents=True)
    schemas = "\n".join(f"include /etc/ldap/schema/{name}.schema" for name in ("core", "cosine", "inetorgperson"))
    (folder / "slapd.conf").write_text(
        f"{schemas}\nmodulepath /usr/lib/ldap\nmoduleload back_mdb\npidfile {folder}/pid\n"
        f'database mdb\nsuffix "dc=so,dc=test"\nrootdn "cn=root,dc=so,dc=test"\ndirectory {folder}/data\n'
        "access to attrs=userPassword by anonymous auth by * none\naccess to * by * read\n"
    )
    (folder / "people.ldif").write_text(PEOPLE.lstrip())
    ours = ["-f", str(folder / "slapd.conf")]
    subprocess.run([str(Path(SLAPD).parent / "slapadd"), *ours, "-l", str(folder / "people.ldif")], check=True)
    server = subprocess.Popen([SLAPD, *ours, "-h", url, "-d", "0"])
    until = time.monotonic() + 30
    try:
        while not _answers(int(url.rpartition(":")[2])):
            assert server.poll() is None, "slapd stopped at once"
            assert time.monotonic() < until, "slapd does not answer"
            time.sleep(0.1)
        yield url
    finally:
        server.terminate()
        server.wait()


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


LOG_IN = """
def log_in(name, password):
    client = Client(HTTP_HOST="localhost")
    client.post("/dang-nhap/", {"username": name, "password": password})
    return who(client)

tried = [("mai", "mai-trong-danh-ba"), ("mai", "sai"), ("mai", ""), ("nghi", "nghi-trong-danh-ba"),
         ("minh", "mat-khau-o-day-2031"), ("minh", "minh-trong-danh-ba"), ("m*", "mai-trong-danh-ba")]
print(json.dumps([log_in(*entry) for entry in tried]))
"""


@pytest.mark.skipif(SLAPD is None, reason="slapd is not installed")
@pytest.mark.skipif(find_spec("django_auth_ldap") is None, reason="congvan[ldap] is not installed")
@pytest.mark.timeout(200)
def test_the_directory_s_people_are_in_by_its_passwords_and_our_own_by_ours(request, tmp_path):
    url = request.getfixturevalue("directory")
    settings = {
        "CONGVAN_LDAP_URL": url, "CONGVAN_LDAP_BASE": "ou=can-bo,dc=so,dc=test",
        "CONGVAN_LDAP_FILTER": "(uid=%(user)s)",
    }  # fmt: skip
    mai, *refused, ours, theirs, star = asked(tmp_path / "home", LOG_IN, settings)
    assert mai == ["mai", "Vũ Thị Mai", "mai@so.test", "specialist", None]
    assert refused == [None, None, None]  # a wrong password, none at all, an account that is shut here
    assert ours == ["minh", "Trần Văn Minh", "", "unit_head", None]  # an account of our own, by our own password
    assert theirs == ["minh", "Trần Văn Minh (danh bạ)", "minh@so.test", "unit_head", None]  # role and unit stay ours
    assert star is None
    closed = asked(tmp_path / "strict", LOG_IN, settings | {"CONGVAN_LDAP_NEW_USERS": "0"})
    assert closed[0] is None
    assert closed[5] is not None
