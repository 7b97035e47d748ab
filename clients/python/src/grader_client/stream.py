"""Rollouts and records over one request: what is done comes back while the rest is still sent."""

from __future__ import annotations

import http.client
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from grader_client.client import Grader, Insistence, decode, encode
from grader_client.faults import GraderFault, ServiceUnavailable
from grader_client.http import BROKEN, Answer, Connections, shut
from grader_client.records import Record
from grader_client.rollouts import Rollout

#: Rollouts that are at the service at one time; it takes no more of one stream either.
WINDOW = 1024


class Stream:
    """One call of :meth:`Grader.stream`, over as many connections as it takes."""

    def __init__(
        self,
        grader: Grader,
        connections: Connections,
        headers: Mapping[str, str],
        rollouts: Iterable[Rollout],
    ) -> None:
        self._grader = grader
        self._connections = connections
        self._headers = headers
        self._rollouts = iter(rollouts)
        self._changed = threading.Condition()
        self._source = threading.Lock()
        self._to_send: deque[int] = deque()
        # By number: the line that was sent, the rollout's own id, and how often it met a fault.
        self._open: dict[int, tuple[bytes, str, int]] = {}
        self._count = 0
        self._exhausted = False
        self._problem: BaseException | None = None

    def records(self) -> Iterator[Record]:
        insist = Insistence(self._grader.retry, None, self._grader.url)
        while True:
            round = _Round(self)
            try:
                for record in round.records():
                    insist.progress()
                    yield record
                pause = 0.0
            except _NoStream as problem:
                pause = insist.after(problem.answer)
            except BROKEN as problem:
                pause = insist.after_break(problem)
            finally:
                round.close()
            if self._problem is not None:
                raise self._problem
            if self._exhausted and not self._open:
                return
            if pause == 0.0:
                # Faults that came after the last rollout, or an answer that ended too soon.
                early = http.client.IncompleteRead(b"")
                pause = insist.after_break(early)
            time.sleep(pause)

    # What follows is for a round's threads.

    def begin(self) -> None:
        """A round begins: what has no answer yet is to be sent."""
        with self._changed:
            self._to_send = deque(self._open)

    def next_line(self, round: _Round) -> bytes | None:
        """The next line to send, when there is room for it; None at the end.

        A rollout that was taken from the caller is always in ``_open``, whatever becomes of the round.
        """
        while True:
            with self._changed:
                while True:
                    if round.is_over:
                        return None
                    while self._to_send:
                        waiting = self._open.get(self._to_send.popleft())
                        if waiting is not None:
                            return waiting[0]
                    if self._exhausted:
                        return None
                    if len(self._open) < WINDOW:
                        break
                    self._changed.wait()
            self._take_rollout(round)

    def _take_rollout(self, round: _Round) -> None:
        # The thread of a round that broke may still wait for the caller's next rollout.
        with self._source:
            with self._changed:
                if self._to_send or self._exhausted or round.is_over:
                    return
            try:
                rollout = next(self._rollouts)
            except StopIteration:
                self._exhausted = True
                return
            line = encode(dict(rollout, id=str(self._count))) + b"\n"
            with self._changed:
                self._open[self._count] = (line, str(rollout.get("id", self._count)), 0)
                self._to_send.append(self._count)
                self._count += 1

    def fail(self, problem: BaseException) -> None:
        """The caller's rollouts ended with an exception: it is the caller's to see."""
        with self._changed:
            self._problem = problem
            self._exhausted = True

    def take(self, raw: Mapping[str, Any]) -> Record | None:
        """The record of a rollout; None where it shall be sent again, or was answered before."""
        try:
            number = int(raw["id"])
        except (KeyError, TypeError, ValueError):
            raise GraderFault("bad-answer", f"not a record of ours: {raw!r}"[:500]) from None
        with self._changed:
            if number not in self._open:
                return None
            line, id, faults = self._open.pop(number)
            record = Record.of(raw, id)
            if record.is_passing_fault and faults < self._grader.retry.faults:
                self._open[number] = (line, id, faults + 1)
                self._to_send.append(number)
                return None
            self._changed.notify_all()
            return record

    @property
    def waits(self) -> bool:
        with self._changed:
            return bool(self._open)


class _NoStream(Exception):
    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


class _Round:
    """One request: a thread sends, another watches the time, and the caller reads."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._connection: http.client.HTTPConnection | None = None
        self._threads: list[threading.Thread] = []
        self._over = threading.Event()
        self._silent_since = time.monotonic()
        self._timed_out = False

    @property
    def is_over(self) -> bool:
        return self._over.is_set()

    def records(self) -> Iterator[Record]:
        stream = self._stream
        self._connection = connection = stream._connections.connect(None)
        connection.sock.settimeout(None)
        connection.putrequest("POST", stream._connections.path("/v1/grade/stream"))
        headers = dict(stream._connections.headers(stream._headers))
        headers["Transfer-Encoding"] = "chunked"
        headers["Content-Type"] = "application/x-ndjson"
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        stream.begin()
        self._start(self._send, "grader-stream-send")
        self._start(self._watch, "grader-stream-watch")
        try:
            yield from self._read(connection)
        except BROKEN:
            if self._timed_out:
                raise ServiceUnavailable(
                    "timeout",
                    f"{stream._grader.url}: no record for {stream._grader.timeout or 0:g} s",
                ) from None
            if stream._problem is None:
                raise

    def _read(self, connection: http.client.HTTPConnection) -> Iterator[Record]:
        response = connection.getresponse()
        if response.status != 200:
            headers = {name.lower(): value for name, value in response.getheaders()}
            raise _NoStream(Answer(response.status, headers, response.read()))
        rest = b""
        while True:
            some = response.read1(1 << 16)
            if not some:
                break
            *lines, rest = (rest + some).split(b"\n")
            for line in lines:
                self._silent_since = time.monotonic()
                record = self._stream.take(decode(line)) if line.strip() else None
                if record is not None:
                    yield record
        if rest.strip():
            raise http.client.IncompleteRead(rest)

    def _start(self, body: Any, name: str) -> None:
        thread = threading.Thread(target=body, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _send(self) -> None:
        connection = self._connection
        assert connection is not None
        try:
            while True:
                try:
                    next_line = self._stream.next_line(self)
                except BaseException as problem:
                    self._stream.fail(problem)
                    shut(connection)
                    return
                if next_line is None:
                    break
                _send_chunk(connection, next_line)
            if not self.is_over:
                connection.send(b"0\r\n\r\n")
        except BROKEN:
            pass  # whoever reads is told, too

    def _watch(self) -> None:
        longest = self._stream._grader.timeout
        while longest is not None and not self._over.wait(min(1.0, longest / 4)):
            now = time.monotonic()
            if not self._stream.waits:
                self._silent_since = now  # it is the caller who has nothing to send
            elif now - self._silent_since > longest:
                self._timed_out = True
                if self._connection is not None:
                    shut(self._connection)
                return

    def close(self) -> None:
        """Ends the round's threads, but for one that waits for the caller's next rollout."""
        self._over.set()
        with self._stream._changed:
            self._stream._changed.notify_all()
        if self._connection is not None:
            shut(self._connection)
            self._connection.close()
        for thread in self._threads:
            thread.join(0.5)


def _send_chunk(connection: http.client.HTTPConnection, line: bytes) -> None:
    connection.send(b"%x\r\n%s\r\n" % (len(line), line))
