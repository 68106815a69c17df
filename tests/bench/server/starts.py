"""From the start of `mallctl serve` until it is ready, with many malls in the database, and what they take in memory."""

import json
import statistics
import sys
import time

from server.malls import serve, slugs
from server.processes import judged, row

MOST_S = 2


def wait(done, seconds=60):
    until = time.perf_counter() + seconds
    while not done():
        if time.perf_counter() > until:
            sys.exit("bench: serve did not get there")
        time.sleep(0.002)


def started(folder, malls, stores):
    """Seconds until it says that it is ready, until all malls are in memory, and its resident bytes then."""
    begin = time.perf_counter()
    server = serve(folder, "starting")
    try:
        wait(lambda: server.ask("/readyz")[0].status == 200)
        ready = time.perf_counter() - begin
        response, body = server.ask(f"/api/v1/malls/{slugs(malls)[-1]}/walk-in?location=north_entrance")
        if response.status != 200 or not json.loads(body)["stores"]:
            sys.exit(f"bench: when it was ready, a walk-in was answered {response.status} {body!r}")
        loaded = []
        wait(lambda: loaded.append(json.loads(server.ask("/api/v1/malls")[1])["malls"]) or
             all(mall["stores"] is not None for mall in loaded[-1]))
        whole = time.perf_counter() - begin
        if [mall["stores"] for mall in loaded[-1]] != [stores] * malls:
            sys.exit(f"bench: the malls that were loaded are {loaded[-1]!r}")
        return ready, whole, server.resident_bytes()
    finally:
        server.stop()


def bench(folder, malls, stores, rounds):
    cold, cold_whole, _ = started(folder, malls, stores)  # fetches the artifacts into its folder
    single = serve(folder, "one", {"MALLCTL_MALL": slugs(1)[0]})
    wait(lambda: single.ask("/readyz")[0].status == 200)
    one = single.resident_bytes()
    single.stop()
    runs = [started(folder, malls, stores) for _ in range(rounds)]
    ready, whole, resident = (statistics.median(column) for column in zip(*runs))
    row(f"`serve` from its start until it is ready, {malls} malls of {stores} stores; target: under {MOST_S} s",
        judged(f"{ready:.2f} s; all malls in memory after {whole:.2f} s; medians of {rounds}; the first time, with artifacts "
               f"to fetch, {cold:.2f} s and {cold_whole:.2f} s", ready < MOST_S))
    row(f"resident memory with {malls} malls of {stores} stores",
        f"{resident / 2**20:.0f} MiB; with one of them {one / 2**20:.0f} MiB: "
        f"{(resident - one) / (malls - 1) / 2**20:.2f} MiB a mall")
