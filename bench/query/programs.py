#!/usr/bin/env python3
"""programs.py -- times whole processes, in turns, and appends the figures to a results file.

    programs.py RESULTS CORPUS QUERIES DATELINE-SEARCH INDEX [DATABASE]

appends, as medians of elapsed time:

    dateline  batch1, batch2  per_second   look-ups of two words, ids alone, by 1 and by 2 threads
    dateline  process         nanoseconds  one process that answers one query with ten titles
    quest     process         nanoseconds  the same by Xapian's quest on DATABASE

QUERIES is draw.py's directory; both words are required."""

import os
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 7
STARTS = 50


def seconds(commands):
    """How long it takes to run all COMMANDS, one after the other."""
    started = time.monotonic()
    for command in commands:
        run = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                             check=False)
        if run.returncode > 1:
            sys.exit(f"bench: {' '.join(command)}: exit status {run.returncode}")
    return time.monotonic() - started


def read_lookups(queries):
    with open(os.path.join(queries, "lookups.tsv"), encoding="ascii") as file:
        return [line.rstrip("\n").split("\t")[2] for line in file]


def batch(program, index, file, threads):
    return [[program, f"--batch={file}", "--format=ids", f"--threads={threads}", index]]


def compared(lookups, file, program, index, database):
    """name: (engine, set, measure, commands, value of their seconds)"""
    starts = lookups[:STARTS]
    work = {
        f"batch{n}": ("dateline", "per_second", batch(program, index, file, n),
                      lambda s: len(lookups) / s)
        for n in (1, 2)
    }
    work["dateline process"] = (
        "dateline", "nanoseconds",
        [[program, "-n", "10", "--no-total", index, words] for words in starts],
        lambda s: s / STARTS * 1e9)
    if database:
        work["quest process"] = (
            "quest", "nanoseconds",
            [["quest", "-d", database, "-o", "and", "-m", "10", words] for words in starts],
            lambda s: s / STARTS * 1e9)
    return work


def main():
    if len(sys.argv) not in (6, 7):
        sys.exit("usage: programs.py RESULTS CORPUS QUERIES DATELINE-SEARCH INDEX [DATABASE]")
    results, corpus, queries, program, index = sys.argv[1:6]
    lookups = read_lookups(queries)
    with tempfile.NamedTemporaryFile("w", suffix=".queries") as file:
        file.write("".join(words + "\n" for words in lookups))
        file.flush()
        work = compared(lookups, file.name, program, index, (sys.argv + [None])[6])
        taken = {name: [] for name in work}
        for _ in range(ROUNDS + 1):
            for name, (_, _, commands, _) in work.items():
                taken[name].append(seconds(commands))
    with open(results, "a", encoding="utf-8") as out:
        for name, (engine, measure, _, value) in work.items():
            median = statistics.median(taken[name][1:])  # the first round warms up
            print(corpus, engine, name.split()[-1], measure, round(value(median)), sep="\t",
                  file=out)


if __name__ == "__main__":
    main()
