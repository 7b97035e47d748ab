"""The client that waits: ``Grader(url).grade(task, completion)``."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Any
from urllib.parse import quote

from grader_client.faults import GraderFault, RequestRefused, ServiceUnavailable
from grader_client.http import BROKEN, Abort, Aborted, Answer, Connections
from grader_client.jobs import Job
from grader_client.records import Record, fault_in
from grader_client.retry import Retry, retry_after
from grader_client.rollouts import Completion, Rollout, Task, plain, rollout

#: The service is busy and says when to come again.
BUSY = frozenset({429, 503, 504})
#: The service or something before it failed; the next time may be better.
FAILED = frozenset({408, 500, 502})

#: Rollouts of one request of a batch, and its size in bytes.
CHUNK = 64
CHUNK_BYTES = 8 << 20

#: Seconds that the service lets a rollout wait in its queue before it says to come again.
LONGEST_WAIT_S = 60.0

DEFAULT_RETRY = Retry()


class Grader:
    """A grader service. Safe in many threads, after a fork, and through pickle.

    Faults are raised as :class:`GraderFault`; a reward of 0 is always a verdict.
    """

    def __init__(
        self,
        url: str,
        *,
        token: str | None = None,
        timeout: float | None = 600.0,
        connect_timeout: float = 10.0,
        retry: Retry = DEFAULT_RETRY,
        connections: int = 16,
        caller: str | None = None,
    ) -> None:
        """
        :param url: such as ``http://127.0.0.1:8080``
        :param token: what the service's ``--token-file`` holds
        :param timeout: seconds that one rollout, or one request of a batch, may take in all: its time
            in the service's queue and all retries; None for as long as it takes
        :param connections: that a batch uses at one time
        :param caller: a name for this client; callers take turns in the service's queue
        """
        self._settings: dict[str, Any] = {
            "token": token,
            "timeout": timeout,
            "connect_timeout": connect_timeout,
            "retry": retry,
            "connections": connections,
            "caller": caller,
        }
        self.timeout = timeout
        self.retry = retry
        self._connections = connections
        self._headers = {"Content-Type": "application/json"}
        if caller is not None:
            self._headers["X-Grader-Caller"] = caller
        self._http = Connections(url, token, connect_timeout)
        self._given_url = url

    @property
    def url(self) -> str:
        return self._http.url

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.url!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self._given_url, self._settings)

    def grade(
        self,
        task: Task,
        completion: Completion,
        *,
        id: str | None = None,
        group: str | None = None,
        meta: Mapping[str, Any] | None = None,
    ) -> Record:
        """Grades one completion.

        :raises GradingFault: when the service could not grade it
        :raises RequestRefused: when the request itself is wrong
        :raises ServiceUnavailable: when there was no answer in time
        """
        return self.grade_rollout(rollout(task, completion, id=id, group=group, meta=meta))

    def grade_rollout(self, one: Rollout, *, abort: Abort | None = None) -> Record:
        """:meth:`grade` for a rollout as docs/formats.md describes it.

        :param abort: lets another thread give up the request
        """
        raw = self._raw("/v1/grade", one, abort)
        return Record.of(raw, str(one.get("id", "0"))).require_graded()

    def view(self, one: Rollout, view: str, *, abort: Abort | None = None) -> dict[str, Any]:
        """One rollout's record in another form, such as ``verl``. A fault is in it, not raised."""
        return self._raw("/v1/grade?view=" + quote(view), one, abort)

    def _raw(self, path: str, one: Rollout, abort: Abort | None) -> dict[str, Any]:
        """A rollout's record as the service shows it, asked for again after a passing fault."""
        body = encode(dict(one, id=str(one.get("id", "0"))))
        for tries in range(1, self.retry.faults + 2):
            raw: dict[str, Any] = self.call("POST", path, body, abort=abort, queue=True)
            if tries > self.retry.faults or not _is_passing_fault(raw):
                break
            self._sleep(self.retry.pause(tries), abort)
        return raw

    def grade_batch(self, rollouts: Iterable[Rollout], *, faults: str = "raise") -> list[Record]:
        """Grades many rollouts; the records come in their order.

        :param faults: ``raise`` raises the first rollout's fault after all have been graded; ``return``
            leaves it to the caller: such a record has ``is_fault`` and no reward
        :raises RequestRefused, ServiceUnavailable: when there was no answer, with either
        """
        _check_faults(faults)
        records = [Record.of(raw, id) for raw, id in self._batch(list(rollouts), None)]
        return [record.require_graded() for record in records] if faults == "raise" else records

    def view_batch(self, rollouts: Iterable[Rollout], view: str) -> list[dict[str, Any]]:
        """The records of many rollouts in another form, in their order. Faults are in them."""
        return [raw for raw, _ in self._batch(list(rollouts), view)]

    def _batch(self, rollouts: Sequence[Rollout], view: str | None) -> list[tuple[dict[str, Any], str]]:
        # Numbers for ids: the caller's own need not be unique.
        lines = [encode(dict(one, id=str(i))) for i, one in enumerate(rollouts)]
        shown: list[dict[str, Any]] = [{}] * len(lines)
        left = list(range(len(lines)))
        for tries in range(self.retry.faults + 1):
            if tries > 0:
                self._sleep(self.retry.pause(tries), None)
            for number, raw in self._chunks(lines, left, view):
                shown[number] = raw
            left = [number for number in left if _is_passing_fault(shown[number])]
            if not left:
                break
        return [(raw, str(rollouts[i].get("id", i))) for i, raw in enumerate(shown)]

    def _chunks(
        self, lines: Sequence[bytes], numbers: Sequence[int], view: str | None
    ) -> Iterator[tuple[int, dict[str, Any]]]:
        chunks = list(_chunked(lines, numbers))
        path = "/v1/grade/batch" + ("" if view is None else "?view=" + quote(view))

        def ask(chunk: Sequence[int]) -> list[dict[str, Any]]:
            body = b"[" + b",".join(lines[number] for number in chunk) + b"]"
            answer = self.call("POST", path, body)
            if not isinstance(answer, list) or len(answer) != len(chunk):
                raise GraderFault("bad-answer", "not one record for each rollout")
            return answer

        if len(chunks) <= 1:
            for chunk in chunks:
                yield from zip(chunk, ask(chunk))
            return
        with ThreadPoolExecutor(min(self._connections, len(chunks))) as threads:
            for chunk, answer in zip(chunks, threads.map(ask, chunks)):
                yield from zip(chunk, answer)

    def stream(self, rollouts: Iterable[Rollout], *, faults: str = "raise") -> Iterator[Record]:
        """Grades rollouts as they come; the records come as they are done, not in order.

        Rollouts are taken from ``rollouts`` by another thread, some hundreds ahead. ``timeout`` is
        here the longest time in which none is done. A connection that breaks is made again, and what
        had no answer yet is sent again.

        :param faults: as for :meth:`grade_batch`
        """
        _check_faults(faults)
        from grader_client.stream import Stream

        for record in Stream(self, self._http, self._headers, rollouts).records():
            yield record.require_graded() if faults == "raise" else record

    def add_tasks(self, tasks: Iterable[Mapping[str, Any]], set: str = "") -> dict[str, Any]:
        """Brings tasks that rollouts then name: by ``id`` in the set without a name, else ``set/id``.

        Bringing equal tasks again changes nothing.

        :returns: how many were ``added``, ``known`` already, and are there in ``total``
        :raises RequestRefused: when an id stands for another task already
        """
        path = "/v1/tasks?set=" + quote(set, safe="")
        said: dict[str, Any] = self.call("POST", path, encode([plain(task) for task in tasks]))
        return said

    def submit(self, rollouts: Iterable[Rollout]) -> Job:
        """Has rollouts graded in the background, for work that takes longer than a client can wait.

        Equal rollouts are the same job: submitting them again finds it. Ids must be unique.
        """
        said = self.call("POST", "/v1/jobs", encode([plain(one) for one in rollouts]))
        return Job(self, str(said["job"]))

    def job(self, id: str) -> Job:
        """A job that was submitted before, by whomever."""
        return Job(self, id)

    def is_ready(self) -> bool:
        """Whether the service takes requests now. Asks once."""
        try:
            deadline = time.monotonic() + 10.0
            return self._http.request("GET", "/readyz", None, deadline=deadline).status == 200
        except BROKEN:
            return False

    def call(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        *,
        abort: Abort | None = None,
        queue: bool = False,
    ) -> Any:
        """Asks the service, again and again where that makes sense, and reads its JSON.

        :param queue: whether the service shall be told how long the request may stand in its queue
        """
        return decode(self._body(method, path, body, abort, queue))

    def call_lines(self, path: str) -> list[Any]:
        """:meth:`call` for an answer of JSON Lines."""
        lines = self._body("GET", path, None, None, False).split(b"\n")
        return [decode(line) for line in lines if line.strip()]

    def _body(
        self, method: str, path: str, body: bytes | None, abort: Abort | None, queue: bool
    ) -> bytes:
        insist = Insistence(self.retry, self.timeout, self.url)
        while True:
            asked = path
            if queue:
                asked += ("&" if "?" in path else "?") + "max_wait_s=" + insist.longest_wait()
            try:
                answer = self._http.request(
                    method,
                    asked,
                    body,
                    deadline=insist.deadline,
                    abort=abort,
                    headers=self._headers,
                )
            except BROKEN as problem:
                pause = insist.after_break(problem)
            else:
                if 200 <= answer.status < 300:
                    return answer.body
                pause = insist.after(answer)
            self._sleep(pause, abort)

    @staticmethod
    def _sleep(seconds: float, abort: Abort | None) -> None:
        end = time.monotonic() + seconds
        while True:
            if abort is not None and abort.is_set:
                raise Aborted()
            left = end - time.monotonic()
            if left <= 0:
                return
            time.sleep(min(left, 0.2) if abort is not None else left)

    def close(self) -> None:
        """Closes idle connections. The client can be used again."""
        self._http.close()

    def __enter__(self) -> Grader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class Insistence:
    """How far one call has come in asking again."""

    def __init__(self, retry: Retry, timeout: float | None, url: str) -> None:
        self.deadline = None if timeout is None else time.monotonic() + timeout
        self._retry = retry
        self._timeout = timeout
        self._url = url
        self._failures = 0

    def longest_wait(self) -> str:
        """The seconds that a request may stand in the queue, as text."""
        if self.deadline is None:
            return f"{LONGEST_WAIT_S:g}"
        left = max(0.0, self.deadline - time.monotonic())
        return f"{min(LONGEST_WAIT_S, left):.3f}"

    def progress(self) -> None:
        """Something came through: failures before it count no more."""
        self._failures = 0

    def after_break(self, problem: BaseException) -> float:
        """How long to wait after a connection could not be made or broke.

        :raises ServiceUnavailable: when that has happened too often, or the time is over
        """
        self._failures += 1
        fault = ServiceUnavailable(
            "unreachable", f"{self._url}: {str(problem) or type(problem).__name__}"
        )
        return self._pause(fault, problem, self._retry.pause(self._failures))

    def after(self, answer: Answer) -> float:
        """How long to wait after an answer that is none.

        :raises RequestRefused: when asking again is vain
        :raises ServiceUnavailable: when the service failed too often, or the time is over
        """
        detail = _detail(answer)
        if answer.status in BUSY:
            self._failures = 0
            wait = self._retry.pause_of_busy(retry_after(answer.headers.get("retry-after")))
            return self._pause(ServiceUnavailable("busy", detail), None, wait)
        if answer.status in FAILED:
            self._failures += 1
            wait = self._retry.pause(self._failures)
            return self._pause(ServiceUnavailable("failed", detail), None, wait)
        raise RequestRefused(f"http-{answer.status}", detail, lasting=True)

    def _pause(self, fault: GraderFault, cause: BaseException | None, seconds: float) -> float:
        if self._failures > self._retry.attempts:
            raise fault from cause
        if self.deadline is not None and time.monotonic() + seconds >= self.deadline:
            raise type(fault)(
                fault.code, f"{fault.message} (gave up after {self._timeout or 0:g} s)"
            ) from cause
        return seconds


