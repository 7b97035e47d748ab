"""The packages that trainers install, by their own code, against the real service.

They come from PyPI without what they need for training; where that is not reached, these tests are skipped.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path
from typing import Any

from .live import service

VERL = "verl==0.9.1"
E2B = "e2b-code-interpreter==2.11.5"
SANDBOX_FUSION = "sandbox-fusion==0.3.7"

VERL_SCORES = """
import sys
from verl_sandbox_fusion import compute_score
url = sys.argv[1] + "/run_code"
right = "```python\\nprint(int(input()) * 2)\\n```"
cases = {"inputs": ["1", "2", "3", "4"], "outputs": ["2", "4", "6", "9"]}
calls = {"fn_name": "add", "inputs": ["1\\n2", "[1]\\n[2]"], "outputs": ["3", "[1, 2]"]}
print(json.dumps([
    compute_score(url, None, 1024, completion, tests, continuous=True, timeout=10)[0]
    for completion, tests in [
        (right, cases),
        ("```python\\ndef add(a, b):\\n    return a + b\\n```", calls),
        ("```python\\nclass Solution:\\n    def add(self, a, b):\\n        return a + b\\n```", calls),
        ("```python\\n1 / 0\\n```", cases),
        ("no code", cases),
    ]
]))
"""

VERL_CASES = """
import sys
from verl_sandbox_fusion.utils import check_correctness
url = sys.argv[1] + "/run_code"
tests = {"inputs": ["1"], "outputs": ["1"]}
print(json.dumps([
    check_correctness(url, tests, program, timeout=2, language="python")[0][0]
    for program in ["print(input())", "print(2)", "raise SystemExit(3)", "while True: pass"]
]))
"""

FUSION = """
import sys
import sandbox_fusion as sf
url = sys.argv[1]
def run(code, **more):
    return sf.run_code(sf.RunCodeRequest(code=code, language="python", **more), url, max_attempts=1)
def refused(call, request, **more):
    try:
        call(request, endpoint=url, **more)
        return False
    except Exception as raised:
        return str(raised)[:40]
config = sf.TestConfig(dataset_type="CommonOJ", language="python", provided_data={
    "id": 1, "test": [{"input": {"stdin": "2"}, "output": {"stdout": "4"}}]})
judged = sf.submit(sf.SubmitRequest(
    dataset="mine", id=1, completion="```python\\nprint(int(input()) * 2)\\n```", config=config), url, max_attempts=1)
mapping = sf.SummaryMapping(Success="S", Failed="F", RunFailed="R", RunTimeout="T")
late = run("while True: pass", run_timeout=1)
print(json.dumps([
    run("print(input())", stdin="hey").run_result.stdout,
    sf.summary_run_code_result(run("raise SystemExit(1)"), mapping),
    sf.summary_run_code_result(late, mapping),
    judged.accepted,
    judged.tests[0].exec_info.status.value,
    refused(sf.get_prompts, sf.GetPromptsRequest(dataset="mbpp", config=sf.TestConfig())),
    refused(sf.run_jupyter, sf.RunJupyterRequest(cells=["1"]), max_attempts=1),
]))
"""

ROUTED = """
import sys, types, urllib.request
e2b = types.ModuleType("e2b")
e2b.NotFoundException = e2b.TimeoutException = e2b.SandboxException = Exception
httpx = types.ModuleType("httpx")
httpx.Response = object
package = types.ModuleType("e2b_code_interpreter")
package.__path__ = [sys.argv[2] + "/e2b_code_interpreter"]
sys.modules.update(e2b=e2b, httpx=httpx, e2b_code_interpreter=package)
from e2b_code_interpreter.models import Execution, ExecutionError, Result
body = {"scripts": ["x = 3\\nx / 4", "1/0"], "languages": ["python"] * 2, "timeout": 30, "request_timeout": 28}
answer = json.load(urllib.request.urlopen(urllib.request.Request(
    sys.argv[1] + "/execute_batch", json.dumps(body).encode(), {"Content-Type": "application/json"})))
executions = [
    Execution(
        results=[Result(**one) for one in result["execution"]["results"]],
        logs=result["execution"]["logs"],
        error=ExecutionError(**result["execution"]["error"]) if result["execution"]["error"] else None,
        execution_count=result["execution"]["execution_count"],
    )
    for result in answer
]
print(json.dumps([float(executions[0].text), executions[1].text, executions[1].error.name]))
"""


@unittest.skipUnless(importlib.util.find_spec("pip"), "no pip here")
class RealClients(unittest.TestCase):
    folder: tempfile.TemporaryDirectory[str]
    url: str

    @classmethod
    def setUpClass(cls) -> None:
        # None of them sends a token of its own accord, so that it stands in the path.
        cls.url = f"{service().url}/token/{os.environ['GRADER_TOKEN']}"
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.pip("install", "--target", cls.folder.name, SANDBOX_FUSION)
        cls.pip("download", "--no-deps", "--dest", cls.folder.name, VERL, E2B)
        for wheel in Path(cls.folder.name).glob("*.whl"):
            cls.unpack(wheel)

    @classmethod
    def pip(cls, *arguments: str) -> None:
        command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--retries", "0"]
        done = subprocess.run(
            [*command, arguments[0], "--only-binary", ":all:", *arguments[1:]],
            capture_output=True,
            text=True,
            timeout=300,
        )
        if done.returncode != 0:
            raise unittest.SkipTest("the packages cannot be had: " + done.stderr.strip()[-300:])

    @classmethod
    def unpack(cls, wheel: Path) -> None:
        """Of verl only what scores programs: the package itself wants a GPU's libraries."""
        scores = "verl/utils/reward_score/sandbox_fusion/"
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if name.startswith("e2b_code_interpreter/"):
                    archive.extract(name, cls.folder.name)
                elif name.startswith(scores) and name.endswith(".py"):
                    to = Path(cls.folder.name, "verl_sandbox_fusion", name[len(scores) :])
                    to.parent.mkdir(exist_ok=True)
                    to.write_bytes(archive.read(name))

    def run_script(self, script: str) -> Any:
        done = subprocess.run(
            [sys.executable, "-c", "import json\n" + script, self.url, self.folder.name],
            env={**os.environ, "PYTHONPATH": self.folder.name},
            capture_output=True,
            text=True,
            timeout=300,
        )
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout.splitlines()[-1])

    def test_verl_scores_programs_and_functions(self) -> None:
        self.assertEqual(self.run_script(VERL_SCORES), [0.75, 1.0, 1.0, 0.0, 0.0])

    def test_verl_tells_the_ends_of_a_program_apart(self) -> None:
        self.assertEqual(self.run_script(VERL_CASES), [True, False, -2, -3])

    def test_sandbox_fusion_reads_every_answer(self) -> None:
        *answers, prompts, jupyter = self.run_script(FUSION)
        self.assertEqual(answers, ["hey\n", "R", "T", True, "Success"])
        self.assertEqual(prompts, "Faas api responded with code 400: {\"deta"[:40])
        self.assertEqual(jupyter, "Faas api responded with code 501: {\"deta"[:40])

    def test_open_r1_reads_the_last_expression(self) -> None:
        self.assertEqual(self.run_script(ROUTED), [0.75, None, "ZeroDivisionError"])


if __name__ == "__main__":
    unittest.main()
