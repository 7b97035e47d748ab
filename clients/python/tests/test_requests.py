"""What the client does with the answers of a service, the good ones and the bad ones."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import pickle
import threading
import time
import unittest
from email.utils import formatdate
from typing import Any

from grader_client import (
    AsyncGrader,
    Grader,
    GraderFault,
    GradingFault,
    RequestRefused,
    Retry,
    ServiceUnavailable,
    Undecided,
    math_task,
    rollout,
)
from grader_client.retry import retry_after
from tests import fake
from tests.fake import FakeService

QUICK = Retry(attempts=3, first=0.001, longest=0.01)
NEVER = Retry(attempts=0, first=0.001, longest=0.01)
RIGHT = rollout(math_task("1"), "1")


def in_child(grader: Grader) -> float:
    """Runs in another process."""
    reward = grader.grade_rollout(RIGHT).reward
    assert reward is not None
    return reward


class OneRollout(unittest.TestCase):
    def test_right_and_wrong_answers_get_their_rewards(self) -> None:
        with FakeService(fake.graded()) as service, Grader(service.url) as grader:
            self.assertEqual(grader.grade(math_task("1"), "1").reward, 1.0)
            self.assertEqual(grader.grade(math_task("1"), "2").reward, 0.0)

    def test_id_group_and_meta_are_sent_and_the_id_comes_back(self) -> None:
        with FakeService(fake.graded()) as service, Grader(service.url) as grader:
            record = grader.grade(math_task("1"), "1", id="a", group="g", meta={"n": 1})
        self.assertEqual(record.id, "a")
        sent = service.requests[0].json()
        self.assertEqual((sent["id"], sent["group"], sent["meta"]), ("a", "g", {"n": 1}))

    def test_a_token_is_sent_from_the_argument_or_the_url(self) -> None:
        with FakeService(fake.graded()) as service:
            Grader(service.url, token="secret").grade_rollout(RIGHT)
            Grader(service.url.replace("//", "//any:secret@")).grade_rollout(RIGHT)
        self.assertEqual(service.requests[0].headers["authorization"], "Bearer secret")
        self.assertEqual(service.requests[1].headers["authorization"], "Basic YW55OnNlY3JldA==")

    def test_the_url_of_a_grader_shows_no_password(self) -> None:
        self.assertEqual(repr(Grader("http://any:secret@h:1/x")), "Grader('http://h:1/x')")

    def test_a_path_before_the_services_own_is_kept(self) -> None:
        with FakeService(fake.graded()) as service:
            Grader(service.url + "/rewards/").grade_rollout(RIGHT)
        self.assertTrue(service.requests[0].path.startswith("/rewards/v1/grade?max_wait_s="))

    def test_what_is_no_url_is_told_at_once(self) -> None:
        for url in ("127.0.0.1:8080", "ftp://host", "http://"):
            with self.assertRaises(GraderFault) as caught:
                Grader(url)
            self.assertEqual(caught.exception.code, "bad-url")

    def test_what_json_cannot_say_is_refused_here(self) -> None:
        with FakeService(fake.graded()) as service:
            for task in ({"kind": "math", "gold": float("nan")}, {"kind": {1, 2}}):
                with self.assertRaises(RequestRefused):
                    Grader(service.url).grade(task, "1")
        self.assertEqual(service.requests, [])

    def test_half_a_character_becomes_a_question_mark(self) -> None:
        with FakeService(fake.graded()) as service:
            Grader(service.url).grade(math_task("1"), "é\ud83d!")
        self.assertEqual(service.requests[0].json()["completion"], "é?!")


class Busy(unittest.TestCase):
    def test_a_busy_service_is_asked_again_not_sooner_than_it_says(self) -> None:
        with FakeService(fake.busy("0.3"), fake.graded()) as service:
            self.assertEqual(Grader(service.url).grade_rollout(RIGHT).reward, 1.0)
        first, second = service.requests
        self.assertGreaterEqual(second.at - first.at, 0.3)

    def test_being_busy_is_no_failure(self) -> None:
        replies = [fake.busy()] * 6 + [fake.graded()]
        with FakeService(*replies) as service:
            self.assertEqual(Grader(service.url, retry=NEVER).grade_rollout(RIGHT).reward, 1.0)

    def test_504_and_429_say_busy_too(self) -> None:
        for status in (429, 504):
            with FakeService(fake.answer(status, {}), fake.graded()) as service:
                grader = Grader(service.url, retry=NEVER)
                self.assertEqual(grader.grade_rollout(RIGHT).reward, 1.0)

    def test_a_service_that_stays_busy_is_a_fault_when_the_time_is_over(self) -> None:
        with FakeService(fake.busy("0.05")) as service:
            with self.assertRaises(ServiceUnavailable) as caught:
                Grader(service.url, timeout=2).grade_rollout(RIGHT)
        self.assertEqual(caught.exception.code, "busy")
        self.assertIn("gave up after 2 s", str(caught.exception))
        self.assertGreater(len(service.requests), 1)

    def test_who_is_told_to_come_after_the_end_does_not_wait_for_it(self) -> None:
        start = time.monotonic()
        with FakeService(fake.busy("60")) as service, self.assertRaises(ServiceUnavailable):
            Grader(service.url, timeout=5).grade_rollout(RIGHT)
        self.assertLess(time.monotonic() - start, 5)

    def test_retry_after_is_seconds_or_a_date(self) -> None:
        self.assertEqual(retry_after("2"), 2.0)
        in_a_minute = retry_after(formatdate(time.time() + 60, usegmt=True))
        assert in_a_minute is not None
        self.assertTrue(50 < in_a_minute <= 60)
        self.assertEqual(retry_after(formatdate(time.time() - 60, usegmt=True)), 0.0)
        self.assertIsNone(retry_after("soon"))
        self.assertIsNone(retry_after(None))


class Failures(unittest.TestCase):
    def test_a_failing_service_is_asked_as_often_as_the_retry_says(self) -> None:
        for status in (500, 502):
            with FakeService(fake.answer(status, {"detail": "it broke"})) as service:
                with self.assertRaises(ServiceUnavailable) as caught:
                    Grader(service.url, retry=QUICK).grade_rollout(RIGHT)
            self.assertEqual(len(service.requests), 1 + QUICK.attempts)
            self.assertIn("it broke", str(caught.exception))

    def test_a_broken_connection_is_made_again_and_the_same_is_sent(self) -> None:
        with FakeService(fake.drop, fake.drop, fake.graded()) as service:
            self.assertEqual(Grader(service.url, retry=QUICK).grade_rollout(RIGHT).reward, 1.0)
        bodies = {request.body for request in service.requests}
        self.assertEqual((len(service.requests), len(bodies)), (3, 1))

    def test_an_idle_connection_that_was_closed_is_no_failure(self) -> None:
        def closing(handler: fake.Handler, request: fake.Request) -> None:
            fake.graded()(handler, request)
            handler.close_connection = True  # without telling

        with FakeService(closing) as service, Grader(service.url, retry=NEVER) as grader:
            for _ in range(3):
                self.assertEqual(grader.grade_rollout(RIGHT).reward, 1.0)

    def test_nobody_listening_is_a_fault(self) -> None:
        with FakeService(fake.graded()) as service:
            pass
        with self.assertRaises(ServiceUnavailable) as caught:
            Grader(service.url, retry=QUICK).grade_rollout(RIGHT)
        self.assertEqual(caught.exception.code, "unreachable")
        self.assertIn(service.url, str(caught.exception))

    def test_a_service_that_comes_back_is_found(self) -> None:
        with FakeService(fake.graded()) as service:
            port = service.port
        back: list[FakeService] = []
        timer = threading.Timer(0.3, lambda: back.append(FakeService(fake.graded(), port=port)))
        timer.start()
        try:
            retry = Retry(attempts=100, first=0.05, longest=0.05)
            grader = Grader(service.url, retry=retry, timeout=30)
            self.assertEqual(grader.grade_rollout(RIGHT).reward, 1.0)
        finally:
            timer.join()
            back[0].close()

    def test_a_service_that_says_nothing_is_a_fault_when_the_time_is_over(self) -> None:
        with FakeService(fake.hang) as service:
            start = time.monotonic()
            with self.assertRaises(ServiceUnavailable):
                Grader(service.url, timeout=0.3).grade_rollout(RIGHT)
            self.assertLess(time.monotonic() - start, 20)

    def test_what_is_wrong_with_the_request_is_not_asked_twice(self) -> None:
        for status in (400, 401, 403, 404, 409, 413, 422):
            problem = {"detail": "no such kind", "path": "$.task.kind"}
            with FakeService(fake.answer(status, problem)) as service:
                with self.assertRaises(RequestRefused) as caught:
                    Grader(service.url, retry=QUICK).grade_rollout(RIGHT)
            self.assertEqual(len(service.requests), 1)
            self.assertEqual(caught.exception.code, f"http-{status}")
            self.assertIn("$.task.kind: no such kind", str(caught.exception))

    def test_an_answer_that_is_no_record_is_a_fault(self) -> None:
        for body in (b"<html>", b"{}", b'{"status": "ok", "reward": 0}', b"[]"):
            with FakeService(fake.raw(200, body)) as service:
                with self.assertRaises(GraderFault, msg=body) as caught:
                    Grader(service.url, retry=NEVER).grade_rollout(RIGHT)
            self.assertEqual(caught.exception.code, "bad-answer")


class Faults(unittest.TestCase):
    def test_a_fault_that_may_pass_is_sent_again(self) -> None:
        with FakeService(fake.graded(fake.fault), fake.graded()) as service:
            self.assertEqual(Grader(service.url, retry=QUICK).grade_rollout(RIGHT).reward, 1.0)

    def test_a_fault_that_stays_is_raised_with_its_record(self) -> None:
        with FakeService(fake.graded(fake.fault)) as service:
            with self.assertRaises(GradingFault) as caught:
                Grader(service.url, retry=QUICK).grade(math_task("1"), "1", id="r7")
        self.assertEqual(len(service.requests), 1 + QUICK.faults)
        self.assertEqual(caught.exception.code, "internal")
        record = caught.exception.record
        assert record is not None
        self.assertEqual((record.id, record.reward), ("r7", None))

    def test_a_fault_that_lasts_is_raised_at_once(self) -> None:
        with FakeService(fake.graded(lambda one: fake.fault(one, "bad-task"))) as service:
            with self.assertRaises(GradingFault) as caught:
                Grader(service.url, retry=QUICK).grade_rollout(RIGHT)
        self.assertEqual(len(service.requests), 1)
        self.assertTrue(caught.exception.lasting)

    def test_undecided_is_no_reward_unless_one_is_given_for_it(self) -> None:
        def undecided(one: Any) -> Any:
            return fake.record(one, verdict="UNDECIDED", reward=None)

        with FakeService(fake.graded(undecided)) as service:
            record = Grader(service.url).grade_rollout(RIGHT)
        self.assertIsNone(record.reward)
        self.assertEqual(record.require_reward(0.5), 0.5)
        with self.assertRaises(Undecided):
            record.require_reward()

    def test_faults_survive_a_process_pool(self) -> None:
        for fault in (RequestRefused("http-400", "no", lasting=True), GradingFault("x", "y")):
            again = pickle.loads(pickle.dumps(fault))
            self.assertEqual((type(again), str(again)), (type(fault), str(fault)))
            self.assertEqual(again.lasting, fault.lasting)


class Batch(unittest.TestCase):
    def test_records_come_in_order_with_the_rollouts_own_ids(self) -> None:
        rollouts = [rollout(math_task(str(i % 2)), "1", id=f"r{i % 5}") for i in range(300)]
        with FakeService(fake.graded()) as service:
            records = Grader(service.url).grade_batch(iter(rollouts))
        self.assertEqual([record.id for record in records], [f"r{i % 5}" for i in range(300)])
        self.assertEqual([record.reward for record in records], [i % 2 for i in range(300)])
        self.assertGreater(len(service.requests), 1)

    def test_an_empty_batch_asks_nobody(self) -> None:
        with FakeService(fake.graded()) as service:
            self.assertEqual(Grader(service.url).grade_batch([]), [])
        self.assertEqual(service.requests, [])

    def test_only_faults_that_may_pass_are_sent_again(self) -> None:
        codes = {"internal": "internal", "bad": "bad-task"}

        def make(one: Any) -> Any:
            code = codes.get(one["completion"])
            return fake.fault(one, code) if code else fake.record(one)

        rollouts = [rollout(math_task("1"), text) for text in ("1", "internal", "bad", "2")]
        with FakeService(fake.graded(make), fake.graded()) as service:
            grader = Grader(service.url, retry=QUICK)
            records = grader.grade_batch(rollouts, faults="return")
        self.assertEqual([record.reward for record in records], [1.0, 0.0, None, 0.0])
        self.assertEqual([record.is_fault for record in records], [False, False, True, False])
        again = service.requests[1].json()
        self.assertEqual([one["completion"] for one in again], ["internal"])

    def test_a_fault_is_raised_unless_it_is_asked_for(self) -> None:
        with FakeService(fake.graded(fake.fault)) as service:
            grader = Grader(service.url, retry=QUICK)
            with self.assertRaises(GradingFault):
                grader.grade_batch([RIGHT])
            (record,) = grader.grade_batch([RIGHT], faults="return")
            self.assertEqual((record.is_fault, record.reward), (True, None))
            with self.assertRaises(ValueError):
                grader.grade_batch([RIGHT], faults="ignore")

    def test_a_missing_record_is_a_fault(self) -> None:
        with FakeService(fake.answer(200, [])) as service, self.assertRaises(GraderFault):
            Grader(service.url).grade_batch([RIGHT])


class Jobs(unittest.TestCase):
    @staticmethod
    def state(state: str, problem: str | None = None) -> fake.Reply:
        return fake.answer(
            202, {"job": "j", "state": state, "total": 2, "done": 1, "faults": 0, "problem": problem}
        )

    def test_a_job_is_waited_for(self) -> None:
        line = json.dumps(fake.record({"id": "a", "task": {"gold": "1"}, "completion": "1"}))
        lines = fake.raw(200, (line + "\n").encode())
        running = self.state("running")
        with FakeService(running, running, running, self.state("done"), lines) as service:
            with Grader(service.url) as grader:
                (record,) = grader.submit([RIGHT]).wait(poll=0.01)
        self.assertEqual((record.id, record.reward), ("a", 1.0))

    def test_a_job_that_runs_too_long_or_fails_is_a_fault(self) -> None:
        for reply, code in (
            (self.state("running"), "job-runs"),
            (self.state("done", "the disk is full"), "job-failed"),
        ):
            with FakeService(reply) as service, Grader(service.url) as grader:
                with self.assertRaises(ServiceUnavailable) as caught:
                    grader.job("j").wait(timeout=0.05, poll=0.01)
            self.assertEqual(caught.exception.code, code)


class Processes(unittest.TestCase):
    def test_a_client_goes_through_pickle(self) -> None:
        with FakeService(fake.graded()) as service:
            grader = Grader(service.url, token="t", timeout=5, retry=QUICK)
            again = pickle.loads(pickle.dumps(grader))
            self.assertEqual(again.grade_rollout(RIGHT).reward, 1.0)
            self.assertEqual((again.timeout, again.retry), (5, QUICK))
            self.assertEqual(service.requests[0].headers["authorization"], "Bearer t")
            both = pickle.loads(pickle.dumps(AsyncGrader(service.url, connections=3)))
            self.assertEqual(asyncio.run(both.grade_rollout(RIGHT)).reward, 1.0)

    @unittest.skipUnless("fork" in multiprocessing.get_all_start_methods(), "no fork here")
    def test_a_client_works_in_a_forked_process_beside_its_parent(self) -> None:
        with FakeService(fake.graded()) as service, Grader(service.url) as grader:
            self.assertEqual(in_child(grader), 1.0)
            with multiprocessing.get_context("fork").Pool(2) as pool:
                self.assertEqual(pool.map(in_child, [grader] * 4), [1.0] * 4)
            self.assertEqual(in_child(grader), 1.0)


class Coroutines(unittest.TestCase):
    def test_one_client_serves_one_event_loop_after_the_other(self) -> None:
        with FakeService(fake.graded()) as service:
            grader = AsyncGrader(service.url)

            async def many() -> list[float | None]:
                records = await asyncio.gather(*(grader.grade(math_task("1"), "1") for _ in range(200)))
                return [record.reward for record in records]

            for _ in range(2):
                self.assertEqual(asyncio.run(many()), [1.0] * 200)
            self.assertEqual(len(asyncio.run(grader.grade_batch([RIGHT] * 3))), 3)
            asyncio.run(grader.close())

    def test_a_cancelled_call_gives_its_request_up(self) -> None:
        with FakeService(fake.hang) as service:
            grader = AsyncGrader(service.url, connections=1)

            async def impatient() -> None:
                call = asyncio.create_task(grader.grade_rollout(RIGHT))
                while not service.requests:
                    await asyncio.sleep(0.01)
                call.cancel()
                with self.assertRaises(asyncio.CancelledError):
                    await call

            asyncio.run(impatient())
            self.assertTrue(service.lost_clients.acquire(timeout=20))

    def test_faults_are_raised_in_coroutines(self) -> None:
        with FakeService(fake.graded(fake.fault)) as service:
            grader = AsyncGrader(service.url, retry=QUICK)
            with self.assertRaises(GradingFault):
                asyncio.run(grader.grade_rollout(RIGHT))

    def test_the_time_begins_when_a_connection_is_free(self) -> None:
        def slow(handler: fake.Handler, request: fake.Request) -> None:
            time.sleep(0.2)
            fake.graded()(handler, request)

        with FakeService(slow) as service:
            grader = AsyncGrader(service.url, connections=1, timeout=5.0)

            async def queue() -> int:
                return len(await asyncio.gather(*(grader.grade_rollout(RIGHT) for _ in range(5))))

            self.assertEqual(asyncio.run(queue()), 5)


if __name__ == "__main__":
    unittest.main()
