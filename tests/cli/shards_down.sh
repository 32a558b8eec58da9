#!/bin/sh
# Shards that are down, hang or stop half-way: named with status 3 in time, or left out with --partial.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/sharding.sh"
. "$(dirname "$0")/serving.sh"

deaf=
late=
cleanup() {
    [ -z "$late" ] || kill "$late" 2>/dev/null
    [ -z "$served" ] || kill "$served" 2>/dev/null
    [ -z "$deaf" ] || kill "$deaf" 2>/dev/null
    end_shards
}

# within SECONDS: the last command, begun at $began, took less.
within() {
    checks=$((checks + 1))
    took=$(($(date +%s) - began))
    [ "$took" -le "$1" ] || wrong "it took $took seconds, expected $1"
}
begin() { began=$(date +%s); }

index add --xapian=full a.idx "$FIXTURES/articles/agency" 2>/dev/null
index add --xapian=full b.idx "$FIXTURES/articles/courier" 2>/dev/null
shard a.idx good
a=$(cat good)
n=$(search --count a.idx harbour)

# Nothing listens; something listens and never answers.
nobody=$(free_port)
python3 -c '
import socket, sys, time
s = socket.socket()
s.bind(("127.0.0.1", 0))
s.listen(64)
print(s.getsockname()[1], flush=True)
time.sleep(600)' >deaf.port &
deaf=$!
for try in $(seq 100); do [ ! -s deaf.port ] || break; sleep 0.1; done
echo "remote 127.0.0.1:$nobody" >down
echo "remote 127.0.0.1:$(cat deaf.port)" >hangs
for bad in down hangs; do
    { echo '# the archive'; echo "$a"; cat $bad; } >stub
    name="127.0.0.1:$(sed 's/.*://' $bad) (stub:3)"
    for options in '' --count --timeline=year '--sort=newest --limit=1' --batch=queries; do
        echo harbour >queries
        [ "$options" = --batch=queries ] && query= || query=harbour
        begin
        status 3 search --timeout=2 $options stub $query
        within 15
        err_has "cannot open stub: the shard $name does not answer: "
        out_is ''
        begin
        status 0 search --timeout=8 --partial --total --format=jsonl $options stub $query
        within 30
        err_has "the shard $name did not answer: its articles are left out"
    done
    status 0 search --timeout=8 --partial --count stub harbour
    out_is "$n"
    status 0 search --timeout=8 --partial --format=json stub harbour
    out_has '"partial":true,"lost":["'"$name"'"]'
    sed -E 's/,"partial".*\],"s/,"s/; s/"seconds":[0-9.]+//' "$out" >partial
    search --format=json a.idx harbour | sed -E 's/"seconds":[0-9.]+//' >whole
    same partial whole
    status 0 search --timeout=8 --partial stub harbour
    out_has ', without 1 shard, '
    begin
    status 3 "$SERVER" --listen=127.0.0.1:0 --timeout=2 stub
    within 15
    err_has "the shard $name does not answer"
done
err_has 'Timeout expired'

# All are there: nothing is said.
status 0 search --partial --format=json good harbour
out_lacks partial
err_is ''
status 2 search --partial --show=x good

# A shard stops half-way: after the server has connected, and asked it.
cp good both
shard b.idx both
name="127.0.0.1:$port (both:2)"
serve --timeout=4 both
get 200 '/api/search?q=harbour'
out_lacks '"partial"'
get 200 '/api/search?q=harbour&partial'
out_lacks '"partial"'
kill -STOP "-$shard"
begin
get 503 '/api/search?q=harbour'
within 3
out_has "the shard $name does not answer: Timeout expired"
head_has 'Content-Type: application/problem+json'
head_has 'Retry-After: 1'
get 503 '/?q=harbour'
out_has "the shard $name does not answer"
for target in '/api/search?q=harbour' '/api/timeline?q=harbour' '/api/facets?q=harbour&facet=source'; do
    begin
    get 200 "$target&partial=1"
    within 20
    out_has '"partial":true,"lost":["'"$name"'"]'
    head_has "Dateline-Warning: the shard $name did not answer"
