#!/bin/sh
# The two larger examples of the C API say what dateline-search says.
. "$(dirname "$0")/lib.sh"

status 0 "$INDEXER" add a "$FIXTURES/articles"

# A timeline has the program's rows and numbers.
"$SEARCHER" --timeline=month --format=tsv a harbour | tail -n +2 | cut -f 1,2 >wanted
status 0 "$EXAMPLES/dateline-example-timeline" a harbour
sed 's/ ([^)]*)//g' "$out" >got
ok [ "$(wc -l <got)" -gt 3 ]
ok cmp wanted got
status 0 "$EXAMPLES/dateline-example-timeline" a harbour '"no such words" NOT harbour'
ok [ "$(awk -F '\t' '{ n += $3 } END { print n }' "$out")" -eq 0 ]
status 1 "$EXAMPLES/dateline-example-timeline" nowhere harbour
err_has "no index at nowhere"
status 2 "$EXAMPLES/dateline-example-timeline" a

# A look-up of many queries finds what each finds alone, and goes on after a bad one.
printf 'harbour\n\nferry OR ferries\ndate:2025-02-30\ntitle:harbour\n' >queries
status 1 "$EXAMPLES/dateline-example-lookup" a queries
err_has "line 4: bad query"
cp "$out" found
for line in 1 3 5; do
    query=$(sed -n "${line}p" queries)
    "$SEARCHER" --limit=0 --format=tsv --fields=id a "$query" | tail -n +2 | sort >wanted
    awk -F '\t' -v line=$line '$1 == line { print $2 }' found | sort >got
    ok cmp wanted got
done
status 0 sh -c 'echo harbour | "$0" a | wc -l' "$EXAMPLES/dateline-example-lookup"
out_is 16
