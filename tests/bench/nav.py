"""Navigation beside its targets and its peers: the part of tests/bench/run that is called `nav`.

nav_bench (C++, Google Benchmark) proves the answers and measures; this builds and runs it, writes the figures as rows
of README.md, then asks pgRouting and npm recast-navigation the same questions. Both are fetched when they are absent,
by apt-get (as root) and by npm into a temporary directory; without them their rows say so.
"""

import csv
import datetime
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys

SOURCE = pathlib.Path(__file__).resolve().parents[2]
BUILD = SOURCE / "build/release"
RECAST = "recast-navigation@0.43.1"

# Workload/figure, what it is, the counters to show with their units and, for some, the target.
ROWS = (
    ("interior/same_level", "same level, distance and polyline, shop interiors walkable", {"p50_us": 6, "p99_us": 25}),
    ("door/same_level", "same level, distance and polyline, shops closed at the door", {"p50_us": 1.5, "p99_us": None}),
    ("interior/any_level", "any level, shop interiors walkable", {"p50_us": 4, "p99_us": 30}),
    ("door/any_level", "any level, shops closed at the door", {"p50_us": 4, "p99_us": 30}),
    ("interior/same_level_path", "same level on the grid of millimetres, polyline out", {"p50_us": 6, "p99_us": 25}),
    ("door/same_level_path", "the same, shops closed at the door", {"p50_us": 1.5, "p99_us": None}),
    ("interior/any_level_path", "any level on the grid of millimetres, polyline out", {"p50_us": 4, "p99_us": 30}),
    ("door/any_level_path", "the same, shops closed at the door", {"p50_us": 4, "p99_us": 30}),
    ("interior/any_level_wheelchair", "any level, wheelchair", {"p50_us": None, "p99_us": None}),
    ("interior/one_to_all_stores", "quickest times from one to all units", {"p50_us": 10, "p99_us": None, "stores": None}),
    ("door/one_to_all_stores", "the same, shops closed at the door", {"p50_us": 10, "p99_us": None}),
    ("interior/one_to_all_lengths", "times and lengths from one to all units", {"p50_us": None, "stores": None}),
    ("interior/store_to_store", "store to store, with polyline", {"p50_us": None, "p99_us": None}),
    ("interior/store_to_store_length", "store to store, length alone", {"p50_us": None, "p99_us": None}),
    ("interior/connector_closure", "a connector closed: to the first route under it", {"p50_us": 3000, "p99_us": None}),
    ("interior/polygon_closure_any", "a polygon closed: routes on its level", {"p50_us": 70, "p99_us": None}),
    ("interior/polygon_closure_blocked", "a polygon closed: routes that it blocks", {"p50_us": 70, "p99_us": None}),
    ("interior/polygon_closure_first", "a polygon closed: to the first route, which it blocks",
     {"p50_us": None, "p99_us": None}),
    ("door/polygon_closure_blocked", "the same, shops closed at the door", {"p50_us": 70, "p99_us": None}),
    ("interior/fewest_turns_same_level", "fewest turns, same level", {"p50_us": None, "p99_us": None}),
    ("interior/isochrone_60s", "isochrone of 1 min", {"p50_us": None, "p99_us": None}),
    ("interior/isochrone_300s", "isochrone of 5 min", {"p50_us": None, "p99_us": None}),
    ("interior/build", "building all bodies from the plan, one thread", {"seconds": None, "MB": None}),
    ("interior/build_again", "building again, nothing changed", {"seconds": None}),
    ("interior/build_shapes_of_all_bodies", "of it, free space of all bodies (GEOS)", {"seconds": None}),
    ("interior/build_walker", "of it, mesh, sights and distances of the walker", {"seconds": 4, "MB": 50}),
    ("interior/build_wheelchair", "of it, the same of the wheelchair", {"seconds": None, "MB": None}),
    ("interior/open", "opening the artifact, checks included", {"p50_us": None, "MB": None}),
    ("polytech/same_level", "polytech, same level", {"p50_us": None, "p99_us": None}),
    ("polytech/any_level", "polytech, any level", {"p50_us": None, "p99_us": None}),
    ("polytech/one_to_all_stores", "polytech, one to all units", {"p50_us": None, "stores": None}),
)


def run(*argv, **options):
    done = subprocess.run([str(word) for word in argv], check=False, text=True, stdout=subprocess.PIPE, **options)
    if done.returncode != 0:
        sys.exit(f"bench: {' '.join(map(str, argv))}: exit {done.returncode}")
    return done.stdout


def build_bench():
    if not pathlib.Path("/usr/include/benchmark/benchmark.h").exists():
        sys.exit("bench: nav needs Google Benchmark: apt-get install libbenchmark-dev")
    run("cmake", "--preset", "release", "-DMALLCTL_BUILD_BENCH=ON", cwd=SOURCE)
    run("cmake", "--build", BUILD, "--target", "nav_bench", cwd=SOURCE)
    return BUILD / "tests/nav_bench"


def row(what, figure, command="tests/bench/run nav"):
    print(f"| {what} | {figure} | `{command}` | {datetime.date.today()} |", flush=True)