def encode(value: Any) -> bytes:
    """JSON in UTF-8. Halves of characters, which JSON has no place for, become question marks."""
    try:
        text = json.dumps(plain(value), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError) as problem:
        raise RequestRefused("no-json", str(problem), lasting=True) from problem
    return text.encode("utf-8", "replace")


def decode(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError as problem:
        raise GraderFault("bad-answer", f"the answer is no JSON: {problem}") from problem


def _detail(answer: Answer) -> str:
    """What an error says, whoever sent it: the service's problem JSON, or a proxy's page."""
    try:
        said = json.loads(answer.body)
        detail = said["detail"]
        path = said.get("path")
        text = f"{path}: {detail}" if path else str(detail)
    except (ValueError, KeyError, TypeError, AttributeError):
        text = answer.body[:300].decode("utf-8", "replace")
    return f"HTTP {answer.status}: {text}"


def _is_passing_fault(raw: Mapping[str, Any]) -> bool:
    fault = fault_in(raw)
    return fault is not None and not fault.lasting


def _chunked(lines: Sequence[bytes], numbers: Sequence[int]) -> Iterator[list[int]]:
    chunk: list[int] = []
    size = 0
    for number in numbers:
        if chunk and (len(chunk) >= CHUNK or size + len(lines[number]) > CHUNK_BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append(number)
        size += len(lines[number])
    if chunk:
        yield chunk


def _check_faults(faults: str) -> None:
    if faults not in ("raise", "return"):
        raise ValueError(f"faults must be 'raise' or 'return', not {faults!r}")


def _restored(kind: type[Grader], url: str, settings: Mapping[str, Any]) -> Grader:
    return kind(url, **settings)
