"""Search beside its targets and its peers: the part of tests/bench/run that is called `search`.

search_bench (C++) proves its answers, then measures; this makes the malls, builds and runs it, asks the peers the same
and writes the figures as rows of README.md.
"""

import argparse
import datetime
import json
import os
import pathlib
import subprocess
import sys

SOURCE = pathlib.Path(__file__).resolve().parents[3]
BUILD = SOURCE / "build/release"
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import engines
import scoring
import workload

SAMPLE = 1000  # queries that a peer is asked in the mall of 100,000


def read_options(words):
    data = pathlib.Path(os.environ.get("MALLCTL_TEST_DATA", SOURCE / "../shared/data")) / "search"
    parser = argparse.ArgumentParser(prog="tests/bench/run search")
    parser.add_argument("--queries", type=pathlib.Path, default=data / "queries.tsv",
                        help="what is asked, with the columns of the public queries")
    parser.add_argument("--brands", type=pathlib.Path, default=data / "brands.tsv", help="the stores")
    parser.add_argument("--no-peers", action="store_true", help="measures ours alone")
    parser.add_argument("--bench", type=pathlib.Path, help="a search_bench that is built already")
    options = parser.parse_args(words)
    for path in (options.queries, options.brands):
        if not path.exists():
            sys.exit(f"bench: no {path}; say --queries and --brands, or set MALLCTL_TEST_DATA")
    return options


def run(*argv):
    done = subprocess.run([str(word) for word in argv], check=False, text=True, stdout=subprocess.PIPE)
    if done.returncode != 0:
        sys.exit(f"bench: {' '.join(map(str, argv))}: exit {done.returncode}")
    return done.stdout


def build_bench():
    subprocess.run(["cmake", "--preset", "release", "-DMALLCTL_BUILD_BENCH=ON"], cwd=SOURCE, check=True, stdout=sys.stderr)
    subprocess.run(["cmake", "--build", str(BUILD), "--target", "search_bench"], cwd=SOURCE, check=True, stdout=sys.stderr)
    return BUILD / "tests/search_bench"


def row(what, figure):
    print(f"| {what} | {figure} | `tests/bench/run search` | {datetime.date.today()} |", flush=True)


def judged(text, holds):
    return text if holds else f"{text}, **missed**"


class Ours:
    """Answers and figures of search_bench, with the reach of brands as popularity and without it."""

    def __init__(self, program, malls):
        self.figures = {}
        for mall, brief in malls:
            for ranked in (True, False):
                words = ["--brief"] if brief or not ranked else []
                words += [] if ranked else ["--without-popularity"]
                told = run(program, "measure", mall.folder, *words)
                self.figures[mall.name, ranked] = json.loads(told)

    def answers(self, mall, ranked):
        return scoring.Answers(mall.folder / ("ours.tsv" if ranked else "ours-unranked.tsv"))


def report_quality(ours, brands, large, small):
    targets = (("13,347 stores", [brands], 0.955, 0.993), ("100,000 documents", [large], 0.95, 0.99),
               (f"{len(small)} malls of {workload.SMALL_STORES} stores", small, 0.993, 0))
    for what, malls, first, ten in targets:
        for ranked in (True, False):
            quality = scoring.quality(malls, lambda mall, r=ranked: ours.answers(mall, r))
            target = f"recall@1 >= {first}" + (f", @10 >= {ten}" if ten else "")
            popularity = "with reach as popularity" if ranked else "without popularity"
            row(f"{what}, {popularity}: recall@1 / @10 / MRR; target: {target}",
                judged(f"{quality} of {quality.queries:,} queries",
                       quality.recall_1() >= first and quality.recall_10() >= ten))


def report_classes(ours, brands, large):
    for mall in (brands, large):
        classes = scoring.quality([mall], lambda one: ours.answers(one, True), by_class=True)
        shown = ", ".join(f"{name} {counts.recall_1():.3f} / {counts.recall_10():.3f}"
                          for name, counts in sorted(classes.items()))
        row(f"recall@1 / @10 by class, {len(mall.documents):,} documents, with popularity", shown)


def report_verdicts(ours, small):
    for ranked in (True, False):
        right, wrong = scoring.verdicts(small, lambda mall, r=ranked: ours.answers(mall, r))
        popularity = "with reach as popularity" if ranked else "without popularity"
        row(f"\"not in this mall\", {popularity}: accepted with the right store first where it is there / accepted where it "
            "is not; target: >= 96 % / <= 3 %",
            judged(f"{right:.1%} / {wrong:.1%}", right >= 0.96 and wrong <= 0.03))


def spread(figures, percentile, clock):
    return figures[f"{clock}_us"][percentile]


