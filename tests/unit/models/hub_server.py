"""A small real hub on this machine: the few endpoints that a fetch uses, with the faults that networks have."""

from __future__ import annotations

import hashlib
import json
import re
import socket
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit


def blob_id(content: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


@dataclass
class HubServer:
    """``repositories``: name -> commits, newest first -> files. ``break_after``: bytes after which the next answers
    for a file break off. ``answer``: what every request gets instead (status, headers, body)."""

    repositories: dict[str, dict[str, dict[str, bytes]]] = field(default_factory=dict)
    break_after: list[int] = field(default_factory=list)
    answer: tuple[int, dict[str, str], bytes] | None = None
    corrupt: set[str] = field(default_factory=set)
    ranges: bool = True
    requests: list[str] = field(default_factory=list)
    url: str = ""

    def asked(self, part: str) -> int:
        return sum(part in request for request in self.requests)


def serve(hub: HubServer) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: Any) -> None:
            hub.requests.append(f"{self.command} {self.path} {self.headers.get('Range', '')}".strip())

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            if hub.answer is not None:
                return self._send(*hub.answer)
            if match := re.fullmatch(r"/api/models/([^/]+/[^/]+)/commits/main", path):
                commits = [
                    {"id": commit, "title": "t", "message": "", "authors": [], "date": "2024-01-01T00:00:00.000Z"}
                    for commit in hub.repositories[match[1]]
                ]
                return self._send(200, {}, json.dumps(commits).encode())
            if match := re.fullmatch(r"/api/models/([^/]+/[^/]+?)(?:/revision/(.+))?", path):
                return self._describe(match[1], match[2])
            if match := re.fullmatch(r"/([^/]+/[^/]+)/resolve/([^/]+)/(.+)", path):
                return self._file(match[3], hub.repositories[match[1]][match[2]][match[3]])
            return self._send(404, {}, b"no")

        def _describe(self, name: str, revision: str | None) -> None:
            commits = hub.repositories.get(name)
            if commits is None:
                return self._send(401, {"X-Error-Code": "RepoNotFound"}, b'{"error": "not found"}')
            commit = next(iter(commits)) if revision in (None, "main") else revision
            if commit not in commits:
                return self._send(404, {"X-Error-Code": "RevisionNotFound"}, b'{"error": "no revision"}')
            siblings: list[dict[str, Any]] = []
            for path, content in commits[commit].items():
                entry: dict[str, Any] = {"rfilename": path, "size": len(content), "blobId": blob_id(content)}
                if not path.endswith((".json", ".txt", ".py")):
                    sha256 = hashlib.sha256(content).hexdigest()
                    entry["lfs"] = {"sha256": sha256, "size": len(content), "pointerSize": 130}
                siblings.append(entry)
            return self._send(200, {}, json.dumps({"id": name, "sha": commit, "siblings": siblings}).encode())

        def _file(self, path: str, content: bytes) -> None:
            if path in hub.corrupt:
                content = bytes(reversed(content))
            start = 0
            if hub.ranges and (match := re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))):
                start = int(match[1])
            body = content[start:]
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(body)))
            if start:
                self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
            self.end_headers()
            if hub.break_after:
                self.wfile.write(body[: hub.break_after.pop(0)])
                self.wfile.flush()
                self.connection.shutdown(socket.SHUT_RDWR)
                self.close_connection = True
            else:
                self.wfile.write(body)

        def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    hub.url = f"http://127.0.0.1:{server.server_port}"
    return server
