#!/usr/bin/env bash
# oras (PyPI) 0.2.43: one client that reads two repositories without a login asks for a token once, for the
# first of them, and sends it for the second, too. The registry answers with a challenge that names the scope
# of the second repository; the client sends the same token again and gives up.
#
# Expected: a token for each scope that the client is challenged for, as other registry clients get them.
# Seen: one request to the token service for two repositories, and "Unauthorized" for the second.
set -euo pipefail

VERSION=0.2.43
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "oras==$VERSION"

cat > "$folder/two_repositories.py" <<'PYTHON'
"""A registry with two repositories, each behind a token of its own, and a client that lists both."""

import json
import logging
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import oras.client

logging.disable(logging.CRITICAL)
scopes = []


class Registry(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def reply(self, status, body, headers=()):
        payload = json.dumps(body).encode()
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def do_GET(self):
        address = urlsplit(self.path)
        if address.path == "/token":
            scope = parse_qs(address.query).get("scope", [""])[0]
            scopes.append(scope)
            return self.reply(200, {"token": scope, "access_token": scope})
        repository = address.path.removeprefix("/v2/").removesuffix("/tags/list")
        scope = f"repository:{repository}:pull"
        if scope in self.headers.get("Authorization", ""):
            return self.reply(200, {"name": repository, "tags": ["1"]})
        realm = f"http://{self.headers['Host']}/token"
        challenge = f'Bearer realm="{realm}",service="registry",scope="{scope}"'
        self.reply(401, {"errors": []}, [("WWW-Authenticate", challenge)])


server = ThreadingHTTPServer(("127.0.0.1", 0), Registry)
threading.Thread(target=server.serve_forever, daemon=True).start()
host = f"127.0.0.1:{server.server_port}"
client = oras.client.OrasClient(hostname=host, insecure=True)
print("first:", client.get_tags(f"{host}/team/one"))
try:
    print("second:", client.get_tags(f"{host}/team/two"))
except Exception as error:
    print("second:", str(error).rsplit(": ", 1)[-1])
print("token requests:", scopes)
PYTHON

seen=$(HOME="$folder" "$folder/venv/bin/python" -W ignore "$folder/two_repositories.py" 2>&1)
echo "oras $VERSION"
echo "$seen"
expected="first: ['1']
second: Unauthorized
token requests: ['repository:team/one:pull']"
if [[ "$seen" != "$expected" ]]; then
  echo "this differs from what was found" >&2
  exit 1
fi
