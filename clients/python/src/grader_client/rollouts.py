"""From what a trainer has in its hands to rollouts and tasks, as docs/formats.md describes them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Union

from grader_client.faults import GraderFault

#: A task, or the id of one that the service knows.
Task = Union[Mapping[str, Any], str]
#: Text, or chat messages of which the last one of role ``assistant`` is judged.
Completion = Union[str, Sequence[Mapping[str, Any]]]
#: ``{"id"?, "group"?, "task", "completion", "meta"?}``
Rollout = Mapping[str, Any]


def rollout(
    task: Task,
    completion: Completion,
    *,
    id: str | None = None,
    group: str | None = None,
    meta: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """A rollout. ``group`` ties the samples of one prompt together: groups take turns in the queue."""
    made: dict[str, Any] = {"task": task, "completion": completion}
    if id is not None:
        made["id"] = id
    if group is not None:
        made["group"] = group
    if meta:
        made["meta"] = dict(meta)
    return made


def group_of(prompt: Any) -> str:
    """A name for the samples of one prompt, whatever form the prompt has."""
    text = prompt if isinstance(prompt, str) else repr(prompt)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def math_task(gold: str | list[str]) -> dict[str, Any]:
    return {"kind": "math", "gold": gold}


def plain(value: Any) -> Any:
    """JSON's own types in place of numpy's and of tuples, as rows of a data frame hold them."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if not isinstance(value, (str, int, float, bool, type(None))) and hasattr(value, "tolist"):
        return plain(value.tolist())
    return value


def task_of(label: Any, policy: str | None = None) -> Task:
    """The task in a label, read as the service's own endpoints for trainers read it.

    A label is a task, ``{"task": task or id}``, either of them as JSON text, or the reference answer
    (or several) of a mathematical problem. Inputs and outputs of a program as verl's and APPS's rows
    have them, ``{"inputs": […], "outputs": […], "fn_name"?}`` or ``{"assert_case": […]}``, are a task
    for a Python program.

    :param policy: how a grade becomes a reward, for tasks that do not say it themselves
    :raises GraderFault: when there is no task in it
    """
    label = plain(label)
    if isinstance(label, str):
        inside = _object_in(label)
        if inside is None:
            return _with_policy(math_task(_answer(label)), policy)
        label = inside
    if isinstance(label, Mapping):
        return _of_object(label, policy)
    if isinstance(label, list) and label:
        return _with_policy(math_task([_answer(one) for one in label]), policy)
    if isinstance(label, (int, float)) and not isinstance(label, bool):
        return _with_policy(math_task(str(label)), policy)
    raise _no_task(label)


def _of_object(label: Mapping[str, Any], policy: str | None) -> Task:
    # Columns of structs are filled up with null by the formats that trainers keep rows in.
    label = {key: value for key, value in label.items() if value is not None}
    if "task" in label:
        task = label["task"]
        return task if isinstance(task, str) and not _object_in(task) else task_of(task, policy)
    if "kind" in label:
        return _with_policy(label, policy)
    if "assert_case" in label or ("inputs" in label and "outputs" in label):
        return _with_policy(_program_task(label), policy)
    raise _no_task(label)


def _program_task(tests: Mapping[str, Any]) -> dict[str, Any]:
    task: dict[str, Any] = {"kind": "code", "language": "python", "limits": {"time_ms": 10000}}
    if tests.get("assert_case"):
        task["test_code"] = "\n".join(str(one) for one in tests["assert_case"]) + "\n"
        return task
    inputs, outputs = tests["inputs"], tests["outputs"]
    if not isinstance(inputs, list) or not isinstance(outputs, list):
        raise GraderFault("bad-task", "inputs and outputs must be lists", lasting=True)
    if len(inputs) != len(outputs) or not inputs:
        raise GraderFault(
            "bad-task",
            f"{len(inputs)} inputs for {len(outputs)} outputs",
            lasting=True,
        )
    # Compares as verl's own verifier does.
    task["checker"] = "verl_prime"
    if tests.get("fn_name"):
        task["entry_point"] = tests["fn_name"]
        task["tests"] = [
            {"args": _arguments(given), "expected": _expected(wanted)}
            for given, wanted in zip(inputs, outputs)
        ]
    else:
        task["tests"] = [
            {"input": _lines(given), "output": _lines(wanted)} for given, wanted in zip(inputs, outputs)
        ]
    return task