def report_times(ours, brands, large, small):
    for mall, what, p50, p99 in ((brands, "queries", None, None), (large, "queries", 120, 500),
                                 (large, "counted", None, None), (small[0], "queries", None, None)):
        figures = ours.figures[mall.name, True][what]
        text = "; ".join(f"{clock} {spread(figures, 'p50', clock):.0f} / {spread(figures, 'p99', clock):.0f} us"
                         for clock in ("cpu", "wall"))
        holds = p50 is None or (spread(figures, "p50", "cpu") <= p50 and spread(figures, "p99", "cpu") <= p99)
        counted = " with all that match counted for facets" if what == "counted" else ""
        target = f"; target: {p50} / {p99} us" if p50 else ""
        row(f"p50 / p99 of a query{counted}, {len(mall.documents):,} documents{target}", judged(text, holds))
    figures = ours.figures[large.name, True]
    for name, what, percentile, target in (("keystrokes", "p99 of every prefix of every query", "p99", 700),
                                           ("hostile", "p100 of hostile texts", "p100", 5000)):
        values = figures[name]
        row(f"{what}, {len(large.documents):,} documents; target: {target} us",
            judged(f"cpu {spread(values, percentile, 'cpu'):.0f} us, wall {spread(values, percentile, 'wall'):.0f} us, of "
                   f"{values['cpu_us']['count']:,}", spread(values, percentile, "cpu") <= target))


def report_builds(ours, brands, large):
    for mall, megabytes, seconds in ((brands, None, None), (large, 16, 2)):
        figures = ours.figures[mall.name, True]
        size, built = figures["bytes"] / 1e6, figures["build_cpu_s"]
        part, least, most = (figures[f"rebuild_part{which}"] for which in ("", "_least", "_most"))
        target = f"; target: {megabytes} MB / {seconds} s" if seconds else ""
        row(f"index / build, {len(mall.documents):,} documents{target}",
            judged(f"{size:.1f} MB / cpu {built:.2f} s, wall {figures['build_s']:.2f} s",
                   megabytes is None or (size <= megabytes and built <= seconds)))
        target = "; target: under 20 % of a build" if mall is large else ""
        row(f"rebuild after one store was renamed, {len(mall.documents):,} documents{target}",
            judged(f"cpu {figures['rebuild_cpu_s']:.3f} s: {part:.1%} ({least:.1%} to {most:.1%}), {figures['reused']:,} "
                   "documents taken over", mall is not large or part < 0.2))
        row(f"names that do not find themselves first, {len(mall.documents):,} documents; target: 0",
            judged(str(figures["names_not_first"]), figures["names_not_first"] == 0))


def sampled(mall):
    """The first queries of the mall's folded file, in a file of their own."""
    path = mall.folder / "queries.sample.tsv"
    with open(mall.folder / "queries.folded.tsv", encoding="utf-8") as file:
        path.write_text("".join(line for _, line in zip(range(SAMPLE + 1), file)), encoding="utf-8")
    return path


def report_peer(engine, brands, large, small):
    def answered(mall, queries):
        out = mall.folder / f"{type(engine).__name__}-{engine.name.split('/')[-1].split('@')[0].replace(' ', '-')}.tsv"
        built, size = engine.answer(mall.folder / "documents.folded.tsv", queries, out)
        return scoring.Answers(out), built, size

    for mall, queries in ((brands, brands.folder / "queries.folded.tsv"), (large, sampled(large))):
        answers, built, size = answered(mall, queries)
        quality = scoring.quality([mall], lambda _, a=answers: a)
        row(f"{engine.name}, {len(mall.documents):,} documents: recall@1 / @10 / MRR; p50 / p99; index / build",
            f"{quality} of {quality.queries:,} queries; wall {scoring.times(answers.wall)}; "
            f"{size / 1e6:.1f} MB / {built:.2f} s")
    answers = {mall.name: answered(mall, mall.folder / "queries.folded.tsv")[0] for mall in small}
    quality = scoring.quality(small, lambda mall: answers[mall.name])
    walls = [wall for one in answers.values() for wall in one.wall]
    row(f"{engine.name}, malls of {workload.SMALL_STORES} stores: recall@1 / @10 / MRR; p50 / p99",
        f"{quality}; wall {scoring.times(walls)}")


def bench(folder, database, options):
    program = options.bench or build_bench()
    brands, large, small = workload.make_malls(folder, options.brands, options.queries)
    ours = Ours(program, [(brands, False), (large, False), *((mall, True) for mall in small)])
    report_quality(ours, brands, large, small)
    report_classes(ours, brands, large)
    report_verdicts(ours, small)
    report_times(ours, brands, large, small)
    report_builds(ours, brands, large)
    if options.no_peers:
        return
    for mall in (brands, large, *small):
        run(program, "fold", mall.folder)
    peers, absent = engines.make_all(folder, database)
    for peer in peers:
        report_peer(peer, brands, large, small)
    for name, why in absent:
        row(name, f"not measured: {why}")
