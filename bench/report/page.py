#!/usr/bin/env python3
"""page.py -- writes performance.md and its plots from the results of ./dev bench query.

    page.py RESULTS DIRECTORY [TEXT...]

Plots go to DIRECTORY/performance. The TEXTs are reports of other benchmarks, quoted as they are;
those that do not exist are left out."""

import os
import sys

import plot
import results as figures

SETUP = """
- Every engine runs in a process of its own and answers queries one after the other in one thread,
  with the index in memory. The engines take turns, set by set; after warm-up passes (Lucene's
  twelve, for its code is compiled while it runs) each set is answered {passes} times, and the pass
  with the smallest mean counts. Times are processor time of the asking thread; they include parsing
  and stemming the words, and fetching what identifies the hits: dateline's ids, the others'
  document numbers. Garbage collection and compilation in other threads of Lucene's virtual machine
  are not counted.
- A set is 1,000 queries that `bench/query/draw.py` draws from the articles: one to five different
  words of one article, 200 of each length; for phrases two or three adjacent words; for frequent
  words draws from the 100 most frequent. Words have three letters or more. A date window is ten
  weeks that contain the article's date. An engine that needs more than three seconds for a set
  answers only its first queries (the column *queries*); ratios are over those that both answered.
- All index every word of title and body (no stop words) with positions and English stems, in one
  field, and rank by BM25. dateline and Xapian also index each unstemmed word, match phrases by
  exact words where the others match stems, and count a title's words three times.
- dateline: the index as `dateline-index add` writes it; searched through its library.
- Xapian: a database that `xapian-compact` wrote, with the same terms, values and data. Dates are
  `OP_VALUE_RANGE`, counts `check_at_least` of all documents without weights, months a `MatchSpy`.
- Lucene: one segment (`forceMerge`), mapped files, Porter's stemmer, vector module on, query cache
  off, no more hits counted than asked for. Dates are points and doc values.
- tantivy: one segment, `en_stem`; dates are an indexed fast field.
- SQLite FTS5: `porter unicode61`, optimised after building, mapped; dates are an unindexed column.
"""

ASKED = """
Each line is a figure that the project set itself, met or not. Comparisons are of means in the same
run.
"""


def table(head, rows):
    """Columns after the first are of numbers, except where the head ends in a blank."""
    rules = ["---" if at == 0 or name.endswith(" ") else "---:" for at, name in enumerate(head)]
    lines = ["| " + " | ".join(head) + " |", "|" + "|".join(rules) + "|"]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def microseconds(results, *key):
    value = results.number(*key)
    return "" if value is None else plot.short(value / 1000)


def machine(results):
    rows = [[what, results.get("-", "machine", "-", measure) or "unknown"] for what, measure in
            (("processor", "cpu"), ("cores", "cores"), ("system", "system"), ("date", "date"),
             ("dateline's commit", "commit"))]
    memory = results.number("-", "machine", "-", "memory")
    rows.insert(2, ["memory", f"{memory / 2**20:.0f} GiB"])
    for engine in figures.ENGINES:
        version = results.get("-", engine, "-", "version")
        if version:
            rows.append([figures.NAMES[engine], version])
    rows += [[figures.NAMES.get(engine, engine), f"left out: {why}"]
             for engine, why in results.skipped().items()]
    return table(["", " "], rows)


def asked(results):
    rows = []
    for check in figures.checks(results):
        bound = f"{'at most' if check.at_most else 'at least'} {check.bound:g}"
        rows.append([check.what, check.corpus, f"{check.value:,.2f}",
                     bound + (f" ({check.aim})" if check.aim else ""),
                     "met" if figures.is_met(check) else "**missed**"])
    return table(["", "articles", "measured", "asked ", " "], rows)


def means(results, corpus, engines):
    head = ["mean, µs a query"] + [figures.NAMES[engine] for engine in engines]
    return table(head, [[title] + [microseconds(results, corpus, engine, name, "mean")
                                   for engine in engines]
                        for name, title in figures.SETS.items()])


def spread(results, corpus, engines):
    head = ["µs a query", "engine ", "mean", "median", "95 %", "99 %", "queries"]
    return table(head, [
        [title, figures.NAMES[engine]]
        + [microseconds(results, corpus, engine, name, m) for m in ("mean", "median", "p95", "p99")]
        + [results.get(corpus, engine, name, "queries")]
        for name, title in figures.SETS.items() for engine in engines])


