"""What an answer costs `mallctl serve`, beside nginx and Fastify: the part of tests/bench/run that is called `server`.

One answer of about 4 KB of JSON over loopback, asked for by wrk on 64 connections. The server is pinned to one core, the
load to another; the servers take turns, and the figure is requests per second of CPU time that the server used, which
a noisy machine bends little. All bodies are proved equal first. Needs wrk, nginx (Debian package nginx-light), node and
npm; a peer that is absent says so in its row.
"""

import datetime
import http.client
import json
import os
import pathlib
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import time

SOURCE = pathlib.Path(__file__).resolve().parents[3]
BUILD = SOURCE / "build/release"
FASTIFY = "fastify@5.12.8"
TARGET = "/api/v1/malls/riverside/walk-in?location=north_entrance"
COMPUTED = "/api/v1/malls/riverside/computed"
IDLE_CONNECTIONS = 10_000
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
SERVER_CORE, LOAD_CORE = "0", "1"

NGINX = """
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log stderr;
events {{ worker_connections 20000; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000000;
    keepalive_timeout 600;
    open_file_cache max=100;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        location = /api/v1/malls/riverside/walk-in {{ default_type application/json; alias {body}; }}
    }}
}}
"""


def make_body():
    """The size and shape of a walk-in."""
    stores = [{"slug": f"store-{i}", "name": f"Store number {i}",
               "names": {"en": f"Store number {i}", "de": f"Laden Nummer {i}"}, "level": "L1", "units": [f"1{i:02}"],
               "point": [round(13.388801 + i / 1e4, 6), round(52.517001 + i / 1e4, 6)],
               "distance_m": 12.5 * i + 0.25, "duration_s": round(9.6 * i + 0.05, 2),
               "state": "open", "state_until": "2026-11-23T19:00:00Z",
               "route": f"/api/v1/malls/riverside/route?from=location:north_entrance&to=store:store-{i}"}
              for i in range(1, 13)]
    body = {"mall": {"slug": "riverside", "name": "Riverside"},
            "location": {"slug": "north_entrance", "point": [13.3888, 52.517], "heading": 90},
            "stores": stores, "amenities": []}
    return json.dumps(body, separators=(",", ":"))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A process on the server's core; its figures are those of the process that serves."""

    def __init__(self, name, argv, port, folder, child=False):
        self.name, self.port = name, port
        self.log = folder / f"{name}.log"
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(["taskset", "-c", SERVER_CORE, *map(str, argv)], stdout=log, stderr=log)
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.05)
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

    def get(self, target=TARGET):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", target)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response, body

    def requests_per_cpu_second(self, seconds, target=TARGET, header=None):
        before = self.cpu_seconds()
        argv = ["taskset", "-c", LOAD_CORE, "wrk", "-t1", "-c64", f"-d{seconds}s"]
        argv += ["-H", header] if header else []
        done = subprocess.run([*argv, f"http://127.0.0.1:{self.port}{target}"], capture_output=True, text=True,
                              check=True)
        used = self.cpu_seconds() - before
        if "Non-2xx" in done.stdout and not header:
            sys.exit(f"bench: {self.name} answered with errors:\n{done.stdout}")
        requests = next(int(line.split()[0]) for line in done.stdout.splitlines() if " requests in " in line)
        return requests / used

    def stop(self):
        self.process.terminate()
        self.process.wait(30)


def start_nginx(folder, body, port):
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(folder=folder, port=port, body=body))
    for path in (folder.parent, folder):
        path.chmod(0o755)
    return Server("nginx", [shutil.which("nginx") or "/usr/sbin/nginx", "-p", folder, "-c", config], port, folder,
                  child=True)


def start_fastify(folder, body, port):
    script = folder / "fastify.mjs"
    shutil.copy(pathlib.Path(__file__).parent / "peers/fastify.mjs", script)
    subprocess.run(["npm", "install", "--no-fund", "--no-audit", "--silent", "--prefix", folder, FASTIFY], check=True)
    return Server("fastify", ["node", script, port, body], port, folder)


