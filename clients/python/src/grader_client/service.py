"""``with grader_client.local() as grader:`` a service of one's own, as a child process."""

from __future__ import annotations

import collections
import contextlib
import os
import re
import secrets
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from grader_client.client import Grader
from grader_client.faults import ServiceUnavailable

_ANNOUNCED = re.compile(r"serves on (http://\S+)")


def default_command() -> list[str]:
    """How the grader's command line is called here.

    ``GRADER_COMMAND``, else ``grader`` on the PATH, else ``scripts/grader`` of the checkout that
    this file or the current folder is in.

    :raises ServiceUnavailable: when there is none
    """
    given = os.environ.get("GRADER_COMMAND")
    if given:
        return shlex.split(given)
    found = shutil.which("grader")
    if found:
        return [found]
    for start in (Path(__file__).resolve(), Path.cwd() / "-"):
        for folder in start.parents:
            if (folder / "scripts" / "grader").is_file():
                return [str(folder / "scripts" / "grader")]
    raise ServiceUnavailable(
        "no-command",
        "no grader on the PATH and no checkout around: set GRADER_COMMAND, or pass command=",
        lasting=True,
    )


@contextlib.contextmanager
def local(
    command: Sequence[str] | None = None,
    *,
    options: Sequence[str] = (),
    start_timeout: float = 300.0,
    export: bool = True,
    **settings: Any,
) -> Iterator[Grader]:
    """Starts a service on a free port of this machine, and ends it at the end of the block.

    Nobody but this process knows its token. It ends when this process ends, however that happens.

    :param command: how the grader's command line is called; see :func:`default_command`
    :param options: more for ``grader serve``, such as ``["--jobs", "4", "--tasks", "tasks.jsonl"]``
    :param start_timeout: seconds; a checkout may have to be built first
    :param export: whether ``GRADER_URL`` and ``GRADER_TOKEN`` are set inside the block, so that the
        adapters of this process and of those that it starts find the service
    :param settings: those of :class:`Grader`
    :raises ServiceUnavailable: when it does not start
    """
    token = secrets.token_hex(32)
    with tempfile.TemporaryDirectory(prefix="grader-client-") as folder:
        token_file = Path(folder) / "token"
        token_file.touch(0o600)
        token_file.write_text(token)
        base = list(command) if command is not None else default_command()
        serve = ["serve", "--host", "127.0.0.1", "--port", "0", "--token-file", str(token_file)]
        child = _Child([*base, *serve, *options])
        try:
            url = child.await_url(start_timeout)
            with Grader(url, token=token, **settings) as grader, _exported(export, url, token):
                yield grader
        finally:
            child.end()


class _Child:
    """The service's process, and what it prints."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._last_lines: collections.deque[str] = collections.deque(maxlen=30)
        self._url: str | None = None
        self._announced = threading.Event()
        keeper = [sys.executable, str(Path(__file__).with_name("keeper.py")), str(os.getpid())]
        try:
            self._process = subprocess.Popen(
                [*keeper, *command],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                errors="replace",
                # Ctrl-C is for this process, which then ends the service in order.
                start_new_session=True,
            )
        except OSError as problem:
            raise ServiceUnavailable("not-started", str(problem)) from problem
        self._readers = [
            threading.Thread(target=self._read, args=(pipe,), daemon=True)
            for pipe in (self._process.stdout, self._process.stderr)
        ]
        for reader in self._readers:
            reader.start()

    def _read(self, pipe: IO[str]) -> None:
        with pipe:
            for line in pipe:
                announced = _ANNOUNCED.search(line)
                if announced and self._url is None:
                    self._url = announced.group(1)
                    self._announced.set()
                else:
                    self._last_lines.append(line.rstrip("\n"))

    def await_url(self, timeout: float) -> str:
        end = time.monotonic() + timeout
        while not self._announced.wait(0.05):
            status = self._process.poll()
            if status is not None:
                for reader in self._readers:
                    reader.join(2.0)
                if self._url is None:
                    raise self._fault(f"ended with status {status}")
            if time.monotonic() > end:
                raise self._fault(f"did not start in {timeout:g} s")
        assert self._url is not None
        return self._url

    def _fault(self, what: str) -> ServiceUnavailable:
        said = "\n".join(self._last_lines) or "(it printed nothing)"
        return ServiceUnavailable("not-started", f"{shlex.join(self._command)} {what}:\n{said}")

    def end(self) -> None:
        """Asks the service to end, and waits until it has."""
        self._process.terminate()
        try:
            self._process.wait(60.0)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        for reader in self._readers:
            reader.join(2.0)


@contextlib.contextmanager
def _exported(export: bool, url: str, token: str) -> Iterator[None]:
    names = {"GRADER_URL": url, "GRADER_TOKEN": token} if export else {}
    before: dict[str, str | None] = {name: os.environ.get(name) for name in names}
    os.environ.update(names)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
