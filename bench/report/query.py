#!/usr/bin/env python3
"""query.py -- prints the figures of ./dev bench query as tables.

    query.py RESULTS"""

import sys

import results as figures


def print_machine(results):
    cpu, cores, system, passes = (results.get("-", "machine", "-", measure)
                                  for measure in ("cpu", "cores", "system", "passes"))
    print(f"{cpu}, {cores} cores, {system}; the fastest of {passes} passes in turns;")
    print("processor time of the asking thread in microseconds a query")


def print_set(results, corpus, name):
    print(f"\n  {figures.SETS[name]}")
    for engine in results.engines(corpus):
        mean, median, p95, p99 = (results.number(corpus, engine, name, m) / 1000
                                  for m in ("mean", "median", "p95", "p99"))
        queries = results.get(corpus, engine, name, "queries")
        print(f"    {figures.NAMES[engine]:<12} {mean:11.1f} {median:11.1f} {p95:11.1f} "
              f"{p99:11.1f} {queries:>8}")


def print_corpus(results, corpus):
    print(f"\n{figures.corpus_name(results, corpus)}")
    print(f"  {'':<14} {'mean':>11} {'median':>11} {'p95':>11} {'p99':>11} {'queries':>8}")
    for name in figures.SETS:
        print_set(results, corpus, name)
    corpus_bytes = results.number(corpus, "-", "-", "file")
    print(f"\n  {'index':<14} {'MB':>11} {'of JSON':>11}")
    for engine in results.engines(corpus):
        size = results.index_bytes(corpus, engine)
        print(f"    {figures.NAMES[engine]:<12} {size / 1e6:11.1f} {size / corpus_bytes:11.2f}")
    for threads in (1, 2):
        rate = results.number(corpus, "dateline", f"batch{threads}", "per_second")
        if rate is not None:
            print(f"  batch by {threads} thread{'s' * (threads > 1)}: {rate:,.0f} look-ups a second")
    for engine in ("dateline", "quest"):
        nanoseconds = results.number(corpus, engine, "process", "nanoseconds")
        if nanoseconds is not None:
            print(f"  one process of {engine}: {nanoseconds / 1e6:.2f} ms")


def print_checks(results):
    print(f"\n{'':<74} {'articles':>15} {'measured':>9}  asked")
    for check in figures.checks(results):
        sense = "at most" if check.at_most else "at least"
        verdict = "met" if figures.is_met(check) else "missed"
        print(f"{check.what:<74} {check.corpus:>15} {check.value:9.2f}  {sense} {check.bound:g}"
              f"{', ' + check.aim if check.aim else ''}: {verdict}")


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: query.py RESULTS")
    results = figures.Results(sys.argv[1])
    print_machine(results)
    for corpus in results.corpora():
        print_corpus(results, corpus)
    print_checks(results)
    for engine, why in results.skipped().items():
        print(f"skipped: {engine}: {why}")


if __name__ == "__main__":
    main()
