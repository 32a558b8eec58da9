# What measure.sh wrote, as tables: first a line a system, then how they compare
# and what is asked. Medians of all rounds.

function name_systems() {
    label["dateline"] = "dateline, 1 thread"
    label["dateline-2"] = "dateline, 2 threads"
    label["dateline-rows"] = "dateline's API, rows in memory, 1 thread"
    label["dateline-rows2"] = "dateline's API, rows in memory, 2 threads"
    label["dateline-64M"] = "dateline, 1 thread, --memory=64M"
    label["dateline-new"] = "dateline, 1 % new articles added"
    label["xapian"] = "Xapian API, TermGenerator"
    label["scriptindex"] = "Xapian Omega's scriptindex"
    label["fts5"] = "SQLite FTS5, rows bound"
    label["fts5-plain"] = "SQLite FTS5, rows bound, not tuned"
    label["fts5-json"] = "SQLite FTS5, reading JSON"
    label["lucene8"] = label["lucene"] = "Lucene, 1 thread, warm"
    label["tantivy"] = "tantivy, 1 thread"
}

function family(builder) {
    sub(/-.*/, "", builder)
    return builder
}

BEGIN {
    name_systems()
}

{
    split("", field)
    for (i = 1; i <= NF; i++) {
        at = index($i, "=")
        field[substr($i, 1, at - 1)] = substr($i, at + 1)
    }
}

"system" in field {
    version[field["system"]] = field["version"]
}

"title" in field {
    corpora[++n_corpora] = field["corpus"]
    articles[field["corpus"]] = field["articles"]
    text[field["corpus"]] = field["text"]
    title[field["corpus"]] = field["title"]
    gsub(/_/, " ", title[field["corpus"]])
}

"run" in field {
    key = field["corpus"] SUBSEP field["of"]
    if (!(key in rounds))
        systems[field["corpus"]] = systems[field["corpus"]] " " field["of"]
    round = ++rounds[key]
    for (name in field)
        value[key, name, round] = field[name]
}

# The middle one of the rounds' values; "" where there are none.
function median(corpus, builder, name,    key, n, i, j, sorted) {
    key = corpus SUBSEP builder
    n = (key in rounds) ? rounds[key] : 0
    for (i = 1; i <= n; i++) {
        for (j = i; j > 1 && sorted[j - 1] + 0 > value[key, name, i] + 0; j--)
            sorted[j] = sorted[j - 1]
        sorted[j] = value[key, name, i]
    }
    return n ? sorted[int((n + 1) / 2)] : ""
}

function megabytes(bytes) {
    return bytes / 1e6
}

function speed(corpus, builder,    seconds) {
    seconds = median(corpus, builder, "seconds")
    return seconds ? megabytes(text[corpus]) / seconds : ""
}

function print_system(corpus, builder,    name, rate) {
    name = label[builder]
    if (family(builder) in version)
        name = name " (" version[family(builder)] ")"
    rate = builder == "dateline-new" ? "-" : sprintf("%.1f", speed(corpus, builder))
    printf "  %-44s %8s %9.3f %9.3f %8s %9.1f %9.1f\n", name, median(corpus, builder, "by"),
        median(corpus, builder, "seconds"), median(corpus, builder, "cpu"), rate,
        megabytes(median(corpus, builder, "peak")), megabytes(median(corpus, builder, "bytes"))
}

function print_corpus(corpus,    list, n, i) {
    printf "\n%s: %d articles, %.1f MB of titles and bodies\n", title[corpus], articles[corpus],
        megabytes(text[corpus])
    printf "  %-44s %8s %9s %9s %8s %9s %9s\n", "", "timed by", "seconds", "cpu s", "MB/s",
        "peak MB", "index MB"
    n = split(systems[corpus], list, " ")
    for (i = 1; i <= n; i++)
        print_system(corpus, list[i])
}

# VALUE and its processor-time counterpart, "" where there is none, beside what
# is asked: SENSE 1 for at least, -1 for at most, 0 for nothing.
function print_line(what, corpus, value, cpu, sense, asked,    bound, verdict) {
    if (sense) {
        bound = (sense > 0 ? "at least " : "at most ") asked
        verdict = sense * value >= sense * asked ? "met" : "missed"
    }
    printf "  %-60s %-18s %8.3f %8s  %-14s %s\n", what, title[corpus], value,
        cpu == "" ? "-" : sprintf("%.3f", cpu), bound, verdict
}

