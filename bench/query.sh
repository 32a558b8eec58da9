#!/bin/sh
# searches: words, dates, batches, beside Xapian's own
# Options: --quick leaves out the tenfold corpus.
set -eu

bin=build/bench
work=build/bench/searches
reuters=../shared/corpora/reuters21578.jsonl.gz
mkdir -p "$work"

# The text: Reuters-21578 where it is there, else as many generated articles.
if [ ! -s "$work/1.jsonl" ]; then
    if [ -r "$reuters" ]; then
        gzip -dc "$reuters" >"$work/1.jsonl"
    else
        echo "bench: no Reuters-21578 at $reuters: generating as many articles instead" >&2
        "$bin/generate" --articles=21577 --seed=21578 >"$work/1.jsonl"
    fi
fi
if [ "${1:-}" != --quick ] && [ ! -s "$work/10.jsonl" ]; then
    cat "$work/1.jsonl" >"$work/10.jsonl"
    for copy in 1 2 3 4 5 6 7 8 9; do
        sed "s/^{\"id\": *\"/&$copy-/" "$work/1.jsonl" >>"$work/10.jsonl"
    done
fi

command -v quest >/dev/null || { echo "bench: no quest here (xapian-omega, xapian-tools)" >&2; exit 3; }

# measure NAME TITLE: builds the index anew and compares on it.
measure() {
    rm -rf "$work/$1.index"
    build/dateline-index add "$work/$1.index" "$work/$1.jsonl" 2>/dev/null
    echo "## $2: $(wc -l <"$work/$1.jsonl") articles"
    "$bin/query" "$work/$1.index" build/dateline-search
    echo
}

measure 1 'one copy'
[ "${1:-}" = --quick ] || measure 10 'ten copies'
