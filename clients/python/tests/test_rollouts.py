"""From labels and rows of the trainers' data sets to tasks."""

from __future__ import annotations

import json
import unittest
from typing import Any

from grader_client import GraderFault, math_task, task_in_row, task_of
from grader_client.rollouts import plain

TASK = {"kind": "code", "language": "python", "tests": [{"input": "1", "output": "1"}]}


class Array:
    """Stands in for numpy's arrays and scalars."""

    def __init__(self, value: Any) -> None:
        self._value = value

    def tolist(self) -> Any:
        return self._value


class Labels(unittest.TestCase):
    def test_a_task_is_taken_as_it_is_or_from_json_text(self) -> None:
        for label in (TASK, json.dumps(TASK), {"task": TASK}, json.dumps({"task": json.dumps(TASK)})):
            self.assertEqual(task_of(label), TASK)

    def test_a_task_is_named_by_task(self) -> None:
        for label in ({"task": "set/17"}, '{"task": "set/17", "group": "g"}'):
            self.assertEqual(task_of(label), "set/17")

    def test_what_is_no_task_is_the_answer_of_a_mathematical_problem(self) -> None:
        for label, gold in (
            ("1/2", "1/2"),
            (r"\{1, 2\}", r"\{1, 2\}"),
            ("{1, 2}", "{1, 2}"),
            (3, "3"),
            (0.5, "0.5"),
            (Array(7), "7"),
        ):
            self.assertEqual(task_of(label), math_task(gold))
        self.assertEqual(task_of(Array(["1", "2"])), math_task(["1", "2"]))

    def test_of_a_whole_solution_the_answer_is_taken(self) -> None:
        self.assertEqual(task_of("5 + 5 = 10\n#### 1,250"), math_task("1,250"))
        text = r"First \boxed{3}, so \boxed{\frac{1}{2}} and done."
        self.assertEqual(task_of(text), math_task(r"\frac{1}{2}"))
        self.assertEqual(task_of(r"\boxed{\left\{1, 2\right\}}"), math_task(r"\left\{1, 2\right\}"))
        self.assertEqual(task_of(r"\boxed{1"), math_task(r"\boxed{1"))

    def test_the_policy_is_for_tasks_without_one(self) -> None:
        self.assertEqual(task_of("1", "format"), {**math_task("1"), "policy": "format"})
        own = {**math_task("1"), "policy": "binary"}
        self.assertEqual(task_of(own, "format"), own)
        self.assertEqual(task_of({"task": "id"}, "format"), "id")

    def test_nulls_of_a_column_of_structs_are_left_out(self) -> None:
        self.assertEqual(task_of({**math_task("1"), "tests": None}), math_task("1"))

    def test_inputs_and_outputs_are_a_program_with_tests(self) -> None:
        task: Any = task_of('{"inputs": ["1 2", ["3", "4"]], "outputs": ["3", "7"]}')
        self.assertEqual((task["kind"], task["language"]), ("code", "python"))
        self.assertEqual(
            task["tests"], [{"input": "1 2", "output": "3"}, {"input": "3\n4", "output": "7"}]
        )

    def test_inputs_of_a_function_are_arguments(self) -> None:
        label = {"fn_name": "add", "inputs": ["1\n[2]", [3, 4]], "outputs": ["[1, 2]", 7]}
        task: Any = task_of(label)
        self.assertEqual(task["entry_point"], "add")
        self.assertEqual(
            task["tests"],
            [{"args": [1, [2]], "expected": [1, 2]}, {"args": [3, 4], "expected": 7}],
        )

    def test_asserts_are_test_code(self) -> None:
        task: Any = task_of({"assert_case": ["assert f(1) == 1", "assert f(2) == 4"]})
        self.assertEqual(task["test_code"], "assert f(1) == 1\nassert f(2) == 4\n")

    def test_labels_without_a_task_are_told(self) -> None:
        labels: list[Any] = [
            None,
            True,
            [],
            [None],
            {},
            {"answer": 1},
            {"inputs": [], "outputs": []},
            {"inputs": ["1"], "outputs": []},
            {"fn_name": "f", "inputs": ["x"], "outputs": ["1"]},
        ]
        for label in labels:
            with self.assertRaises(GraderFault, msg=label) as caught:
                task_of(label)
            self.assertEqual((caught.exception.code, caught.exception.lasting), ("bad-task", True))


class Rows(unittest.TestCase):
    def test_the_most_explicit_column_says_what_is_right(self) -> None:
        row: dict[str, Any] = {"solution": "1"}
        for column, value, task in (
            ("answer", "2", math_task("2")),
            ("reward_spec", {"ground_truth": "3"}, math_task("3")),
            ("reward_model", {"ground_truth": "4"}, math_task("4")),
            ("ground_truth", "5", math_task("5")),
            ("label", "6", math_task("6")),
            ("task", TASK, TASK),
            ("grader_task", "set/7", "set/7"),
        ):
            row[column] = value
            self.assertEqual(task_in_row(row), task, column)

    def test_a_task_column_that_is_just_a_word_is_passed_over(self) -> None:
        self.assertEqual(task_in_row({"task": "math", "answer": "1"}), math_task("1"))

    def test_a_solution_of_many_lines_without_an_answer_is_refused(self) -> None:
        self.assertEqual(task_in_row({"solution": "a\nb\n#### 7"}), math_task("7"))
        with self.assertRaises(GraderFault):
            task_in_row({"solution": "We see that\nx is 7."})

    def test_a_row_without_any_names_its_columns(self) -> None:
        with self.assertRaises(GraderFault) as caught:
            task_in_row({"question": "?", "answer": None})
        self.assertIn("answer, question", str(caught.exception))

    def test_values_of_data_frames_become_plain(self) -> None:
        row = {"a": (1, Array([Array(2)])), 3: {"b": Array("c")}}
        self.assertEqual(plain(row), {"a": [1, [2]], "3": {"b": "c"}})


if __name__ == "__main__":
    unittest.main()
