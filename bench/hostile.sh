#!/bin/sh
# Whether the worst queries keep to --timeout, and what memory they take
#
#     ./dev bench hostile [--articles=N] [--index=INDEX] [--timeout=SECONDS]
#
# Asks each query of bench/hostile/ask.py in a process of its own. The exit status is 1 if one
# ended otherwise than it may, later than its timeout allows, or took more memory.
set -eu
root=${DATELINE_BUILD:-build}
bin=$root/bench
work=${DATELINE_BENCH_WORK:-$bin/work}
articles=100000 timeout=1 index=

for option in "$@"; do
    case $option in
    --articles=*) articles=${option#*=} ;;
    --index=*) index=${option#*=} ;;
    --timeout=*) timeout=${option#*=} ;;
    *) sed -n '4p' "$0" >&2 && exit 2 ;;
    esac
done

. bench/build/corpora.sh

if [ -z "$index" ]; then
    index=$work/hostile-$articles.idx
    if ! newer "$index/XAPIANDB" "$root/dateline-index"; then
        tell "indexing $articles generated articles"
        mkdir -p "$work"
        rm -rf "$index"
        "$bin/generate" --articles="$articles" --seed=1 |
            "$root/dateline-index" add --input-format=jsonl "$index" - 2>/dev/null
    fi
fi
exec python3 bench/hostile/ask.py "$bin/watch" "$root/dateline-index" "$root/dateline-search" "$index" "$timeout"
