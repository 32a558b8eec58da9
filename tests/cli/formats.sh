#!/bin/sh
# The output formats, as other programs read them.
. "$(dirname "$0")/lib.sh"
archive a
hostile='Strange: id, with "marks" & blanks'

cr=$(printf '\r') # csv's lines end as RFC 4180 has it

ids() { search --limit=0 --format=ids a "$@"; }
ids harbour >ids

# ---- ids, tsv and csv agree on the articles
status 0 search --limit=0 --format=tsv --fields=id a harbour
tail -n +2 "$out" >got
same ids got
status 0 search --limit=0 --format=csv --fields=id a harbour
tr -d '\r' <"$out" | tail -n +2 >got
same ids got

status 0 search --format=tsv -n 1 a timetable
ok grep -qx "rank	id	date	score	title" "$out"
ok grep -qx "1	courier/2025-04-01-ferry-timetable.txt	2025-04-01	[0-9.]*	Ferry timetable for the summer" "$out"
status 0 search --format=csv -n 1 a timetable
ok grep -qx "rank,id,date,score,title$cr" "$out"
ok [ "$(wc -l <"$out")" -eq 2 ]

# Tab, newline and backslash in tsv; quotes and commas in csv (RFC 4180).
status 0 search --format=tsv --fields=title,id a halibut emoji
ok [ "$(wc -l <"$out")" -eq 2 ]
out_has 'back\\slash'
status 0 search --format=csv --fields=id,date a halibut emoji
out_has '"Strange: id, with ""marks"" & blanks",2025-03-28'

# No hits: still the names, and an exit status of 1.
status 1 search --format=csv a zeppelin
out_is "rank,id,date,score,title$cr"
status 1 search --format=ids a zeppelin
out_is ''

# ---- TREC: six columns, no blanks within one, scores that fall strictly
status 0 search --limit=0 --format=trec --tag=mine a strike
ok awk 'NF != 6 || $2 != "Q0" || $4 != NR || $6 != "mine" { exit 1 }' "$out"
ok awk '$5 !~ /^-?[0-9]+\.[0-9][0-9][0-9][0-9]$/ || (NR > 1 && $5 >= last) { exit 1 } { last = $5 }' "$out"
status 0 search --limit=0 --format=trec a
ok awk 'NF != 6 || (NR > 1 && $5 >= last) { exit 1 } { last = $5 }' "$out"
ok grep -q ' Strange:%20id,%20with%20"marks"%20&%20blanks ' "$out"

# ---- Which articles: --limit, --offset, --fields
status 0 search --format=ids -n 3 a harbour
head -3 ids >expected && same expected "$out"
status 0 search --format=ids --offset=3 --limit=2 a harbour
sed -n 4,5p ids >expected && same expected "$out"
status 0 search --format=tsv --fields=rank --offset=3 --limit=2 a harbour
out_is "$(printf 'rank\n4\n5')"
status 0 search --format=ids a harbour
ok [ "$(wc -l <"$out")" -eq 10 ]
status 0 search --format=tsv --fields=lang,source,url,date_source a id:gz-1
out_is "$(printf 'lang\tsource\turl\tdate_source\nde\tgrenzbote\t%s\tfield' \
    "$(sed -n 's/.*"gz-1".*"url": *"\([^"]*\)".*/\1/p' "$FIXTURES/articles/wire.jsonl")")"

# ---- --count
status 0 search --count a harbour
out_is 16
status 0 search --count -n 1 --offset=5 a harbour
out_is 16

# ---- Text, for people: nothing is wider than a terminal
status 0 search --limit=0 a harbour
narrow 79 "$out"
out_has "1. "
out_has "16. "
out_has "16 matches"

# ---- --show
status 0 search --show="$hostile" a
out_has 'Strange: id, with "marks" & blanks'
out_has "2025-03-28"
out_has "Its second line ends it."
status 0 search --show=feature/2018-07-15-down-the-merrow.txt a
ok [ "$(wc -w <"$out")" -gt 2500 ]

# ---- JSON
have jq || { skip "no jq here"; exit 0; }

status 0 search --format=jsonl --limit=0 a harbour
ok jq -es 'length == 17' "$out"
ok jq -es '.[:-1] | all(.type == "hit")' "$out"
ok jq -es '[.[:-1][].rank] == [range(1; 17)]' "$out"
ok jq -es '.[:-1] | all((.id | type) == "string" and (.title | type) == "string"
    and (.score | type) == "number" and (.snippet | type) == "string"
    and (.date | test("^[0-9-]+$")) and (.date_source | type) == "string")' "$out"
