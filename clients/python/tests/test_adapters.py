"""Each trainer's call, as its source makes it, answered by the real service."""

from __future__ import annotations

import asyncio
import functools
import importlib
import importlib.util
import inspect
import json
import math
import os
import pickle
import subprocess
import sys
import types
import unittest
from concurrent.futures import ProcessPoolExecutor
from types import SimpleNamespace
from typing import Any, Callable
from unittest import mock

from grader_client import GraderFault, GradingFault, RequestRefused, ServiceUnavailable, math_task
from grader_client.adapters import areal, open_instruct, openrlhf, rllm, skyrl, trl, verifiers, verl
from tests import fake, live
from tests.fake import FakeService
from tests.test_service import ADD, HALF, RIGHT

BAD_TASK = {"kind": "math", "gold": []}
ADD_TEXT = json.dumps(ADD)


def names(function: Any) -> list[str]:
    return list(inspect.signature(function).parameters)


class Live(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        live.service()


class Faulty(unittest.TestCase):
    """With a service whose every record is a fault, a reward of 0 inside."""

    def setUp(self) -> None:
        def make(one: Any) -> Any:
            return fake.fault(one, "bad-task")

        def reply(handler: fake.Handler, request: fake.Request) -> None:
            verl_view = "view=verl" in request.path
            fake.graded(lambda _: fake.verl_fault("bad-task") if verl_view else make(_))(
                handler, request
            )

        service = self.enterContext_(FakeService(reply))
        environment = {"GRADER_URL": service.url, "GRADER_TOKEN": ""}
        self.enterContext_(mock.patch.dict(os.environ, environment))

    def enterContext_(self, manager: Any) -> Any:
        self.addCleanup(manager.__exit__, None, None, None)
        return manager.__enter__()

    def test_no_adapter_makes_a_reward_of_a_fault(self) -> None:
        state: dict[str, Any] = {"prompt": "?", "completion": "1", "answer": "1"}
        env = skyrl.GraderEnv(None, {"reward_spec": {"ground_truth": "1"}})
        calls: dict[str, Callable[[], Any]] = {
            "verl": lambda: verl.compute_score("x", "1", "1"),
            "verl async": lambda: asyncio.run(verl.compute_score_async("x", "1", "1")),
            "verl batch": lambda: verl.compute_score_batch(["x"], ["1"], ["1"]),
            "verl value": lambda: verl.compute_score_value("x", "1", "1"),
            "openrlhf": lambda: openrlhf.reward_func(["?1"], ["?"], ["1"]),
            "areal": lambda: areal.reward_fn("?", "1", [], [], answer="1"),
            "rllm": lambda: rllm.reward_fn({"ground_truth": "1"}, "1"),
            "rllm evaluate": lambda: rllm.evaluate(
                {"answer": "1"}, SimpleNamespace(artifacts={"answer": "1"})
            ),
            "skyrl": lambda: env.step("1"),
            "open-instruct": lambda: open_instruct.GraderVerifier()([], "1", "1"),
            "verifiers": lambda: asyncio.run(
                verifiers.grader_reward({"answer": "1"}, SimpleNamespace(last_reply="1"))
            ),
            "verifiers rubric": lambda: asyncio.run(score_with_rubric(state)),
        }
        for name, call in calls.items():
            with self.subTest(name), self.assertRaises(GradingFault):
                call()
        self.assertNotIn("reward", state)

    def test_trl_has_a_word_for_no_reward(self) -> None:
        with self.assertLogs("grader_client.adapters.trl", "WARNING"):
            rewards = asyncio.run(trl.grader_reward(["?", "?"], ["1", "2"], answer=["1", "1"]))
        self.assertEqual(rewards, [None, None])


class NoService(unittest.TestCase):
    def test_who_says_no_service_is_told_how_to(self) -> None:
        with mock.patch.dict(os.environ):
            os.environ.pop("GRADER_URL", None)
            with self.assertRaises(ServiceUnavailable) as caught:
                verl.compute_score("x", "1", "1")
        self.assertIn("GRADER_URL", str(caught.exception))

    def test_a_service_that_is_away_is_an_error_for_trl_too(self) -> None:
        with FakeService(fake.answer(403, {"detail": "no"})) as service:
            reward = trl.GraderReward(url=service.url)
            with self.assertRaises(RequestRefused):
                asyncio.run(reward(["?"], ["1"], answer=["1"]))


class Verl(Live):
    KEYS = {"score", "acc", "pred", "status", "passed", "total", "pass_rate", "format_ok"}

    def test_the_signatures_are_verls(self) -> None:
        one = ["data_source", "solution_str", "ground_truth", "extra_info"]
        for function in (verl.compute_score, verl.compute_score_async, verl.compute_score_value):
            self.assertEqual(names(function)[:4], one)
        many = ["data_sources", "solution_strs", "ground_truths", "extra_infos"]
        self.assertEqual(names(verl.compute_score_batch)[:4], many)

    def test_keys_and_their_order_are_the_same_for_all_domains_and_outcomes(self) -> None:
        shown = verl.compute_score_batch(
            ["math", "math", "math", "code", "code", "code"],
            [r"\boxed{1}", r"\boxed{2}", "I do not know", RIGHT, HALF, "```python\n1 +\n```"],
            ["1", "1", "1", ADD_TEXT, ADD_TEXT, ADD_TEXT],
        )
        self.assertEqual(len({tuple(one) for one in shown}), 1)
        self.assertLessEqual(self.KEYS, set(shown[0]))
        self.assertEqual([one["score"] for one in shown], [1, 0, 0, 1, 0.5, 0])
        self.assertEqual([one["acc"] for one in shown], [1, 0, 0, 1, 0, 0])
        for one in shown:
            numbers = [value for key, value in one.items() if key not in ("pred", "status", "reason")]
            self.assertTrue(all(isinstance(value, (int, float)) for value in numbers), one)

    def test_the_reward_loops_call(self) -> None:
        # As verl wraps a function whose configuration has reward_kwargs.
        wrapped = functools.partial(
            call_with_kwargs_async, verl.compute_score_async, {"policy": "format"}
        )
        self.assertTrue(inspect.iscoroutinefunction(wrapped))

        async def loop() -> Any:
            call: dict[str, Any] = dict(
                data_source="openai/gsm8k",
                solution_str=r"\boxed{3}",
                ground_truth="72",
                extra_info={"index": 3, "num_turns": None, "rollout_reward_scores": {}},
                reward_router_address="1.2.3.4:5",
                reward_model_tokenizer=None,
            )
            return await asyncio.gather(*(wrapped(**call) for _ in range(20)))

        self.assertEqual([one["score"] for one in asyncio.run(loop())], [1.0] * 20)

    def test_the_prime_managers_call(self) -> None:
        self.assertEqual(verl.compute_score_value("math", r"\boxed{1}", "1", None), 1.0)

    def test_verls_own_code_rows(self) -> None:
        row = json.dumps({"inputs": ["1 2\n", "5 -5\n"], "outputs": ["3\n", "0\n"]})
        self.assertEqual(verl.compute_score("taco", HALF, row)["score"], 0.5)
        row = json.dumps({"fn_name": "add", "inputs": ["1\n2"], "outputs": ["3"]})
        solution = "```python\ndef add(a, b):\n    return a + b\n```"
        self.assertEqual(verl.compute_score("apps", solution, row)["score"], 1)

    def test_a_task_in_extra_info_goes_first(self) -> None:
        info = {"task": json.dumps(math_task("2"))}
        self.assertEqual(verl.compute_score("x", r"\boxed{2}", "1", info)["score"], 1)

    def test_answers_that_are_words_are_not_judged_as_mathematics(self) -> None:
        with self.assertRaises(GraderFault):
            verl.compute_score("searchR1_nq", "<answer>Paris</answer>", "Paris")

    def test_undecided_has_a_score_only_where_one_is_given(self) -> None:
        view = {"score": None, "acc": None, "error": 0, "undecided": 1, "reason": "time"}
        with FakeService(fake.answer(200, view)) as service:
            with self.assertRaises(GraderFault):
                verl.compute_score("x", "1", "1", url=service.url)
            shown = verl.compute_score("x", "1", "1", url=service.url, undecided=-1.0)
        self.assertEqual((shown["score"], shown["acc"]), (-1.0, 0))


async def call_with_kwargs_async(function: Any, more: Any, *args: Any, **kwargs: Any) -> Any:
    return await function(*args, **{**kwargs, **more})


class Trl(Live):
    def call(self, reward: Any, **columns: Any) -> Any:
        self.extra: dict[str, list[Any]] = {}
        self.metrics: dict[str, float] = {}
        return asyncio.run(
            reward(
                prompts=["p"] * 4,
                completions=[r"\boxed{1}", r"\boxed{2}", r"\boxed{1}", r"\boxed{1}"],
                completion_ids=[[1, 2, 3]] * 4,
                trainer_state=object(),
                log_extra=self.extra.__setitem__,
                log_metric=self.metrics.__setitem__,
                **columns,
            )
        )

    def test_rewards_come_in_order_and_none_where_there_is_none(self) -> None:
        tasks = [math_task("1"), json.dumps(math_task("1")), BAD_TASK, {"alchemy": 1}]
        with self.assertLogs("grader_client.adapters.trl", "WARNING"):
            rewards = self.call(trl.grader_reward, grader_task=tasks, question=["?"] * 4)
        self.assertEqual(rewards, [1.0, 0.0, None, None])
        verdicts = self.extra["grader_reward_verdict"]
        self.assertEqual(verdicts, ["ACCEPTED", "WRONG_ANSWER", "FAULT", "FAULT"])
        self.assertEqual(self.metrics, {"grader_reward/faults": 0.5, "grader_reward/accepted": 0.5})

    def test_lengths_are_there_for_policies(self) -> None:
        reward = trl.GraderReward(policy="overlong(4, 2)", name="length")
        for value in self.call(reward, answer=["1"] * 4):
            self.assertAlmostEqual(value, -0.5)

    def test_trl_sees_a_coroutine_function_with_a_name_that_can_be_pickled(self) -> None:
        reward = pickle.loads(pickle.dumps(trl.GraderReward(policy="format", name="fmt")))
        self.assertTrue(inspect.iscoroutinefunction(reward.__call__))
        self.assertTrue(inspect.iscoroutinefunction(trl.grader_reward))
        self.assertEqual(reward.__name__, "fmt")
        self.assertEqual(self.call(reward, answer=["7"] * 4), [1.0] * 4)

    def test_conversations(self) -> None:
        prompts = [[{"role": "user", "content": "?"}]]
        completions = [[{"role": "assistant", "content": r"\boxed{1}"}]]
        rewards = asyncio.run(trl.grader_reward(prompts, completions, [[1]], solution=[r"\boxed{1}"]))
        self.assertEqual(rewards, [1.0])

    def test_columns_without_a_task_are_an_error(self) -> None:
        with self.assertLogs("grader_client.adapters.trl"), self.assertRaises(GraderFault):
            self.call(trl.grader_reward, question=["?"] * 4)


class OpenRlhf(Live):
    QUERIES = ["<s>What is 1?It is \\boxed{1}.</s>", "<s>What is 1?It is \\boxed{2}.<|im_end|>\n"]

    def check(self, reward_func: Any) -> None:
        result = reward_func(self.QUERIES, ["<s>What is 1?"] * 2, ["1", json.dumps(math_task("1"))])
        self.assertEqual(set(result), {"rewards", "scores", "extra_logs"})
        self.assertEqual([float(one) for one in result["rewards"]], [1.0, 0.0])
        self.assertEqual([float(one) for one in result["scores"]], [1.0, 0.0])
        for values in result["extra_logs"].values():
            self.assertTrue(all(math.isfinite(float(value)) for value in values))

    def test_the_executors_call(self) -> None:
        self.assertEqual(names(openrlhf.reward_func)[:3], ["queries", "prompts", "labels"])
        self.check(openrlhf.reward_func)

    def test_the_file_is_found_and_can_be_loaded_by_its_path(self) -> None:
        command = [sys.executable, "-m", "grader_client", "path", "openrlhf"]
        source = os.path.dirname(
            os.path.dirname(importlib.import_module("grader_client").__file__ or "")
        )
        environment = {**os.environ, "PYTHONPATH": source}
        path = subprocess.run(command, capture_output=True, text=True, env=environment).stdout.strip()
        spec = importlib.util.spec_from_file_location("reward_func", path)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        self.check(module.reward_func)

    def test_a_response_is_what_stands_behind_the_prompt(self) -> None:
        for query, prompt, response in (
            ("ab", "a", "b"),
            ("<bos>a b<|eot_id|></s>", "a ", "b"),
            ("b", "a", "b"),
            ("a x</s>y", "a ", "x</s>y"),
        ):
            self.assertEqual(openrlhf.response_of(query, prompt), response)


class Areal(Live):
    def test_the_workflows_call_in_its_pool_of_processes(self) -> None:
        function = functools.partial(areal.reward_fn, "1?", r"\boxed{1}", [1], [2, 3], answer="1", x=0)
        self.assertEqual(
            names(areal.reward_fn)[:4], ["prompt", "completions", "prompt_ids", "completion_ids"]
        )
        with ProcessPoolExecutor(1) as pool:
            self.assertEqual(pool.submit(function).result(), 1.0)
            wrong = areal.GraderReward(policy="rescale(binary, -1, 1)")
            self.assertEqual(pool.submit(wrong, "1?", "2", [1], [2], answer="1").result(), -1.0)

    def test_a_slow_service_is_an_error_before_areal_makes_it_a_zero(self) -> None:
        self.assertLess(areal.TIMEOUT_S, 15)
        with FakeService(fake.hang) as service:
            reward = areal.GraderReward(url=service.url, timeout=0.2)
            with self.assertRaises(ServiceUnavailable):
                reward("?", "1", [], [], answer="1")

    def test_the_same_as_a_coroutine(self) -> None:
        reward = areal.GraderReward().asynchronous("?", r"\boxed{1}", [], [], answer="1")
        self.assertEqual(asyncio.run(reward), 1.0)


class Rllm(Live):
    def test_a_reward_function(self) -> None:
        self.assertEqual(names(rllm.reward_fn), ["task_info", "action"])
        for action in (r"\boxed{1}", SimpleNamespace(action=r"\boxed{1}")):
            output = rllm.reward_fn({"ground_truth": ["2", "1"], "data_source": "x"}, action)
            self.assertEqual((output.reward, output.is_correct), (1.0, True))
            self.assertEqual(output.metadata["verdict"], "ACCEPTED")

    def test_an_evaluator(self) -> None:
        self.assertEqual(names(rllm.GraderEvaluator().evaluate), ["task", "episode"])
        step = SimpleNamespace(output=None, model_response=r"\boxed{2}")
        trajectory = SimpleNamespace(output=None, steps=[step, SimpleNamespace(model_response="")])
        episode = SimpleNamespace(artifacts={}, trajectories=[trajectory])
        for task in (
            {"answer": "1"},
            SimpleNamespace(metadata={"ground_truth": "1"}),
            SimpleNamespace(data={"ground_truth": "1"}, spec=None),
        ):
            output = rllm.evaluate(task, episode)
            self.assertEqual((output.reward, output.is_correct), (0.0, False))
            self.assertEqual([s.name for s in output.signals], ["accuracy", "pass_rate"])

    def test_rllms_own_types_are_given_back_where_it_is_installed(self) -> None:
        types_module: Any = types.ModuleType("rllm.rewards.reward_types")
        types_module.RewardOutput = lambda **fields: ("theirs", fields)
        modules = {
            "rllm": types.ModuleType("rllm"),
            "rllm.rewards": types.ModuleType("rllm.rewards"),
            "rllm.rewards.reward_types": types_module,
        }
        with mock.patch.dict(sys.modules, modules):
            whose, fields = rllm.reward_fn({"answer": "1"}, r"\boxed{1}")
        self.assertEqual((whose, fields["reward"]), ("theirs", 1.0))
        self.assertEqual(set(fields), {"reward", "metadata", "is_correct"})


class SkyRl(Live):
    def test_an_episode(self) -> None:
        extras = {"reward_spec": {"method": "rule", "ground_truth": ADD_TEXT}, "max_turns": 1}
        env = skyrl.GraderEnv(env_config={"policy": "binary"}, extras=extras)
        self.assertEqual(env.init([{"role": "user", "content": "?"}])[1], {})
        output = env.step(HALF)
        self.assertEqual((output["observations"], output["reward"], output["done"]), ([], 0.0, True))
        self.assertEqual(output["metadata"]["pass_rate"], 0.5)
        self.assertEqual(env.get_metrics(), {"acc": 0.0, "pass_rate": 0.5})
        env.close()


class OpenInstruct(Live):
    def test_the_calls_of_the_verifiers_loop(self) -> None:
        verifier = open_instruct.GraderVerifier(None)
        self.assertEqual((verifier.name, verifier.weight), ("grader", 1.0))
        call: dict[str, Any] = dict(
            tokenized_prediction=[1], prediction=r"\boxed{1}", label="1", query="1?"
        )
        expected = ["tokenized_prediction", "prediction", "label", "query", "rollout_state"]
        self.assertEqual(names(verifier.async_call), expected)
        self.assertEqual(names(verifier), expected)
        self.assertEqual(asyncio.run(verifier.async_call(**call)).score, 1.0)
        result = verifier(**{**call, "prediction": r"\boxed{2}"})
        self.assertEqual((result.score, result.cost, result.reasoning), (0.0, 0.0, "WRONG_ANSWER"))


class Rubric:
    """As verifiers' own: what a reward function raises is logged, and becomes 0."""

    def __init__(self, funcs: Any = None, weights: Any = None, parser: Any = None) -> None:
        self.funcs = list(funcs or [])
        self.weights = list(weights or [1.0] * len(self.funcs))

    async def score_rollout(self, state: Any, score_sem: Any = None) -> None:
        metrics = {}
        for func in self.funcs:
            arguments = {"state": state, "completion": state["completion"]}
            wanted = {name: arguments[name] for name in inspect.signature(func).parameters}
            try:
                metrics[func.__name__] = float(func(**wanted))
            except Exception:
                metrics[func.__name__] = 0.0
        state["metrics"] = metrics
        state["reward"] = sum(w * metrics[f.__name__] for f, w in zip(self.funcs, self.weights))

    async def score_group(self, states: Any, score_sem: Any = None) -> None:
        for state in states:
            await self.score_rollout(state)


async def score_with_rubric(*states: Any, **settings: Any) -> None:
    module: Any = types.ModuleType("verifiers")
    module.Rubric = Rubric
    with mock.patch.dict(sys.modules, {"verifiers": module}):
        rubric = verifiers.grader_rubric(**settings)
    if len(states) == 1:
        await rubric.score_rollout(states[0], None)
    else:
        await rubric.score_group(list(states))


class Verifiers(Live):
    def test_a_rubric_scores_rollouts_and_groups(self) -> None:
        message = SimpleNamespace(role="assistant", content=r"\boxed{1}")
        states: list[dict[str, Any]] = [
            {"completion": r"\boxed{1}", "answer": "1", "task": "default", "info": {}},
            {"completion": [message], "answer": "2", "info": {"grader_task": math_task("1")}},
            {"completion": r"\boxed{3}", "answer": "1"},
        ]
        asyncio.run(score_with_rubric(*states, weight=2.0))
        self.assertEqual([state["reward"] for state in states], [2.0, 2.0, 0.0])
        self.assertEqual(states[0]["metrics"], {"grader": 1.0, "grader_accepted": 1.0})
        alone = {"completion": HALF, "answer": ADD_TEXT}
        asyncio.run(score_with_rubric(alone))
        self.assertEqual(alone["reward"], 0.5)

    def test_a_reward_of_a_trace(self) -> None:
        self.assertEqual(names(verifiers.grader_reward), ["task", "trace"])
        trace = SimpleNamespace(last_reply=r"\boxed{1}")
        for task in ({"answer": "1"}, SimpleNamespace(info={"grader_task": math_task("1")}, answer="2")):
            self.assertEqual(asyncio.run(verifiers.grader_reward(task, trace)), 1.0)


if __name__ == "__main__":
    unittest.main()
