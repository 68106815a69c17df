"""How good and how quick the answers are: one file of answers (qid, wall_us, cpu_us, ids) beside what was expected."""

import workload


class Answers:
    """What an engine gave for each query of a mall, in its order, ten ids at most."""

    def __init__(self, path):
        rows = workload.read_table(path)
        self.by_query = {row["qid"]: row["ids"].split(",")[:10] if row["ids"] else [] for row in rows}
        self.found = {row["qid"]: row.get("found") == "1" for row in rows}
        self.wall = [float(row["wall_us"]) for row in rows]
        self.cpu = [float(row["cpu_us"]) for row in rows if row["cpu_us"]]


class Quality:
    """Counts of queries: with the store that was meant first, among ten, and the sum of one over its place."""

    def __init__(self):
        self.queries = self.first = self.ten = 0
        self.reciprocal = 0.0

    def add(self, ids, expected):
        self.queries += 1
        if expected in ids:
            self.first += ids[0] == expected
            self.ten += 1
            self.reciprocal += 1 / (1 + ids.index(expected))

    def recall_1(self):
        return self.first / max(self.queries, 1)

    def recall_10(self):
        return self.ten / max(self.queries, 1)

    def __str__(self):
        return f"{self.recall_1():.3f} / {self.recall_10():.3f} / {self.reciprocal / max(self.queries, 1):.3f}"


def quality(malls, answers_of, by_class=False):
    """Of the queries whose store is in the mall that they are asked in; `answers_of(mall)`. By class: a dictionary."""
    total, classes = Quality(), {}
    for mall in malls:
        answers = answers_of(mall)
        for query in mall.queries:
            if not query["here"] or query["qid"] not in answers.by_query:
                continue
            for counts in (total, classes.setdefault(query["class"], Quality())):
                counts.add(answers.by_query[query["qid"]], query["expected"])
    return classes if by_class else total


def verdicts(malls, answers_of):
    """Parts of the queries: accepted with the right store first, where it is in the mall; accepted where it is not."""
    here = right = absent = accepted = 0
    for mall in malls:
        answers = answers_of(mall)
        for query in mall.queries:
            found, ids = answers.found[query["qid"]], answers.by_query[query["qid"]]
            if query["here"]:
                here += 1
                right += found and ids[:1] == [query["expected"]]
            else:
                absent += 1
                accepted += found
    return right / here, accepted / absent


def at(values, part):
    return sorted(values)[int(part * (len(values) - 1))]


def times(values):
    """p50 / p99 of microseconds."""
    return f"{shown_us(at(values, 0.5))} / {shown_us(at(values, 0.99))}"


def shown_us(value):
    return f"{value / 1000:.1f} ms" if value >= 10_000 else f"{value:.0f} us"
