"""One client for each service and process, for adapters that a trainer calls without one."""

from __future__ import annotations

import os
import threading
from typing import Any, TypeVar

from grader_client.aio import AsyncGrader
from grader_client.client import Grader
from grader_client.faults import ServiceUnavailable

_clients: dict[tuple[Any, ...], Any] = {}
_lock = threading.Lock()

K = TypeVar("K", Grader, AsyncGrader)


def grader(url: str | None = None, token: str | None = None, timeout: float | None = None) -> Grader:
    """The client that all who ask for the same get.

    :param url: else ``GRADER_URL``
    :param token: else ``GRADER_TOKEN``
    :param timeout: else ``GRADER_TIMEOUT``, else the client's own default; in seconds
    :raises ServiceUnavailable: when nobody said where the service is
    """
    return _shared(Grader, url, token, timeout)


def async_grader(
    url: str | None = None, token: str | None = None, timeout: float | None = None
) -> AsyncGrader:
    """:func:`grader` for coroutines."""
    return _shared(AsyncGrader, url, token, timeout)


def undecided(given: float | None = None) -> float | None:
    """What a sample gets that the grader cannot decide: what is given, else ``GRADER_UNDECIDED``."""
    return given if given is not None else _number("GRADER_UNDECIDED")


def _shared(kind: type[K], url: str | None, token: str | None, timeout: float | None) -> K:
    url = url or os.environ.get("GRADER_URL")
    if not url:
        raise ServiceUnavailable(
            "no-url",
            "nobody said where the grader is: set GRADER_URL, pass url=, or run inside"
            " 'with grader_client.local():'",
            lasting=True,
        )
    token = token or os.environ.get("GRADER_TOKEN") or None
    timeout = timeout if timeout is not None else _number("GRADER_TIMEOUT")
    settings: dict[str, Any] = {} if timeout is None else {"timeout": timeout}
    key = (kind, url, token, timeout)
    with _lock:
        client = _clients.get(key)
        if client is None:
            client = _clients[key] = kind(url, token=token, **settings)
    found: K = client
    return found


def _number(name: str) -> float | None:
    text = os.environ.get(name)
    if not text:
        return None
    try:
        return float(text)
    except ValueError:
        raise ServiceUnavailable(
            "bad-setting", f"{name} must be a number, not {text!r}", lasting=True
        ) from None


def _after_fork() -> None:
    global _lock
    _lock = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
