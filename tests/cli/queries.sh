#!/bin/sh
# Every row of fixtures/queries.tsv, whose head explains its columns.
. "$(dirname "$0")/lib.sh"
archive a

# fields TEXT: TEXT at its tabs, empty ones too, into $query $options $articles.
tab=$(printf '\t')
fields() {
    query=${1%%"$tab"*} rest=${1#*"$tab"}
    options=${rest%%"$tab"*} rest=${rest#*"$tab"}
    articles=${rest%%"$tab"*}
}

# words ARTICLES: one a line, blanks as they are.
words() { printf '%s\n' "$1" | tr ' ' '\n' | grep -vx '>' | sed 's/%20/ /g'; }

row() {
    case " $options" in *" --limit="*) limit= ;; *) limit=--limit=0 ;; esac
    case $articles in
    '(error)') status 2 search --format=ids $limit $options a -- "$query"; return ;;
    '(none)') status 1 search --format=ids $limit $options a -- "$query" && out_is ''; return ;;
    esac
    status 0 search --format=ids $limit $options a -- "$query"
    words "$articles" >expected
    cp "$out" got
    case $articles in
    *' > '*) ;;
    *) sort -o expected expected && sort -o got got ;;
    esac
    same expected got
}

rows=0
while IFS= read -r line; do
    case $line in '' | '#'*) continue ;; esac
    rows=$((rows + 1))
    fields "$line"
    row || printf '  row: %s\n' "$line"
done <"$FIXTURES/queries.tsv"
echo "$rows rows, $failures wrong"
ok [ "$rows" -gt 100 ]
