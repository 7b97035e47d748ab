"""An environment for SkyRL: one answer, graded.

::

    from skyrl_gym.envs import register
    register(id="grader", entry_point="grader_client.adapters.skyrl:GraderEnv")

and ``env_class: grader`` in the data set's rows, whose ``reward_spec`` (or ``reward_model``) holds the
``ground_truth``: a task, the id of one as ``{"task": …}``, either as JSON text, or a reference answer.

The class was read in skyrl-gym 0.4.0, ``skyrl_gym/envs/base_text_env.py``, ``envs/aime/env.py`` and
``envs/registration.py`` (called with ``env_config`` and ``extras``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from grader_client import shared
from grader_client.rollouts import rollout, task_in_row


class _StandIn:
    """Stands in for SkyRL's base class where it is not installed."""

    def __init__(self) -> None:
        self.turns = 0
        self.max_turns = 1

    def init(self, prompt: Any) -> Any:
        return prompt, {}

    def close(self) -> None:
        pass


if TYPE_CHECKING:
    _Base = _StandIn
else:
    try:
        from skyrl_gym.envs.base_text_env import BaseTextEnv as _Base
    except ImportError:
        _Base = _StandIn


class GraderEnv(_Base):
    """Ends after one step.

    ``env_config`` may hold ``url``, ``token``, ``policy``, ``timeout`` and ``undecided``.
    """

    def __init__(self, env_config: Any = None, extras: Mapping[str, Any] | None = None) -> None:
        super().__init__()
        settings: Mapping[str, Any] = env_config if env_config is not None else {}
        self._url = settings.get("url")
        self._token = settings.get("token")
        self._timeout = settings.get("timeout")
        self._undecided = settings.get("undecided")
        self._task = task_in_row(extras or {}, settings.get("policy"))
        self._metrics: dict[str, Any] = {}

    def step(self, action: str) -> Any:
        """Grades an answer.

        :returns: ``observations``, ``reward``, ``done`` and ``metadata``
        :raises GraderFault: where there is no reward
        """
        client = shared.grader(self._url, self._token, self._timeout)
        record = client.grade_rollout(rollout(self._task, action))
        reward = record.require_reward(shared.undecided(self._undecided))
        self._metrics = {"acc": float(record.accepted), "pass_rate": record.pass_rate}
        metadata = dict(
            self._metrics,
            pred=str((record.raw.get("candidate") or {}).get("text", "")),
            verdict=record.verdict,
            queue_ms=record.queue_ms,
            run_ms=record.run_ms,
        )
        return {"observations": [], "reward": reward, "done": True, "metadata": metadata}

    def get_metrics(self) -> dict[str, Any]:
        return self._metrics
