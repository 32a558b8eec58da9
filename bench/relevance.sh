#!/bin/sh
# How well judged topics are ranked
# Options: ARTICLES TOPICS QRELS of a collection; without, Cranfield and CACM where they are.
# TOPICS are lines "qid<TAB>text", read as words; QRELS are TREC's.
set -eu

bin=build/bench
work=build/bench/judged
corpora=../shared/corpora
report=build/bench/results/relevance.txt
mkdir -p "$work" build/bench/results

# measure NAME ARTICLES TOPICS QRELS: prints a line for each ranking.
measure() {
    rm -rf "$work/$1.index"
    build/dateline-index add "$work/$1.index" "$2" 2>/dev/null
    for rank in dateline bm25; do
        printf '%-10s %-9s ' "$1" "$rank"
        build/dateline-search --rank="$rank" --any --literal --batch="$3" --format=trec -n 1000 \
            "$work/$1.index" | "$bin/relevance" "$4"
    done
}

if [ $# -eq 3 ]; then
    measure "$(basename "$1" | sed 's/\..*//')" "$@"
    exit
elif [ $# -ne 0 ]; then
    echo 'usage: ./dev bench relevance [ARTICLES TOPICS QRELS]' >&2
    exit 2
fi
echo Relevance >"$report"
for name in cranfield cacm; do
    if [ -r "$corpora/$name.qrels" ]; then
        measure "$name" "$corpora/$name.jsonl.gz" "$corpora/$name.topics.tsv" \
            "$corpora/$name.qrels" >>"$report"
    else
        echo "skipped: $name: no $corpora/$name.qrels" >>"$report"
    fi
done
sed 1d "$report"
