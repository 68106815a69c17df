"""Servers on one core, load on the other, and what the first used of its core."""

import datetime
import http.client
import os
import pathlib
import re
import socket
import statistics
import subprocess
import sys
import time

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
SERVER_CORE, LOAD_CORE = "0", "1"
CYCLE = pathlib.Path(__file__).parent / "cycle.lua"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A process on the server's core; its figures are those of the process that serves."""

    def __init__(self, name, argv, port, folder, child=False, env=None):
        self.name, self.port = name, port
        self.log = folder / f"{name}.log"
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(["taskset", "-c", SERVER_CORE, *map(str, argv)], stdout=log, stderr=log,
                                            env=env)
        for _ in range(2000):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.005)
        else:
            sys.exit(f"bench: {name} did not start: {self.log.read_text()}")
        if self.process.poll() is not None:
            sys.exit(f"bench: {name} ended: {self.log.read_text()}")
        self.pid = self.child() if child else self.process.pid

    def child(self):
        path = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return int(path.read_text().split()[0])

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def resident_bytes(self):
        return int(pathlib.Path(f"/proc/{self.pid}/statm").read_text().split()[1]) * PAGE

    def ask(self, target, method="GET", body=None, headers=None):
        """The response and its body, on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, target, body, headers or {})
        response = connection.getresponse()
        answer = response.read()
        connection.close()
        return response, answer

    def requests_per_cpu_second(self, seconds, targets, header=None):
        """Of wrk on 64 connections, asking for the targets in turn. Anything but 200 (304 with a header) ends it."""
        argv = ["taskset", "-c", LOAD_CORE, "wrk", "-t1", "-c64", f"-d{seconds}s"]
        argv += ["-H", header] if header else []
        argv += ["-s", str(CYCLE)] if len(targets) > 1 else []
        before = self.cpu_seconds()
        done = subprocess.run([*argv, f"http://127.0.0.1:{self.port}{targets[0]}", "--", *targets],
                              capture_output=True, text=True, check=True)
        used = self.cpu_seconds() - before
        failed = re.search(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)", done.stdout)
        if failed:
            sys.exit(f"bench: {self.name} did not answer all:\n{done.stdout}")
        return int(re.search(r"(\d+) requests in", done.stdout)[1]) / used

    def stop(self):
        self.process.terminate()
        self.process.wait(60)


def row(what, figure):
    print(f"| {what} | {figure} | `tests/bench/run server` | {datetime.date.today()} |", flush=True)


def judged(figure, kept):
    return figure if kept else f"{figure}, **missed**"


def paired(rounds, sides):
    """The figures of sides (name: function), which take turns in going first."""
    figures = {name: [] for name in sides}
    for number in range(rounds):
        names = list(sides)
        for name in names if number % 2 == 0 else reversed(names):
            figures[name].append(sides[name]())
    return figures


def ratio(figures, over, under):
    """The median of the paired ratios."""
    return statistics.median(a / b for a, b in zip(figures[over], figures[under]))


def thousands(figures, name):
    return f"{statistics.median(figures[name]) / 1e3:.1f}k"