def processes(results, corpus):
    rows = []
    for threads in (1, 2):
        rate = results.number(corpus, "dateline", f"batch{threads}", "per_second")
        if rate is not None:
            rows.append([f"batch of 10,000 look-ups, {threads} thread{'s' * (threads > 1)}",
                         f"{rate:,.0f} a second"])
    for engine, name in (("dateline", "dateline-search"), ("quest", "Xapian's quest")):
        nanoseconds = results.number(corpus, engine, "process", "nanoseconds")
        if nanoseconds is not None:
            rows.append([f"a process of {name} with one query", f"{nanoseconds / 1e6:.1f} ms"])
    return table(["elapsed time", ""], rows) if rows else ""


class Page:
    def __init__(self, results, directory):
        self.results = results
        self.directory = directory
        self.parts = []
        os.makedirs(os.path.join(directory, "performance"), exist_ok=True)

    def add(self, *texts):
        self.parts += [text.strip("\n") for text in texts if text]

    def add_plot(self, name, title, series, groups, log=False):
        path = f"performance/{name}.svg"
        names = [figures.NAMES[engine] for engine in series]
        with open(os.path.join(self.directory, path), "w", encoding="utf-8") as file:
            file.write(plot.bars(title, names, groups, log))
        self.add(f"![{title}]({path})")

    def add_corpus(self, corpus):
        results, engines = self.results, self.results.engines(corpus)
        self.add(f"## {figures.corpus_name(results, corpus)}", means(results, corpus, engines))
        self.add_plot(f"mean-{corpus}", "Mean time of a query, µs (logarithmic)", engines,
                      [(title, [(results.number(corpus, engine, name, "mean") or 0) / 1000
                                for engine in engines])
                       for name, title in figures.SETS.items()], log=True)
        self.add(processes(results, corpus), "<details><summary>Median and tails</summary>",
                 spread(results, corpus, engines), "</details>")

    def add_growth(self, small, large):
        results = self.results
        engines = [engine for engine in results.engines(large) if engine in results.engines(small)]
        rows = [(title, [figures.growth_of(results, engine, name, small, large)
                         for engine in engines]) for name, title in figures.SETS.items()]
        self.add(f"## Growth from {int(small):,} to {int(large):,} articles",
                 "How many times the mean time of the smaller archive the larger one takes.")
        self.add_plot("growth", "Growth of the mean time", engines, rows)

    def add_sizes(self):
        results = self.results
        engines = [e for e in figures.ENGINES if any(e in results.engines(c)
                                                     for c in results.corpora())]
        rows = []
        for corpus in results.corpora():
            corpus_bytes = results.number(corpus, "-", "-", "file")
            rows.append((figures.corpus_name(results, corpus),
                         [results.index_bytes(corpus, engine) / corpus_bytes
                          for engine in engines]))
        self.add("## Bytes", "All files of an index / bytes of the JSON Lines.")
        self.add_plot("bytes", "Bytes of the index / bytes of the JSON Lines", engines, rows)
        for corpus in results.corpora():
            corpus_bytes = results.number(corpus, "-", "-", "file")
            parts = results.components(corpus, "dateline").items()
            self.add(table([f"dateline's files, {figures.corpus_name(results, corpus)}", "MB",
                            "of JSON Lines"],
                           [[name, f"{size / 1e6:.1f}", f"{size / corpus_bytes:.3f}"]
                            for name, size in sorted(parts, key=lambda part: -part[1])]))

    def write(self):
        with open(os.path.join(self.directory, "performance.md"), "w", encoding="utf-8") as file:
            file.write("\n\n".join(self.parts) + "\n")


def quoted(path):
    """A report of another benchmark, whose first line is its title."""
    with open(path, encoding="utf-8") as file:
        title, text = file.read().split("\n", 1)
    return f"## {title}", "```\n" + text.strip("\n") + "\n```"


def main():
    if len(sys.argv) < 3:
        sys.exit("usage: page.py RESULTS DIRECTORY [TEXT...]")
    results = figures.Results(sys.argv[1])
    page = Page(results, sys.argv[2])
    page.add("# Performance",
             "Written by `./dev bench page` from the last `./dev bench query --full`; "
             "[bench/README.md](../bench/README.md) says how to run them.",
             "## Machine and versions", machine(results), "## How it is measured",
             SETUP.format(passes=results.get("-", "machine", "-", "passes")),
             "## What is asked", ASKED, asked(results))
    for corpus in results.corpora():
        page.add_corpus(corpus)
    sizes = figures.sizes_in_order(results)
    if len(sizes) > 1:
        page.add_growth(sizes[0], sizes[-1])
    page.add_sizes()
    for path in sys.argv[3:]:
        if os.path.exists(path):
            page.add(*quoted(path))
    page.write()


if __name__ == "__main__":
    main()
