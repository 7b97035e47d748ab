"""Reward functions for AReaL's workflows.

``RLVRWorkflow(reward_fn="grader_client.adapters.areal.reward_fn", …)``, or with settings::

    RLVRWorkflow(reward_fn=GraderReward(url=…, policy="fraction"), …)

The call was read in AReaL 1.0.4, ``areal/api/reward_api.py``: positional ``prompt, completions,
prompt_ids, completion_ids``, and the row's columns by name, in a pool of processes. Its
``AsyncRewardWrapper`` gives a call 15 s, the wait in its own pool included, and after three more
tries *returns 0*; an exception it raises. So that a slow grader is an error and not a 0, a call here
ends after 12 s. For work that takes longer, put an asynchronous function in the wrapper's place::

    workflow.async_reward_fn = GraderReward(timeout=600).asynchronous
"""

from __future__ import annotations

from typing import Any

from grader_client import shared
from grader_client.rollouts import group_of, rollout, task_in_row

#: Seconds; below the 15 s after which AReaL would make it a 0.
TIMEOUT_S = 12.0


class GraderReward:
    """A reward function. Can be pickled, as AReaL's pool of processes needs it."""

    def __init__(
        self,
        *,
        url: str | None = None,
        token: str | None = None,
        policy: str | None = None,
        timeout: float = TIMEOUT_S,
        undecided: float | None = None,
    ) -> None:
        self._url = url
        self._token = token
        self._policy = policy
        self._timeout = timeout
        self._undecided = undecided

    def __call__(
        self,
        prompt: str,
        completions: str,
        prompt_ids: list[int],
        completion_ids: list[int],
        **kwargs: Any,
    ) -> float:
        """
        :raises GraderFault: where there is no reward
        """
        client = shared.grader(self._url, self._token, self._timeout)
        record = client.grade_rollout(self._rollout(prompt, completions, completion_ids, kwargs))
        return record.require_reward(shared.undecided(self._undecided))

    async def asynchronous(
        self,
        prompt: str,
        completions: str,
        prompt_ids: list[int],
        completion_ids: list[int],
        **kwargs: Any,
    ) -> float:
        """The same as a coroutine, for workflows that await their reward function themselves."""
        client = shared.async_grader(self._url, self._token, self._timeout)
        one = self._rollout(prompt, completions, completion_ids, kwargs)
        record = await client.grade_rollout(one)
        return record.require_reward(shared.undecided(self._undecided))

    def _rollout(
        self, prompt: Any, completion: str, completion_ids: Any, row: dict[str, Any]
    ) -> dict[str, Any]:
        meta = {} if completion_ids is None else {"completion_tokens": len(completion_ids)}
        task = task_in_row(row, self._policy)
        return rollout(task, str(completion), group=group_of(prompt), meta=meta)


def reward_fn(
    prompt: str,
    completions: str,
    prompt_ids: list[int],
    completion_ids: list[int],
    **kwargs: Any,
) -> float:
    """:class:`GraderReward` for the service of ``GRADER_URL``."""
    return GraderReward()(prompt, completions, prompt_ids, completion_ids, **kwargs)
