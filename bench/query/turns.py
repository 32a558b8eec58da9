#!/usr/bin/env python3
"""turns.py -- times engines on sets of queries, in turns, and appends the figures to RESULTS.

    turns.py RESULTS CORPUS QUERIES PASSES ENGINE=COMMAND...

Each COMMAND is a program that serves bench/peers/turns.h; the first ENGINE is dateline. QUERIES is
draw.py's directory. Every pass runs each set with one engine after the other, so that a disturbance
meets all. An engine too slow to answer a set in PASS_SECONDS answers only its first queries, in
fewer passes. The pass of the smallest mean counts.

Lines of RESULTS are CORPUS, ENGINE, SET, measure and value, with tabs between them. Measures are
mean, median, p95, p99 (nanoseconds a query), queries, found (documents, summed over the queries),
and over the queries that both dateline and ENGINE have answered: ratio (dateline's mean / ENGINE's)
and found_ratio (likewise)."""

import shlex
import subprocess
import sys

# name: kind of query, limit, file
SETS = {
    "or10": ("any", 10, "words"),
    "or100": ("any", 100, "words"),
    "and10": ("all", 10, "words"),
    "phrase": ("phrase", 10, "phrases"),
    "window": ("window", 10, "words"),
    "frequent": ("any", 10, "frequent"),
    "count": ("count", 0, "words"),
    "months": ("months", 0, "words"),
    "newest": ("newest", 10, "words"),
}

PASS_SECONDS = 3
PROBE = 10  # queries that tell how slow an engine is; a multiple of the lengths in a set
SLOW_PASSES = 2
WARM_PASSES = 1
WARM_PASSES_JIT = 12  # of Lucene, whose code is compiled while it runs


class Engine:
    def __init__(self, name, command, messages):
        self.name = name
        self.messages = messages
        with open(messages, "wb") as file:
            self.process = subprocess.Popen(shlex.split(command), stdin=subprocess.PIPE,
                                            stdout=subprocess.PIPE, stderr=file, text=True)
        self.counts = {}  # how many queries of a set it answers in a pass
        self.best = {}    # the (nanoseconds, found) of a set's best pass

    def ask(self, queries, name, count):
        kind, limit, file = SETS[name]
        self.process.stdin.write(f"{kind} {limit} {count} {queries}/{file}.tsv\n")
        self.process.stdin.flush()
        answers = []
        while len(answers) < count:
            line = self.process.stdout.readline()
            if not line:
                sys.exit(f"bench: {self.name} ended while it answered {name}: {self.messages}")
            nanoseconds, found = line.split()
            answers.append((int(nanoseconds), int(found)))
        return answers

    def choose_counts(self, queries, totals):
        for name, (_, _, file) in SETS.items():
            self.ask(queries, name, PROBE)  # reads the files
            seconds = sum(ns for ns, _ in self.ask(queries, name, PROBE)) / 1e9 / PROBE
            affordable = int(PASS_SECONDS / seconds) if seconds else totals[file]
            self.counts[name] = max(PROBE, min(totals[file], affordable - affordable % PROBE))

    def warm_up(self, queries):
        for _ in range(WARM_PASSES_JIT if self.name.startswith("lucene") else WARM_PASSES):
            for name in SETS:
                self.ask(queries, name, self.counts[name])

    def is_slow(self, name, totals):
        return self.counts[name] < totals[SETS[name][2]]

    def measure(self, queries, name):
        answers = self.ask(queries, name, self.counts[name])
        if name not in self.best or mean(answers) < mean(self.best[name]):
            self.best[name] = answers

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def mean(answers):
    return sum(ns for ns, _ in answers) / len(answers)


def percentile(sorted_values, share):
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * share))]


def figures(answers, ours):
    """The measures of one engine on one set; OURS are dateline's answers."""
    times = sorted(ns for ns, _ in answers)
    both = min(len(answers), len(ours))
    found = sum(n for _, n in answers[:both])
    return {
        "mean": round(mean(answers)),
        "median": percentile(times, 0.5),
        "p95": percentile(times, 0.95),
        "p99": percentile(times, 0.99),
        "queries": len(answers),
        "found": sum(n for _, n in answers),
        "ratio": f"{mean(ours[:both]) / max(1, mean(answers[:both])):.4f}",
        "found_ratio": f"{sum(n for _, n in ours[:both]) / max(1, found):.4f}",
    }


def count_lines(path):
    with open(path, encoding="ascii") as file:
        return sum(1 for _ in file)


def run_passes(engines, queries, passes, totals):
    for turn in range(passes):
        print(f"bench: pass {turn + 1} of {passes}", file=sys.stderr)
        for name in SETS:
            for engine in engines:
                if turn < SLOW_PASSES or not engine.is_slow(name, totals):
                    engine.measure(queries, name)


def main():
    if len(sys.argv) < 6:
        sys.exit("usage: turns.py RESULTS CORPUS QUERIES PASSES ENGINE=COMMAND...")
    results, corpus, queries, passes = sys.argv[1:5]
    totals = {file: count_lines(f"{queries}/{file}.tsv") for _, _, file in SETS.values()}
    commands = [argument.split("=", 1) for argument in sys.argv[5:]]
    engines = [Engine(name, command, f"{results}.{name}") for name, command in commands]
    for engine in engines:
        print(f"bench: {corpus}: warming up {engine.name}", file=sys.stderr)
        engine.choose_counts(queries, totals)
        engine.warm_up(queries)
    run_passes(engines, queries, int(passes), totals)
    with open(results, "a", encoding="utf-8") as out:
        for engine in engines:
            for name in SETS:
                for measure, value in figures(engine.best[name], engines[0].best[name]).items():
                    print(corpus, engine.name, name, measure, value, sep="\t", file=out)
            engine.close()


if __name__ == "__main__":
    main()
