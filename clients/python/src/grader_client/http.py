"""Requests over connections that stay open: the standard library's client, made to be shared.

Safe in many threads and after a fork.
"""

from __future__ import annotations

import base64
import contextlib
import http.client
import os
import socket
import ssl
import threading
import time
import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from grader_client.faults import GraderFault

#: An idle connection older than this is not used again: the service is about to close it.
IDLE_S = 60.0

#: What a connection raises when it breaks.
BROKEN = (OSError, http.client.HTTPException)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


class Abort:
    """Ends a request of another thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._connection: http.client.HTTPConnection | None = None
        self.is_set = False

    def set(self) -> None:
        with self._lock:
            self.is_set = True
            if self._connection is not None:
                shut(self._connection)

    def watch(self, connection: http.client.HTTPConnection | None) -> None:
        with self._lock:
            self._connection = connection
            if self.is_set and connection is not None:
                shut(connection)


class Aborted(Exception):
    """The request was given up by who asked for it."""


def shut(connection: http.client.HTTPConnection) -> None:
    """Breaks a connection under whoever reads or writes it, in whatever thread."""
    sock = connection.sock
    if sock is not None:
        with contextlib.suppress(OSError):  # it was broken already
            sock.shutdown(socket.SHUT_RDWR)


class Connections:
    """Connections to one service, used again and again."""

    def __init__(self, url: str, token: str | None, connect_timeout: float) -> None:
        """
        :param url: such as ``http://127.0.0.1:8080``; a path before the service's own is kept, and a
            password is taken for the token
        :raises GraderFault: when it is no such URL
        """
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise GraderFault(
                "bad-url",
                f"expected http://HOST:PORT or https://…, not {url!r}",
                lasting=True,
            )
        self.url = "{}://{}{}".format(parts.scheme, parts.netloc.rpartition("@")[2], parts.path)
        self._prefix = parts.path.rstrip("/")
        self._parts = parts
        self._connect_timeout = connect_timeout
        self._headers = {"Accept": "application/json", "User-Agent": "grader-client"}
        self._authorize(parts, token)
        self._tls = ssl.create_default_context() if parts.scheme == "https" else None
        self._reset()
        _POOLS.add(self)

    def _authorize(self, parts: SplitResult, token: str | None) -> None:
        if token is not None:
            self._headers["Authorization"] = "Bearer " + token
        elif parts.password:
            pair = "{}:{}".format(unquote(parts.username or ""), unquote(parts.password))
            self._headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()

    def _reset(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[tuple[float, http.client.HTTPConnection]] = []

    def after_fork(self) -> None:
        """The parent goes on with the connections: here they are let go, and no lock is held."""
        idle = self._idle
        self._reset()
        for _, connection in idle:
            connection.close()

    def __del__(self) -> None:
        for _, connection in getattr(self, "_idle", ()):
            connection.close()

    def headers(self, more: Mapping[str, str]) -> Mapping[str, str]:
        return {**self._headers, **more}

    def path(self, path: str) -> str:
        return self._prefix + path

    def connect(self, timeout: float | None) -> http.client.HTTPConnection:
        """A new connection.

        :param timeout: seconds, for the connecting alone
        """
        limit = self._connect_timeout if timeout is None else min(timeout, self._connect_timeout)
        host = self._parts.hostname or ""
        connection: http.client.HTTPConnection
        if self._tls is not None:
            connection = http.client.HTTPSConnection(
                host, self._parts.port, timeout=limit, context=self._tls
            )
        else:
            connection = http.client.HTTPConnection(host, self._parts.port, timeout=limit)
        connection.connect()
        # One that was closed under its user must not be opened again by what he sends next.
        connection.auto_open = 0
        _keep_alive(connection.sock)
        return connection

    def request(
        self,
        method: str,
        path: str,
        body: bytes | None,
        *,
        deadline: float | None = None,
        abort: Abort | None = None,
        headers: Mapping[str, str] = {},
    ) -> Answer:
        """Sends a request and reads its answer, whatever its status.

        :param deadline: on the clock of :func:`time.monotonic`
        :raises OSError, http.client.HTTPException: when the connection could not be made or broke
        :raises Aborted: when ``abort`` was set
        """
        while True:
            connection, used = self._take(deadline)
            try:
                if abort is not None:
                    abort.watch(connection)
                answer = self._exchange(connection, method, path, body, deadline, headers)
            except BROKEN as problem:
                connection.close()
                if abort is not None and abort.is_set:
                    raise Aborted() from None
                # The service closed it while it was idle: that is no failure.
                if used and not isinstance(problem, socket.timeout):
                    continue
                raise
            except BaseException:
                connection.close()
                raise
            finally:
                if abort is not None:
                    abort.watch(None)
            self._give_back(connection)
            return answer

    def _exchange(
        self,
        connection: http.client.HTTPConnection,
        method: str,
        path: str,
        body: bytes | None,
        deadline: float | None,
        headers: Mapping[str, str],
    ) -> Answer:
        connection.sock.settimeout(remaining(deadline))
        try:
            connection.request(method, self.path(path), body, dict(self.headers(headers)))
        except (BrokenPipeError, ConnectionResetError):
            # A request that is too large is answered before it was read whole.
            try:
                return _read(connection)
            except BROKEN:
                pass
            raise
        return _read(connection)

    def _take(self, deadline: float | None) -> tuple[http.client.HTTPConnection, bool]:
        now = time.monotonic()
        stale = []
        found = None
        with self._lock:
            while self._idle and found is None:
                since, connection = self._idle.pop()
                if now - since < IDLE_S and connection.sock is not None:
                    found = connection
                else:
                    stale.append(connection)
        for connection in stale:
            connection.close()
        if found is not None:
            return found, True
        return self.connect(remaining(deadline)), False

    def _give_back(self, connection: http.client.HTTPConnection) -> None:
        if connection.sock is None:  # the service asked to close it
            return
        with self._lock:
            self._idle.append((time.monotonic(), connection))

    def close(self) -> None:
        with self._lock:
            idle, self._idle = self._idle, []
        for _, connection in idle:
            connection.close()


def remaining(deadline: float | None) -> float | None:
    """The seconds to a deadline, for a socket: never 0, which would mean not to wait at all."""
    return None if deadline is None else max(0.001, deadline - time.monotonic())


def _read(connection: http.client.HTTPConnection) -> Answer:
    response = connection.getresponse()
    body = response.read()
    return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, body)


def _keep_alive(sock: Any) -> None:
    """A peer that vanished without a word is noticed after a minute, not at the deadline."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for name, value in (("TCP_KEEPIDLE", 30), ("TCP_KEEPINTVL", 10), ("TCP_KEEPCNT", 3)):
        if hasattr(socket, name):
            sock.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


_POOLS: weakref.WeakSet[Connections] = weakref.WeakSet()


def _after_fork() -> None:
    for pool in list(_POOLS):
        pool.after_fork()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
