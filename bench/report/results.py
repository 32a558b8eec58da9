"""results.py -- the figures of ./dev bench query, and what is asked of them."""

import collections

ENGINES = ("dateline", "xapian", "lucene", "tantivy", "fts5")

NAMES = {"dateline": "dateline", "xapian": "Xapian", "lucene": "Lucene", "tantivy": "tantivy",
         "fts5": "SQLite FTS5", "quest": "quest"}

SETS = {
    "or10": "OR, top 10",
    "or100": "OR, top 100",
    "and10": "AND, top 10",
    "phrase": "phrase of two or three words",
    "window": "words + date window",
    "frequent": "one frequent word",
    "count": "exact count of an OR",
    "months": "month timeline of an OR",
    "newest": "newest ten of an OR",
}

TOP_TEN = ("or10", "and10", "phrase", "window", "frequent", "newest")

# dateline's mean / that of the faster of Lucene and tantivy: at most, and the aim
FASTER_PEER = {
    "or10": (0.6, 0.35),
    "or100": (1.0, 0.5),
    "and10": (0.6, 0.4),
    "phrase": (0.6, 0.3),
    "window": (0.2, 0.1),
    "frequent": (0.2, 0.05),
    "count": (1.0, 0.6),
}

# Xapian's mean / dateline's: at least
TIMES_XAPIAN = {"or10": 8, "and10": 5, "phrase": 4, "count": 20, "months": 30}

# bytes of dateline's index / bytes of the JSON Lines, by the option of dateline-index add: at
# most, and the aim; on Reuters-21578, and on generated articles
SIZES = {
    "": ((1.9, 1.6), (2.2, 1.8)),
    "--xapian=lean": ((1.9, 1.6), (2.2, 1.8)),
    "--xapian=none": ((1.2, 1.0), (1.4, 1.1)),
}

TAIL = 5                 # 95th percentile / median: at most
LOOKUPS = 15000          # look-ups a second by two threads: at least
LOOKUP_ARTICLES = 100000 # on so many articles
TWO_THREADS = 1.85       # two threads / one: at least

# VALUE is at most BOUND, or at least if not AT_MOST; AIM is a text
Check = collections.namedtuple("Check", "what corpus value at_most bound aim")


def is_met(check):
    return check.value <= check.bound if check.at_most else check.value >= check.bound


class Results:
    def __init__(self, path):
        self.values = {}
        with open(path, encoding="utf-8") as file:
            for line in file:
                *key, value = line.rstrip("\n").split("\t")
                self.values[tuple(key)] = value

    def get(self, *key):
        """The text of CORPUS, ENGINE, SET, MEASURE; None if there is none."""
        return self.values.get(key)

    def number(self, *key):
        value = self.values.get(key)
        return None if value is None else float(value)

    def corpora(self):
        return [corpus for corpus, _, _, measure in self.values if measure == "articles"]

    def engines(self, corpus):
        return [engine for engine in ENGINES if (corpus, engine, "or10", "mean") in self.values]

    def components(self, corpus, engine):
        return {measure: int(value) for (c, e, of, measure), value in self.values.items()
                if (c, e, of) == (corpus, engine, "index")}

    def index_bytes(self, corpus, engine):
        return sum(self.components(corpus, engine).values())

    def skipped(self):
        return {engine: value for (_, engine, _, measure), value in self.values.items()
                if measure == "skipped"}


def quotient(a, b):
    return a / b if a is not None and b else None


def against_peers(results, corpus):
    for name, (bound, aim) in FASTER_PEER.items():
        ratios = [results.number(corpus, peer, name, "ratio") for peer in ("lucene", "tantivy")]
        ratios = [ratio for ratio in ratios if ratio is not None]
        what = f"{SETS[name]}: mean / the faster of Lucene's and tantivy's"
        yield Check(what, corpus, max(ratios, default=None), True, bound, f"aim {aim}")


def against_xapian(results, corpus):
    for name, bound in TIMES_XAPIAN.items():
        ratio = results.number(corpus, "xapian", name, "ratio")
        yield Check(f"{SETS[name]}: Xapian's mean / dateline's", corpus, quotient(1, ratio), False,
                    bound, "")


def tails(results, corpus):
    for name, title in SETS.items():
        p95, median = (results.number(corpus, "dateline", name, m) for m in ("p95", "median"))
        yield Check(f"{title}: 95th percentile / median", corpus, quotient(p95, median), True, TAIL,
                    "")


def size(results, corpus):
    option = results.get("-", "dateline", "-", "add") or ""
    if option in SIZES:
        bound, aim = SIZES[option][results.get(corpus, "-", "-", "title") != "Reuters-21578"]
        yield Check("bytes of the index / bytes of the JSON Lines", corpus,
                    quotient(results.index_bytes(corpus, "dateline"),
                             results.number(corpus, "-", "-", "file")), True, bound, f"aim {aim}")


def programs(results, corpus):
    one, two = (results.number(corpus, "dateline", f"batch{n}", "per_second") for n in (1, 2))
    if results.number(corpus, "-", "-", "articles") == LOOKUP_ARTICLES:
        yield Check("batch by two threads: look-ups a second", corpus, two, False, LOOKUPS, "")
    yield Check("batch: two threads / one", corpus, quotient(two, one), False, TWO_THREADS, "")
    ours, quest = (results.number(corpus, engine, "process", "nanoseconds")
                   for engine in ("dateline", "quest"))
    yield Check("one process: dateline-search / quest", corpus, quotient(ours, quest), True, 1, "")


def growth_of(results, engine, name, small, large):
    return quotient(results.number(large, engine, name, "mean"),
                    results.number(small, engine, name, "mean"))


def growth(results, small, large):
    """The bound of each set's growth is Lucene's, in the same run."""
    for name in TOP_TEN:
        ours, bound = (growth_of(results, engine, name, small, large)
                       for engine in ("dateline", "lucene"))
        if bound is not None:
            yield Check(f"{SETS[name]}: growth of the mean, against Lucene's", f"{small}-{large}",
                        ours, True, round(bound, 3), "")


def sizes_in_order(results):
    return sorted((c for c in results.corpora() if c.isdigit()), key=int)


def checks(results):
    """Every figure that something is asked of, if the run has it."""
    all_checks = []
    for corpus in results.corpora():
        for part in (against_peers, against_xapian, tails, programs, size):
            all_checks.extend(part(results, corpus))
    sizes = sizes_in_order(results)
    if len(sizes) > 1:
        all_checks.extend(growth(results, sizes[0], sizes[-1]))
    return [check for check in all_checks if check.value is not None]


def corpus_name(results, corpus):
    articles = int(results.get(corpus, "-", "-", "articles"))
    return f"{articles:,} articles ({results.get(corpus, '-', '-', 'title')})"
