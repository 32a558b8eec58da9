#!/bin/sh
# Where few articles have all words, those with any follow: always, or on a terminal.
. "$(dirname "$0")/lib.sh"
archive a

# The hits with all words, then the rest of those with any.
search --format=ids -n0 a strike ferry >all
search --format=ids -n0 --any a strike ferry >any
{ cat all; grep -vxFf all any; } >expected
search --format=ids -n0 --widen=always a strike ferry >whole
ok [ -s all ]
ok [ "$(wc -l <whole)" -gt "$(wc -l <all)" ]
same expected whole

# Pages joined are the whole, in every format of hits.
for format in ids csv tsv trec; do
    for offset in 0 2 4 6 8; do
        search --format=$format --fields=rank,id --widen=always -n2 --offset=$offset a strike ferry
    done | grep -v '^rank' | sed 's/ -*[0-9.]* dateline$//' >pages
    search --format=$format --fields=rank,id --widen=always -n10 a strike ferry |
        grep -v '^rank' | sed 's/ -*[0-9.]* dateline$//' >whole
    ok [ "$(wc -l <whole)" -gt "$(wc -l <all)" ]
    same whole pages
done

# A window and filters hold for all of them.
status 0 search --widen=always --format=ids --since=2025-03-04 --until=2025-03-04 a harbour zeppelin
ok [ -s "$out" ]
search --format=ids --since=2025-03-04 --until=2025-03-04 a harbour >expected
same expected "$out"
status 0 search --widen=always --format=ids a -- ferry zeppelin source:nmp -harbour
search --format=ids a -- ferry source:nmp -harbour >expected
same expected "$out"
ok [ -s expected ]

# What text and a summary say; the matches are those of the query as written.
status 0 search --widen=always -n2 a harbour zeppelin
ok [ "$(head -1 "$out")" = 'no article matches all words; these match any of them:' ]
out_has '2 shown; no article matches all words, '
status 0 search --widen=always --format=jsonl -n2 a harbour zeppelin
out_has '{"type":"summary","matches":0,"widened":true,'
status 0 search --widen=always --format=json -n2 a harbour zeppelin
out_has '"matches":0,"widened":true,'
status 0 search --widen=always --format=json -n2 a harbour strike
out_lacks widened

# Nothing of that unless asked for, nor where there is nothing to widen.
for widen in auto never; do
    status 1 search --widen=$widen a harbour zeppelin
    out_has 'no matches'
done
status 1 search a harbour zeppelin
for query in zeppelin 'harbour AND zeppelin' 'harbour ADJ zeppelin' '+harbour +zeppelin'; do
    status 1 search --widen=always --format=ids a "$query"
    out_is ''
done
status 0 search --widen=always --format=json -n0 --any a harbour zeppelin
out_lacks widened

# Counts never are.
status 1 search --widen=always --count a harbour zeppelin
out_is 0
status 1 search --widen=always --timeline=year a harbour zeppelin
status 1 search --widen=always --facet=year a harbour zeppelin

# Batches, by option and by line.
printf 'x\tharbour zeppelin\n{"id":"y","q":"harbour zeppelin","widen":false}\nz\tharbour strike\n' >lines
status 0 search --widen=always --batch=lines --format=jsonl --fields=id -n1 --total a
ok [ "$(grep -c '"widened":true' "$out")" -eq 1 ]
out_has '{"type":"summary","query":"x","matches":0,"widened":true}'
out_has '{"type":"summary","query":"y","matches":0}'
printf '{"id":"x","q":"harbour zeppelin","widen":true}\n' >lines
status 0 search --batch=lines --format=ids -n1 a
ok [ "$(wc -l <"$out")" -eq 1 ]
status 0 search --batch=lines --count a
out_is "$(printf 'x\t0')"
fed 2 '{"q":"a","widen":1}' search --batch=- a
err_has 'cannot use the member "widen"'

have script && script -qec true /dev/null </dev/null >/dev/null 2>&1 || {
    skip "no terminal to be had from script(1)"
    exit 0
}

# on_terminal ARGUMENTS: a search whose streams are a terminal.
on_terminal() {
    command="on a terminal: search $1"
    script -qec "'$SEARCHER' $1" /dev/null </dev/null >"$out" 2>"$err"
}
on_terminal 'a harbour zeppelin'
out_has 'no article matches all words; these match any of them:'
out_has "no article has 'zeppelin'"
on_terminal '-n5 a strike ferry'
out_has 'match any of them:'
out_lacks 'no article'
on_terminal '--widen=never a harbour zeppelin'
out_lacks 'match any of them'
for format in json jsonl csv tsv trec ids; do
    on_terminal "--format=$format a harbour zeppelin"
    out_lacks widened
    out_lacks Harbour
    out_lacks strike
done
printf 'harbour zeppelin\n' >lines
on_terminal '--batch=lines a'
out_lacks 'match any of them'
on_terminal '--count a harbour zeppelin'
ok [ "$(head -1 "$out" | tr -d '\r')" = 0 ]
