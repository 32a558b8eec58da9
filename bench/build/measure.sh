# shellcheck shell=sh disable=SC2154 # variables come from the other parts
# One system on one corpus, once: a line of NAME=VALUE in $results, with
#
#     seconds, cpu   of the process, or of the peer's own clock (by=itself)
#     peak           bytes resident at most, of the whole process
#     anonymous      the same of the program's own memory, where sampled
#     bytes          of the index on the disk
#     blocks         of its postings and positions, where they are Xapian's
#     records        of its documents and their terms likewise
#     compact        of all of it after Xapian's own compaction, where it built it

start_results() {
    results=$work/results
    skipped=$work/skipped
    : >"$results"
    : >"$skipped"
}

# bytes_of DIRECTORY [FIND-EXPRESSION...]
bytes_of() {
    directory=$1
    shift
    find "$directory" -type f "$@" -exec wc -c {} \; | awk '{ n += $1 } END { print n + 0 }'
}

# The tables of a Xapian database, wherever below DIRECTORY.
table_bytes() {
    echo "blocks=$(bytes_of "$1" \( -name 'postlist.*' -o -name 'position.*' \))" \
        "records=$(bytes_of "$1" \( -name 'docdata.*' -o -name 'termlist.*' \))"
}

# watched PROGRAM...: its output in $work/out, its messages in $work/err.
watched() {
    "$bin/watch" ${watch_option:+"$watch_option"} "$work/cost" "$@" >"$work/out" 2>"$work/err"
}

# add THREADS FILE [OPTION...]: into $index, by dateline.
add() {
    threads=${threads_option:+$threads_option$1}
    file=$2
    shift 2
    # shellcheck disable=SC2086 # no --threads is no argument
    watched "$root/dateline-index" add $threads "$@" "$index" "$file" || return
    sed -n 's/^\([0-9]*\) added, 0 replaced.*/articles=\1/p' "$work/err" >"$work/out"
}

# Two builds in one virtual machine; the second, warm, is the one that counts.
# The heap is large enough to hold the rows and never be short.
run_lucene() {
    java=$1
    heap=$((2048 + 4 * $(corpus_size "$corpus" bytes) / 1048576))m
    watched "$java" -XX:+UseParallelGC "-Xms$heap" "-Xmx$heap" -cp "$2" \
        LuceneBuild "$index" "$base.rows" 2 || return
    tail -n 1 "$work/out" >"$work/last"
    mv "$work/last" "$work/out"
}

# Builds $index. What is timed is the process, unless the peer says otherwise
# in $work/out.
run_system() {
    case $system in
    dateline) add 1 "$base.jsonl" ;;
    dateline-2) add 2 "$base.jsonl" ;;
    dateline-64M)
        watch_option=--anonymous
        add 1 "$base.jsonl" --memory=64M
        ;;
    dateline-new) add 1 "$base.new.jsonl" ;;
    dateline-rows) watched "$bin/dateline_build" "$index" "$base.rows" ;;
    dateline-rows2) watched "$bin/dateline_build" "$index" "$base.rows" 2 ;;
    xapian) watched "$bin/xapian_build" "$index" "$base.rows" ;;
    scriptindex)
        watched scriptindex --overwrite "$index" bench/peers/scriptindex.script "$base.dump" ||
            return
        sed -n 's/^records .* = (\([0-9]*\), 0, 0, 0)$/articles=\1/p' "$work/out" >"$work/last"
        mv "$work/last" "$work/out"
        ;;
    fts5) mkdir -p "$index" && watched "$bin/fts5_build" "$index/db" "$base.rows" ;;
    fts5-plain) mkdir -p "$index" && watched "$bin/fts5_build" --plain "$index/db" "$base.rows" ;;
    fts5-json) mkdir -p "$index" && watched "$bin/fts5_build" --json "$index/db" "$base.jsonl" ;;
    lucene8) run_lucene java "$lucene8_path:$lucene8" ;;
    lucene) run_lucene "$java21" "$lucene_path" ;;
    tantivy) watched "$peers/tantivy/target/release/tantivy_build" "$index" "$base.rows" ;;
    esac
}

# The tables of what dateline and Xapian built; Xapian's after compaction, as
# small as its own tools make them.
measure_tables() {
    case $system in
    dateline) table_bytes "$index" ;;
    xapian)
        rm -rf "$index.compact"
        xapian-compact --quiet "$index" "$index.compact" >/dev/null
        echo "$(table_bytes "$index.compact") compact=$(bytes_of "$index.compact")"
        ;;
    esac
}

# One that leaves articles out would be fast.
check_articles() {
    expected=$(corpus_size "$corpus" articles)
    if [ "$system" = dateline-new ]; then expected=$(corpus_size "$corpus" new); fi
    grep -q -E "^articles=$expected( |\$)" "$work/out"
}

# A peer that fails is left out from then on; dateline must not.
give_up() {
    cat "$work/err" "$work/out" >&2
    lack "$system" "it did not index all articles of $corpus, status $status"
    case $system in dateline*) exit 3 ;; esac
}

# measure SYSTEM CORPUS ROUND. The new articles go into what dateline has built
# just before.
measure() {
    system=$1
    corpus=$2
    base=$work/corpora/$2
    watch_option=
    tell "$2: $1, run $3"
    index=$work/index/$1
    if [ "$1" = dateline-new ]; then
        index=$work/index/dateline
    else
        rm -rf "$index"
    fi
    mkdir -p "$work/index"
    sync
    status=0
    run_system || status=$?
    if [ "$status" -ne 0 ] || ! check_articles; then
        give_up
        return
    fi
    by=process
    if grep -q seconds= "$work/out"; then by=itself; fi
    # A peer's own figures come last, and so count.
    echo "run=$3 corpus=$2 of=$1 by=$by $(cat "$work/cost" "$work/out" | tr '\n' ' ')" \
        "bytes=$(bytes_of "$index") $(measure_tables)" >>"$results"
}
