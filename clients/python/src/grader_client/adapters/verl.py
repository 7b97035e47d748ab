"""Reward functions for verl's ``custom_reward_function``.

In verl's configuration (verl 0.9; before 0.8 without ``reward.``)::

    reward.custom_reward_function.path=pkg://grader_client.adapters.verl
    reward.custom_reward_function.name=compute_score_async
    +reward.custom_reward_function.reward_kwargs.url=http://HOST:PORT

``compute_score_async`` is the best for the reward loop (managers ``naive``, ``dapo``, ``gdpo``),
``compute_score`` for ``remote``, which takes no coroutines, ``compute_score_batch`` for ``batch``.
The manager ``prime`` can read nothing but numbers: give it ``compute_score_value``.

The signatures were read in verl 0.9.1: ``trainer/ppo/reward.py`` (keywords),
``experimental/reward_loop/reward_manager/naive.py`` (the call), ``workers/reward_manager/batch.py``,
``workers/reward_manager/prime.py`` (positions), ``experimental/reward_loop/reward_loop.py`` (the
first sample's keys are looked up in all others: the keys here are always the same).

The managers ``prime`` and ``rate_limited`` turn any exception of a reward function into 0; the others
let it through, as they must.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from grader_client import shared
from grader_client.faults import GraderFault, Undecided
from grader_client.records import fault_in
from grader_client.rollouts import Task, rollout, task_of

#: Data sources whose answers are words; they are not mathematics.
_WORDS = ("searchR1_",)


def compute_score(
    data_source: str,
    solution_str: str,
    ground_truth: Any,
    extra_info: Mapping[str, Any] | None = None,
    url: str | None = None,
    token: str | None = None,
    policy: str | None = None,
    timeout: float | None = None,
    undecided: float | None = None,
    **_: Any,
) -> dict[str, Any]:
    """Grades one solution.

    :param ground_truth: a task, the name of one as ``{"task": …}``, either as JSON text, what verl's
        own code data sets have, or the answer of a mathematical problem
    :param extra_info: its ``task`` goes before ``ground_truth``; samples of equal ``index`` are a group
    :param policy: how a grade becomes a score, for tasks that do not say it
    :param timeout: seconds, all retries included
    :param undecided: the score where the grader cannot know; without it that is raised
    :returns: the service's ``verl`` view: ``score``, ``acc``, ``pred``, ``status``, …
    :raises GraderFault: where there is no score
    """
    one = _rollout(data_source, solution_str, ground_truth, extra_info, policy)
    return _scored(shared.grader(url, token, timeout).view(one, "verl"), undecided)


async def compute_score_async(
    data_source: str,
    solution_str: str,
    ground_truth: Any,
    extra_info: Mapping[str, Any] | None = None,
    url: str | None = None,
    token: str | None = None,
    policy: str | None = None,
    timeout: float | None = None,
    undecided: float | None = None,
    **_: Any,
) -> dict[str, Any]:
    """:func:`compute_score` as a coroutine."""
    one = _rollout(data_source, solution_str, ground_truth, extra_info, policy)
    return _scored(await shared.async_grader(url, token, timeout).view(one, "verl"), undecided)


def compute_score_batch(
    data_sources: Sequence[str],
    solution_strs: Sequence[str],
    ground_truths: Sequence[Any],
    extra_infos: Sequence[Mapping[str, Any] | None] | None = None,
    url: str | None = None,
    token: str | None = None,
    policy: str | None = None,
    timeout: float | None = None,
    undecided: float | None = None,
    **_: Any,
) -> list[dict[str, Any]]:
    """:func:`compute_score` for many, in their order."""
    infos = extra_infos if extra_infos is not None else [None] * len(solution_strs)
    rollouts = [
        _rollout(data_sources[i], solution_strs[i], ground_truths[i], infos[i], policy)
        for i in range(len(solution_strs))
    ]
    views = shared.grader(url, token, timeout).view_batch(rollouts, "verl")
    return [_scored(view, undecided) for view in views]


def compute_score_value(
    data_source: str,
    solution_str: str,
    ground_truth: Any,
    extra_info: Mapping[str, Any] | None = None,
    **kwargs: Any,
) -> float:
    """:func:`compute_score`'s number alone."""
    shown = compute_score(data_source, solution_str, ground_truth, extra_info, **kwargs)
    return float(shown["score"])


def _rollout(
    data_source: str,
    solution: str,
    truth: Any,
    extra_info: Mapping[str, Any] | None,
    policy: str | None,
) -> dict[str, Any]:
    info = extra_info or {}
    task = info.get("task")
    made: Task = task_of(truth if task is None else {"task": task}, policy)
    if str(data_source).startswith(_WORDS) and not isinstance(made, str) and made["kind"] == "math":
        raise GraderFault(
            "bad-task",
            f"answers of {data_source} are words, which no family of the grader judges",
            lasting=True,
        )
    index = info.get("index")
    group = None if index is None else f"{data_source}/{index}"
    return rollout(made, solution, group=group)


def _scored(view: dict[str, Any], undecided: float | None) -> dict[str, Any]:
    fault = fault_in(view)
    if fault is not None:
        raise fault
    if view["score"] is not None:
        return view
    value = shared.undecided(undecided)
    if value is None:
        raise Undecided(
            "undecided",
            "{}: a policy such as 'decided(binary, 0)', or reward_kwargs.undecided=0.0, gives such"
            " samples a score".format(view.get("reason")),
            lasting=True,
        )
    return dict(view, score=value, acc=0)
