#!/bin/sh
# Habits from other programs: where INDEX is, grep's letters, lists for xargs.
. "$(dirname "$0")/lib.sh"
archive a

# DATELINE_INDEX names the index where no argument does.
DATELINE_INDEX=a
export DATELINE_INDEX
status 0 search --count harbour strike
out_is 12
status 0 search --count
ok [ "$(cat "$out")" -gt 50 ]
status 0 search --show=nmp-1
printf 'harbour\n' >batch
status 0 search --count --batch=batch
out_is "1${tab:=$(printf '\t')}16"
status 0 index info
out_has articles
status 0 index check
printf '{"id":"new","title":"Harbour","body":"The harbour is open."}\n' >new.jsonl
status 0 index add new.jsonl
err_has "1 added"
status 0 index add new.jsonl new.jsonl
status 0 index delete new
err_has "1 deleted"
ok [ ! -e new ]
status 0 index compact
# An argument that is an index, or has a slash, is that index all the same.
status 0 index add b new.jsonl
err_has "1 added"
status 0 search --count b harbour
out_is 1
status 0 search --count ./b harbour
out_is 1
status 3 search --count ./c harbour
status 0 index delete b new
status 2 search harbour b
err_has "INDEX goes before QUERY: 'b' is an index, 'harbour' is not"
status 2 index delete new b
err_has "INDEX goes before ID: 'b' is an index, 'new' is not"
DATELINE_INDEX=none
status 3 search harbour
err_has none
DATELINE_INDEX=
status 2 search
err_has "no INDEX is named, and DATELINE_INDEX is not set"
unset DATELINE_INDEX

# INDEX in another's place.
status 2 search harbour a
err_has "INDEX goes before QUERY: 'a' is an index, 'harbour' is not"
status 2 index add new.jsonl a
err_has "INDEX goes before SOURCE"
status 2 index delete nmp-1 a
err_has "INDEX goes before ID"

# Help, and what there is where something is unknown.
for program in "$INDEXER" "$SEARCHER" "$INDEXER add"; do
    status 0 $program --help
    cp "$out" help
    status 0 $program -h
    same help "$out"
done
status 2 index frobnicate a
err_has "there are add, delete, compact, check"
status 2 search --formt=ids a
err_has "--format"
status 2 search --Zebra a
err_has "unrecognized option '--Zebra' (-- goes"
fed 2 '{"q":"harbour","n":1}\n' "$SEARCHER" --batch=- a
err_has "unknown member 'n': there are id, q, since"

# grep's letters.
status 0 search -c a harbour
out_is 16
status 0 search -ci a HARBOUR
out_is 16
status 0 search --format=ids --limit=0 a harbour
cp "$out" ids
ok [ "$(wc -l <ids)" -eq 16 ]
status 0 search -l a harbour
same ids "$out"
status 0 search -l0 a harbour
tr '\0' '\n' <"$out" >lines
same ids lines
status 0 search -l -n3 a harbour
ok [ "$(wc -l <"$out")" -eq 3 ]
status 2 search --null a harbour
status 2 search -l --format=csv a harbour
status 0 search -q a harbour or
out_is ''
err_is ''
status 1 search --quiet a zebra
out_is ''
err_is ''
status 2 search -q a 'date:x'
ok [ -s "$err" ]

# A batch warns of so much and no more; with --quiet only of what it cannot answer.
i=0
while [ $i -lt 25 ]; do
    echo 'harbour or strike'
    i=$((i + 1))
done >many
status 0 search --count --batch=many a
ok [ "$(grep -c 'searched for as a word' "$err")" -eq 20 ]
err_has "many: 5 more warnings"
echo 'date:x' >>many
status 2 search -q --count --batch=many a
ok [ "$(wc -l <"$err")" -eq 1 ]
ok [ "$(wc -l <"$out")" -eq 25 ]