done
get 200 '/api/export?q=harbour&partial=1'
out_has '"partial":true'
get 200 /healthz
kill -CONT "-$shard"
# It answers again, and was restarted in between.
get 200 '/api/search?q=harbour'
out_lacks '"partial"'
kill -TERM "-$shard"
sleep 0.5
get 503 '/api/search?q=harbour'
out_has "the shard $name does not answer: Couldn't connect"
: >b.idx.log
setsid xapian-tcpsrv --interface 127.0.0.1 --port "$port" b.idx >>b.idx.log 2>&1 &
shards="$shards $!"
for wait in $(seq 50); do ! grep -q Listening b.idx.log || break; sleep 0.1; done
get 200 '/api/search?q=harbour'
get 200 '/api/timeline?q=harbour'
stop

# Every answer of a shard is late by as many seconds as the file delay says: a quarter of the time is
# for each of the answers of a search. An answer may come in several pieces: the first alone waits.
echo 0 >delay
python3 -c '
import socket, sys, threading, time

def ask(client, server, asked):
    while data := client.recv(65536):
        asked.set()
        server.sendall(data)

def answer(server, client, asked):
    while data := server.recv(65536):
        if asked.is_set():
            asked.clear()
            time.sleep(float(open("delay").read()))
        client.sendall(data)

s = socket.socket()
s.bind(("127.0.0.1", 0))
s.listen(64)
print(s.getsockname()[1], flush=True)
while True:
    client = s.accept()[0]
    server = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
    asked = threading.Event()
    threading.Thread(target=ask, args=(client, server, asked), daemon=True).start()
    threading.Thread(target=answer, args=(server, client, asked), daemon=True).start()
' "$port" >late.port 2>/dev/null &
late=$!
for try in $(seq 100); do [ ! -s late.port ] || break; sleep 0.1; done
{ echo "$a"; echo "remote 127.0.0.1:$(cat late.port)"; } >late
serve --timeout=4 late
get 200 '/api/search?q=harbour'
echo 3 >delay
begin
get 503 '/api/search?q=harbour'
within 3
out_has "the shard 127.0.0.1:$(cat late.port) (late:2) does not answer: Timeout expired"
# A page asks several questions, and has the time of one.
stop
echo 0 >delay
serve --timeout=8 late
get 200 '/?q=harbour'
echo 1.2 >delay
begin
get 503 '/?q=harbour'
within 14
out_has 'not done within'
stop
# Several that are late end in the same time, also where each answer comes within its part of it, and
# whatever is asked: many words, patterns, hits one by one.
{ echo "$a"; for n in 1 2 3 4 5 6 7 8 9 10; do echo "remote 127.0.0.1:$(cat late.port)"; done; } >several
echo 0.3 >delay
for query in harbour 'harbour strike dockers union port vote' 'har* str*' 'name:"Hesper Quandt"'; do
    for options in '' --count --timeline=month --facet=source --partial; do
        begin
        search --timeout=3 $options several "$query" >"$out" 2>"$err"
        rc=$?
        command="search --timeout=3 $options several $query"
        within 12
        case $rc in
        0 | 1) ;;
        *) grep -q 'not done within 3 seconds\|does not answer' "$err" || wrong "status $rc" ;;
        esac
    done
done
# So do they if they are late only once they are open.
echo 0 >delay
serve --timeout=3 several
get 200 '/api/search?q=harbour'
echo 0.3 >delay
begin
get 503 '/api/search?q=harbour+strike+dockers+union+port+vote'
within 12
out_has 'not done within 3 seconds'
stop
echo 0.02 >delay
status 0 search --timeout=30 --count several 'har* OR str*'
cp "$out" slowly
echo 0 >delay
status 0 search --timeout=30 --count several 'har* OR str*'
same slowly "$out"
kill "$late"
late=

# The same for a batch that runs meanwhile: the line before was answered by both.
mkfifo lines
search --batch=- --total --partial --timeout=8 --threads=1 --format=json both <lines >"$out" 2>"$err" &
batch=$!
exec 3>lines
echo harbour >&3
for wait in $(seq 100); do grep -q matches "$out" && break; sleep 0.1; done
kill -STOP "-${shards##* }"
echo harbour >&3
exec 3>&-
begin
wait $batch
within 30
command='batch'
out_has '"partial":true'
err_has "standard input:2: the shard $name did not answer"
