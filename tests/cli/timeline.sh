#!/bin/sh
# Orders, timelines and facets, and batches at any number of threads.
. "$(dirname "$0")/lib.sh"
archive a
# The same articles in several segments, with some deleted and some replaced.
printf '{"id":"m1","date":"2025-03-08","title":"Harbour","body":"harbour","source":"Agency"}\n' >more.jsonl
archive b
index add b more.jsonl 2>/dev/null
index delete b nmp-1 2>/dev/null
printf '{"id":"m1","date":"2025-03","title":"Harbour","body":"harbour"}\n' >more.jsonl
index add b more.jsonl 2>/dev/null

# ---- Orders: undated last in both; every stretch is one of the whole.
for i in a b; do
    for order in relevance newest oldest; do
        status 0 search --sort=$order --format=ids -n0 $i harbour
        cp "$out" whole
        : >parts
        for offset in 0 3 6 9 12 15 18; do
            search --sort=$order --format=ids -n 3 --offset=$offset --no-total $i harbour >>parts
        done
        same whole parts
    done
    status 0 search --sort=newest --format=tsv --fields=date -n0 $i
    sed 1d "$out" | sed 's/^$/-/' >got
    sort -r got >expected
    same expected got # a hyphen sorts below digits
    status 0 search --sort=oldest --format=tsv --fields=date -n0 $i
    ok [ "$(tail -1 "$out")" = '' ]
done
status 0 search --sort=newest --format=jsonl -n 1 a harbour
out_has '"score":null'
fed 0 '{"q":"harbour","sort":"oldest","limit":1}\n{"q":"harbour","sort":"newest","limit":1}\n' \
    search --batch=- --format=ids a
out_is "$(search --sort=oldest --format=ids -n1 a harbour; search --sort=newest --format=ids -n1 a harbour)"
fed 2 '{"q":"harbour","sort":"upwards"}\n' search --batch=- --format=ids a

# ---- Timelines: their sum is the count.
sum() { tr -d '\r' <"$out" | awk -F, 'NR > 1 { n += $2 } END { print n + 0 }'; }
for i in a b; do
    for period in day week month quarter year; do
        status 0 search --timeline=$period --format=csv --since=2020 $i
        ok [ "$(sum)" = "$(search --count --since=2020 $i)" ]
    done
    status 0 search --timeline=year --format=csv $i harbour
    ok [ "$(sum)" = "$(search --count $i harbour)" ]
done
status 0 search --timeline=month --format=tsv --since=2025-01 --until=2025-04 a harbour
out_is "$(printf 'period\tmatches\tarticles\tshare\n2025-01\t0\t0\t0.000000\n2025-02\t0\t2\t0.000000\n2025-03\t11\t42\t0.261905\n2025-04\t0\t1\t0.000000\nundated\t0\t9\t0.000000')"
# In a period that --since or --until cuts, the articles are those of the part inside.
printf '{"id":"%s","date":"%s","body":"%s"}\n' 1 2025-03-10 alpha 2 2025-03-20 alpha 3 2025-03-25 beta \
    4 2025-04-02 beta 5 2025-03 alpha 6 2025-04-20 alpha >cut.jsonl
index add cut cut.jsonl 2>/dev/null
status 0 search --timeline=month --format=tsv --since=2025-03-15 --until=2025-04-15 cut alpha
out_is "$(printf 'period\tmatches\tarticles\tshare\n2025-03\t1\t2\t0.500000\n2025-04\t0\t1\t0.000000\nundated\t0\t0\t0.000000')"
status 0 search --timeline=month --format=tsv --since=2025-03 cut alpha
out_is "$(printf 'period\tmatches\tarticles\tshare\n2025-03\t3\t4\t0.750000\n2025-04\t1\t2\t0.500000\nundated\t0\t0\t0.000000')"
status 0 search --timeline=quarter --format=jsonl --since=2025 --until=2025-06 a harbour
out_has '{"type":"period","period":"2025-Q1","matches":11,'
status 1 search --timeline=week --format=json --since=2024-12-30 --until=2025-01-12 a
out_has '"period":"2025-W01"'
out_has '"period":"2025-W02"'
status 1 search --timeline=month --format=csv a zeppelin
ok [ "$(wc -l <"$out")" -eq 2 ]
status 2 search --timeline=day a # from the year 79 on
err_has "more than 100000"
status 2 search --timeline=week a
status 0 search --timeline=month --format=csv a
for options in --format=trec --format=ids --count --facet=year --fields=id --explain; do
    status 2 search --timeline=month $options a
done
# The chart is as wide as a page, and bars are longest where most is.
status 0 search --timeline=month --since=2024-10 a
narrow 79 "$out"
out_has "2025-03  42  100.0%  ██████████"

# A batch has one table.
printf 'h\tharbour\nmuseum\n' >batch
status 0 search --batch=batch --timeline=year --format=csv --since=2024 --until=2025 a
out_is "$(printf 'period,h,2\r\n2024,0,0\r\n2025,11,0\r\nundated,0,0\r')"
status 0 search --batch=batch --timeline=year --format=jsonl --since=2025 --until=2025 a
out_has '{"type":"period","period":"2025","matches":{"h":11,"2":0}}'

