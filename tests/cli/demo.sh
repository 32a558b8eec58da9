#!/bin/sh
# The demonstration runs as it stands, and everything in it finds something.
. "$(dirname "$0")/lib.sh"

status 0 env DATELINE_BUILD="$(dirname "$SEARCHER")" sh "$DEMO" "$PWD/kept"
out_has "The index stays in $PWD/kept"
out_has "dateline-serve news.idx"
status 0 search --count kept/news.idx harbour
status 0 env DATELINE_BUILD="$(dirname "$SEARCHER")" sh "$DEMO"
err_is ''
out_has '$ dateline-index add news.idx articles'
out_has '85 added'
out_lacks 'no matches'
ok [ "$(grep -c '^\$ ' "$out")" -ge 8 ]
# In 80 columns, but for the line that add ends with.
grep -v ' MB/s' "$out" >lines
narrow 80 lines
