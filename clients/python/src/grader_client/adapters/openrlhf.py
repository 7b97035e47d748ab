"""``reward_func`` for OpenRLHF: ``--reward.remote_url $(python -m grader_client path openrlhf)``.

The call was read in OpenRLHF 0.11.2, ``openrlhf/utils/agent.py`` (``SingleTurnAgentExecutor``: one
sample a call, in a thread, positional) and ``trainer/ppo_utils/samples_generator.py`` (tensors of one
element, or numbers). A label is a task or the id of one as JSON text, or the reference answer of a
mathematical problem. OpenRLHF logs an exception of the function and leaves the reward None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from grader_client import shared
from grader_client.rollouts import group_of, rollout, task_of

# End-of-turn and padding tokens behind a response.
_SPECIAL_TAIL = re.compile(r"(?:\s*(?:<\|[^<>|\s]{1,40}\|>|</s>|<eos>|<pad>|<end_of_turn>))+\s*\Z")


def reward_func(
    queries: Sequence[str], prompts: Sequence[str], labels: Sequence[Any], **_: Any
) -> dict[str, Any]:
    """Grades responses.

    :param queries: prompts with the responses behind them, special tokens and all
    :returns: ``rewards``, ``scores`` (the share of tests passed, which dynamic filtering looks at) and
        ``extra_logs``; tensors where torch is there
    :raises GraderFault: where there is no reward
    """
    rollouts = [
        rollout(task_of(labels[i]), response_of(query, prompts[i]), group=group_of(prompts[i]))
        for i, query in enumerate(queries)
    ]
    records = shared.grader().grade_batch(rollouts)
    undecided = shared.undecided()
    return {
        "rewards": _tensor([record.require_reward(undecided) for record in records]),
        "scores": _tensor([record.pass_rate for record in records]),
        "extra_logs": {
            "acc": _tensor([float(record.accepted) for record in records]),
            "passed": _tensor([float(record.passed) for record in records]),
            "total": _tensor([float(record.total) for record in records]),
            "queue_ms": _tensor([float(record.queue_ms) for record in records]),
            "run_ms": _tensor([float(record.run_ms) for record in records]),
        },
    }


def response_of(query: str, prompt: str) -> str:
    """What the model wrote: the query without the prompt and without the tokens at its end."""
    at = query.find(prompt)
    return _SPECIAL_TAIL.sub("", query if at < 0 else query[at + len(prompt) :])


def _tensor(values: list[float]) -> Any:
    try:
        import torch
    except ImportError:
        return values
    return torch.tensor(values)