function quotient(corpus, a, b, name,    below) {
    below = median(corpus, b, name)
    return below + 0 ? median(corpus, a, name) / below : ""
}

function both_ran(corpus, a, b) {
    return ((corpus, a) in rounds) && ((corpus, b) in rounds)
}

# How many times B's time A's is, on every corpus that both have run on; at
# least ASKED, if it is not 0, on corpus ON or on all.
function times(what, a, b, asked, on,    i, corpus, cpu) {
    for (i = 1; i <= n_corpora; i++) {
        corpus = corpora[i]
        if (!both_ran(corpus, a, b))
            continue
        cpu = b ~ /2$/ ? "" : quotient(corpus, a, b, "cpu")
        print_line(what, corpus, quotient(corpus, a, b, "seconds"), cpu,
            asked && (!on || on == corpus), asked)
    }
}

# A's share of B's; at most ASKED.
function part(what, a, b, name, asked,    i, corpus) {
    for (i = 1; i <= n_corpora; i++) {
        corpus = corpora[i]
        if (both_ran(corpus, a, b))
            print_line(what, corpus, quotient(corpus, a, b, name),
                name == "seconds" ? quotient(corpus, a, b, "cpu") : "", -1, asked)
    }
}

function print_speeds() {
    times("speed, 1 thread, against the Xapian API", "xapian", "dateline", 20)
    times("speed, 1 thread, against scriptindex", "scriptindex", "dateline")
    times("speed, 1 thread, against FTS5", "fts5", "dateline", 1)
    times("speed, 1 thread, against FTS5, both from rows in memory", "fts5", "dateline-rows", 1)
    times("speed, 1 thread, against FTS5 not tuned", "fts5-plain", "dateline")
    times("speed, 1 thread, against FTS5, both reading JSON", "fts5-json", "dateline")
    times("speed, 2 threads, against FTS5", "fts5", "dateline-2", 1.6)
    times("speed, 2 threads, against FTS5, both from rows in memory", "fts5", "dateline-rows2", 1.6)
    times("speed, 1 thread, against Lucene " version["lucene8"], "lucene8", "dateline", 2,
        "reuters10")
    times("speed, 1 thread, against Lucene " version["lucene"], "lucene", "dateline", 2,
        "reuters10")
    times("speed, 1 thread, against tantivy", "tantivy", "dateline")
    times("speed, 2 threads against 1", "dateline", "dateline-2", 1.6)
    part("time to add 1 % new articles, against all", "dateline-new", "dateline", "seconds", 0.05)
}

function print_scaling(    small, large) {
    small = speed("small", "dateline")
    large = speed("large", "dateline")
    if (small && large)
        print_line("MB/s on " articles["large"] " articles against " articles["small"], "large",
            large / small, "", 1, 0.8)
    large = median("large", "dateline-64M", "anonymous")
    if (large)
        print_line("peak anonymous memory, against --memory=64M", "large", large / 67108864, "",
            -1, 1.15)
}

# What of the last line of print_sizes() is Xapian's format.
function print_stock_size(    i, corpus, bytes) {
    for (i = 1; i <= n_corpora; i++) {
        corpus = corpora[i]
        bytes = median(corpus, "fts5", "bytes")
        if (both_ran(corpus, "xapian", "fts5") && bytes)
            print_line("bytes of Xapian's own index, compacted, against FTS5", corpus,
                median(corpus, "xapian", "compact") / bytes, "", 0)
    }
}

function print_sizes() {
    part("bytes of postings and positions, against API, compacted", "dateline", "xapian",
        "blocks", 1.02)
    part("bytes of documents and their terms, against the same", "dateline", "xapian", "records",
        1.15)
    part("bytes of the whole index, against FTS5", "dateline", "fts5", "bytes", 1.7)
    print_stock_size()
}

END {
    for (c = 1; c <= n_corpora; c++)
        print_corpus(corpora[c])
    printf "\n  %-60s %-18s %8s %8s  %s\n", "", "", "measured", "by cpu", "asked"
    print_speeds()
    print_scaling()
    print_sizes()
}
