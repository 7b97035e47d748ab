"""Builds the wheel and the source archive of this folder (PEP 517), with the standard library alone.

Archives are reproducible: equal sources give equal bytes.
"""

from __future__ import annotations

import base64
import hashlib
import io
import os
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

try:
    import tomllib
except ImportError:  # before Python 3.11
    import tomli as tomllib

ROOT = Path(__file__).resolve().parent.parent
EPOCH = (1980, 1, 1, 0, 0, 0)


def _project() -> dict[str, Any]:
    with open(ROOT / "pyproject.toml", "rb") as file:
        project: dict[str, Any] = tomllib.load(file)["project"]
    return project


def _stem(project: Mapping[str, Any]) -> str:
    return "{}-{}".format(project["name"].replace("-", "_"), project["version"])


def _metadata(project: Mapping[str, Any]) -> bytes:
    lines = [
        "Metadata-Version: 2.1",
        "Name: " + project["name"],
        "Version: " + project["version"],
        "Summary: " + project["description"],
        "Requires-Python: " + project["requires-python"],
        "Keywords: " + ",".join(project.get("keywords", [])),
    ]
    lines += ["Classifier: " + each for each in project.get("classifiers", [])]
    lines += ["Requires-Dist: " + each for each in project.get("dependencies", [])]
    lines += ["License-File: LICENSE", "Description-Content-Type: text/markdown", ""]
    return ("\n".join(lines) + "\n" + _text(project["readme"])).encode("utf-8")


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _licence() -> bytes:
    """This folder's own in a source archive, else the whole project's."""
    for folder in (ROOT, ROOT.parent.parent):
        if (folder / "LICENSE").is_file():
            return (folder / "LICENSE").read_bytes()
    raise FileNotFoundError("no LICENSE beside pyproject.toml or at the root of the checkout")


def _sources(folder: str) -> list[Path]:
    return sorted(
        path
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
    )


def _dist_info(project: Mapping[str, Any]) -> list[tuple[str, bytes]]:
    folder = _stem(project) + ".dist-info/"
    wheel = "Wheel-Version: 1.0\nGenerator: grader_build\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    return [
        (folder + "METADATA", _metadata(project)),
        (folder + "WHEEL", wheel.encode("ascii")),
        (folder + "LICENSE", _licence()),
    ]


def _hash(content: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest())
    return "sha256=" + digest.rstrip(b"=").decode("ascii")


def _write_wheel(folder: str, project: Mapping[str, Any], modules: list[tuple[str, bytes]]) -> str:
    name = _stem(project) + "-py3-none-any.whl"
    files = modules + _dist_info(project)
    record = _stem(project) + ".dist-info/RECORD"
    rows = [f"{path},{_hash(content)},{len(content)}" for path, content in files]
    files.append((record, ("\n".join(rows) + "\n" + record + ",,\n").encode("utf-8")))
    with zipfile.ZipFile(os.path.join(folder, name), "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files:
            entry = zipfile.ZipInfo(path, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return name


def build_wheel(
    wheel_directory: str,
    config_settings: dict[str, Any] | None = None,
    metadata_directory: str | None = None,
) -> str:
    modules = [
        (path.relative_to(ROOT / "src").as_posix(), path.read_bytes()) for path in _sources("src")
    ]
    return _write_wheel(wheel_directory, _project(), modules)


def build_editable(
    wheel_directory: str,
    config_settings: dict[str, Any] | None = None,
    metadata_directory: str | None = None,
) -> str:
    path_file = ("grader_client.pth", (str(ROOT / "src") + "\n").encode("utf-8"))
    return _write_wheel(wheel_directory, _project(), [path_file])


def build_sdist(sdist_directory: str, config_settings: dict[str, Any] | None = None) -> str:
    project = _project()
    stem = _stem(project)
    files = [("PKG-INFO", _metadata(project)), ("LICENSE", _licence())]
    for name in ("pyproject.toml", "README.md"):
        files.append((name, (ROOT / name).read_bytes()))
    for folder in ("build_backend", "src", "tests"):
        files += [(p.relative_to(ROOT).as_posix(), p.read_bytes()) for p in _sources(folder)]
    name = stem + ".tar.gz"
    with tarfile.open(os.path.join(sdist_directory, name), "w:gz") as archive:
        for path, content in files:
            entry = tarfile.TarInfo(stem + "/" + path)
            entry.size = len(content)
            entry.mode = 0o644
            archive.addfile(entry, io.BytesIO(content))
    return name
