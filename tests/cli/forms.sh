#!/bin/sh
# Other tools' forms: every row of the table in docs/query-language.md, one by one and as a batch.
. "$(dirname "$0")/lib.sh"
page=$(dirname "$README")/docs/query-language.md
archive a

# The table's rows as lines: query, what it says, the tree.
awk '
/^## / { inside = $0 == "## Other tools'\'' forms" }
inside && /^\| `/ {
    gsub(/\\\|/, "\001")
    n = split($0, cell, / \| /)
    sub(/^\| /, "", cell[1])
    sub(/ \|$/, "", cell[n])
    for (i = 1; i <= n; i++) {
        gsub(/\001/, "|", cell[i])
        sub(/^`/, "", cell[i])
        sub(/`$/, "", cell[i])
    }
    if (n == 4)
        print cell[1] "\t" cell[3] "\t" cell[4]
}' "$page" >rows
tab=$(printf '\t')

# told STEM: the last command said one thing, after STEM.
told() {
    sed 's/query at [0-9]*: //' "$err" >plain
    printf '%s\n' "dateline-search: $1$says" >wanted
    same plain wanted
}

n=0
while IFS=$tab read -r query says tree; do
    n=$((n + 1))
    status 0 search --explain a -- "$query"
    told ''
    ok [ "$(sed -n 's/^query     //p' "$out")" = "$tree" ]
    printf '%s\n' "$query" >>queries
    printf '%s\n' "dateline-search: queries:$n: $says" >>all
    search --format=ids --limit=0 a -- "$query" 2>/dev/null | sed "s/^/$n$tab/" >>ids
    search --count a -- "$tree" 2>/dev/null | sed "s/^/$n$tab/" >>counts
done <rows
ok [ "$n" -ge 40 ]

# A batch reads and tells the same, with the line; it tells 20 warnings at most, and each row has one.
cp queries rows.all
: >got
: >plain
for from in $(seq 1 20 "$n"); do
    awk -v from="$from" '{ print (NR >= from && NR < from + 20 ? $0 : "") }' rows.all >queries
    status 0 search --batch=queries --format=tsv --fields=query,id --limit=0 a
    sed 1d "$out" >>got
    sed 's/query at [0-9]*: //' "$err" >>plain
done
same ids got
same plain all

# Each form is told once a query; --literal reads none.
status 0 search --explain a '!x | !y | z~ w~'
ok [ "$(wc -l <"$err")" -eq 3 ]
status 0 search --explain --literal a '!x | "y z"~2 after:2024'
err_is ''
out_has '(AND x y z "2" after "2024")'

# Bounds side by side are all required, ranges with date: are alternatives.
[ "$(search --count a after:2024 before:2025 2>/dev/null)" = "$(search --count a date:2024)" ] || wrong 'bounds'
ok [ "$(search --count a date:2024.. date:..2024 2>/dev/null)" -gt "$(search --count a date:2024)" ]

# Spellings are the index's own words, with counts; a snippet marks them.
status 0 search --explain a strkie~
out_has 'strike 17'
status 0 search --format=json --marks -n1 a hrabour~
out_has $(printf '\356\200\200')
status 0 search --format=json --explain a 'harbour^2 care~'
out_has '"kind":"fuzzy"'
out_has '"factor":2'
out_has '"left_out":'

# A sign is never lost in silence, and a field keeps what is after it.
status 0 search --explain a 'title:-"harbour strike"'
err_has "query at 7: '-' is left out"
out_has 'query     title:"harbour strike"'
status 0 search --explain a 'title:!(harbour strike)'
err_has "query at 7: '!' is left out"
out_has '(AND title:harbour title:strike)'
status 0 search --explain a '!!title:harbour -!strike'
err_has "query at 1: '!!' is left out"
err_has "query at 18: '!' is left out"
out_has '(NOT title:harbour strike)'
status 0 search --explain a 'strike!!! C++ "harbour"-strike'
err_is ''
status 1 search --count a date_source:web
err_has 'there are field, header, '
status 0 search --count a date_source:Path
err_is ''

# A weight scales a score; both ways to match agree on all of it.
one=$(search --format=tsv --fields=score -n1 a harbour | tail -1)
two=$(search --format=tsv --fields=score -n1 a 'harbour^2' 2>/dev/null | tail -1)
ok awk -v a="$one" -v b="$two" 'BEGIN { d = b - 2 * a; exit !(d < 2e-6 && d > -2e-6) }'
index compact --xapian=full a 2>/dev/null
while IFS= read -r query; do
    search --plan=lists --format=trec -n0 a -- "$query" >lists 2>/dev/null
    status_of_lists=$?
    search --plan=xapian --format=trec -n0 a -- "$query" >xapian 2>/dev/null
    ok [ $? -eq $status_of_lists ]
    same lists xapian
done <<'END'
harbuor~ strike^3
str?ke OR "harbour strike"^0.25
h*r (strike pay)^2 OR museum~1
title:str*ke^5 | the
"harbour strike"~4^1.5 || pay
END
