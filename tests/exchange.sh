#!/bin/sh
# exchange.sh make|read FOLDER [BUILD] -- an index that one release writes and another one reads.
#
# make writes into FOLDER an index of fixtures/articles, with Xapian's tables, and what searches
# and stock Xapian find in it. read has the programs in BUILD find the same, add to the index and
# check it. fresh.sh runs both on both sides: here and on the new system.
set -eu
source=$(dirname "$0")/..
folder=$2 build=${3:-$source/build}
index=$folder/news.idx

# found: the answers to the fixtures' queries, then those of Xapian's own program.
found() {
    cut -f1 "$source/fixtures/queries.tsv" | grep -v '^#' | while read -r query; do
        echo "? $query"
        "$build/dateline-search" --format=ids --limit=0 "$index" -- "$query" 2>/dev/null || :
    done
    for word in harbour strike mine; do
        quest -d "$index" "$word" | grep matches
    done
}

case $1 in
make)
    mkdir -p "$folder"
    "$build/dateline-index" add --xapian=full "$index" "$source/fixtures/articles" 2>/dev/null
    found >"$folder/found"
    ;;
read)
    found | cmp - "$folder/found"
    echo '{"id":"new","title":"Another","date":"2025-04-01","body":"A quokka in the harbour."}' |
        "$build/dateline-index" add --input-format=jsonl "$index" - 2>/dev/null
    [ "$("$build/dateline-search" --count "$index" quokka)" = 1 ]
    "$build/dateline-index" compact "$index" 2>/dev/null
    "$build/dateline-index" check "$index"
    ;;
esac
