#!/bin/sh
# docs/explain.md shows what really happens: its ```console blocks, run again.
# `explain_page.sh --print` writes the page as it should be to standard output.
. "$(dirname "$0")/lib.sh"
PATH=$(dirname "$INDEXER"):$(dirname "$SEARCHER"):$PATH
page=$(dirname "$README")/docs/explain.md
archive news.idx

inside=
while IFS= read -r line; do
    case $line in
    '```console') inside=yes ;;
    '```') inside= ;;
    esac
    case $inside$line in
    'yes$ '*) printf '%s\n' "$line" && eval "${line#$ }" 2>&1 </dev/null ;;
    'yes```console') printf '%s\n' "$line" ;;
    yes*) ;; # as printed before
    *) printf '%s\n' "$line" ;;
    esac
done <"$page" >told
if [ "${1:-}" = --print ]; then
    cat told
    exit 0
fi
command='the commands of docs/explain.md'
same "$page" told
ok [ "$(grep -c '^\$ dateline-' "$page")" -ge 5 ]