# ---- Facets
status 0 search --facet=year --format=csv a museum
out_is "$(printf 'value,matches\r\n2021,2\r\n2022,1\r')"
status 0 search --facet=source --format=tsv a
ok [ "$(awk -F'\t' 'NR > 1 { n += $2 } END { print n }' "$out")" -eq 85 ]
out_has "$(printf '\t')"
status 0 search --facet=month a
out_has 'none'
status 0 search --batch=batch --facet=year --format=csv a
out_has "$(printf 'h,2025,11')"

# ---- Threads: the same bytes, whatever the split of the file.
words=$(search --format=json --show=nmp-1 a | tr -cs 'a-z' '\n' | sort -u | head -60)
for w in $words; do
    printf '%s\n{"q":"%s harbour","any":true,"sort":"newest"}\n\n{"q":}\n%s*\n' "$w" "$w" "$w"
done >many
for options in '--format=trec -n 5' '--format=json --total' '--count' '--format=text -n 2' \
    '--facet=month --format=csv' '--timeline=year --format=tsv'; do
    status 2 search --threads=1 --batch=many $options b
    cp "$out" one && cp "$err" one.err
    for threads in 2 3 7; do
        status 2 search --threads=$threads --batch=many $options b
        same one "$out"
        same one.err "$err"
    done
done
lines=$(wc -l <many)
for at in 1 50 $((lines - 1)); do
    head -$at many | search --batch=- --format=ids b >one 2>/dev/null
    tail -n +$((at + 1)) many | search --threads=3 --batch=- --format=ids b >>one 2>/dev/null
    search --threads=2 --batch=many --format=ids b 2>/dev/null >two
    same one two
done
# An answer comes before the next line is asked for.
if have mkfifo; then
    mkfifo to from
    for threads in 1 2; do
        exec 9<>from
        search --threads=$threads --batch=to --count a >from 2>/dev/null &
        exec 8>to
        echo harbour >&8
        read -r answer <&9
        ok [ "$answer" = "$(printf '1\t16')" ]
        echo museum >&8
        read -r answer <&9
        ok [ "$answer" = "$(printf '2\t3')" ]
        exec 8>&- 9<&-
        wait
    done
fi
status 2 search --threads=0 --batch=many a

# Facets by value: those without one last; other orders are of hits.
status 0 search --facet=year --sort=value --format=tsv a
sed 1d "$out" | cut -f1 >values
ok [ -z "$(tail -1 values)" ]
sed '$d' values | LC_ALL=C sort >sorted
sed '$d' values >valued
same sorted valued
ok [ "$(wc -l <valued)" -gt 1 ]
search --facet=year --format=tsv a | sort >by_count
sort "$out" >by_value
same by_count by_value
# The longest bar is that of the greatest value, wherever it stands.
status 0 search --facet=year --sort=value a
narrow 79 "$out"
search --facet=year --format=tsv a >default
status 0 search --facet=year --sort=count --format=tsv a
same default "$out"
status 2 search --facet=year --sort=newest a
err_has '--sort is count or value with --facet'
status 2 search --sort=value a
err_has '--sort=count and --sort=value go with --facet'

# Piped, charts have no headings, whatever the width.
search --facet=source --sort=value a >"$out"
ok [ "$(grep -c 'source *matches' "$out")" -eq 0 ]
search --timeline=month a >"$out"
ok [ "$(grep -c 'month *matches' "$out")" -eq 0 ]

have script && script -qec true /dev/null </dev/null >/dev/null 2>&1 || {
    skip "no terminal to be had from script(1)"
    exit 0
}

# on_terminal COLUMNS ARGUMENTS: what a terminal of so many columns shows.
on_terminal() {
    columns=$1
    shift
    command="on a terminal of $columns columns: search $*"
    script -qec "stty cols $columns; '$SEARCHER' --color=never $*" /dev/null </dev/null 2>"$err" |
        tr -d '\r' >"$out"
}
on_terminal 80 --timeline=year a strike
ok [ "$(head -1 "$out")" = 'year  matches   share' ]
on_terminal 80 --timeline=month a strike
ok [ "$(head -1 "$out")" = 'month    matches   share' ]
ok [ "$(grep -c 'matches   share' "$out")" -eq 1 ]
narrow 79 "$out"
on_terminal 80 --facet=source a strike
ok [ "$(head -1 "$out" | tr -s ' ')" = 'source matches' ]
on_terminal 80 --timeline=year a zeppelin
out_lacks share

# Hits have the terminal's width, up to 100 columns, in whole words; piped they have 79.
on_terminal 40 -n2 a harbour strike
grep -v ' · ' "$out" >lines
narrow 39 lines
on_terminal 90 -n5 a harbour strike
narrow 89 "$out"
ok grep -qE '^.{80}' "$out"
on_terminal 200 -n5 a harbour strike
narrow 100 "$out"
ok grep -qE '^.{90}' "$out"
COLUMNS=200 search -n5 a harbour strike >"$out"
narrow 79 "$out"
