"""What the service says of a rollout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from grader_client.faults import LASTING, GraderFault, GradingFault, Undecided


@dataclass(frozen=True)
class Record:
    """A reward record. ``raw`` is the whole of it (docs/formats.md, "Reward record").

    ``reward`` is None where there is none: after a fault (``is_fault``) and, unless the policy says
    otherwise, where the verdict is ``UNDECIDED``. Times are in milliseconds.
    """

    id: str
    group: str | None
    kind: str | None
    verdict: str | None
    reward: float | None
    is_fault: bool
    reason_code: str | None
    reason: str | None
    raw: Mapping[str, Any] = field(repr=False, hash=False)

    @staticmethod
    def of(raw: Mapping[str, Any], id: str) -> Record:
        """Reads a record.

        :param raw: the service's JSON
        :param id: the rollout's own id, which need not be the one that was sent
        :raises GraderFault: when it is no reward record
        """
        status = raw.get("status")
        if status not in ("graded", "error"):
            raise GraderFault("bad-answer", f"no reward record: {raw!r}"[:500])
        reason = raw.get("reason") or {}
        reward = raw.get("reward")
        return Record(
            id=id,
            group=raw.get("group"),
            kind=raw.get("kind"),
            verdict=raw.get("verdict"),
            reward=None if reward is None or status == "error" else float(reward),
            is_fault=status == "error",
            reason_code=reason.get("code"),
            reason=reason.get("message"),
            raw=dict(raw, id=id),
        )

    @property
    def accepted(self) -> bool:
        return self.verdict == "ACCEPTED"

    @property
    def passed(self) -> int:
        """Tests passed; 1 or 0 where the task has no tests."""
        tests = self.raw.get("tests")
        return int(tests["passed"]) if tests else int(self.accepted)

    @property
    def total(self) -> int:
        """Tests in all; 1 where the task has none."""
        tests = self.raw.get("tests")
        return int(tests["total"]) if tests else 1

    @property
    def pass_rate(self) -> float:
        return self.passed / self.total if self.total else 0.0

    @property
    def queue_ms(self) -> int:
        return self._time("queue_ms")

    @property
    def run_ms(self) -> int:
        return self._time("run_ms")

    @property
    def total_ms(self) -> int:
        return self._time("total_ms")

    def _time(self, name: str) -> int:
        timing: dict[str, int] = self.raw.get("timing") or {}
        return int(timing.get(name, 0))

    @property
    def is_passing_fault(self) -> bool:
        """A fault that asking again may mend."""
        return self.is_fault and self.reason_code not in LASTING

    def require_graded(self) -> Record:
        """This record.

        :raises GradingFault: when it tells of a fault
        """
        if self.is_fault:
            raise GradingFault(
                self.reason_code or "fault",
                f"{self.reason} (rollout {self.id})",
                lasting=not self.is_passing_fault,
                record=self,
            )
        return self

    def require_reward(self, undecided: float | None = None) -> float:
        """The reward.

        :param undecided: what it is where the grader cannot know; None raises there
        :raises GradingFault: when the record tells of a fault
        :raises Undecided: when the grader cannot know and ``undecided`` is None
        """
        self.require_graded()
        if self.reward is not None:
            return self.reward
        if undecided is not None:
            return undecided
        raise Undecided(
            "undecided",
            f"{self.reason_code}: {self.reason} (rollout {self.id}): a policy such as"
            " 'decided(binary, 0)', or undecided=0.0, gives such samples a reward",
            lasting=True,
            record=self,
        )


def fault_in(raw: Any) -> GradingFault | None:
    """The fault that a record tells of, in the service's own form or in verl's; None without one.

    :raises GraderFault: when it is no record
    """
    if not isinstance(raw, Mapping) or not ("schema" in raw or "score" in raw):
        raise GraderFault("bad-answer", f"no reward record: {raw!r}"[:500])
    if "schema" not in raw:
        if not raw.get("error"):
            return None
        code, _, message = str(raw.get("reason", "fault")).partition(": ")
    else:
        if raw.get("status") != "error":
            return None
        reason = raw.get("reason") or {}
        code, message = str(reason.get("code", "fault")), str(reason.get("message", ""))
    return GradingFault(code, message, lasting=code in LASTING)