def built_server(build):
    subprocess.run(["cmake", "-S", SOURCE, "-B", build, "-DMALLCTL_BUILD_BENCH=ON"], check=True,
                   stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", build, "--target", "server_bench"], check=True, stdout=subprocess.DEVNULL)
    return build / "tests/server_bench"


def row(what, figure):
    print(f"| {what} | {figure} | `tests/bench/run server` | {datetime.date.today()} |", flush=True)


def paired(rounds, sides):
    """Medians of sides (name: function), which take turns in going first, and the medians of the paired ratios."""
    figures = {name: [] for name in sides}
    for number in range(rounds):
        names = list(sides)
        for name in names if number % 2 == 0 else reversed(names):
            figures[name].append(sides[name]())
    return figures


def ratio(figures, over, under):
    return statistics.median(a / b for a, b in zip(figures[over], figures[under]))


def thousands(figures, name):
    return f"{statistics.median(figures[name]) / 1e3:.0f}k"


def idle_bytes(server):
    """Resident bytes for each connection that was answered once and then says nothing."""
    wanted = IDLE_CONNECTIONS + 1000
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < wanted:
        return None
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    request = f"GET {TARGET} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    before, clients = server.resident_bytes(), []
    for _ in range(IDLE_CONNECTIONS):
        client = socket.create_connection(("127.0.0.1", server.port))
        client.sendall(request)
        if not client.recv(65536).startswith(b"HTTP/1.1 200"):
            sys.exit("bench: an idle connection was not answered")
        clients.append(client)
    time.sleep(0.5)
    used = server.resident_bytes() - before
    for client in clients:
        client.close()
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return used / IDLE_CONNECTIONS


def prove(servers, body):
    for server in servers:
        response, got = server.get()
        if response.status != 200 or json.loads(got) != json.loads(body) or len(got) != len(body):
            sys.exit(f"bench: {server.name} answers {response.status} with {len(got)} bytes, not the {len(body)}; no "
                     "figure for a wrong answer")


def peers(folder, path):
    found = []
    if shutil.which("nginx") or pathlib.Path("/usr/sbin/nginx").exists():
        found.append(start_nginx(folder, path, free_port()))
    else:
        row("against nginx", "not measured: apt-get install nginx-light")
    if shutil.which("node") and shutil.which("npm"):
        found.append(start_fastify(folder, path, free_port()))
    else:
        row("against Fastify", "not measured: apt-get install nodejs npm")
    return found


def bench(folder, rounds=7, seconds=3, program=None):
    if shutil.which("wrk") is None:
        sys.exit("bench: no wrk: apt-get install wrk")
    folder = pathlib.Path(folder)
    folder.mkdir(exist_ok=True)
    body = make_body()
    path = folder / "body.json"
    path.write_text(body)
    path.chmod(0o644)
    port = free_port()
    program = program or built_server(BUILD)
    ours = Server("mallctl", [program, port, path], port, folder)
    servers = [ours, *peers(folder, path)]
    try:
        prove(servers, body)
        for server in servers:
            server.requests_per_cpu_second(1)  # warm: what it holds then is not the idle connections'
        report(ours, servers, rounds, seconds)
    finally:
        for server in servers:
            server.stop()


def report(ours, servers, rounds, seconds):
    etag = ours.get()[0].getheader("ETag")
    figures = paired(rounds, {server.name: lambda server=server: server.requests_per_cpu_second(seconds)
                              for server in servers})
    for peer, target in (("nginx", "at least 1.0 times"), ("fastify", "at least 5 times")):
        if peer in figures:
            row(f"walk-in of 4 KB made ahead, requests a CPU second against {peer}; target: {target}",
                f"{ratio(figures, 'mallctl', peer):.2f} times: {thousands(figures, 'mallctl')}, {peer} "
                f"{thousands(figures, peer)}, medians of {rounds} pairs")
    own = paired(rounds, {
        "walk-in": lambda: ours.requests_per_cpu_second(seconds),
        "304": lambda: ours.requests_per_cpu_second(seconds, header=f"If-None-Match: {etag}"),
        "computed": lambda: ours.requests_per_cpu_second(seconds, COMPUTED),
    })
    row("304 against walk-in; target: at least 1.2 times",
        f"{ratio(own, '304', 'walk-in'):.2f} times: {thousands(own, '304')} and {thousands(own, 'walk-in')}")
    row("an answer of 4 KB that is not made ahead (copied, hashed for its ETag, its head formatted) against walk-in",
        f"{ratio(own, 'computed', 'walk-in'):.2f} times: {thousands(own, 'computed')}")
    idle = idle_bytes(ours)
    row("resident memory of an idle keep-alive connection; target: at most 4096 bytes",
        "not measured: raise the limit of open files" if idle is None else f"{idle:.0f} bytes, of 10,000")

