"""A service that answers as a test tells it to."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Callable, NamedTuple


class Request(NamedTuple):
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    at: float

    def json(self) -> Any:
        return json.loads(self.body)


#: Answers one request.
Reply = Callable[["Handler", Request], None]


def record(rollout: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    """A graded record: right where the completion is the gold."""
    right = rollout["completion"] == rollout["task"].get("gold")
    made: dict[str, Any] = {
        "schema": "reward-record/1",
        "id": rollout["id"],
        "kind": "math",
        "status": "graded",
        "verdict": "ACCEPTED" if right else "WRONG_ANSWER",
        "reward": float(right),
        "reason": {"code": "equal" if right else "differs", "message": ""},
        "timing": {"queue_ms": 1, "total_ms": 2},
        "cached": False,
        "grader": "0",
    }
    made.update(changes)
    return made


def fault(rollout: Mapping[str, Any], code: str = "internal") -> dict[str, Any]:
    """A fault's record. The reward of 0 in it is a trap: nobody may take it for one."""
    reason = {"code": code, "message": "something broke"}
    return record(rollout, status="error", verdict=None, reward=0, reason=reason)


def verl_fault(code: str = "internal") -> dict[str, Any]:
    return {"score": None, "acc": None, "error": 1, "undecided": 0, "reason": code + ": it broke"}


def answer(status: int, value: Any, **headers: str) -> Reply:
    def reply(handler: Handler, _: Request) -> None:
        handler.say(status, json.dumps(value).encode(), headers)

    return reply


def raw(status: int, body: bytes, **headers: str) -> Reply:
    return lambda handler, _: handler.say(status, body, headers)


def graded(make: Callable[[Mapping[str, Any]], Any] = record) -> Reply:
    """Records for what was sent: one, or an array."""

    def reply(handler: Handler, request: Request) -> None:
        given = request.json()
        made = [make(one) for one in given] if isinstance(given, list) else make(given)
        handler.say(200, json.dumps(made).encode(), {})

    return reply


def busy(retry_after: str = "0.01") -> Reply:
    return answer(503, {"detail": "the queue is full"}, **{"Retry-After": retry_after})


def drop(handler: Handler, _: Request) -> None:
    """Ends the connection without a word."""
    handler.close_connection = True


def hang(handler: Handler, _: Request) -> None:
    """Answers nothing until the client goes away, or the service ends."""
    handler.connection.settimeout(0.05)
    while not handler.service.over.is_set():
        try:
            if handler.connection.recv(1) == b"":
                handler.service.lost_clients.release()
                break
        except socket.timeout:  # a TimeoutError from Python 3.10 on
            continue
        except OSError:
            break
    handler.close_connection = True


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass  # a client that goes away is a part of the tests


class FakeService:
    """Replies in turn; the last one again and again."""

    def __init__(self, *replies: Reply, port: int = 0) -> None:
        self._replies = list(replies)
        self._lock = threading.Lock()
        self.requests: list[Request] = []
        self.over = threading.Event()
        self.lost_clients = threading.Semaphore(0)
        service = self

        class BoundHandler(Handler):
            pass

        BoundHandler.service = service
        self._server = QuietServer(("127.0.0.1", port), BoundHandler)
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def next_reply(self, request: Request) -> Reply:
        with self._lock:
            self.requests.append(request)
            return self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]

    def close(self) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()

    def __enter__(self) -> FakeService:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    service: FakeService

    def do_GET(self) -> None:
        self.do_POST()

    def do_DELETE(self) -> None:
        self.do_POST()

    def do_POST(self) -> None:
        streamed = "chunked" in self.headers.get("Transfer-Encoding", "")
        body = b"" if streamed else self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, self.path, headers, body, time.monotonic())
        self.service.next_reply(request)(self, request)

    def lines(self) -> Iterator[Any]:
        """The JSON lines of a body that comes in chunks, as they come."""
        rest = b""
        while True:
            size = int(self.rfile.readline().strip() or b"0", 16)
            if size == 0:
                self.rfile.readline()
                return
            rest += self.rfile.read(size)
            self.rfile.readline()
            *lines, rest = rest.split(b"\n")
            for line in lines:
                yield json.loads(line)

    def begin_lines(self) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def line(self, value: Any) -> None:
        body = json.dumps(value).encode() + b"\n"
        self.wfile.write(b"%x\r\n%s\r\n" % (len(body), body))

    def end_lines(self) -> None:
        self.wfile.write(b"0\r\n\r\n")

    def say(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def streamed(make: Callable[[Mapping[str, Any]], Any] = record, break_after: int | None = None) -> Reply:
    """Records for lines, as they come.

    :param break_after: ends the connection without a word after so many
    """

    def reply(handler: Handler, _: Request) -> None:
        handler.begin_lines()
        count = 0
        for rollout in handler.lines():
            if count == break_after:
                handler.close_connection = True
                return
            handler.line(make(rollout))
            count += 1
        handler.end_lines()

    return reply
