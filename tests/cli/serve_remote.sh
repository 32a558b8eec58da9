#!/bin/sh
# dateline-serve over shards on other machines: Xapian's servers, named by a stub file.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/serving.sh"
have python3 && have xapian-tcpsrv && have setsid || skip_all "no python3, xapian-tcpsrv or setsid here"

shards=
cleanup() {
    [ -z "$served" ] || kill "$served" 2>/dev/null
    for shard in $shards; do kill "$shard" 2>/dev/null; done
}

# shard INDEX: serves it, alone in its process group, and names it in the stub file.
shard() {
    for try in 1 2 3; do
        port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
        : >"$1.log"
        setsid xapian-tcpsrv --interface 127.0.0.1 --port "$port" "$1" >>"$1.log" 2>&1 &
        shards="$shards $!"
        for wait in 1 2 3 4 5 6 7 8 9 10; do
            ! grep -q Listening "$1.log" || { echo "remote 127.0.0.1:$port" >>both && return; }
            sleep 0.2
        done
    done
    skip_all "no port for xapian-tcpsrv"
}

index add --xapian=full a.idx "$FIXTURES/articles/agency" 2>/dev/null
index add --xapian=full b.idx "$FIXTURES/articles/courier" 2>/dev/null
shard a.idx
shard b.idx
serve both
timeless() { sed -E 's/"seconds":[0-9.]+/"seconds":0/g' "$1"; }
for query in harbour 'harbour strike' 'flood -dam' '"salt cellar"'; do
    get 200 "/api/search?q=$(printf '%s' "$query" | sed 's/ /+/g; s/"/%22/g')&since=2020"
    head_lacks ETag
    timeless "$out" >theirs
    search --format=json --since=2020 both "$query" >ours.raw 2>"$err"
    timeless ours.raw >ours
    same theirs ours
done
get 200 /api/articles/2025-03-06-harbour-offer.txt
get 200 '/api/explain?q=harbour'
get 200 '/api/suggest?prefix=harb'
out_has '"word":"harbour"'
get 500 '/api/search?q=harbour&sort=newest'
out_has 'over a remote database libxapian only ranks by relevance'
get 200 /healthz
stop
