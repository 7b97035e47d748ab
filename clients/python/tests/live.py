"""The real service, once for all tests that ask for it."""

from __future__ import annotations

import atexit
import contextlib
import os
import unittest

import grader_client
from grader_client.service import default_command

_open = contextlib.ExitStack()
_grader: grader_client.Grader | None = None
_problem: str | None = None
atexit.register(_open.close)


def service() -> grader_client.Grader:
    """A client of the service, which ``GRADER_URL`` names as well.

    :raises unittest.SkipTest: where there is no command to start one
    """
    global _grader, _problem
    if _problem is not None:
        raise unittest.SkipTest(_problem)
    if _grader is None:
        try:
            default_command()
        except grader_client.ServiceUnavailable as fault:
            _problem = str(fault)
            raise unittest.SkipTest(_problem) from None
        for name in ("GRADER_TIMEOUT", "GRADER_UNDECIDED"):
            os.environ.pop(name, None)
        _grader = _open.enter_context(grader_client.local(options=OPTIONS))
    return _grader


OPTIONS = ("--jobs", "2", "--sandbox", "local")
