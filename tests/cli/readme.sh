#!/bin/sh
# README.md shows what really happens: each command of its ```console blocks is
# run, in order, over the fixtures, and prints what stands below it.
# `readme.sh --print` writes README.md as it should be to standard output.
. "$(dirname "$0")/lib.sh"
have quest || skip_all "no quest here"
PATH=$(dirname "$INDEXER"):$(dirname "$SEARCHER"):$PATH
ln -s "$FIXTURES/articles" articles
archive first

# Times and rates are never the same again.
timeless() { sed -E 's/[0-9.]+ s\b/T s/; s/[0-9.]+ MB\/s/R MB\/s/; s/, [0-9]+ MB of memory//; s/"seconds":[0-9.]+/"seconds":T/'; }

# retell: README lines from standard input, its commands with their own output.
retell() {
    inside=
    while IFS= read -r line; do
        case $line in
        '```console') inside=no ;; # its output is to come
        '```') inside= ;;
        '$ '*) [ -z "$inside" ] || inside=yes ;;
        esac
        [ "$inside" = yes ] && [ "${line#$ }" = "$line" ] || printf '%s\n' "$line"
        case $inside$line in 'yes$ '*) eval "${line#$ }" 2>&1 </dev/null ;; esac
    done
}

# The example above the tour has an index already, which the tour makes anew.
cp -R first news.idx
{
    sed '/^## A tour/,$d' "$README" | retell
    rm -rf news.idx
    sed -n '/^## A tour/,$p' "$README" | retell
} >told
if [ "${1:-}" = --print ]; then
    cat told
    exit 0
fi
timeless <"$README" >expected
timeless <told >got
command='the commands of README.md'
same expected got
ok [ "$(grep -c '^\$ dateline-' "$README")" -ge 10 ]
