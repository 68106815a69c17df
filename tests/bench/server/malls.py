"""Made-up malls of about 200 stores in the database, and `mallctl serve` in front of them."""

import json
import os
import pathlib
import shutil
import subprocess
import sys

from server.processes import LOAD_CORE, Server, free_port

SOURCE = pathlib.Path(__file__).resolve().parents[3]
MALLCTL = SOURCE / "build/release/mallctl"
LEVELS, UNITS = 4, 62  # 203 stores


def mallctl(*words):
    """On the core of the load, and behind it."""
    done = subprocess.run(["nice", "-n", "19", "taskset", "-c", LOAD_CORE, str(MALLCTL), *map(str, words)],
                          capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"bench: mallctl {' '.join(map(str, words))}: exit {done.returncode}\n{done.stderr}")
    return done.stdout


def slugs(count):
    return [f"mall-{number:03}" for number in range(count)]


def make(folder, count):
    """So many malls with catalog, plan, graph and index; the stores of one, as its rows are written."""
    subprocess.run([sys.executable, SOURCE / "samples/generate", "--out", folder / "mall", "--name", "Mall", "--levels",
                    str(LEVELS), "--units-per-level", str(UNITS), "--formats", "geojson"], check=True,
                   capture_output=True)
    plan = folder / "mall.geojson"
    shutil.move(folder / "mall/geojson/mall.geojson", plan)
    shutil.rmtree(folder / "mall/geojson")
    text = (folder / "mall/mall.yaml").read_text()
    for slug in slugs(count):
        (folder / "mall/mall.yaml").write_text(text.replace("slug: mall\n", f"slug: {slug}\n"))
        mallctl("apply", folder / "mall", "--no-build")
        mallctl("import", plan, "--mall", slug, "--no-build")
    mallctl("build", "--mall", "all")
    return json.loads(mallctl("get", "store", "--mall", slugs(1)[0], "--format", "json"))


def serve(folder, name="mallctl-serve", env=None):
    port = free_port()
    argv = [MALLCTL, "serve", "--listen", f"127.0.0.1:{port}", "--threads", 1, "--log-level", "warn", "--access-log",
            "none"]
    return Server(name, argv, port, folder, env=dict(os.environ) | (env or {}))