ok jq -es '.[:-1] | all(has("query") | not)' "$out"
ok jq -es '[.[:-1][].score] == ([.[:-1][].score] | sort | reverse)' "$out"
ok jq -es '.[-1] | .type == "summary" and .matches == 16 and .seconds >= 0' "$out"
jq -r 'select(.type == "hit").id' "$out" >got
same ids got

status 0 search --format=jsonl --since=2025-03 --until=2025-03-04 a harbour
ok jq -es '.[-1] | .since == "2025-03-01" and .until == "2025-03-04"' "$out"
status 0 search --format=jsonl a date:none
ok jq -es '.[:-1] | length == 7 and all(has("date") and .date == null)' "$out"
status 1 search --format=jsonl a zeppelin
ok jq -es 'length == 1 and .[0].matches == 0' "$out"
status 0 search --format=jsonl --no-total a harbour
ok jq -es '.[-1] | has("matches") | not' "$out"

# All that is in an article comes out of it again.
status 0 search --format=jsonl a halibut emoji
ok jq -es --arg id "$hostile" '.[0].id == $id' "$out"
ok jq -es '.[0].title | contains("back\\slash") and contains("<b>bold</b>")' "$out"
ok jq -es '.[0].snippet | contains("</script>")' "$out"
# Marks only where they are asked for.
ok jq -es '.[0].snippet | test("[\ue000\ue001]") | not' "$out"
status 0 search --format=jsonl --marks a halibut emoji
ok jq -es '.[0].snippet | contains("\ue000halibut\ue001")' "$out"

status 0 search --format=jsonl --fields=id,lang a id:gz-1
ok jq -es '.[0] | (keys == ["id", "lang", "type"]) and .lang == "de"' "$out"

status 0 search --format=json --limit=2 a harbour
ok jq -e '.summary.matches == 16 and (.hits | length) == 2' "$out"
ok jq -e '.hits | all(has("type") | not)' "$out"
status 1 search --format=json a zeppelin
ok jq -e '. as {$summary, $hits} | $summary.matches == 0 and $hits == []' "$out"

status 0 search --show="$hostile" --format=json a
ok jq -e --arg id "$hostile" '.id == $id and .date == "2025-03-28" and .source == "Hostile Source"' "$out"
status 0 index info --json a
ok jq -e '.articles == 85 and .undated == 7 and .first == "0079-08-24" and .language == "english"' "$out"

# Where a date is from is a filter, and so is that there is none.
mkdir from
printf 'Dated by its path\n\nWords.\n' >from/2025-03-01.txt
printf 'date 2025-03-02 Dated by its line\n\nWords.\n' >from/line.txt
printf 'Undated\n\nWords.\n' >from/none.txt
status 0 index add dates.idx from
matches dates.idx 1 words date_source:path
matches dates.idx 1 words date_source:header
matches dates.idx 2 words date_source:path date_source:header
matches dates.idx 0 words date_source:field
matches dates.idx 1 words date_source:undated
matches dates.idx 1 date:undated
matches dates.idx 2 'words -date_source:undated'
status 0 search --why=line.txt dates.idx words date_source:path
out_has 'has the date_source "header"'
status 0 search --plan=xapian --format=ids dates.idx date_source:path
out_is 2025-03-01.txt

# ---- Where an article was read: from its id, unless the input gave that; and its text.
mkdir place
printf '{"title":"a","body":"quay one"}\n{"title":"b","body":"quay two"}\n{"id":"given-3","title":"c","body":"quay three"}\n' >place/x.jsonl
printf '{"id":"http://example.org/a.html","body":"quay four"}\n{"id":"m@example.org:5","body":"quay five"}\n' >>place/x.jsonl
printf '{"id":"v:007","body":"quay six"}\n{"id":"v:","body":"quay seven"}\n{"id":"2025.03","body":"quay eight"}\n' >>place/x.jsonl
printf 'quay last\n' >'place/50%.txt'
mkdir place/below
printf 'quay below\n' >place/below/a.txt
index add p place 2>/dev/null
status 0 search --fields=id,path,line --format=csv p quay
tr -d '\r' <"$out" | sort >got
cat >expected <<'TXT'
2025.03,,
50%25.txt,50%.txt,1
below/a.txt,below/a.txt,1
given-3,,
http://example.org/a.html,,
id,path,line
m@example.org:5,,
v:,,
v:007,,
x.jsonl:1,x.jsonl,1
x.jsonl:2,x.jsonl,2
TXT
same expected got
status 0 search --fields=path,line,text --format=jsonl -n1 p last
out_has '{"type":"hit","path":"50%.txt","line":1,"text":"quay last"}'
status 0 search --fields=path,line --format=jsonl -n1 p three
out_has '{"type":"hit","path":null,"line":null}'
