"""What the network layer costs, beside nginx and Fastify: one answer of about 4 KB of JSON over loopback, asked for by wrk
on 64 connections. All bodies are proved equal first. Needs wrk, nginx (Debian package nginx-light), node and npm; a peer
that is absent says so in its row.
"""

import json
import pathlib
import resource
import shutil
import socket
import subprocess
import sys
import time

from server.processes import Server, free_port, judged, paired, ratio, row, thousands

FASTIFY = "fastify@5.12.8"
TARGET = "/api/v1/malls/riverside/walk-in?location=north_entrance"
COMPUTED = "/api/v1/malls/riverside/computed"
IDLE_CONNECTIONS = 10_000

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
        response, got = server.ask(TARGET)
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


def bench(folder, program, rounds, seconds):
    folder.mkdir()
    body = make_body()
    path = folder / "body.json"
    path.write_text(body)
    path.chmod(0o644)
    port = free_port()
    ours = Server("mallctl", [program, port, path], port, folder)
    servers = [ours, *peers(folder, path)]
    try:
        prove(servers, body)
        for server in servers:
            server.requests_per_cpu_second(1, [TARGET])  # warm: what it holds then is not the idle connections'
        report(ours, servers, rounds, seconds)
    finally:
        for server in servers:
            server.stop()


def report(ours, servers, rounds, seconds):
    figures = paired(rounds, {server.name: lambda server=server: server.requests_per_cpu_second(seconds, [TARGET])
                              for server in servers})
    for peer, least in (("nginx", 1.0), ("fastify", 5)):
        if peer in figures:
            times = ratio(figures, "mallctl", peer)
            row(f"walk-in of 4 KB made ahead, requests a CPU second against {peer}; target: at least {least:.1f} times",
                judged(f"{times:.2f} times: {thousands(figures, 'mallctl')}, {peer} {thousands(figures, peer)}, medians of "
                       f"{rounds} pairs", times >= least))
    etag = ours.ask(TARGET)[0].getheader("ETag")
    own = paired(rounds, {
        "walk-in": lambda: ours.requests_per_cpu_second(seconds, [TARGET]),
        "304": lambda: ours.requests_per_cpu_second(seconds, [TARGET], header=f"If-None-Match: {etag}"),
        "computed": lambda: ours.requests_per_cpu_second(seconds, [COMPUTED]),
    })
    times = ratio(own, "304", "walk-in")
    row("304 against walk-in; target: at least 1.2 times",
        judged(f"{times:.2f} times: {thousands(own, '304')} and {thousands(own, 'walk-in')}", times >= 1.2))
    row("an answer of 4 KB that is not made ahead (copied, hashed for its ETag, its head formatted) against walk-in",
        f"{ratio(own, 'computed', 'walk-in'):.2f} times: {thousands(own, 'computed')}")
    idle = idle_bytes(ours)
    row("resident memory of an idle keep-alive connection; target: at most 4096 bytes",
        "not measured: raise the limit of open files" if idle is None
        else judged(f"{idle:.0f} bytes, of {IDLE_CONNECTIONS:,}", idle <= 4096))
