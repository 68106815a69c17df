"""What answers cost `mallctl serve`: the part of tests/bench/run that is called `server`.

Servers are pinned to one core, the load to another; what is compared takes turns. The figure is requests per second of
CPU time that the server used, which a noisy machine bends little; where it is a time, it is compared with another of the
same run. Every part proves its answers first.
"""

import os
import pathlib
import shutil
import subprocess
import sys

from server import answers, logins, malls, network, starts, swaps

BUILD = malls.SOURCE / "build/release"
MALLS = 100


def build():
    subprocess.run(["cmake", "-S", malls.SOURCE, "-B", BUILD, "-DCMAKE_BUILD_TYPE=Release", "-DMALLCTL_BUILD_BENCH=ON"],
                   check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", BUILD, "--target", "mallctl", "server_bench", "library_bench"], check=True,
                   stdout=subprocess.DEVNULL)


def bench(folder, rounds=5, seconds=3, count=MALLS):
    """Inside `mallctl db run`."""
    if shutil.which("wrk") is None:
        sys.exit("bench: no wrk: apt-get install wrk")
    folder = pathlib.Path(folder)
    folder.mkdir()
    os.environ["MALLCTL_DATA_DIR"] = str(folder / "data")
    (folder / "data").mkdir()
    network.bench(folder / "network", BUILD / "tests/server_bench", rounds, seconds)
    stores = malls.make(folder, count)
    starts.bench(folder, count, len(stores), rounds)
    server = malls.serve(folder)
    try:
        answers.bench(server, BUILD / "tests/library_bench", os.environ["MALLCTL_DATABASE"], folder, stores, rounds, seconds)
        logins.bench(server, rounds, 2 * seconds)
        swaps.bench(server, stores[0]["slug"], rounds, 2 * seconds)
    finally:
        server.stop()
