# shellcheck shell=sh disable=SC2154 # variables come from the other parts
# The texts. A corpus NAME, or a number of generated articles, is, in $work/corpora: NAME.jsonl, the same as rows and
# as scriptindex's dump, NAME.new.jsonl (one in a hundred again, under new ids)
# and NAME.size: "articles=N bytes=N new=N". Made once, and again when what makes
# them has changed.

reuters=../shared/corpora/reuters21578.jsonl.gz

tell() {
    echo "bench: $*" >&2
}

# newer FILE THAN: whether FILE is there and was written after THAN.
newer() {
    [ -e "$1" ] && [ -n "$(find "$1" -newer "$2")" ]
}

# under_new_ids PREFIX: JSON Lines whose first member is the id.
under_new_ids() {
    sed "s/^{\"id\": *\"/&$1-/"
}

write_reuters() {
    if [ -r "$reuters" ]; then
        gzip -dc "$reuters"
    else
        tell "no Reuters-21578 at $reuters: generating as many articles instead"
        "$bin/generate" --articles=21577 --seed=21578
    fi
}

write_corpus() {
    case $1 in
    reuters) write_reuters ;;
    reuters10)
        cat "$work/corpora/reuters.jsonl"
        for copy in 1 2 3 4 5 6 7 8 9; do
            under_new_ids "$copy" <"$work/corpora/reuters.jsonl"
        done
        ;;
    small) "$bin/generate" --articles=20000 --seed=1 ;;
    large) "$bin/generate" --articles="$large_articles" --seed=1 ;;
    *) "$bin/generate" --articles="$1" --seed=1 ;;
    esac
}

corpus_size() {
    tr ' ' '\n' <"$work/corpora/$1.size" | sed -n "s/^$2=//p"
}

# The corpus's name in the report.
corpus_title() {
    case $1 in
    reuters*)
        if [ -r "$reuters" ]; then title=Reuters-21578; else title='generated for Reuters'; fi
        if [ "$1" = reuters10 ]; then title="$title x10"; fi
        ;;
    *) title=generated ;;
    esac
    echo "$title"
}

make_corpus() {
    base=$work/corpora/$1
    tell "preparing $1"
    write_corpus "$1" >"$base.jsonl"
    awk 'NR % 100 == 50' "$base.jsonl" | under_new_ids new >"$base.new.jsonl"
    "$bin/rows_dump" "$base.rows" "$base.dump" <"$base.jsonl" >"$base.size.tmp"
    echo "$(cat "$base.size.tmp") new=$(wc -l <"$base.new.jsonl" | tr -d ' ')" >"$base.size"
    rm "$base.size.tmp"
}

# is_current NAME: whether it was made by these programs, as large as asked.
is_current() {
    newer "$work/corpora/$1.size" "$bin/generate" &&
        newer "$work/corpora/$1.size" "$bin/rows_dump" &&
        { [ "$1" != large ] || [ "$(corpus_size large articles)" = "$large_articles" ]; }
}

# prepare_corpus NAME: on the disk, and in the system's memory.
prepare_corpus() {
    mkdir -p "$work/corpora"
    if [ "$1" = reuters10 ] && ! is_current reuters; then make_corpus reuters; fi
    if ! is_current "$1"; then make_corpus "$1"; fi
    cat "$work/corpora/$1.jsonl" "$work/corpora/$1.rows" >/dev/null
    echo "corpus=$1 articles=$(corpus_size "$1" articles) text=$(corpus_size "$1" bytes)" \
        "title=$(corpus_title "$1" | tr ' ' '_')" >>"$results"
}
