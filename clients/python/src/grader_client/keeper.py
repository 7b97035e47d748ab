"""Runs a command and ends it when the process that asked for it is gone, even if that was killed.

``python keeper.py PARENT COMMAND…``; used by :mod:`grader_client.service`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import Any

#: Seconds from SIGTERM to SIGKILL: longer than the service's own ``--drain-s``.
GRACE_S = 45.0


def main(arguments: list[str]) -> int:
    parent = int(arguments[0])
    child = subprocess.Popen(arguments[1:], stdin=subprocess.DEVNULL)

    def end(*_: Any) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal_all(signal.SIGTERM)

    def signal_all(number: int) -> None:
        # Scripts do not pass signals on: whatever the command started is in this process's group.
        if os.getpgrp() == os.getpid():
            os.killpg(os.getpid(), number)
        else:
            child.send_signal(number)

    signal.signal(signal.SIGTERM, end)
    while True:
        try:
            return child.wait(1.0)
        except subprocess.TimeoutExpired:
            if os.getppid() != parent:
                break
    end()
    try:
        return child.wait(GRACE_S)
    except subprocess.TimeoutExpired:
        signal_all(signal.SIGKILL)
        return child.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
