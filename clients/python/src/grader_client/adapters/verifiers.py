"""A ``Rubric`` and a reward function for verifiers (Prime Intellect).

verifiers before 0.2 has rubrics::

    env = vf.SingleTurnEnv(dataset=…, rubric=grader_rubric(policy="fraction"))

read in 0.1.8.post2 and 0.1.14, ``verifiers/rubrics/rubric.py``. There, a reward function that raises
gets 0. So the rubric grades before the reward functions are called, where an exception ends the
rollout's scoring, and its one reward function just says what was found.

From 0.2 on tasks have reward methods instead; plug the function in by name::

    [env.taskset.task.rewards.grader]
    fn = "grader_client.adapters.verifiers:grader_reward"

read in 0.4.0, ``verifiers/v1/task.py`` (``score``: called with ``task`` and ``trace``, exceptions are
errors of the trace), ``v1/configs/task.py`` and ``v1/trace.py``.

What is right comes from a row's ``info`` (``grader_task``, …) or its ``answer``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from grader_client import shared
from grader_client.rollouts import rollout, task_in_row

_KEY = "grader_record"


def grader_rubric(
    *,
    weight: float = 1.0,
    url: str | None = None,
    token: str | None = None,
    policy: str | None = None,
    timeout: float | None = None,
    undecided: float | None = None,
    **settings: Any,
) -> Any:
    """A ``verifiers.Rubric`` whose reward is the grader's.

    :param weight: of the reward, beside those of functions that are added
    :param settings: those of ``verifiers.Rubric``, such as ``parser``
    :raises ImportError: without verifiers, or with one that has no rubrics any more
    """
    from verifiers import Rubric

    class GraderRubric(Rubric):  # type: ignore[misc]
        async def _grade(self, state: dict[str, Any]) -> None:
            client = shared.async_grader(url, token, timeout)
            one = rollout(task_in_row(_row_of(state), policy), _completion(state["completion"]))
            record = await client.grade_rollout(one)
            record.require_reward(shared.undecided(undecided))
            state[_KEY] = dict(record.raw)

        async def score_rollout(self, state: Any, *args: Any, **kwargs: Any) -> Any:
            await self._grade(state)
            return await super().score_rollout(state, *args, **kwargs)

        async def score_group(self, states: list[Any], *args: Any, **kwargs: Any) -> Any:
            await asyncio.gather(*(self._grade(state) for state in states))
            return await super().score_group(states, *args, **kwargs)

    def grader(state: dict[str, Any]) -> float:
        reward = state[_KEY]["reward"]
        value = reward if reward is not None else shared.undecided(undecided)
        assert value is not None
        return float(value)

    def grader_accepted(state: dict[str, Any]) -> float:
        return float(state[_KEY]["verdict"] == "ACCEPTED")

    return GraderRubric(funcs=[grader, grader_accepted], weights=[weight, 0.0], **settings)


async def grader_reward(task: Any, trace: Any) -> float:
    """The reward of a trace of verifiers 0.2 and later, from the service of ``GRADER_URL``.

    :param task: the row's data
    :raises GraderFault: where there is none
    """
    row = task if isinstance(task, Mapping) else _fields(task)
    one = rollout(task_in_row({**row, **_mapping(row.get("info"))}), str(trace.last_reply))
    record = await shared.async_grader().grade_rollout(one)
    return record.require_reward(shared.undecided())


def _fields(data: Any) -> dict[str, Any]:
    dump = getattr(data, "model_dump", None)
    return dict(dump()) if callable(dump) else dict(vars(data))


def _row_of(state: Mapping[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {"answer": state.get("answer")}
    row.update(_mapping(state.get("info")))
    return row


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _completion(completion: Any) -> Any:
    """Text, or messages as plain objects."""
    if isinstance(completion, str):
        return completion
    return [message if isinstance(message, Mapping) else _fields(message) for message in completion]
