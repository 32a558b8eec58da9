#!/bin/sh
# dateline-serve beside a writer: no request fails, none sees half a commit, the newest is served.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/serving.sh"
have python3 || skip_all "no python3 here"
archive news.idx
serve news.idx

# Askers compare each answer's count with its hits, and never find fewer than before.
cat >askers.py <<'PY'
import http.client, json, os, sys, threading
site, wrong, asked = sys.argv[1], [], [0]

def ask():
    connection, last = http.client.HTTPConnection(site, timeout=60), 0
    while not os.path.exists("done"):
        connection.request("GET", "/api/search?q=newcomer&limit=1000&fields=id")
        reply = connection.getresponse()
        body = reply.read()
        if reply.status != 200:
            wrong.append((reply.status, body))
            return
        answer = json.loads(body)
        n = answer["summary"]["matches"]
        if n != len(answer["hits"]) or n < last:
            wrong.append((n, last, len(answer["hits"])))
        last = n
        asked[0] += 1

threads = [threading.Thread(target=ask) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(asked[0], "requests", wrong[:3])
sys.exit(1 if wrong or not asked[0] else 0)
PY
python3 askers.py "$site" >asked 2>&1 &
askers=$!
for n in 1 2 3 4 5 6 7 8 9 10 11 12; do
    echo "{\"id\":\"new-$n\",\"title\":\"A newcomer\",\"body\":\"number $n\"}" | index add --input-format=jsonl news.idx - 2>/dev/null
    [ $((n % 5)) -ne 0 ] || index compact news.idx
done
index delete news.idx nmp-1 2>/dev/null
: >done
command='askers beside a writer'
checks=$((checks + 1))
wait $askers || { cat asked; wrong "a request failed"; }
cat asked

# until_has TEXT TARGET: TARGET's answer has TEXT before long.
until_has() {
    for try in $(seq 100); do
        get 200 "$2"
        ! grep -qF "$1" "$out" || return 0
        sleep 0.1
    done
    wrong "$2 lacks $1"
}
until_has '"matches":12,' '/api/search?q=newcomer'
until_has 'dateline_articles 96' /metrics
get 200 '/api/search?q=newcomer'
tag=$(sed -n 's/^ETag: //p' head)
get 304 '/api/search?q=newcomer' -H "If-None-Match: $tag"
echo '{"id":"other","title":"Other","body":"text"}' | index add --input-format=jsonl news.idx - 2>/dev/null
until_has 'dateline_articles 97' /metrics
out_has 'dateline_commits_total '
out_lacks 'dateline_commits_total 0'
get 200 '/api/search?q=newcomer' -H "If-None-Match: $tag"

# An index that can't be opened: what was served is served on, and it is told once.
mv news.idx/XAPIANDB kept
echo nonsense >news.idx/XAPIANDB
sleep 1
for partial in '' '&partial=1'; do
    get 200 "/api/search?q=newcomer$partial"
    out_has '"matches":12,'
done
ok [ "$(grep -c 'still serving the commit before' served)" -eq 1 ]
mv kept news.idx/XAPIANDB
stop
