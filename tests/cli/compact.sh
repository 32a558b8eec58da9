#!/bin/sh
# One segment, without what is gone, and the same bytes whatever came before.
. "$(dirname "$0")/lib.sh"
articles=$FIXTURES/articles
printf '{"id":"nmp-1","body":"not for long"}\n{"id":"gone","body":"alpha"}\n' >other.jsonl

# live INDEX: what is in it now, without what a reader of yesterday may still need.
live() {
    bytes_of "$1" | grep -E "XAPIANDB$(sed -n 's/^glass /|/p' "$1/XAPIANDB" | tr -d '\n')"
}

# The same articles at once...
archive once
status 0 index compact once
live once >expected
ok [ "$(wc -l <expected)" -gt 5 ]

# ... and bit by bit, with detours.
index add bits other.jsonl 2>/dev/null
mkdir bit
for part in feature world undated archive courier agency; do
    mkdir -p bit && cp -R "$articles/$part" bit
    index add bits bit 2>/dev/null
done
index delete bits gone agency/2025-03-05-steel-mill.txt 2>/dev/null
index add bits "$articles" 2>/dev/null
status 0 index info --json bits
out_has '"articles":85'
status 0 search --limit=0 --format=tsv --fields=id,date,title bits
sort "$out" >before
status 0 index compact bits
live bits >got
same expected got
status 0 search --limit=0 --format=tsv --fields=id,date,title bits
sort "$out" >after
same before after

# Once more there is nothing to do.
bytes_of bits >before
status 0 index compact bits
bytes_of bits >after
same before after

# By any number of threads, in little memory.
for options in --threads=1 --threads=4 --memory=16M; do
    rm -rf other
    index add $options other "$articles" 2>/dev/null
    status 0 index compact other
    live other >got
    same expected got
done

# It is whole, and has what it should.
status 0 index check bits
status 0 index info bits
ok grep -qE '^segments +1$' "$out"
ok grep -qE '^deleted +0 ' "$out"
matches bits 16 harbour
if have xapian-check; then
    status 0 xapian-check bits/XAPIANDB
else
    skip "no xapian-check here"
fi

# An index without articles is compacted, and answers.
index add empty other.jsonl 2>/dev/null
index delete empty nmp-1 gone 2>/dev/null
status 0 index compact empty
matches empty 0 alpha
status 1 search --timeline=month empty
out_has 'no matches'
status 1 search --facet=year empty
out_has 'no matches'
status 0 index add empty other.jsonl
matches empty 1 alpha
status 3 index compact nowhere
