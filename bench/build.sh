#!/bin/sh
# How fast indexes are built, how large they get and what memory it takes
#
#     ./dev bench build [--quick] [--articles=N] [--corpora=LIST] [--systems=LIST] [--runs=N]
#
# bench/README.md says what is measured and how.
set -eu
root=${DATELINE_BUILD:-build}
bin=$root/bench
work=${DATELINE_BENCH_WORK:-$bin/work}

. bench/build/corpora.sh
. bench/build/peers.sh
. bench/build/measure.sh
. bench/build/report.sh

usage() {
    cat <<'TXT'
usage: ./dev bench build [OPTION...]
  --quick          the corpus reuters, against Xapian's API and FTS5 only
  --articles=N     size of the large generated corpus (1000000)
  --corpora=LIST   of reuters, reuters10, small, large
  --systems=LIST   of xapian, scriptindex, fts5, lucene8, lucene, tantivy
  --runs=N         how often each is run; the median counts (3)
TXT
}

# The systems that are run on CORPUS in every round. A stock Xapian would take
# the better part of an hour for what lies beyond the small corpora.
systems_for() {
    case $1 in
    reuters) echo "dateline dateline-2 dateline-new dateline-rows dateline-rows2 xapian scriptindex fts5 fts5-plain fts5-json lucene8 lucene tantivy" ;;
    reuters10) echo "dateline dateline-2 dateline-new dateline-rows dateline-rows2 fts5 fts5-plain lucene8 lucene tantivy" ;;
    small) echo "dateline" ;;
    large) echo "dateline dateline-2 dateline-new dateline-rows dateline-rows2 fts5" ;;
    esac
}

# Every system on CORPUS, in turns, so that what disturbs the machine disturbs
# all; then what needs no repetition.
measure_corpus() {
    corpus=$1
    prepare_corpus "$corpus"
    round=1
    while [ "$round" -le "$runs" ]; do
        for system in $(systems_for "$corpus"); do
            if is_ready "$system"; then measure "$system" "$corpus" "$round"; fi
        done
        round=$((round + 1))
    done
    if [ "$corpus" = large ]; then measure dateline-64M large 1; fi
    rm -rf "$work/index"
}

corpora='reuters,reuters10,small,large'
systems='xapian,scriptindex,fts5,lucene8,lucene,tantivy'
large_articles=1000000
runs=3
for option in "$@"; do
    case $option in
    --quick) corpora=reuters systems=xapian,fts5 ;;
    --articles=*) large_articles=${option#*=} ;;
    --corpora=*) corpora=${option#*=} ;;
    --systems=*) systems=${option#*=} ;;
    --runs=*) runs=${option#*=} ;;
    -h | --help) usage && exit 0 ;;
    *) usage >&2 && exit 2 ;;
    esac
done
case $large_articles$runs in
*[!0-9]*) echo "bench: --articles and --runs take numbers" >&2 && exit 2 ;;
esac

corpora=$(echo "$corpora" | tr ',' ' ')
for corpus in $corpora; do
    [ -n "$(systems_for "$corpus")" ] || { echo "bench: no corpus '$corpus'" >&2 && exit 2; }
done

mkdir -p "$work"
start_results
prepare_peers "$systems"
for corpus in $corpora; do
    measure_corpus "$corpus"
done
mkdir -p "$bin/results"
{ echo Building && report; } >"$bin/results/build.txt"
sed 1d "$bin/results/build.txt"
