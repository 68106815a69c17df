"""What is computed for each request: near, route and search of `mallctl serve`, beside its own walk-in, which is made ahead,
and beside the same library calls in a process without a network. What both answer is proved equal first.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import urllib.parse

from server.malls import slugs
from server.processes import SERVER_CORE, judged, paired, ratio, row, thousands

MALL = slugs(1)[0]
AT = "2026-11-23T12:00:00Z"
COUNT = 300
LEAST = 0.4
MOST_US = 10


def mistyped(text, chance):
    """With one letter left out or doubled, of a third only the beginning."""
    if chance.random() < 0.33:
        return text[: max(2, len(text) // 2)]
    at = chance.randrange(len(text))
    return text[:at] + (text[at] * 2 if chance.random() < 0.5 else "") + text[at + 1 :]


def questions(stores):
    """Lines of library_bench: what, and its words behind tabs."""
    chance = random.Random(7)
    places = [f"store:{store['slug']}" for store in stores if store["units"]]
    entrances = ["location:north_entrance", "location:south_entrance"]
    names = [store["name"]["en"] for store in stores]
    lines = []
    for number in range(COUNT):
        name = names[number % len(names)]
        lines.append(("search", name if number % 2 else mistyped(name, chance)))
        lines.append(("near", chance.choice(entrances + places)))
        lines.append(("route", chance.choice(entrances), chance.choice(places)))
    return lines


def target(line, at=None, **more):
    what, *words = line
    names = {"search": ["query"], "near": ["from"], "route": ["from", "to"]}[what]
    query = dict(zip(names, words)) | ({"at": at} if at else {}) | more
    return f"/api/v1/malls/{MALL}/{what}?{urllib.parse.urlencode(query)}"


class Library:
    """The program that calls the library with the same questions."""

    def __init__(self, program, database, folder, lines):
        self.argv = ["taskset", "-c", SERVER_CORE, str(program), database, MALL, str(folder / "questions.tsv")]
        (folder / "questions.tsv").write_text("".join("\t".join(line) + "\n" for line in lines))

    def answers(self):
        done = subprocess.run([*self.argv, "answers", AT], capture_output=True, text=True, check=True)
        return done.stdout.splitlines()

    def microseconds(self):
        """Of a call, by question: {"search": {"call": ..., "with_json": ...}}."""
        return json.loads(subprocess.run([*self.argv, "time"], capture_output=True, text=True, check=True).stdout)


def prove(server, library, lines):
    unfound = 0
    for line, expected in zip(lines, library.answers(), strict=True):
        response, body = server.ask(target(line, AT), headers={"Accept-Language": "en"})
        if response.status != 200 or body.decode().strip() != expected:
            got = body.decode()
            at = max(0, len(os.path.commonprefix([got, expected])) - 40)
            sys.exit(f"bench: {target(line, AT)}: {response.status}, ...{got[at:at + 100]!r} is not "
                     f"...{expected[at:at + 100]!r}; no figure for a wrong answer")
        unfound += line[0] != "route" and not json.loads(expected)["hits"]
    if unfound > COUNT // 10:
        sys.exit(f"bench: {unfound} of {2 * COUNT} answers of near and search have no hits: no figure for those")


def bench(server, program, database, folder, stores, rounds, seconds):
    lines = questions(stores)
    library = Library(program, database, folder, lines)
    prove(server, library, lines)
    targets = {what: [target(line) for line in lines if line[0] == what] for what in ("near", "route", "search")}
    # With the limit that there is anyway it is not what is kept.
    targets["near, computed"] = [target(line, limit=10) for line in lines if line[0] == "near"]
    targets["walk-in"] = [f"/api/v1/malls/{MALL}/walk-in?location=north_entrance"]
    size = len(server.ask(targets["walk-in"][0])[1])
    for what in targets.values():
        server.requests_per_cpu_second(1, what)
    figures = paired(rounds, {what: lambda what=what: server.requests_per_cpu_second(seconds, targets[what])
                              for what in targets})
    calls = [library.microseconds() for _ in range(rounds)]
    call = {what: {part: statistics.median(one[what][part] for one in calls) for part in ("call", "with_json")}
            for what in ("near", "route", "search")}
    call["near, computed"] = call["near"]
    for what in ("near", "near, computed", "route"):
        times = ratio(figures, what, "walk-in")
        row(f"{what if what != 'near' else 'near, asked before'}: in a mall of {len(stores)} stores against our walk-in of {size:,} bytes; target: at least {LEAST} times",
            judged(f"{times:.2f} times: {thousands(figures, what)} and {thousands(figures, 'walk-in')}; "
                   f"{1e6 / statistics.median(figures[what]):.1f} us a request, of which the library's call "
                   f"{call[what]['call']:.1f} us, {call[what]['with_json']:.1f} us with its JSON", times >= LEAST))
    over = 1e6 / statistics.median(figures["search"]) - call["search"]["call"]
    row(f"search, CPU time of a request above the library's call, the same {COUNT} queries in a mall of {len(stores)} stores; "
        f"target: at most {MOST_US} us",
        judged(f"{over:.1f} us: {1e6 / statistics.median(figures['search']):.1f} us a request, the call "
               f"{call['search']['call']:.1f} us, {call['search']['with_json']:.1f} us with its JSON; a walk-in takes "
               f"{1e6 / statistics.median(figures['walk-in']):.1f} us", over <= MOST_US))
