"""Signing in with a password, and what visitors notice of it."""

import http.client
import json
import statistics
import subprocess
import sys
import threading
import time

from server.malls import mallctl, slugs
from server.processes import LOAD_CORE, judged, row
from server import steady

MALL = slugs(1)[0]
ACCOUNTS = 4
PASSWORD = "correct horse battery staple"
LEAST = 15
WALK_IN = f"/api/v1/malls/{MALL}/walk-in?location=north_entrance"
READS_A_SECOND = 500
JSON = {"Content-Type": "application/json"}


def make_accounts(server):
    logins = []
    for number in range(ACCOUNTS):
        login = f"bench-{number}@mall.example"
        made = json.loads(mallctl("create", "user", f"bench_{number}", f"name=Bench {number}", f"email={login}",
                                  "role=analyst", "--invite", "--mall", MALL, "--format", "json"))
        body = json.dumps({"token": made["invitation"], "password": PASSWORD})
        response, answer = server.ask("/api/v1/invitations/accept", "POST", body, JSON)
        if response.status != 201:
            sys.exit(f"bench: the invitation of {login} was answered {response.status} {answer!r}")
        logins.append(login)
    return logins


def attempt(connection, login, password):
    connection.request("POST", "/api/v1/sessions", json.dumps({"login": login, "password": password}), JSON)
    response = connection.getresponse()
    return response.status, response.read()


def prove(server, logins):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    status, body = attempt(connection, logins[0], PASSWORD)
    if status != 201:
        sys.exit(f"bench: signing in was answered {status} {body!r}")
    token = json.loads(body)["token"]
    response, who = server.ask("/api/v1/sessions/current", headers={"Authorization": f"Bearer {token}"})
    if response.status != 200 or json.loads(who)["name"] != logins[0]:
        sys.exit(f"bench: who signed in is {response.status} {who!r}")
    if attempt(connection, logins[0], PASSWORD + "r")[0] != 401:
        sys.exit("bench: a wrong password signs in")


class Callers:
    """One thread an account, each signing in again and again while the block runs."""

    def __init__(self, server, logins):
        self.done, self.failed, self.stop = 0, [], threading.Event()
        self.threads = [threading.Thread(target=self.call, args=(server.port, login)) for login in logins]

    def call(self, port, login):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while not self.stop.is_set():
            status, body = attempt(connection, login, PASSWORD)
            self.done += status == 201
            if status != 201:
                self.failed.append((status, body))
                return

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        for thread in self.threads:
            thread.join()
        if self.failed:
            sys.exit(f"bench: signing in was answered {self.failed[0]}")


def reads(server, seconds):
    """What visitors see who come at a fixed rate."""
    argv = ["taskset", "-c", LOAD_CORE, sys.executable, steady.__file__, str(server.port), WALK_IN, str(READS_A_SECOND),
            str(seconds)]
    seen = json.loads(subprocess.run(argv, capture_output=True, text=True, check=True).stdout)
    if seen["failed"]:
        sys.exit(f"bench: {seen['failed']} of {seen['asked']} walk-ins failed")
    return seen


def bench(server, rounds, seconds):
    logins = make_accounts(server)
    prove(server, logins)
    rates, alone, beside = [], [], []
    for _ in range(rounds):
        before = server.cpu_seconds()
        with Callers(server, logins) as callers:
            time.sleep(seconds)
        rates.append(callers.done / (server.cpu_seconds() - before))
        alone.append(reads(server, seconds)["p99_ms"])
        with Callers(server, logins):
            beside.append(reads(server, seconds)["p99_ms"])
    rate = statistics.median(rates)
    row(f"password logins (argon2id 19 MiB, t=2) a CPU second of the server; target: at least {LEAST}",
        judged(f"{rate:.1f}, median of {rounds}", rate >= LEAST))
    row(f"p99 of walk-ins, {READS_A_SECOND} a second, on the one core that {ACCOUNTS} clients sign in on all the time, against "
        "that without them", f"{statistics.median(b / a for a, b in zip(alone, beside)):.2f} times: "
        f"{statistics.median(beside):.2f} ms and {statistics.median(alone):.2f} ms")
