#!/bin/sh
# dateline-serve: limits, the end by a signal, and systemd's protocols.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/serving.sh"
have python3 || skip_all "no python3 here"
archive news.idx

# ---- Time ----------------------------------------------------------------------

serve --timeout=0.000000001 news.idx
get 503 '/api/search?q=harbour+OR+strike'
head_has 'Content-Type: application/problem+json'
head_has 'Retry-After: 1'
out_has '"status":503,"detail":"'
get 200 /healthz
printf 'harbour OR strike\n' >lines
get 200 /api/batch --data-binary @lines
out_has '"type":"problem","line":1'
stop
serve --timeout=0 news.idx
get 200 '/api/search?q=harbour'
get 503 '/api/search?q=harbour+OR+strike&timeout=0.000000001'
get 400 '/api/search?q=harbour&timeout=-1'
stop

# ---- How many --------------------------------------------------------------------

# An answer that nobody takes is a query at work.
cat >taker.py <<'PY'
import socket, sys, time
lines = b"*\n" * 400
s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)
s.connect((sys.argv[1].split(":")[0], int(sys.argv[1].split(":")[1])))
s.sendall(b"POST /api/batch?limit=20 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s" % (len(lines), lines))
s.recv(10)
open("taking", "w").close()
while len(sys.argv) < 3 or not open(sys.argv[2]).read(): # until told
    time.sleep(0.1)
got = b""
while True:
    piece = s.recv(1 << 20)
    if not piece:
        break
    got += piece
print(got.count(b'"type":"summary"'))
PY
wait_for() { for try in $(seq 100); do [ -e "$1" ] && return; sleep 0.1; done; }

serve --max-queries=1 --max-depth=20 news.idx
python3 taker.py "$site" &
taker=$!
wait_for taking
get 429 '/api/search?q=harbour'
head_has 'Retry-After: 1'
get 200 /healthz
kill $taker
wait $taker 2>/dev/null
for try in $(seq 100); do
    get 200 /healthz
    [ "$(curl -s -o /dev/null -w '%{http_code}' "http://$site/api/search?q=harbour")" = 429 ] || break
    sleep 0.1
done
get 200 '/api/search?q=harbour'
get 400 '/api/search?q=harbour&offset=11'
out_has 'beyond article 20'
get 200 '/api/search?q=harbour&offset=10'
stop
serve --max-queries=4 news.idx
rm -f taking
python3 taker.py "$site" &
taker=$!
wait_for taking
get 429 /api/export
get 200 '/api/search?q=harbour'
kill $taker
stop
serve --max-request=4K news.idx
head -c 70000 /dev/zero | tr '\0' a >long
get 413 /api/batch --data-binary @long
stop

# ---- The end ------------------------------------------------------------------------

# A server that is told to stop answers the requests in progress first.
serve news.idx
rm -f taking
: >go
python3 taker.py "$site" go >taken &
taker=$!
wait_for taking
kill -TERM "$served"
sleep 0.5
command='a connection after the signal'
checks=$((checks + 1))
! curl -s -m 5 "http://$site/healthz" >/dev/null || wrong "it still takes requests"
echo now >go
wait $taker
ok [ "$(cat taken)" -eq 400 ]
wait "$served"
ok [ $? -eq 0 ]
served=

serve news.idx
python3 - "$site" <<'PY' &
import socket, sys, time
s = socket.create_connection((sys.argv[1].split(":")[0], int(sys.argv[1].split(":")[1])))
s.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
s.recv(1000)
time.sleep(30)
PY
idle=$!
sleep 1
command='a stop beside an idle client'
before=$(date +%s)
stop
checks=$((checks + 1))
[ $(($(date +%s) - before)) -lt 8 ] || wrong "it waits for a client that asks nothing"
kill $idle

# ---- systemd ---------------------------------------------------------------------------

cat >service.py <<'PY'
import http.client, os, signal, socket, subprocess, sys
program, index = sys.argv[1:]
manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
manager.bind("notify")
manager.settimeout(60)
listening = socket.socket()
listening.bind(("127.0.0.1", 0))
listening.listen(16)
port = listening.getsockname()[1]
child = os.fork()
if child == 0:
    os.dup2(os.open("messages", os.O_CREAT | os.O_WRONLY), 2)
    os.dup2(listening.fileno(), 3, inheritable=True)
    os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1", NOTIFY_SOCKET=os.path.abspath("notify"))
    os.execv(program, [program, "--listen=192.0.2.1:80", index])
print(manager.recv(100).decode())
connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
connection.request("GET", "/readyz")
print(connection.getresponse().read().decode().strip())
os.kill(child, signal.SIGINT)
print(manager.recv(100).decode())
print(os.waitpid(child, 0)[1])
PY
status 0 python3 service.py "$SERVER" news.idx
out_is "READY=1
ready
STOPPING=1
0"
