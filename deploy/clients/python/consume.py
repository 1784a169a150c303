"""Reads accepted solutions from their topic.

    python consume.py [--broker HOST:PORT] [--blocks N]
"""
import argparse
import pathlib
import sys
import time
import uuid

from confluent_kafka import Consumer, KafkaException

HERE = pathlib.Path(__file__).resolve().parent
TOPIC = "flavor.solutions.v1"


def blocks(broker, seconds):
    """Every block of the topic from its beginning; ends after so many seconds without one."""
    consumer = Consumer(
        {
            "bootstrap.servers": broker,
            # A group of its own: everything is read, and nothing is remembered.
            "group.id": f"example-{uuid.uuid4()}",
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
            # The filter writes in transactions: without this, aborted ones would be read, too.
            "isolation.level": "read_committed",
        }
    )
    consumer.subscribe([TOPIC])
    try:
        heard = time.monotonic()
        while time.monotonic() - heard < seconds:
            record = consumer.poll(1.0)
            if record is None:
                continue
            if record.error():
                raise KafkaException(record.error())
            heard = time.monotonic()
            yield record
    finally:
        consumer.close()


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--broker", default="127.0.0.1:19092")
    options.add_argument("--blocks", type=int, default=sys.maxsize, help="end after so many")
    options.add_argument("--seconds", type=float, default=30, help="end after so long a silence")
    options.add_argument("--stubs", type=pathlib.Path, default=HERE / "stubs")
    given = options.parse_args()
    sys.path.insert(0, str(given.stubs))
    from nustream.flavor.v1 import flavor_pb2

    # After a crash a block may come again, with the same id; the first one counts.
    seen = set()
    solutions = 0
    for record in blocks(given.broker, given.seconds):
        headers = dict(record.headers() or [])
        if headers.get("event-type") != b"nustream.flavor.v1.SolutionBlock":
            continue
        if headers["id"] in seen:
            continue
        seen.add(headers["id"])
        block = flavor_pb2.SolutionBlock.FromString(record.value())
        solutions += len(block.solutions)
        masses = [solution.observables.mee_ev for solution in block.solutions]
        least = f", m_ee from {1e3 * min(masses):.3f} meV" if masses else ""
        print(f"{headers['id'].decode()}: {len(masses)} solutions{least}", flush=True)
        if len(seen) == given.blocks:
            break
    print(f"{len(seen)} blocks, {solutions} solutions")


if __name__ == "__main__":
    main()
