"""Reward functions and evaluators for rLLM.

``reward_fn(task_info, action)`` is a ``RewardFunction`` (rllm-org/rllm, ``rllm/rewards/reward_fn.py``
at 33f147a2, ``rllm/rewards/reward_types.py``), ``evaluate(task, episode)`` a score function and
:class:`GraderEvaluator` an ``Evaluator`` (``rllm/eval/types.py`` at 013917c7,
``rllm/eval/reward_fns/math.py`` at 919ed24b). The task is found in ``task_info``, or in the task's
``metadata`` or ``data``: ``grader_task``, a ``task`` that holds one, ``ground_truth``, ``answer``.

What they give back are rLLM's own types where it is installed, else equal ones from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from grader_client import shared
from grader_client.records import Record
from grader_client.rollouts import rollout, task_in_row


@dataclass
class RewardOutput:
    """Stands in for ``rllm.rewards.reward_types.RewardOutput``."""

    reward: float
    metadata: dict[str, Any] = field(default_factory=dict)
    is_correct: bool | None = None


@dataclass
class Signal:
    """Stands in for ``rllm.eval.types.Signal``."""

    name: str
    value: float
    metadata: dict[str, Any] = field(default_factory=dict)


@dataclass
class EvalOutput:
    """Stands in for ``rllm.eval.types.EvalOutput``."""

    reward: float
    is_correct: bool
    signals: list[Any] = field(default_factory=list)
    metadata: dict[str, Any] = field(default_factory=dict)


class GraderEvaluator:
    """Grades what an agent wrote. Both of rLLM's ways to call it are here."""

    def __init__(
        self,
        *,
        url: str | None = None,
        token: str | None = None,
        policy: str | None = None,
        timeout: float | None = None,
        undecided: float | None = None,
    ) -> None:
        self._url = url
        self._token = token
        self._policy = policy
        self._timeout = timeout
        self._undecided = undecided

    def evaluate(self, task: Any, episode: Any) -> Any:
        """An ``EvalOutput`` for an episode.

        :param task: a row, or an object with the row in its ``metadata`` or ``data``
        :raises GraderFault: where there is no reward
        """
        record = self._record(_row(task), answer_of(episode))
        try:
            from rllm.eval.types import EvalOutput as Output
            from rllm.eval.types import Signal as OneSignal
        except ImportError:
            Output, OneSignal = EvalOutput, Signal
        return Output(
            reward=record.require_reward(shared.undecided(self._undecided)),
            is_correct=record.accepted,
            signals=[
                OneSignal(name="accuracy", value=float(record.accepted)),
                OneSignal(name="pass_rate", value=record.pass_rate),
            ],
            metadata=_metadata(record),
        )

    def __call__(self, task_info: Mapping[str, Any], action: Any) -> Any:
        """A ``RewardOutput`` for an action.

        :param action: text, or an object whose ``action`` is it
        :raises GraderFault: where there is no reward
        """
        record = self._record(task_info, str(getattr(action, "action", action)))
        try:
            from rllm.rewards.reward_types import RewardOutput as Output
        except ImportError:
            Output = RewardOutput
        return Output(
            reward=record.require_reward(shared.undecided(self._undecided)),
            metadata=_metadata(record),
            is_correct=record.accepted,
        )

    def _record(self, row: Mapping[str, Any], completion: str) -> Record:
        client = shared.grader(self._url, self._token, self._timeout)
        return client.grade_rollout(rollout(task_in_row(row, self._policy), completion))


def reward_fn(task_info: Mapping[str, Any], action: Any) -> Any:
    """:class:`GraderEvaluator` as a reward function, for the service of ``GRADER_URL``."""
    return GraderEvaluator()(task_info, action)


def evaluate(task: Any, episode: Any) -> Any:
    """:class:`GraderEvaluator` as a score function, for the service of ``GRADER_URL``."""
    return GraderEvaluator().evaluate(task, episode)


def answer_of(episode: Any) -> str:
    """What an agent answered: an artifact, else the last trajectory's output, else its last words."""
    artifacts = getattr(episode, "artifacts", None) or {}
    if "answer" in artifacts:
        return str(artifacts["answer"])
    trajectories = getattr(episode, "trajectories", None) or []
    if not trajectories:
        return ""
    last = trajectories[-1]
    if getattr(last, "output", None):
        return str(last.output)
    steps = getattr(last, "steps", None) or []
    if steps and getattr(steps[-1], "output", None):
        return str(steps[-1].output)
    replies = (getattr(step, "model_response", None) for step in reversed(steps))
    return str(next((reply for reply in replies if reply), ""))


def _row(task: Any) -> Mapping[str, Any]:
    if isinstance(task, Mapping):
        return task
    for name in ("metadata", "data"):
        row = getattr(task, name, None)
        if isinstance(row, Mapping):
            return row
    return {}


def _metadata(record: Record) -> dict[str, Any]:
    return {
        "verdict": record.verdict,
        "reason": record.reason_code,
        "passed": record.passed,
        "total": record.total,
        "queue_ms": record.queue_ms,
        "run_ms": record.run_ms,
    }
