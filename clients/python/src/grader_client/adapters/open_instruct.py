"""A verifier for open-instruct.

``import grader_client.adapters.open_instruct`` before the verifiers are built, and name it ``grader``
in the data set's ``dataset`` column (or ``--remap_verifier math=grader``). A label is a task or the id
of one as JSON text, or the reference answer of a mathematical problem.

The class was read in allenai/open-instruct at c28e030e, ``open_instruct/ground_truth_utils.py``:
``build_all_verifiers`` makes an instance of every direct subclass of ``VerifierFunction``,
``apply_verifiable_reward`` awaits ``async_call`` by keywords and lets exceptions through. Later
versions pass ``rollout_state`` as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grader_client import shared
from grader_client.records import Record
from grader_client.rollouts import group_of, rollout, task_of


@dataclass
class _Result:
    """Stands in for open-instruct's ``VerificationResult`` where it is not installed."""

    score: float
    cost: float = 0.0
    reasoning: str | None = None


class _StandIn:
    """Stands in for open-instruct's ``VerifierFunction`` where it is not installed."""

    def __init__(self, name: str, weight: float = 1.0, verifier_config: Any = None) -> None:
        self.name = name
        self.weight = weight
        self.verifier_config = verifier_config


if TYPE_CHECKING:
    _Base = _StandIn
    VerificationResult = _Result
else:
    try:
        from open_instruct.ground_truth_utils import VerificationResult
        from open_instruct.ground_truth_utils import VerifierFunction as _Base
    except ImportError:
        _Base = _StandIn
        VerificationResult = _Result


class GraderVerifier(_Base):
    """Scores are the grader's rewards, from the service of ``GRADER_URL``."""

    def __init__(self, verifier_config: Any = None) -> None:
        super().__init__("grader", verifier_config=verifier_config, weight=1.0)

    def __call__(
        self,
        tokenized_prediction: list[int],
        prediction: str,
        label: Any,
        query: str | None = None,
        rollout_state: dict[str, Any] | None = None,
    ) -> Any:
        """
        :raises GraderFault: where there is no score
        """
        one = _rollout(tokenized_prediction, prediction, label, query)
        return _result(shared.grader().grade_rollout(one))

    async def async_call(
        self,
        tokenized_prediction: list[int],
        prediction: str,
        label: Any,
        query: str | None = None,
        rollout_state: dict[str, Any] | None = None,
    ) -> Any:
        """:meth:`__call__` as a coroutine."""
        one = _rollout(tokenized_prediction, prediction, label, query)
        return _result(await shared.async_grader().grade_rollout(one))


def _rollout(tokens: Any, prediction: str, label: Any, query: str | None) -> dict[str, Any]:
    meta = {} if tokens is None else {"completion_tokens": len(tokens)}
    group = None if query is None else group_of(query)
    return rollout(task_of(label), prediction, group=group, meta=meta)


def _result(record: Record) -> Any:
    score = record.require_reward(shared.undecided())
    return VerificationResult(score=score, reasoning=record.verdict)
