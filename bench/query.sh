#!/bin/sh
# How fast queries are answered, beside Xapian, Lucene, tantivy and FTS5
#
#     ./dev bench query [--quick | --full] [--articles=LIST] [--engines=LIST] [--passes=N]
#                       [--add=OPTION]
#
# bench/README.md says what is measured and how.
set -eu
root=${DATELINE_BUILD:-build}
bin=$root/bench
work=${DATELINE_BENCH_WORK:-$bin/work}

. bench/build/corpora.sh
. bench/build/peers.sh
. bench/query/indexes.sh

usage() {
    cat <<'TXT'
usage: ./dev bench query [OPTION...]
  --quick          Reuters-21578, or as many generated articles
  --full           100,000 and 1,000,000 generated articles, for ./dev bench page
  --articles=LIST  other numbers of generated articles (100000)
  --engines=LIST   of xapian, lucene, tantivy, fts5
  --passes=N       how often each set is answered; the fastest pass counts (5)
  --add=OPTION     for dateline-index add, such as --xapian=none
TXT
}

kind=query
corpora=100000
engines='xapian,lucene,tantivy,fts5'
passes=5
add_option=
for option in "$@"; do
    case $option in
    --quick) corpora=reuters kind=query-quick ;;
    --full) corpora=100000,1000000 kind=query-full ;;
    --articles=*) corpora=${option#*=} ;;
    --engines=*) engines=${option#*=} ;;
    --passes=*) passes=${option#*=} ;;
    --add=*) add_option=${option#*=} ;;
    -h | --help) usage && exit 0 ;;
    *) usage >&2 && exit 2 ;;
    esac
done

# record CORPUS ENGINE SET MEASURE VALUE: a line of the figures.
record() {
    printf '%s\t%s\t%s\t%s\t%s\n' "$@" >>"$figures"
}

record_machine() {
    record - machine - cpu "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
    record - machine - cores "$(nproc)"
    record - machine - memory "$(sed -n 's/^MemTotal: *\([0-9]*\) kB/\1/p' /proc/meminfo)"
    record - machine - system "$(uname -s) $(uname -r)"
    record - machine - date "$(date -u +%Y-%m-%d)"
    record - machine - commit "$(git describe --always --dirty 2>/dev/null || echo unknown)"
    record - machine - passes "$passes"
}

# The peers' versions, from "system=NAME version=VERSION", and why any is missing.
record_peers() {
    record - dateline - add "$add_option"
    record - dateline - version "$("$root/dateline-search" --version | sed -n '1s/.* //p')"
    sed -n 's/^system=\([^ ]*\) version=\(.*\)/-	\1	-	version	\2/p' "$results" >>"$figures"
    sed -n 's/^skipped: \([^:]*\): \(.*\)/-	\1	-	skipped	\2/p' "$skipped" >>"$figures"
}

measure_corpus() {
    corpus=$1
    queries=$work/queries/$corpus
    prepare_corpus "$corpus"
    record "$corpus" - - articles "$(corpus_size "$corpus" articles)"
    record "$corpus" - - file "$(wc -c <"$work/corpora/$corpus.jsonl" | tr -d ' ')"
    record "$corpus" - - title "$(corpus_title "$corpus")"
    mkdir -p "$queries"
    python3 bench/query/draw.py "$work/corpora/$corpus.jsonl" "$queries"
    prepare_indexes "$corpus"
    set --
    for engine in dateline xapian lucene tantivy fts5; do
        if is_ready "$engine"; then set -- "$@" "$engine=$(command_of "$engine")"; fi
    done
    python3 bench/query/turns.py "$figures" "$corpus" "$queries" "$passes" "$@"
    database=$indexes/xapian
    if ! command -v quest >/dev/null || ! is_ready xapian; then database=; fi
    python3 bench/query/programs.py "$figures" "$corpus" "$queries" "$root/dateline-search" \
        "$indexes/dateline" ${database:+"$database"}
}

mkdir -p "$work/query" "$bin/results"
figures=$work/query/figures
results=$work/query/peers
skipped=$work/query/skipped
: >"$figures"
: >"$results"
: >"$skipped"
prepare_peers "$engines"
record_machine
record_peers
for corpus in $(echo "$corpora" | tr ',' ' '); do
    measure_corpus "$corpus"
done
mv "$figures" "$bin/results/$kind.tsv"
python3 bench/report/query.py "$bin/results/$kind.tsv"
