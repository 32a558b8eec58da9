#!/bin/sh
# Many queries in one run.
. "$(dirname "$0")/lib.sh"
archive a

# The forms of a line; without an id, its number, blank lines counted.
cat >forms <<'END'
museum

q7	harbour strike
{"id":"j","q":"flood","since":"2024-11-18","until":"2024-11-18"}
{"id":8,"q":"flood","limit":1}
{"q":"museum theatre","any":true}

 	
zeppelin
END
status 0 search --batch=forms --count a
out_is "$(printf '1\t3\nq7\t12\nj\t2\n8\t8\n6\t7\n9\t0')"
err_is ''
fed 0 "$(cat forms)" search --batch=- --count a
out_has "$(printf 'q7\t12')"

# A batch's answers are those of its queries one by one, in input order.
status 0 search --batch=forms --format=ids -n 5 a
{
    search --format=ids -n 5 a museum
    search --format=ids -n 5 a harbour strike
    search --format=ids -n 5 --since=2024-11-18 --until=2024-11-18 a flood
    search --format=ids -n 1 a flood
    search --format=ids -n 5 --any a museum theatre
} >expected
same expected "$out"

# A number that names a query is kept as written, and text is any UTF-8.
cat >written <<'END'
{"id":18446744073709551616,"q":"museum"}
{"id":-0,"q":"mus\u00e9um"}
{"id":"é","q":"muséum","limit":18446744073709551616}
{"id":"twice","q":"nothing","any":true,"q":"museum","any":false}
END
status 0 search --batch=written --count a
out_is "$(printf '18446744073709551616\t3\n-0\t3\né\t3\ntwice\t3')"
fed 2 '{"id":1.5,"q":"a"}\n{"q":"\351"}\n{"q":null}\n{"q":"a","limit":1.5}\n' search --batch=- --count a
for n in 1 2 3 4; do err_has "input:$n: "; done

# Options are for all lines that do not say otherwise.
status 0 search --batch=forms --count --since=2025 --any a
out_has "$(printf 'j\t2')"
out_has "$(printf '1\t0')"

# So are their operators plain words where that is asked for.
mkdir plain
printf 'One\n\nWar and words.\n' >plain/one.txt
printf 'Two\n\nWar or peace, they said.\n' >plain/two.txt
index add p plain 2>/dev/null
printf 'x\twar OR peace\n{"id":"y","q":"peace OR war"}\n"war peace"\n' >operators
status 0 search --batch=operators --count p
out_is "$(printf 'x\t2\ny\t2\n3\t0')"
status 0 search --literal --batch=operators --count p
out_is "$(printf 'x\t1\ny\t1\n3\t1')"

# Windows line ends; no newline at the end.
fed 0 'a\tmuseum\r\nb\tmuseum' search --batch=- --count a
out_is "$(printf 'a\t3\nb\t3')"

# A line that cannot be understood is told with its number; the others run.
cat >bad <<'END'
museum
{"q":}
museum date:2025-02-30
{"id":"x","q":"museum","since":"2025","until":"2024"}
{"id":"x"}
{"q":"museum","colour":"red"}
{"q":"museum","limit":-1}
(museum
END
status 2 search --batch=bad --count a
out_is "$(printf '1\t3\n8\t3')"
for n in 2 3 4 5 6 7; do err_has "bad:$n: "; done
err_has "bad:8: "
err_lacks "bad:1: "

# Empty, and without a match: done.
status 0 search --batch=/dev/null a
out_is ''
fed 0 '\n\n' search --batch=- --format=ids a
out_is ''
fed 0 'zeppelin\n' search --batch=- --format=trec a
out_is ''

# TREC and tables say whose hit it is.
status 0 search --batch=forms --format=trec -n 2 a
ok awk 'NF != 6 { exit 1 }' "$out"
ok [ "$(cut -d' ' -f1 "$out" | uniq | tr '\n' ' ')" = '1 q7 j 8 6 ' ]
status 0 search --batch=forms --format=tsv -n 2 a
ok grep -qx 'query	rank	id	date	score	title' "$out"
ok [ "$(cut -f1 "$out" | uniq | tr '\n' ' ')" = 'query 1 q7 j 8 6 ' ]
ok [ "$(grep -c '^query' "$out")" -eq 1 ]
printf 'a b\tmuseum\n' >blanks
status 0 search --batch=blanks --format=trec -n 1 a
ok grep -q '^a%20b Q0 ' "$out"

# The same bytes every time.
status 0 search --batch=forms --format=jsonl a
cp "$out" first
status 0 search --batch=forms --format=jsonl a
same first "$out"

have jq || { skip "no jq here"; exit 0; }
ok jq -es 'map(select(.type == "summary").query) == ["1", "q7", "j", "8", "6", "9"]' "$out"
ok jq -es 'all(has("query"))' "$out"
ok jq -es 'all((has("matches") or has("seconds")) | not)' "$out"
status 0 search --batch=forms --format=jsonl --total --timing a
ok jq -es 'map(select(.type == "summary")) | map(.matches) == [3, 12, 2, 8, 7, 0]' "$out"
ok jq -es 'map(select(.type == "summary")) | all(.seconds >= 0)' "$out"
status 0 search --batch=forms --format=json -n 1 a
ok jq -e 'length == 6 and (map(.hits | length) == [1, 1, 1, 1, 1, 0])' "$out"
ok jq -e 'map(.summary.query) == ["1", "q7", "j", "8", "6", "9"]' "$out"
status 0 search --batch=/dev/null --format=json a
ok jq -e '. == []' "$out"
status 2 search --batch=bad --format=json a
ok jq -e 'length == 2' "$out"
