"""Long work that goes on in the background, over restarts of the service and of its clients."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from grader_client.faults import ServiceUnavailable
from grader_client.records import Record

if TYPE_CHECKING:
    from grader_client.client import Grader


@dataclass(frozen=True)
class JobStatus:
    """How far a job is: of ``total`` rollouts ``done`` have a record, ``faults`` of them a fault's.

    ``state`` is ``running``, ``done`` or ``cancelled``; ``problem`` says what went wrong with the job
    as a whole, or is None.
    """

    state: str
    total: int
    done: int
    faults: int
    problem: str | None

    @staticmethod
    def of(raw: Mapping[str, Any]) -> JobStatus:
        return JobStatus(raw["state"], raw["total"], raw["done"], raw["faults"], raw.get("problem"))


class Job:
    """A job of the service; made by :meth:`Grader.submit` and :meth:`Grader.job`."""

    def __init__(self, grader: Grader, id: str) -> None:
        self._grader = grader
        self._path = "/v1/jobs/" + quote(id, safe="")
        self.id = id

    def __repr__(self) -> str:
        return f"Job({self.id!r})"

    def status(self) -> JobStatus:
        return JobStatus.of(self._grader.call("GET", self._path))

    def records(self) -> list[Record]:
        """The records so far, as they were done. Faults are among them (``is_fault``)."""
        return [
            Record.of(raw, str(raw["id"])) for raw in self._grader.call_lines(self._path + "/records")
        ]

    def wait(self, timeout: float | None = None, poll: float = 2.0) -> list[Record]:
        """The records, when the job is no longer running.

        :param timeout: seconds; None for as long as it takes
        :param poll: seconds between two looks
        :raises ServiceUnavailable: when the job failed as a whole, or is still running at the end
        """
        deadline = None if timeout is None else time.monotonic() + timeout
        while True:
            status = self.status()
            if status.problem is not None:
                raise ServiceUnavailable("job-failed", f"{self.id}: {status.problem}")
            if status.state != "running":
                return self.records()
            if deadline is not None and time.monotonic() + poll > deadline:
                raise ServiceUnavailable(
                    "job-runs", f"{self.id}: {status.done} of {status.total} done after {timeout:g} s"
                )
            time.sleep(poll)

    def cancel(self) -> JobStatus:
        """Ends the job; the records that are there stay."""
        return JobStatus.of(self._grader.call("POST", self._path + "/cancel", b""))

    def remove(self) -> None:
        """Ends the job and forgets it, its records included."""
        self._grader.call("DELETE", self._path)
