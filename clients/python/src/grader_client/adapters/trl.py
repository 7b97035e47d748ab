"""Reward functions for TRL's ``GRPOTrainer`` and its like.

::

    from grader_client.adapters.trl import grader_reward, GraderReward
    GRPOTrainer(reward_funcs=grader_reward, …)
    GRPOTrainer(reward_funcs=[GraderReward(policy="fraction"), GraderReward(policy="format")], …)

What is right comes from the data set's columns: ``grader_task`` (a task or the id of one), a ``task``
that holds a task, or ``label``, ``ground_truth``, ``answer``, ``solution``.

The call was read in TRL 1.16.0, ``trainer/grpo_trainer.py`` (``_calculate_rewards``) and
``trainer/utils.py`` (``is_async_callable``): keywords ``prompts``, ``completions``,
``completion_ids``, the columns, ``trainer_state``, ``log_extra``, ``log_metric`` and, sometimes,
``environments``; coroutines of several functions run at the same time; None is "no reward" (NaN).
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any, Callable

from grader_client import shared
from grader_client.faults import GraderFault
from grader_client.records import Record
from grader_client.rollouts import group_of, rollout, task_in_row

_log = logging.getLogger(__name__)


class GraderReward:
    """An asynchronous reward function. Can be pickled.

    A sample that could not be graded, or decided, gets None. A service that cannot be reached, or
    that refuses the requests, is an error: training on nothing must not go on in silence.
    """

    def __init__(
        self,
        *,
        url: str | None = None,
        token: str | None = None,
        policy: str | None = None,
        timeout: float | None = None,
        undecided: float | None = None,
        name: str = "grader_reward",
    ) -> None:
        """
        :param policy: how a grade becomes a reward, for tasks that do not say it
        :param undecided: the reward where the grader cannot know; without it None
        :param name: under which TRL logs the rewards
        """
        self._url = url
        self._token = token
        self._policy = policy
        self._timeout = timeout
        self._undecided = undecided
        self.__name__ = name

    async def __call__(
        self,
        prompts: Sequence[Any],
        completions: Sequence[Any],
        completion_ids: Sequence[Sequence[int]] | None = None,
        log_extra: Callable[[str, list[Any]], None] | None = None,
        log_metric: Callable[[str, float], None] | None = None,
        **columns: Any,
    ) -> list[float | None]:
        rollouts: list[dict[str, Any]] = []
        places: list[int] = []
        problem: GraderFault | None = None
        for i, completion in enumerate(completions):
            try:
                task = task_in_row(_row(columns, i, len(completions)), self._policy)
            except GraderFault as fault:
                _log.warning("no reward for sample %d: %s", i, fault)
                problem = fault
                continue
            meta = {"completion_tokens": len(completion_ids[i])} if completion_ids else None
            rollouts.append(rollout(task, completion, group=group_of(prompts[i]), meta=meta))
            places.append(i)
        if problem is not None and not rollouts:
            raise problem  # the columns are named wrongly, rather than one row being bad
        client = shared.async_grader(self._url, self._token, self._timeout)
        records: list[Record | None] = [None] * len(completions)
        for i, record in zip(places, await client.grade_batch(rollouts, faults="return")):
            records[i] = record
        self._log(records, log_extra, log_metric)
        return [self._reward(record) for record in records]

    def _reward(self, record: Record | None) -> float | None:
        if record is None or record.is_fault:
            return None
        return record.reward if record.reward is not None else shared.undecided(self._undecided)

    def _log(
        self,
        records: Sequence[Record | None],
        log_extra: Callable[[str, list[Any]], None] | None,
        log_metric: Callable[[str, float], None] | None,
    ) -> None:
        graded = [record for record in records if record is not None and not record.is_fault]
        for record in records:
            if record is not None and record.is_fault:
                _log.warning("no reward: %s: %s", record.reason_code, record.reason)
        if log_extra is not None:
            log_extra(
                self.__name__ + "_verdict",
                [(record.verdict or "FAULT") if record is not None else "FAULT" for record in records],
            )
        if log_metric is not None and records:
            log_metric(self.__name__ + "/faults", 1.0 - len(graded) / len(records))
            if graded:
                accepted = sum(record.accepted for record in graded)
                log_metric(self.__name__ + "/accepted", accepted / len(graded))


_default = GraderReward()


async def grader_reward(
    prompts: Sequence[Any],
    completions: Sequence[Any],
    completion_ids: Sequence[Sequence[int]] | None = None,
    **kwargs: Any,
) -> list[float | None]:
    """:class:`GraderReward` for the service of ``GRADER_URL``."""
    return await _default(prompts, completions, completion_ids, **kwargs)


def _row(columns: Mapping[str, Any], i: int, count: int) -> dict[str, Any]:
    return {
        name: values[i]
        for name, values in columns.items()
        if name not in ("environments", "trainer_state")
        and isinstance(values, (list, tuple))
        and len(values) == count
    }
