"""The client with the real service, as a child process."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import textwrap
import time
import unittest
from pathlib import Path
from unittest import mock
from urllib.parse import urlsplit

import grader_client
from grader_client import Grader, GradingFault, RequestRefused, ServiceUnavailable, math_task, rollout
from tests import live

ADD = {
    "kind": "code",
    "language": "python",
    "tests": [{"input": "1 2\n", "output": "3\n"}, {"input": "5 -5\n", "output": "0\n"}],
}
RIGHT = "```python\na, b = map(int, input().split())\nprint(a + b)\n```"
HALF = "```python\nprint(3)\n```"


class Grading(unittest.TestCase):
    grader: Grader

    @classmethod
    def setUpClass(cls) -> None:
        cls.grader = live.service()

    def test_mathematics(self) -> None:
        record = self.grader.grade(math_task(r"\frac12"), r"so it is \boxed{0.5}", group="p")
        self.assertEqual((record.verdict, record.reward, record.group), ("ACCEPTED", 1.0, "p"))
        self.assertEqual((record.passed, record.total, record.pass_rate), (1, 1, 1.0))
        self.assertEqual(self.grader.grade(math_task("1"), r"\boxed{2}").reward, 0.0)

    def test_programs(self) -> None:
        self.assertEqual(self.grader.grade(ADD, RIGHT).reward, 1.0)
        record = self.grader.grade(ADD, HALF)
        self.assertEqual((record.reward, record.passed, record.total), (0.5, 1, 2))

    def test_chat_messages(self) -> None:
        messages = [{"role": "user", "content": "?"}, {"role": "assistant", "content": r"\boxed{1}"}]
        self.assertEqual(self.grader.grade(math_task("1"), messages).reward, 1.0)

    def test_batches_and_streams_leave_bad_rollouts_to_the_caller(self) -> None:
        rollouts = [
            rollout(math_task("1"), r"\boxed{1}", id="good"),
            rollout({"kind": "alchemy"}, "gold", id="bad"),
            rollout(math_task("1"), r"\boxed{2}", id="wrong"),
        ]
        records = self.grader.grade_batch(rollouts, faults="return")
        self.assertEqual([record.id for record in records], ["good", "bad", "wrong"])
        self.assertEqual([record.reward for record in records], [1.0, None, 0.0])
        self.assertEqual(records[1].reason_code, "bad-input")
        streamed = {record.id: record for record in self.grader.stream(rollouts, faults="return")}
        self.assertEqual([streamed[r.id].reward for r in records], [1.0, None, 0.0])
        with self.assertRaises(GradingFault):
            self.grader.grade_batch(rollouts)

    def test_a_bad_rollout_alone_is_refused(self) -> None:
        with self.assertRaises(RequestRefused) as caught:
            self.grader.grade({"kind": "alchemy"}, "gold")
        self.assertIn("$.task", str(caught.exception))

    def test_tasks_are_brought_once_and_then_named(self) -> None:
        tasks = [dict(math_task("7"), id="seven"), dict(ADD, id="add")]
        self.assertEqual(self.grader.add_tasks(tasks, set="mine")["total"], 2)
        self.assertEqual(self.grader.add_tasks(tasks, set="mine")["known"], 2)
        self.assertEqual(self.grader.grade("mine/seven", r"\boxed{7}").reward, 1.0)
        with self.assertRaises(RequestRefused):
            self.grader.add_tasks([dict(math_task("8"), id="seven")], set="mine")

    def test_jobs_go_on_in_the_background(self) -> None:
        rollouts = [rollout(math_task("1"), rf"\boxed{{{i}}}", id=f"r{i}") for i in range(3)]
        rollouts.append(rollout({"kind": "alchemy"}, "gold", id="bad"))
        job = self.grader.submit(rollouts)
        records = {record.id: record for record in job.wait(timeout=60, poll=0.05)}
        self.assertEqual([records[f"r{i}"].reward for i in range(3)], [0.0, 1.0, 0.0])
        self.assertEqual((records["bad"].is_fault, records["bad"].reward), (True, None))
        status = self.grader.job(job.id).status()
        self.assertEqual((status.state, status.total, status.done, status.faults), ("done", 4, 4, 1))
        self.assertEqual(self.grader.submit(rollouts).id, job.id)
        job.remove()
        with self.assertRaises(RequestRefused):
            job.status()

    def test_a_wrong_token_is_refused(self) -> None:
        with self.assertRaises(RequestRefused) as caught:
            Grader(self.grader.url, token="x" * 20).grade(math_task("1"), "1")
        self.assertEqual(caught.exception.code, "http-401")

    def test_the_service_is_ready(self) -> None:
        self.assertTrue(self.grader.is_ready())


class Local(unittest.TestCase):
    """Commands that stand in for the grader's: they say where they serve, as it does."""

    def command(self, body: str) -> list[str]:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        script = Path(folder.name) / "command.py"
        script.write_text(textwrap.dedent(body))
        return [sys.executable, str(script)]

    def assert_ends(self, url: str) -> None:
        deadline = time.monotonic() + 30
        while listens(url):
            self.assertLess(time.monotonic(), deadline, "the service outlives its user")
            time.sleep(0.1)

    def serving(self) -> list[str]:
        return self.command(
            """
            import http.server, sys
            print(open(sys.argv[sys.argv.index("--token-file") + 1]).read(), file=sys.stderr)
            server = http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler)
            print("grader serves on http://127.0.0.1:%d" % server.server_port, flush=True)
            server.serve_forever()
            """
        )

    def test_the_environment_names_the_service_inside_the_block_alone(self) -> None:
        with mock.patch.dict(os.environ, {"GRADER_URL": "http://before:1"}):
            os.environ.pop("GRADER_TOKEN", None)
            with grader_client.local(self.serving()) as grader:
                self.assertEqual(os.environ["GRADER_URL"], grader.url)
                self.assertGreaterEqual(len(os.environ["GRADER_TOKEN"]), 32)
            self.assertEqual(os.environ["GRADER_URL"], "http://before:1")
            self.assertNotIn("GRADER_TOKEN", os.environ)
            with grader_client.local(self.serving(), export=False):
                self.assertEqual(os.environ["GRADER_URL"], "http://before:1")

    def test_the_service_ends_with_the_block(self) -> None:
        with self.assertRaises(KeyError), grader_client.local(self.serving()) as grader:
            raise KeyError("of the caller")
        self.assertFalse(listens(grader.url))

    def test_what_a_script_started_ends_with_it(self) -> None:
        script = self.command("import subprocess, sys; subprocess.run(sys.argv[1:])")
        with grader_client.local([*script, *self.serving()]) as grader:
            self.assertTrue(listens(grader.url))
        self.assert_ends(grader.url)

    def test_the_service_ends_when_its_user_is_killed(self) -> None:
        program = """
            import sys, time, grader_client
            with grader_client.local(sys.argv[1:]) as grader:
                print(grader.url, flush=True)
                time.sleep(600)
            """
        source = str(Path(grader_client.__file__).parents[1])
        user = subprocess.Popen(
            [*self.command(program), *self.serving()],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": source},
        )
        assert user.stdout is not None
        with user.stdout:
            url = user.stdout.readline().strip()
        self.assertTrue(listens(url))
        user.send_signal(signal.SIGKILL)
        user.wait()
        self.assert_ends(url)

    def test_a_command_that_ends_is_a_fault_with_what_it_printed(self) -> None:
        command = self.command("import sys; sys.exit('no such option')")
        with self.assertRaises(ServiceUnavailable) as caught, grader_client.local(command):
            self.fail("must not start")
        self.assertIn("no such option", str(caught.exception))
        self.assertEqual(caught.exception.code, "not-started")

    def test_a_command_that_says_nothing_is_a_fault_in_time(self) -> None:
        command = self.command("import time; time.sleep(600)")
        with self.assertRaises(ServiceUnavailable), grader_client.local(command, start_timeout=0.5):
            self.fail("must not start")

    def test_only_the_user_can_read_the_token(self) -> None:
        command = self.command(
            """
            import os, sys
            sys.exit("mode %o" % os.stat(sys.argv[sys.argv.index("--token-file") + 1]).st_mode)
            """
        )
        with self.assertRaises(ServiceUnavailable) as caught, grader_client.local(command):
            self.fail("must not start")
        self.assertIn(f"mode {stat.S_IFREG | 0o600:o}", str(caught.exception))

    def test_the_command_is_found_or_asked_for(self) -> None:
        with mock.patch.dict(os.environ, {"GRADER_COMMAND": "java -jar 'my grader.jar'"}):
            command = grader_client.service.default_command()
        self.assertEqual(command, ["java", "-jar", "my grader.jar"])


def listens(url: str) -> bool:
    parts = urlsplit(url)
    try:
        socket.create_connection((parts.hostname or "", parts.port or 0), 5).close()
    except ConnectionRefusedError:
        return False
    return True


if __name__ == "__main__":
    unittest.main()
