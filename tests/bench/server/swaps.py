"""Visitors while the mall changes under them: each commit is served within a second, from a new snapshot."""

import statistics
import sys
import threading

from server.logins import READS_A_SECOND, reads
from server.malls import mallctl, slugs
from server.processes import judged, row

MALL = slugs(1)[0]
MOST = 3


class Changes:
    """Renames a store about once a second, and has its index rebuilt, while the block runs."""

    def __init__(self, store):
        self.store, self.stop = store, threading.Event()
        self.thread = threading.Thread(target=self.run)

    def run(self):
        number = 0
        while not self.stop.wait(0.7):
            number += 1
            mallctl("set", "store", self.store, f"name:en=Shop {number}", "--mall", MALL)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        self.thread.join()


def bench(server, store, rounds, seconds):
    still, changing, swaps = [], [], 0
    for _ in range(rounds):
        still.append(reads(server, seconds)["p99_ms"])
        with Changes(store):
            seen = reads(server, seconds)
        changing.append(seen["p99_ms"])
        swaps += len(seen["versions"]) - 1
    if swaps < rounds:
        sys.exit(f"bench: visitors saw {swaps} swaps in {rounds} rounds: no figure for those")
    times = statistics.median(b / a for a, b in zip(still, changing))
    row(f"p99 of walk-ins, {READS_A_SECOND} a second, while snapshots are swapped under them, against that without; target: at "
        f"most {MOST} times, none fails",
        judged(f"{times:.2f} times: {statistics.median(changing):.2f} ms and {statistics.median(still):.2f} ms, {swaps} swaps, "
               "none of the requests failed", times <= MOST))
