#!/bin/sh
# All programs treat command lines alike.
. "$(dirname "$0")/lib.sh"
archive a

# --help and --version: on standard output, done.
for program in "$INDEXER" "$SEARCHER"; do
    name=$(basename "$program")
    status 0 "$program" --help
    out_has "Usage: $name"
    out_has "Exit status: 0"
    err_is ''
    status 0 "$program" --version
    ok grep -qxE "$name [0-9]+\.[0-9]+\.[0-9]+" "$out"
    err_is ''
    status 0 "$program" --usage
    status 2 "$program" --no-such-option
    err_has "--no-such-option"
    out_is ''
    status 2 "$program"
    out_is ''
done
for word in $("$INDEXER" --help | sed -n 's/^  \([a-z]*\)  *[A-Z].*/\1/p'); do
    status 0 index "$word" --help
    out_has "Usage: dateline-index $word"
    err_is ''
    status 2 index "$word" --no-such-option
    out_is ''
    status 2 index "$word"
done

# Options that would be ignored are refused.
for words in '--show=nmp-1 -c' '--show=nmp-1 --format=csv' '--show=nmp-1 --format=ids' '--show=nmp-1 --fields=id' '--show=nmp-1 -n1' \
    '--facet=year -n1' '--facet=year --offset=1' '--facet=year --sort=newest' '--timeline=year -n1' \
    '--timeline=year --sort=oldest' '--count --fields=id' '--safe-csv' \
    '--threads=2' '--tag=mine'; do
    status 2 search $words a
done
status 0 search --show=nmp-1 --format=jsonl a

# Features that are not built are refused, not half done.
for option in --frobnicate --min-match=0 --min-match=101% --min-match=% --min-match=x --sort=random --rank=random --widen=maybe --timeline=aeon --facet=shoesize; do
    status 2 search $option a harbour
done

# Long options may be shortened, as long as they are clear; -n is --limit.
status 0 search --form=ids --lim 2 a harbour
ok [ "$(wc -l <"$out")" -eq 2 ]
status 0 search -n2 --format=ids a harbour
ok [ "$(wc -l <"$out")" -eq 2 ]
status 2 search --t a harbour

# Options may stand anywhere, until --.
status 0 search a harbour --count
out_is 16
status 0 search a --count harbour strike
out_is 12
status 0 search --count -- a strike -harbour
out_is 5
status 0 search --count a -- -strike
ok [ "$(cat "$out")" -gt 50 ]
status 2 search --count a strike -harbour
err_has "unrecognized option '-harbour' (-- goes before"
status 2 search a -war
err_has "-- goes before"
for word in -china -nuclear -name:Velinsky -hotel; do # which begin as -c, -n and -h do
    status 2 search a "$word"
    out_is ''
    err_has "unrecognized option '$word' (-- goes before"
done
status 0 search -cin5 a harbour
out_is 16
status 0 search -h
out_has 'Usage:'
status 2 search -n 2 --limit 3 --format ids a -war
err_has "'-war'"
status 2 env POSIXLY_CORRECT=1 "$SEARCHER" --count -war a
status 0 env POSIXLY_CORRECT=1 "$SEARCHER" --count a strike -harbour
printf 'alpha\n' >--help
status 0 index add b -- --help
err_has "1 added"
status 0 index delete b -- --help
rm -- --help

# Several arguments are one query; one that is empty is nothing.
status 0 search --count a harbour strike
out_is 12
status 0 search --count a 'harbour strike'
out_is 12
status 0 search --count a '"harbour' 'strike"'
out_is 4
status 0 search --count a
out_is 85

# --since and --until: the whole of a period; relative to today.
status 0 search --count --since=2025-03 --until=2025-03 a
march=$(cat "$out")
status 0 search --count a date:2025-03
out_is "$march"
status 1 search --count --since=today a
status 1 search --count --since=yesterday a
for ago in 7d 2w 3m 1y; do
    status 1 search --count --since=$ago --until=today --literal a zeppelin
done
status 2 search --since=7x a
status 2 search --since= a

# Dates in words.
printf '{"id":"old","title":"t","date":"%s","body":"x"}\n' "$(date -d '40 days ago' +%F)" >dates.jsonl
printf '{"id":"new","title":"t","date":"%s","body":"x"}\n' "$(date -d '1 day ago' +%F)" >>dates.jsonl
index add dates dates.jsonl 2>/dev/null
status 0 search --format=ids --since='last week' dates
out_is new
status 0 search --format=ids --until='3 weeks ago' dates
out_is old
status 0 search --format=ids dates since:past-3-days
out_is new
status 2 search --since='next week' dates
err_has "today, yesterday, last week)"
