#!/bin/sh
# Judged topics are ranked as well as they have been, and better than by plain BM25.
. "$(dirname "$0")/lib.sh"
corpora=$SHARED/corpora

# ranked NAME RANKING: its nDCG@10 and MAP.
ranked() {
    "$SEARCHER" --rank="$2" --any --literal --batch="$corpora/$1.topics.tsv" \
        --format=trec -n 1000 "$1.idx" | "$BUILD/bench/relevance" "$corpora/$1.qrels" |
        awk '{ print $2, $4 }'
}

# at_least A B C D: A is at least C, B at least D.
at_least() { awk -v a="$1" -v b="$2" -v c="$3" -v d="$4" 'BEGIN { exit !(a >= c && b >= d) }'; }

# collection NAME GAIN PRECISION: what the default ranking reaches.
collection() {
    if [ ! -r "$corpora/$1.qrels" ]; then
        skip "no $corpora/$1.qrels"
        return
    fi
    status 0 index add "$1.idx" "$corpora/$1.jsonl.gz"
    ours=$(ranked "$1" dateline) plain=$(ranked "$1" bm25)
    echo "$1: $ours, by BM25 $plain"
    ok at_least $ours "$2" "$3"
    ok at_least $ours $plain
}

collection cranfield .385 .328
collection cacm .535 .395