def _arguments(given: Any) -> list[Any]:
    """A list of arguments, or text with one JSON value a line (verl, prime_code/testing_util.py)."""
    if isinstance(given, list):
        return given
    if not isinstance(given, str):
        return [given]
    return [_json(line) for line in given.strip().split("\n")]


def _expected(wanted: Any) -> Any:
    return _json(wanted) if isinstance(wanted, str) else wanted


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise GraderFault(
            "bad-task", f"a test of a function holds no JSON: {text[:200]!r}", lasting=True
        ) from None


def _lines(text: Any) -> str:
    return "\n".join(str(line) for line in text) if isinstance(text, list) else str(text)


def _answer(answer: Any) -> str:
    """A reference answer; of a whole solution, what stands behind ``####`` or in the last box."""
    if isinstance(answer, bool) or not isinstance(answer, (str, int, float)):
        raise _no_task(answer)
    text = str(answer)
    if "####" in text:
        return text.rpartition("####")[2].strip()
    return _last_box(text) or text


def _last_box(text: str) -> str | None:
    start = max(text.rfind("\\boxed{"), text.rfind("\\fbox{"))
    if start < 0:
        return None
    begin = text.index("{", start) + 1
    depth = 1
    for at in range(begin, len(text)):
        if text[at] in "{}" and text[at - 1] != "\\":
            depth += 1 if text[at] == "{" else -1
            if depth == 0:
                return text[begin:at].strip()
    return None


def _object_in(text: str) -> dict[str, Any] | None:
    """A reference answer may begin with a brace, too: only what is JSON is taken for a task."""
    if not text.lstrip().startswith("{"):
        return None
    try:
        value = json.loads(text)
    except ValueError:
        return None
    known = ("task", "kind", "assert_case", "inputs")
    return value if isinstance(value, dict) and any(key in value for key in known) else None


def _with_policy(task: Mapping[str, Any], policy: str | None) -> dict[str, Any]:
    made = dict(task)
    if policy is not None and made.get("policy") is None:
        made["policy"] = policy
    return made


def _no_task(label: Any) -> GraderFault:
    shown = repr(label)
    return GraderFault(
        "bad-task",
        "expected a task, {{'task': …}} or a reference answer, not {}".format(
            shown if len(shown) <= 200 else shown[:200] + "…"
        ),
        lasting=True,
    )


#: Where rows of the common data sets say what is right, the most explicit first.
LABEL_COLUMNS = ("label", "ground_truth", "reward_model", "reward_spec", "answer", "solution")


def task_in_row(row: Mapping[str, Any], policy: str | None = None) -> Task:
    """The task of a row of a data set.

    ``grader_task`` is a task or the id of one. Without it, ``task`` where that holds a task (not just
    a word), then the first of :data:`LABEL_COLUMNS` that is there.

    :raises GraderFault: when there is no task in it
    """
    given = row.get("grader_task")
    if given is not None:
        return task_of({"task": given}, policy)
    task = row.get("task")
    if isinstance(task, Mapping) and task.get("kind"):
        return task_of(task, policy)
    if isinstance(task, str) and _object_in(task):
        return task_of(task, policy)
    for column in LABEL_COLUMNS:
        label = row.get(column)
        if label is None:
            continue
        if column in ("reward_model", "reward_spec"):
            label = label.get("ground_truth") if isinstance(label, Mapping) else None
            if label is None:
                continue
        if column == "solution" and isinstance(label, str):
            _require_answer(label)
        return task_of(label, policy)
    raise GraderFault(
        "bad-task",
        "none of the columns grader_task, task, {} says what is right; there are {}".format(
            ", ".join(LABEL_COLUMNS), ", ".join(sorted(map(str, row))) or "none"
        ),
        lasting=True,
    )


def _require_answer(solution: str) -> None:
    """Refuses a whole solution that does not say which part of it is the answer."""
    answers = "####" in solution or _last_box(solution) is not None or _object_in(solution) is not None
    if "\n" in solution.strip() and not answers:
        raise GraderFault(
            "bad-task",
            "the column solution holds several lines without a \\boxed{} answer",
            lasting=True,
        )
