#!/bin/sh
# Queries of very many words: a repeated pattern is looked up once and counts as often as it stands
# there, and what needs too much memory is refused. ./dev bench hostile measures their time.
. "$(dirname "$0")/lib.sh"
archive a --xapian=full

# scores QUERY...: ids and scores, best first.
scores() { search -n0 --format=tsv --fields=id,score "$@" 2>/dev/null; }
# doubled: the scores read, twice as high.
doubled() { awk -F'\t' 'NR > 1 { $2 = sprintf("%.3f", $2 * 2) } { print $1, $2 }'; }
rounded() { awk -F'\t' 'NR > 1 { $2 = sprintf("%.3f", $2) } { print $1, $2 }'; }

# The same patterns, spellings and names, joined by AND or OR, by both ways of matching.
for words in 'har*' 'h?rbour*' 'harbor~2' 'name:"Ines Duarte"' 'title:har*'; do
    for way in lists xapian; do
        scores --plan=$way a "$words" >once
        doubled <once | sort >expected
        ok [ -s expected ]
        for query in "$words $words" "$words OR $words" "($words) AND $words"; do
            scores --plan=$way a "$query" | rounded | sort >got
            same expected got
        done
    done
done
matches a "$(search -c a 'har*')" 'har* har* har*'
status 0 search --explain a 'har* har*'
ok [ "$(grep -c '^har\*' "$out")" -eq 1 ]
id=$(search -n1 --format=ids a 'har* har*')
status 0 search --why="$id" --format=json a 'har* har*'
cp "$out" why
status 0 search --why="$id" --format=json a 'har*^2'
have jq && ok [ "$(jq '.score // .total' <why)" = "$(jq '.score // .total' <"$out")" ]

# Weights add up; other fields, distances and letters are other words.
scores a 'har*^3' | rounded | sort >expected
scores a 'har* har*^2' | rounded | sort >got
same expected got
scores a 'har* title:har*' | rounded | sort >got
checks=$((checks + 1))
cmp -s expected got && wrong "a pattern of another field was taken for the same"
matches a "$(search -c a 'minister~2 NOT minister~1' 2>/dev/null)" 'minister~1 XOR minister~2'
ok [ "$(cat "$out")" -gt 0 ]
matches a 0 'har* XOR har*'
matches a "$(search -c a 'har*')" 'har* XOR har* XOR har*'
matches a "$(search -c a 'har*')" --min-match=2 'har* har* nosuchword'

# Patterns that are evaluated one by one need memory for each.
many=$(awk 'BEGIN { for (i = 0; i < 4095; i++) printf "co* XOR "; print "co*" }')
status 2 search a "$many"
err_has "the query needs more than 256 MiB: it has too many words, with those that its patterns stand for"
status 2 search --timeout=0.01 a "$many"
