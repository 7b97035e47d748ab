"""When to ask again, and after how long."""

from __future__ import annotations

import email.utils
import random
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Retry:
    """How long to insist. Asking again is safe: equal requests join the same work at the service.

    ``attempts`` counts failures in a row: a connection that is refused or breaks, or an answer that
    tells of a failure of the service. A *busy* service (503 and its like) is no failure: it is asked
    again for as long as the call's time lasts, never sooner than its ``Retry-After``. ``faults``
    counts how often a rollout is sent again whose record tells of a passing fault of the grader.
    Pauses are in seconds; they double from ``first`` to ``longest`` and vary, so that many clients do
    not come back all at once.
    """

    attempts: int = 12
    first: float = 0.25
    longest: float = 15.0
    faults: int = 2

    def pause(self, failures: int) -> float:
        """How long to wait after so many failures in a row, the first being 1."""
        whole = min(self.longest, self.first * 2.0 ** (failures - 1))
        return whole * (0.5 + 0.5 * random.random())

    def pause_of_busy(self, retry_after: float | None) -> float:
        """How long to wait where the service said when to come again, or did not."""
        if retry_after is None:
            return self.pause(3)
        return max(retry_after, 0.05) * (1.0 + 0.25 * random.random())


def retry_after(header: str | None) -> float | None:
    """The seconds in a ``Retry-After`` header: a number or a date (RFC 9110, 10.2.3)."""
    if header is None:
        return None
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        return max(0.0, email.utils.parsedate_to_datetime(header).timestamp() - time.time())
    except (TypeError, ValueError):
        return None
