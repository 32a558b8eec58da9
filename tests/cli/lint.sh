#!/bin/sh
# lint: what is wrong with sources, without an index.
. "$(dirname "$0")/lib.sh"
row() { printf '{"id":"%s","title":"%s","date":"%s","body":"%s","lang":"%s"}\n' "$@"; }
long="A text of more than a hundred bytes, which is long enough to be worth comparing with the texts before it."

row a Clean 2024-05-01 "Some words." en >clean.jsonl
status 0 index lint --strict --language=english clean.jsonl
out_has "articles  1, 0 undated, 0 records skipped"
out_has "dates     2024-05-01 to 2024-05-01"
out_has "dated by  field 1"
out_has "findings  none"
ok [ "$(ls)" = clean.jsonl ]

{
    row u Undated "" "Words." ""
    row x Unread "long ago" "Words." ""
    row f Future 2999-01-01 "Words." ""
    row o Old 0079-08-24 "Words." ""
    row z Zero 1970-01-01 "Words." ""
    row d Dateline 2024-05-01 "KYIV, March 31, 2020 (AP) - Words." ""
    row n Near 2020-04-01 "KYIV, March 31, 2020 (AP) - Words." ""
    row r One 2024-05-01 "$long" ""
    row r Two 2024-05-01 "Other words." ""
    row s Three 2024-05-01 "$long" ""
    row e Empty 2024-05-01 "" ""
    row l Language 2024-05-01 "Wörter." de-AT
    row c "$(printf 'Lost \357\277\275')" 2024-05-01 "Words." ""
    echo '{"id":"broken'
} >bad.jsonl
status 0 index lint bad.jsonl
for found in 'undated: bad.jsonl:1: has no date' 'undated: bad.jsonl:2: no date can be read from "long ago"' \
    "future: bad.jsonl:3: 'f' is dated 2999-01-01" "improbable: bad.jsonl:4: 'o'" "improbable: bad.jsonl:5: 'z'" \
    "disagreement: bad.jsonl:6: 'd' is dated 2024-05-01 by field, but 2020-03-31 by dateline" \
    "repeated-id: bad.jsonl:9: 'r'" "repeated-text: bad.jsonl:10: 's'" "empty: bad.jsonl:11: 'e'" \
    "characters: bad.jsonl:13: 'c' has 1 lost" "skipped: bad.jsonl:14: skipped: not JSON" \
    'findings  skipped 1, undated 2, future 1, improbable 2, disagreement 1, repeated-id 1, repeated-text 1, empty 1, characters 1'; do
    out_has "$found"
done
out_lacks "language:"
out_lacks "'n'"
status 5 index lint --strict --language=en bad.jsonl
out_has "language: bad.jsonl:12: 'l' is in 'de-at', not english"
status 0 index lint --format=jsonl bad.jsonl
ok [ "$(grep -c '"type":"finding"' "$out")" -eq 11 ]
out_has '{"type":"finding","kind":"future","path":"bad.jsonl","line":3,"id":"f","message":"is dated 2999-01-01, in the future"}'
out_has '"type":"summary","articles":13,"undated":2,"skipped":1'

# A text of forty words that is in another language, marked or not; too short a one, and both languages, are not told.
german="Der Lotse kam in der Nacht an Bord, und mit ihm kam das Wetter. Es war nicht das erste Mal, dass er ein Schiff durch den Sturm in den Hafen brachte, aber es war das letzte, denn am Morgen nahm er seinen Hut und ging."
english="The pilot came on board in the night, and the weather came with him. It was not the first time that he had brought a ship through the storm and into the harbour, but it was the last, for in the morning he took his hat."
{
    row g Text 2024-05-01 "$german" ""
    row h Marked 2024-05-02 "$german" en
    row s Short 2024-05-03 "Der Lotse kam in der Nacht an Bord, und mit ihm kam das Wetter." ""
    row b Both 2024-05-04 "$german $english" ""
    row e English 2024-05-05 "$english" ""
} >tongues.jsonl
status 5 index lint --strict --language=english tongues.jsonl
out_has "language: tongues.jsonl:1: 'g' seems to be in german, not english"
out_has "language: tongues.jsonl:2: 'h' seems to be in german, not english"
ok [ "$(grep -c '^language: ' "$out")" -eq 2 ]
status 0 index lint --language=german tongues.jsonl
out_has "language: tongues.jsonl:2: 'h' is in 'en', not german"
out_has "language: tongues.jsonl:5: 'e' seems to be in english, not german"
ok [ "$(grep -c '^language: ' "$out")" -eq 2 ]
danish="Det var ikke den første nat, som lodsen var om bord, og han så ud over havet, men der var ikke noget at se. Så gik han ned til de andre og var der til om morgenen, da de skulle på land i den by, som er her."
row d Danish 2024-05-01 "$danish" "" >danish.jsonl
status 0 index lint --language=english danish.jsonl
out_has "'d' seems to be in danish"
for language in danish turkish none; do
    status 0 index lint --language=$language danish.jsonl
    out_lacks "language:"
done
status 0 index lint danish.jsonl
out_lacks "language:"

# A third of a source on one day; a path that says something else; an encoding is no fault.
for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do row $n T 2024-05-$(printf %02d $n) "Words." ""; done >many.jsonl
for n in 1 2 3 4 5 6 7; do row i$n T 2024-06-06 "Words." ""; done >>many.jsonl
status 0 index lint many.jsonl
out_has "cluster: many.jsonl: 7 of 21 dated articles are of 2024-06-06"
mkdir 2019-01-01
row p T 2024-05-01 "Words." "" >2019-01-01/p.jsonl
status 0 index lint 2019-01-01
out_has "but 2019-01-01 by path"
printf 'Gr\374\337e\n\nDie M\374hle am Bach, sch\366n und gro\337.\n' >latin.txt
status 0 index lint --date-from=mtime --strict latin.txt
out_has "note: latin.txt: not UTF-8, read as"

# As many findings as there are, five of a kind are told; errors are those of add.
for n in 1 2 3 4 5 6 7 8; do row $n T "" "Words." ""; done >undated.jsonl
status 0 index lint undated.jsonl
out_has "undated: ... and 3 more (see --verbose)"
status 0 index lint --verbose undated.jsonl
ok [ "$(grep -c '^undated: ' "$out")" -eq 8 ]
status 2 index lint
err_has "no SOURCE is named"
status 2 index lint absent.jsonl
err_has "cannot read absent.jsonl"
status 2 index lint --language=klingon clean.jsonl
fed 0 '{"id":"1","title":"t","body":"b"}\n' index lint -
out_has "undated: -:1: has no date"

if [ -f "$SHARED/corpora/samples.tar.gz" ]; then
    status 0 index lint "$SHARED/corpora/samples.tar.gz"
    out_has "articles  "
    out_has "repeated-id: "
fi
