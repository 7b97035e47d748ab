"""The wheel is built without a network, and holds what it should."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path

import grader_client

ROOT = Path(__file__).resolve().parent.parent
HAS_TOML = sys.version_info >= (3, 11) or importlib.util.find_spec("tomli") is not None


@unittest.skipUnless((ROOT / "pyproject.toml").is_file(), "not in a checkout")
@unittest.skipUnless(importlib.util.find_spec("pip"), "no pip here")
@unittest.skipUnless(HAS_TOML, "no tomli here")
class Wheel(unittest.TestCase):
    def build(self, folder: str) -> Path:
        command = [sys.executable, "-m", "pip", "wheel", "--no-index", "--no-deps", "--quiet"]
        done = subprocess.run(
            [*command, "--wheel-dir", folder, str(ROOT)], capture_output=True, text=True
        )
        self.assertEqual(done.returncode, 0, done.stderr)
        (wheel,) = Path(folder).glob("*.whl")
        return wheel

    def test_it_holds_the_package_and_nothing_else(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            wheel = self.build(folder)
            self.assertEqual(wheel.name, f"grader_client-{grader_client.__version__}-py3-none-any.whl")
            with zipfile.ZipFile(wheel) as archive:
                files = set(archive.namelist())
                metadata = archive.read(next(f for f in files if f.endswith("METADATA"))).decode()
        source = ROOT / "src"
        expected = {
            path.relative_to(source).as_posix()
            for path in source.rglob("*")
            if path.suffix == ".py" or path.name == "py.typed"
        }
        self.assertIn("grader_client/py.typed", expected)
        self.assertEqual({file for file in files if ".dist-info/" not in file}, expected)
        self.assertTrue(any(file.endswith(".dist-info/LICENSE") for file in files))
        self.assertIn("\nRequires-Python: >=3.9\n", metadata)

    def test_it_can_be_used(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            wheel = self.build(folder)
            program = "import grader_client.adapters.verl as v; print(v.__file__)"
            done = subprocess.run(
                [sys.executable, "-c", program],
                capture_output=True,
                text=True,
                cwd=folder,
                env={"PYTHONPATH": str(wheel)},
            )
        self.assertIn(wheel.name, done.stdout, done.stderr)


if __name__ == "__main__":
    unittest.main()
