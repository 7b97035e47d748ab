"""The client for asyncio. It belongs to no event loop, so that it works under whichever one runs."""

from __future__ import annotations

import asyncio
import os
import threading
import weakref
from collections.abc import AsyncIterator, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Callable, TypeVar

from grader_client.client import Grader
from grader_client.http import Abort
from grader_client.records import Record
from grader_client.rollouts import Completion, Rollout, Task, rollout

T = TypeVar("T")


class AsyncGrader:
    """A grader service for coroutines; the methods are :class:`Grader`'s.

    As many requests run at one time as there are ``connections``; the others wait for their turn
    here, and their ``timeout`` begins with it. Cancelling a coroutine gives its request up.
    """

    def __init__(self, url: str, *, connections: int = 64, **settings: Any) -> None:
        """
        :param settings: those of :class:`Grader`
        """
        self._connections = connections
        self.sync = Grader(url, connections=connections, **settings)
        self._reset()
        _CLIENTS.add(self)

    def _reset(self) -> None:
        self._lock = threading.Lock()
        self._pool: ThreadPoolExecutor | None = None

    @property
    def url(self) -> str:
        return self.sync.url

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.url!r})"

    def __reduce__(self) -> Any:
        return _restored, (type(self), self.sync)

    def _threads(self) -> ThreadPoolExecutor:
        with self._lock:
            if self._pool is None:
                self._pool = ThreadPoolExecutor(self._connections, "grader-client")
            return self._pool

    async def _run(self, work: Callable[[Abort], T]) -> T:
        abort = Abort()
        future = asyncio.get_running_loop().run_in_executor(self._threads(), work, abort)
        try:
            return await future
        except asyncio.CancelledError:
            abort.set()
            raise

    async def grade(
        self,
        task: Task,
        completion: Completion,
        *,
        id: str | None = None,
        group: str | None = None,
        meta: Mapping[str, Any] | None = None,
    ) -> Record:
        """Grades one completion; see :meth:`Grader.grade`."""
        return await self.grade_rollout(rollout(task, completion, id=id, group=group, meta=meta))

    async def grade_rollout(self, one: Rollout) -> Record:
        return await self._run(lambda abort: self.sync.grade_rollout(one, abort=abort))

    async def view(self, one: Rollout, view: str) -> dict[str, Any]:
        return await self._run(lambda abort: self.sync.view(one, view, abort=abort))

    async def grade_batch(self, rollouts: Iterable[Rollout], *, faults: str = "raise") -> list[Record]:
        """Grades many rollouts; see :meth:`Grader.grade_batch`."""
        given = list(rollouts)
        return await self._run(lambda _: self.sync.grade_batch(given, faults=faults))

    async def stream(
        self, rollouts: Iterable[Rollout], *, faults: str = "raise"
    ) -> AsyncIterator[Record]:
        """Grades rollouts as they come; see :meth:`Grader.stream`."""
        records = self.sync.stream(rollouts, faults=faults)
        loop = asyncio.get_running_loop()
        # A thread of its own: it waits most of the time, and must not take a connection's place.
        thread = ThreadPoolExecutor(1, "grader-stream")
        try:
            while True:
                record = await loop.run_in_executor(thread, next, records, None)
                if record is None:
                    return
                yield record
        finally:
            thread.submit(records.close)  # type: ignore[attr-defined]
            thread.shutdown(wait=False)

    async def add_tasks(self, tasks: Iterable[Mapping[str, Any]], set: str = "") -> dict[str, Any]:
        given = list(tasks)
        return await self._run(lambda _: self.sync.add_tasks(given, set))

    async def is_ready(self) -> bool:
        return await self._run(lambda _: self.sync.is_ready())

    async def close(self) -> None:
        """Closes idle connections and ends idle threads. The client can be used again."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False)
        self.sync.close()

    async def __aenter__(self) -> AsyncGrader:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


def _restored(kind: type[AsyncGrader], sync: Grader) -> AsyncGrader:
    return kind(sync._given_url, **sync._settings)


_CLIENTS: weakref.WeakSet[AsyncGrader] = weakref.WeakSet()


def _after_fork() -> None:
    # The parent's threads do not exist here.
    for client in list(_CLIENTS):
        client._reset()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
