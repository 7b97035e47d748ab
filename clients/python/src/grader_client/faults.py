"""What went wrong where there is no reward. Nothing here ever stands for a reward of zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader_client.records import Record

#: Faults that asking again does not mend.
LASTING = frozenset({"bad-task", "bad-policy", "bad-input", "no-grader", "no-checker", "no-tool"})


class GraderFault(Exception):
    """There is no reward, and it is not the candidate's doing.

    ``code`` is a word for programs (``bad-task``, ``busy``, ``unreachable`` …), ``lasting`` tells
    that asking again does not help, and ``record`` is what the service said of the rollout, where it
    said anything.
    """

    def __init__(
        self,
        code: str,
        message: str,
        *,
        lasting: bool = False,
        record: Record | None = None,
    ) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.lasting = lasting
        self.record = record

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions with keyword arguments do not survive a process pool by themselves.
        return _restored, (type(self), self.code, self.message, self.lasting, self.record)


class ServiceUnavailable(GraderFault):
    """The service could not be reached, failed, or stayed busy until the time was over."""


class RequestRefused(GraderFault):
    """The service refused the request: no such task, a wrong token, too large. Asking again is vain."""


class GradingFault(GraderFault):
    """The service could not grade the rollout; ``record`` says why."""


class Undecided(GraderFault):
    """The grader cannot know whether the answer is right: mask the sample."""


def _restored(
    kind: type[GraderFault], code: str, message: str, lasting: bool, record: Record | None
) -> GraderFault:
    return kind(code, message, lasting=lasting, record=record)