def shown(counter, value, target):
    if counter == "MB":
        text, limit = f"{value:.1f} MB", f"{target} MB"
    elif counter == "seconds":
        text, limit = f"{value:.2f} s", f"{target} s"
    elif counter == "stores":
        return f"{value:.0f} units"
    else:
        name, unit, factor = counter.removesuffix("_us"), "us", 1
        if value >= 10_000 or (target or 0) >= 1000:
            unit, factor = "ms", 1000
        text, limit = f"{name} {value / factor:.2f} {unit}", f"{(target or 0) / factor:g} {unit}"
    if target is None:
        return text
    return f"{text} (target: {limit}{'' if value <= target else ', **missed**'})"


def measure(nav_bench):
    options = os.environ.get("MALLCTL_NAV_BENCH", "").split()
    report = json.loads(run(nav_bench, *options, "--benchmark_format=json"))
    figures = {entry["name"].split("/iterations")[0]: entry for entry in report["benchmarks"]}
    for name, what, counters in ROWS:
        if name not in figures or "error_message" in figures[name]:
            row(what, figures.get(name, {}).get("error_message", "not measured"))
            continue
        row(what, ", ".join(shown(counter, figures[name][counter], target) for counter, target in counters.items()))


# Queries one after the other inside the server: no client, no parsing of results. pgRouting reads the edges anew at
# every call: that is how it is used.
PGROUTING = """
create temporary table answer (pair bigint, metres float8, microseconds float8);
do $$
declare asked record; began timestamptz; metres float8;
begin
    for asked in select * from pair order by id loop
        began := clock_timestamp();
        select max(agg_cost) into metres from pgr_dijkstra('select id, source, target, cost, cost as reverse_cost from edge',
            asked.source, asked.target, false);
        insert into answer values (asked.id, metres, extract(epoch from clock_timestamp() - began) * 1e6);
    end loop;
end $$;
select pair.metres, pair.microseconds, answer.metres, answer.microseconds from pair join answer on pair.id = pair order by pair.id;
"""


def against_pgrouting(folder, database):
    def psql(*words, **options):
        return run("psql", "-XqAt", "-F,", "-v", "ON_ERROR_STOP=1", "-d", database, *words, **options)

    if psql("-c", "select count(*) from pg_available_extensions where name = 'pgrouting'").strip() == "0":
        if os.geteuid() != 0 or subprocess.run(["apt-get", "install", "-y", "--no-install-recommends",
                                                "postgresql-15-pgrouting"], stdout=sys.stderr, check=False).returncode:
            row("against pgRouting `pgr_dijkstra`", "not measured: apt-get install postgresql-15-pgrouting")
            return
    psql("-c", "create schema if not exists nav_bench", "-c", "create extension if not exists pgrouting cascade")
    script = folder / "pgrouting.sql"
    script.write_text(f"""
create temporary table edge (id bigint primary key, source bigint, target bigint, cost float8);
\\copy edge from '{folder}/sights.csv' csv
create temporary table pair (id bigserial, source bigint, target bigint, metres float8, microseconds float8);
\\copy pair (source, target, metres, microseconds) from '{folder}/graph_pairs.csv' csv
analyze edge;
{PGROUTING}
""")
    answers = [tuple(map(float, line)) for line in csv.reader(psql("-f", script).splitlines())]
    lengths = [ours / theirs for ours, _, theirs, _ in answers]
    ours = statistics.median(answer[1] for answer in answers)
    theirs = statistics.median(answer[3] for answer in answers)
    edges = sum(1 for _ in (folder / "sights.csv").open())
    times = theirs / ours
    row(f"pgRouting `pgr_dijkstra` on the visibility graph of one level ({edges:,} edges); target: at least 1,000 times",
        f"{times:,.0f} times{'' if times >= 1000 else ', **missed**'}: {ours:.2f} us, theirs {theirs / 1e3:.2f} ms (medians of "
        f"{len(answers)} pairs of places); our length is {min(lengths):.7f} to {max(lengths):.7f} of theirs")


def against_recast(folder):
    modules = folder / "node"
    if shutil.which("node") is None or shutil.which("npm") is None:
        row("against npm recast-navigation", "not measured: apt-get install nodejs npm")
        return
    modules.mkdir()
    run("npm", "install", "--no-fund", "--no-audit", "--silent", RECAST, cwd=modules)
    found = json.loads(run("node", pathlib.Path(__file__).with_name("recast.mjs"), folder / "floor.json", modules))
    times = found["theirs_us"] / found["ours_us"]
    row(f"npm {RECAST} on the same free space of one level; target: at least 10 times",
        f"{times:.1f} times{'' if times >= 10 else ', **missed**'}: {found['ours_us']:.2f} us, theirs {found['theirs_us']:.1f} us "
        f"(medians of {found['pairs'] - found['failed']} pairs, {found['failed']} not found); its paths are {found['ratio_mean']:.4f} "
        f"times as long as ours on average, {found['ratio_least']:.4f} to {found['ratio_worst']:.3f}, "
        f"{found['over_1_percent']:.0%} of them over 1 % longer")


def bench(folder, database):
    nav_bench = build_bench()
    measure(nav_bench)
    peers(folder, database, nav_bench)


def peers(folder, database, nav_bench=None):
    files = folder / "nav-peers"
    run(nav_bench or build_bench(), "--peers", files)
    against_pgrouting(files, database)
    against_recast(files)
