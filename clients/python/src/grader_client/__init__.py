"""Rewards from a grader service.

>>> from grader_client import Grader
>>> record = Grader("http://127.0.0.1:8080").grade(
...     {"kind": "math", "gold": "1/2"}, "It is \\boxed{0.5}.")   # doctest: +SKIP
>>> record.reward   # doctest: +SKIP
1.0

Reward functions for trainers are in :mod:`grader_client.adapters`.
"""

from grader_client.aio import AsyncGrader
from grader_client.client import Grader
from grader_client.faults import (
    GraderFault,
    GradingFault,
    RequestRefused,
    ServiceUnavailable,
    Undecided,
)
from grader_client.jobs import Job, JobStatus
from grader_client.records import Record
from grader_client.retry import Retry
from grader_client.rollouts import math_task, rollout, task_in_row, task_of
from grader_client.service import local

__version__ = "0.1.0"

__all__ = [
    "AsyncGrader",
    "Grader",
    "GraderFault",
    "GradingFault",
    "Job",
    "JobStatus",
    "Record",
    "RequestRefused",
    "Retry",
    "ServiceUnavailable",
    "Undecided",
    "local",
    "math_task",
    "rollout",
    "task_in_row",
    "task_of",
]
