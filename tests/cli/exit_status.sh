#!/bin/sh
# The exit statuses that a script may rely on.
. "$(dirname "$0")/lib.sh"
archive a
echo text >file
mkdir empty

# 0: done; something matched
status 0 index add b "$FIXTURES/articles"
status 0 index info a
status 0 search a harbour
status 0 search a
status 0 search --count a harbour
status 0 search --show=nmp-1 a
fed 0 '' search --batch=- a
fed 0 'zeppelin\n' search --batch=- a

# 1: nothing matched; an id that is not there
status 1 search a zeppelin
status 1 search --count a zeppelin
status 1 search --show=nmp-99 a
status 1 index delete b nmp-99
status 0 index delete b nmp-1
status 1 index delete b nmp-1

# 2: what was typed
status 2 search
status 2 search --no-such-option a harbour
for words in "add --threads=65 b file" "compact --threads=65 a"; do
    status 2 index $words
    err_has "threads takes a number from 1 to 64, not '65'"
done
status 2 search --format=yaml a harbour
status 2 search --fields=rank,shoesize a harbour
status 2 search --limit=many a harbour
status 2 search --limit=-1 a harbour
status 2 search --timeout=soon a harbour
status 2 search --color=sometimes a harbour
status 2 search --since=2025-02-30 a harbour
status 2 search --since=2025 --until=2024 a harbour
status 2 search a date:2025-02-30
status 2 search --batch=- a harbour
status 2 search --batch=nowhere a
status 2 search --show=nmp-1 a 'date:x'
fed 2 '{"q":\nharbour\n' search --batch=- a
status 2 index
status 2 index frobnicate a
status 2 index add
status 2 index add a
status 2 index add a nowhere
status 2 index add --input-format=odt a file
status 2 index add --language=klingon new file
status 2 index add --language=german a file
status 2 index add --field=shoesize=x a file
status 2 index add --date-from=field,stars a file
status 2 index add --date-format=tomorrow a file
status 2 index add --date-format=%Q a file
err_has "--date-format=%Q: strptime has no conversion '%Q'"
status 2 index add '--date-format=%Y-%m-%' a file
status 2 index add --memory=little a file
status 2 index add --memory=1K a file
status 2 index add --wait-lock=long a file
status 2 index delete a
status 2 index delete --ids-from=nowhere a
status 2 index info
status 2 index info a b
ok [ ! -e new ]
# a query beyond its time, which a nanosecond is for any
status 2 search --timeout=0.000000001 a harbour OR strike
err_has "not done within"
for way in lists xapian; do
    status 2 search --plan=$way --timeout=0.000000001 --why=nmp-1 a harbour OR strike
    err_has "not done within"
done

# 3: standard output cannot be written, or is closed
for arguments in --help --version 'a harbour' '--count a harbour' '--show=nmp-1 a'; do
    status 3 sh -c "'$SEARCHER' $arguments >/dev/full"
    ok [ "$(grep -c 'standard output' "$err")" -eq 1 ]
    status 3 sh -c "'$SEARCHER' $arguments >&-"
done
for arguments in --help --version 'add --help' 'info a'; do
    status 3 sh -c "'$INDEXER' $arguments >/dev/full"
done

# Standard streams that are closed: no file of the index becomes one of them.
awk 'BEGIN { for (i = 0; i < 20000; i++) printf "{\"id\":\"%d\",\"body\":\"alpha %d %x %o\"}\n{\n", i, i, i * 7, i }' >spilling.jsonl
status 0 sh -c "'$INDEXER' add --memory=16M closed spilling.jsonl <&- >&- 2>&-"
status 0 index check closed
matches closed 20000 alpha
status 0 search --count closed "alpha"
status 0 sh -c "'$INDEXER' add closed - <&-"
err_has 'skipped: Bad file descriptor'

# 3: no index, or what is there cannot be used
status 3 search nowhere harbour
status 3 search file harbour
status 3 search empty harbour
status 3 index info nowhere
status 3 index delete nowhere nmp-1
status 3 index add file file
status 3 index add nowhere/deeper file
mkdir letters && echo letter >letters/one
status 3 index add letters file
ok [ "$(ls letters)" = one ]

# 3: damaged, or of another version
for damage in '$a # more' '3d' 's/^\(# segment [^ ]*\) [0-9]*/\1 9/' '$d'; do
    rm -rf damaged
    cp -R a damaged
    sed -i "$damage" damaged/XAPIANDB
    status 3 search damaged harbour
    err_has damaged/XAPIANDB
    status 3 index add damaged file
done
cp -R a lost && rm -r lost/seg-*/
status 3 search lost harbour
cp -R a newer && sed -i 's/^# format .*/# format 99/' newer/XAPIANDB
status 3 search newer harbour
status 3 index info newer

# 3: an answer that could not be written
if [ -c /dev/full ]; then
    command='search a harbour >/dev/full'
    for options in '' --count --format=jsonl --show=nmp-1; do
        search $options a >/dev/full 2>"$err"
        ok [ $? -eq 3 ]
        err_has "cannot write to standard output"
    done
    index info a >/dev/full 2>"$err"
    ok [ $? -eq 3 ]
else
    skip "no /dev/full here"
fi

# 5: records were skipped, where that is asked about
: >nothing
status 0 index add c file nothing
status 5 index add --strict c file nothing
status 0 index add --strict c file
