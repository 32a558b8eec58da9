#!/bin/sh
# How many requests dateline-serve answers, and how soon
#
#     ./dev bench serve [--articles=N] [--seconds=N] [--connections=N] [--soak=SECONDS] [--no-peers]
#
# wrk asks on the same machine, so it takes a share of the processors. Queries are one word each, of
# the newest thousand titles, one after another. Each run indexes the archive anew, as a writer adds
# to it.
set -eu
root=${DATELINE_BUILD:-build}
bin=$root/bench
work=${DATELINE_BENCH_WORK:-$bin/work}
articles=100000 seconds=10 connections=32 soak=0 peers=yes

for option in "$@"; do
    case $option in
    --articles=*) articles=${option#*=} ;;
    --seconds=*) seconds=${option#*=} ;;
    --connections=*) connections=${option#*=} ;;
    --soak=*) soak=${option#*=} ;;
    --no-peers) peers= ;;
    *) sed -n '4p' "$0" >&2 && exit 2 ;;
    esac
done
command -v wrk >/dev/null || { echo 'bench: there is no wrk here' >&2 && exit 2; }

. bench/build/corpora.sh
. bench/serve/peers.sh

index=$work/serve-$articles.idx
folder=$(mktemp -d)
server=
writer=
trap 'for child in $server $writer; do kill $child 2>/dev/null || :; done; rm -rf "$folder" "$index"' EXIT
trap 'exit 1' INT TERM

mkdir -p "$work"
rm -rf "$index"
tell "indexing $articles generated articles"
"$bin/generate" --articles="$articles" --seed=1 >"$folder/articles"
"$root/dateline-index" add --input-format=jsonl "$index" "$folder/articles" 2>"$folder/add"
"$root/dateline-search" -n1000 --sort=newest --format=tsv --fields=title "$index" |
    sed 1d | tr -cs 'A-Za-z\n' ' ' | awk 'length($1) > 3 { print $1; next } length($2) > 3 { print $2 }' >"$folder/words"

cat >"$folder/ask.lua" <<'LUA'
local words = {}
for word in io.lines(os.getenv("WORDS")) do words[#words + 1] = word end
local at = 0
function request()
    at = at % #words + 1
    return wrk.format("GET", os.getenv("ASK") .. words[at])
end
LUA

"$root/dateline-serve" --listen=127.0.0.1:0 --log=no-queries "$index" 2>"$folder/log" &
server=$!
site=
while [ -z "$site" ]; do
    kill -0 $server
    sleep 0.1
    site=$(sed -n 's|.*listening at http://\(.*\)/$|\1|p' "$folder/log")
done

# Clock ticks that the server has used, and the children that it waited for.
processor() { awk '{ print $14 + $15 + $16 + $17 }' /proc/$server/stat; }

memory() { awk '/^VmRSS/ { print int($2 / 1024) }' /proc/$server/status; }

# ask NAME TARGET GOAL: a row of the table; TARGET lacks a word at its end.
ask() {
    threads=2
    [ "$connections" -gt 1 ] || threads=1
    before=$(processor)
    ASK=$2 WORDS=$folder/words wrk -t$threads -c"$connections" -d"${seconds}s" --latency \
        -s "$folder/ask.lua" "http://$site" >"$folder/out"
    awk -v name="$1" -v goal="$3" -v memory="$(memory)" -v ticks=$(($(processor) - before)) -v hertz="$(getconf CLK_TCK)" '
        /^ *50%/ { half = $2 } /^ *99%/ { most = $2 } /^Requests\/sec/ { rate = $2 }
        / requests in / { all = $1 }
        /Non-2xx/ { bad = $NF } /Socket errors/ { bad = $0 }
        END { printf "| %s | %d | %s | %.2f | %s | %s | %d | %s |\n", name, rate, goal, all ? 1000 * ticks / hertz / all : 0, half, most, memory, bad ? bad : "none" }
    ' "$folder/out"
}

printf '%s articles, %s connections, %s s each, %s processors\n\n' "$articles" "$connections" "$seconds" "$(nproc)"
echo '| asked for | requests a second | target | processor ms each | median | 99 of 100 | MB of memory | failed |'
echo '|---|---:|---:|---:|---:|---:|---:|---:|'
ask 'ids alone' '/api/search?fields=id&q=' 5000
ask 'with snippets' '/api/search?q=' 1500
ask 'timeline by month' '/api/timeline?q=' ''
ask 'suggestions' '/api/suggest?prefix=' ''
ask 'the page' '/?q=' ''
many=$connections
connections=1
ask 'with snippets, one connection' '/api/search?q=' ''
ask 'the page, one connection' '/?q=' ''
connections=$many

# The same beside a writer that commits every second: no request may fail.
(
    n=0
    while sleep 1; do
        n=$((n + 1))
        echo "{\"id\":\"new-$n\",\"title\":\"New\",\"body\":\"new\",\"date\":\"2025-01-01\"}" |
            "$root/dateline-index" add --input-format=jsonl "$index" - 2>/dev/null
    done
) &
writer=$!
ask 'ids alone, beside a writer' '/api/search?fields=id&q=' ''
kill $writer 2>/dev/null || true
wait $writer 2>/dev/null || true
writer=

# Memory over a long time: every tenth of it.
if [ "$soak" -gt 0 ]; then
    printf '\nMB of memory while asked for snippets for %s s:' "$soak"
    ASK='/api/search?q=' WORDS=$folder/words wrk -t2 -c"$connections" -d"${soak}s" --latency \
        -s "$folder/ask.lua" "http://$site" >"$folder/out" &
    writer=$!
    for tenth in 1 2 3 4 5 6 7 8 9 10; do
        sleep $((soak / 10))
        printf ' %s' "$(memory)"
    done
    wait $writer
    writer=
    awk '/Non-2xx|Socket errors/ { bad = $0 } END { printf "; %s\n", bad ? bad : "no request failed" }' "$folder/out"
fi

if [ "$peers" ]; then
    kill $server
    wait $server 2>/dev/null || :
    server=
    printf '\n| instead, with snippets | requests a second | target | processor ms each | median | 99 of 100 | MB of memory | failed |\n'
    echo '|---|---:|---:|---:|---:|---:|---:|---:|'
    word=$(head -n1 "$folder/words")
    bench_omega "$word"
    bench_datasette "$word"
    echo "$skipped"
fi
