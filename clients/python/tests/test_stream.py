"""Streams: records as they are done, once each, whatever happens to the connection."""

from __future__ import annotations

import asyncio
import itertools
import threading
import time
import unittest
from collections.abc import Iterator
from typing import Any

from grader_client import (
    AsyncGrader,
    Grader,
    GradingFault,
    RequestRefused,
    Retry,
    ServiceUnavailable,
    math_task,
    rollout,
)
from grader_client.stream import WINDOW
from tests import fake
from tests.fake import FakeService

QUICK = Retry(attempts=3, first=0.001, longest=0.01)


def rollouts(count: int) -> Iterator[dict[str, Any]]:
    for i in range(count):
        yield rollout(math_task(str(i)), str(i - i % 2), id=f"r{i}")


class Streams(unittest.TestCase):
    def test_every_rollout_gets_its_record(self) -> None:
        with FakeService(fake.streamed()) as service:
            records = list(Grader(service.url).stream(rollouts(3000)))
        self.assertEqual({record.id for record in records}, {f"r{i}" for i in range(3000)})
        self.assertEqual(len(records), 3000)
        for record in records:
            self.assertEqual(record.reward, 1.0 - int(record.id[1:]) % 2)

    def test_records_come_while_rollouts_are_still_made(self) -> None:
        first_is_there = threading.Event()

        def slowly() -> Iterator[dict[str, Any]]:
            yield rollout(math_task("1"), "1")
            self.assertTrue(first_is_there.wait(20), "no record before the second rollout")
            yield rollout(math_task("1"), "1")

        with FakeService(fake.streamed()) as service:
            for _ in Grader(service.url).stream(slowly()):
                first_is_there.set()

    def test_not_more_than_a_window_is_taken_ahead(self) -> None:
        taken = itertools.count()
        last = [0]

        def counted() -> Iterator[dict[str, Any]]:
            for one in rollouts(3 * WINDOW):
                last[0] = next(taken)
                yield one

        def silent(handler: fake.Handler, request: fake.Request) -> None:
            for _ in itertools.islice(handler.lines(), WINDOW):
                pass
            time.sleep(0.3)  # for more to be taken, if it were
            fake.drop(handler, request)

        with FakeService(silent) as service:
            with self.assertRaises(ServiceUnavailable):
                list(Grader(service.url, retry=Retry(attempts=0)).stream(counted()))
        self.assertEqual(last[0], WINDOW - 1)

    def test_an_empty_stream_ends(self) -> None:
        with FakeService(fake.streamed()) as service:
            self.assertEqual(list(Grader(service.url).stream([])), [])

    def test_after_a_break_what_had_no_answer_is_sent_again(self) -> None:
        replies = [fake.streamed(break_after=n) for n in (1, 40, 0)] + [fake.streamed()]
        with FakeService(*replies) as service:
            records = list(Grader(service.url, retry=QUICK).stream(rollouts(200)))
        self.assertEqual(sorted(record.id for record in records), sorted(f"r{i}" for i in range(200)))
        self.assertEqual(len(service.requests), 4)

    def test_a_break_while_the_next_rollout_is_awaited_loses_nothing(self) -> None:
        def slowly() -> Iterator[dict[str, Any]]:
            for one in rollouts(20):
                time.sleep(0.02)
                yield one

        replies = [fake.streamed(break_after=n) for n in (3, 2, 1)] + [fake.streamed()]
        with FakeService(*replies) as service:
            records = list(Grader(service.url, retry=QUICK).stream(slowly()))
        self.assertEqual(sorted(record.id for record in records), sorted(f"r{i}" for i in range(20)))

    def test_a_service_that_always_breaks_is_a_fault(self) -> None:
        with FakeService(fake.drop) as service, self.assertRaises(ServiceUnavailable):
            list(Grader(service.url, retry=QUICK).stream(rollouts(5)))
        self.assertEqual(len(service.requests), 1 + QUICK.attempts)

    def test_an_answer_that_ends_too_soon_is_no_end(self) -> None:
        def two_lines(handler: fake.Handler, _: fake.Request) -> None:
            handler.begin_lines()
            for one in itertools.islice(handler.lines(), 2):
                handler.line(fake.record(one))
            handler.end_lines()
            handler.close_connection = True

        with FakeService(two_lines, fake.streamed()) as service:
            records = list(Grader(service.url, retry=QUICK).stream(rollouts(7)))
        self.assertEqual(len(records), 7)

    def test_a_busy_service_is_asked_again(self) -> None:
        def busy(handler: fake.Handler, request: fake.Request) -> None:
            fake.busy()(handler, request)
            handler.close_connection = True

        with FakeService(busy, busy, fake.streamed()) as service:
            records = list(Grader(service.url, retry=Retry(attempts=0)).stream(rollouts(3)))
        self.assertEqual(len(records), 3)

    def test_a_refusal_is_raised(self) -> None:
        def refused(handler: fake.Handler, request: fake.Request) -> None:
            fake.answer(401, {"detail": "not the token"})(handler, request)
            handler.close_connection = True

        with FakeService(refused) as service, self.assertRaises(RequestRefused):
            list(Grader(service.url).stream(rollouts(3)))

    def test_a_fault_that_may_pass_is_sent_again(self) -> None:
        seen: set[str] = set()

        def make(one: Any) -> Any:
            again = one["id"] in seen
            seen.add(one["id"])
            return fake.record(one) if again else fake.fault(one)

        with FakeService(fake.streamed(make)) as service:
            records = list(Grader(service.url, retry=QUICK).stream(rollouts(50)))
        self.assertEqual(len(records), 50)

    def test_a_fault_that_lasts_is_raised_or_returned(self) -> None:
        with FakeService(fake.streamed(lambda one: fake.fault(one, "bad-task"))) as service:
            grader = Grader(service.url)
            with self.assertRaises(GradingFault):
                list(grader.stream(rollouts(3)))
            records = list(grader.stream(rollouts(3), faults="return"))
        self.assertEqual([(r.is_fault, r.reward) for r in records], [(True, None)] * 3)

    def test_an_exception_of_the_callers_rollouts_is_the_callers(self) -> None:
        def broken() -> Iterator[dict[str, Any]]:
            yield from rollouts(3)
            raise LookupError("no more rows")

        with FakeService(fake.streamed()) as service, self.assertRaises(LookupError):
            list(Grader(service.url).stream(broken()))

    def test_silence_is_a_fault_only_while_something_is_awaited(self) -> None:
        def pausing() -> Iterator[dict[str, Any]]:
            yield from rollouts(2)
            time.sleep(3.0)
            yield from rollouts(2)

        with FakeService(fake.streamed()) as service:
            self.assertEqual(len(list(Grader(service.url, timeout=2.0).stream(pausing()))), 4)
        with FakeService(fake.hang) as service:
            with self.assertRaises(ServiceUnavailable) as caught:
                list(Grader(service.url, timeout=0.4).stream(rollouts(2)))
        self.assertEqual(caught.exception.code, "timeout")

    def test_a_stream_that_is_left_early_frees_its_connection(self) -> None:
        with FakeService(fake.streamed()) as service:
            for _ in Grader(service.url).stream(rollouts(10_000)):
                break
            deadline = time.monotonic() + 10
            while time.monotonic() < deadline:
                names = [thread.name for thread in threading.enumerate()]
                if not any(name.startswith("grader-stream") for name in names):
                    break
                time.sleep(0.05)
            else:
                self.fail("threads of the stream are left")

    def test_coroutines_get_the_records_too(self) -> None:
        with FakeService(fake.streamed()) as service:

            async def collect() -> list[str]:
                stream = AsyncGrader(service.url).stream(rollouts(100))
                return [record.id async for record in stream]

            ids = asyncio.run(collect())
        self.assertEqual(sorted(ids), sorted(f"r{i}" for i in range(100)))


if __name__ == "__main__":
    unittest.main()
