# shellcheck shell=sh disable=SC2034,SC2154 # variables come from the other parts, or are theirs
# An index of a corpus for each engine, in $indexes, merged into one segment as far as its own tools
# can; each is kept until its corpus or its builder changes.

# builder_of ENGINE: the file that an index must be newer than.
builder_of() {
    case $1 in
    dateline | xapian) echo "$root/dateline-index" ;;
    lucene) echo bench/peers/lucene/LuceneBuild.java ;;
    tantivy) echo bench/peers/tantivy/src/main.rs ;;
    fts5) echo bench/peers/fts5_build.c ;;
    esac
}

# lucene_java CLASS ARGUMENT...: in a virtual machine with $heap megabytes.
lucene_java() {
    # shellcheck disable=SC2046 # several options
    "$java21" $(lucene_options) "$@"
}

lucene_options() {
    echo "-XX:+UseParallelGC -Xms${heap}m -Xmx${heap}m --enable-native-access=ALL-UNNAMED"
    if "$java21" --list-modules | grep -q '^jdk.incubator.vector'; then
        echo "--add-modules jdk.incubator.vector"
    fi
    echo "-cp $lucene_path"
}

build_dateline() {
    "$root/dateline-index" add ${add_option:+"$add_option"} "$index" "$base.jsonl"
}

# A plain database of Xapian's, which its own tool copies from the tables of a dateline index.
build_xapian() {
    full=
    if "$root/dateline-index" add --help | grep -q -e --xapian; then full=--xapian=full; fi
    "$root/dateline-index" add ${full:+"$full"} "$index.dateline" "$base.jsonl" &&
        xapian-compact --quiet "$index.dateline" "$index" || return
    rm -rf "$index.dateline"
}

build_lucene() {
    heap=$((2048 + 4 * $(corpus_size "$corpus" bytes) / 1048576))
    lucene_java LuceneBuild "$index" "$base.rows" 1 && lucene_java LuceneQuery --merge "$index"
}

build_tantivy() {
    "$peers/tantivy/target/release/tantivy_build" "$index" "$base.rows" &&
        "$peers/tantivy/target/release/tantivy_query" --merge "$index"
}

build_fts5() {
    mkdir -p "$index" && "$bin/fts5_build" "$index/db" "$base.rows" &&
        "$bin/fts5_query" --merge "$index/db"
}

# Prints the command that serves bench/peers/turns.h.
command_of() {
    index=$indexes/$1
    case $1 in
    dateline) echo "$bin/dateline_query $index" ;;
    xapian) echo "$bin/xapian_query $index" ;;
    lucene) heap=2048 && echo "$java21" "$(lucene_options | tr '\n' ' ')" LuceneQuery "$index" ;;
    tantivy) echo "$peers/tantivy/target/release/tantivy_query $index" ;;
    fts5) echo "$bin/fts5_query $index/db" ;;
    esac
}

# is_built ENGINE: whether $index is the one that would be built.
is_built() {
    newer "$index.done" "$work/corpora/$corpus.size" && newer "$index.done" "$(builder_of "$1")" &&
        { [ "$1" != dateline ] || [ "$(cat "$index.done")" = "$add_option" ]; }
}

# Bytes by component: by name in an index of Xapian's tables, by extension in the others.
index_components() {
    case $1 in dateline | xapian) whole=1 ;; *) whole=0 ;; esac
    find "$indexes/$1" -type f -exec wc -c {} \; | awk -v whole="$whole" '{
        sub(/.*\//, "", $2)
        if (!whole)
            sub(/.*\./, "", $2)
        bytes[$2] += $1
    } END {
        for (name in bytes)
            print name, bytes[name]
    }' | sort
}

record_size() {
    index_components "$1" | while read -r component bytes; do
        record "$corpus" "$1" index "$component" "$bytes"
    done
}

# prepare_index ENGINE: builds and records it; a peer that cannot be built is left out from then on.
prepare_index() {
    index=$indexes/$1
    if ! is_built "$1"; then
        tell "$corpus: building the index of $1"
        rm -rf "$index" "$index.done" "$index.dateline"
        if ! "build_$1" >"$index.log" 2>&1; then
            cat "$index.log" >&2
            [ "$1" != dateline ] || exit 3
            lack "$1" "no index of $corpus"
            record - "$1" - skipped "no index of $corpus"
            return
        fi
        echo "$add_option" >"$index.done"
    fi
    record_size "$1"
}

# prepare_indexes CORPUS: for every engine that is ready.
prepare_indexes() {
    corpus=$1
    base=$work/corpora/$corpus
    indexes=$work/indexes/$corpus
    mkdir -p "$indexes"
    for engine in dateline xapian lucene tantivy fts5; do
        if is_ready "$engine"; then prepare_index "$engine"; fi
    done
}
