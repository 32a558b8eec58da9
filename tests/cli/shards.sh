#!/bin/sh
# An archive in shards on other machines, two and five of them, answers as one index of all the articles.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/sharding.sh"

archive all.idx --xapian=full
for n in 2 5; do
    divide $n
    for shard in "$n".*.idx; do shard "$shard" "stub$n"; done
done
# Some here, some there.
divide 3
echo "auto 3.0.idx" >stub3
shard 3.1.idx stub3
echo "auto 3.2.idx" >>stub3


# equal OPTION... [QUERY]: status, answer and messages are those of one index.
equal() {
    wanted=0
    search --format=json "$@" all.idx ${query+"$query"} >all.raw 2>all.err || wanted=$?
    sed -E 's/"seconds":[0-9.]+//' all.raw >all.out
    for stub in stub2 stub5 stub3; do
        status $wanted search --format=json "$@" $stub ${query+"$query"}
        sed -E 's/"seconds":[0-9.]+//' "$out" >stub.out
        sed "s/$stub/all.idx/" "$err" >stub.err
        same all.out stub.out
        same all.err stub.err
    done
}

cat >queries <<'END'
harbour
harbour strike
"salt cellar"
"day of a strike"
flood -dam
title:harbour
name:aydogan
harbour OR flood OR mine
strike NEAR/5 harbour
a XOR harbour
source:courier
id:undated/nothing
date:none
date:2025-03 the
harbour talks offer ships
nonsenseword
date:2025-13
*
END
unset query
while read -r options; do
    equal $options --batch=queries --total
done <<'END'
--limit=0
--limit=5 --offset=3 --sort=newest
--limit=7 --sort=oldest
--since=2025-03 --until=2025-03-10
--rank=bm25 --limit=0
--any --recent=30d
--min-match=2
--min-match=75% --limit=0
--widen=always --no-total
--count
--count --until=2020
--timeline=month --since=2024-11-18
--timeline=day --since=2025-03
--timeline=year
--facet=source
--facet=lang
--facet=month
--facet=year
END
# A wildcard's scores depend on how articles are divided; what it matches does not.
printf 'har*\nname:"Hesper Quandt"\n' >queries
equal --batch=queries --sort=newest --limit=0
equal --batch=queries --timeline=month
query='strike'
equal --like=agency/2025-03-05-harbour-talks.txt
equal --format=ids --limit=0
equal --why=agency/2025-03-05-harbour-talks.txt
equal --explain --plan=xapian
unset query
equal --show=agency/2025-03-05-harbour-talks.txt
equal --show=nothing

# Too many combinations to send.
query=$(seq -s ' ' 1000 1060)
status 2 search --min-match=30 stub2 "$query"
err_has 'over a remote database at least 30 of 61 words are too many to choose from'

# By date only the first hits are sent: through a meter, a tenth of what all of them need.
cat >meter.py <<'PY'
import socket, sys, threading

def pass_on(source, target, counted):
    while data := source.recv(1 << 16):
        if counted:
            with open("meter", "ab") as f:
                f.write(data)
        target.sendall(data)
    target.shutdown(socket.SHUT_WR)

listening = socket.create_server(("127.0.0.1", 0))
print("remote 127.0.0.1:%d" % listening.getsockname()[1], flush=True)
while True:
    client = listening.accept()[0]
    server = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
    for way in (client, server, False), (server, client, True):
        threading.Thread(target=pass_on, args=way, daemon=True).start()
PY
shard all.idx direct
python3 meter.py "$port" >metered &
meter=$!
cleanup() {
    kill "$meter" 2>/dev/null
    end_shards
}
for try in $(seq 100); do [ ! -s metered ] || break; sleep 0.1; done
# sent OPTION...: sets $sent to the bytes that the server sends to find every article.
sent() {
    : >meter
    status 0 search --format=ids "$@" metered '*'
    sent=$(wc -c <meter)
}
sent --sort=newest --limit=0
all=$sent
sent --sort=newest --limit=1
ok [ "$sent" -gt 0 ]
ok [ $((sent * 10)) -lt "$all" ]

# A database whose dates are only in terms.
if have scriptindex; then
    printf 'id : unique=Q boolean=Q field=id\ndate : date=yyyymmdd\ntext : field=sample index\n' >script
    for day in 20240101 20240301 20240201; do printf 'id=%s\ndate=%s\ntext=The ferry sails.\n\n' $day $day; done >records
    scriptindex terms script records >/dev/null 2>&1
    shard terms ferries
    status 0 search --sort=newest --limit=2 --format=ids ferries ferry
    out_is '20240301
20240201'

    # One whose dates are only in a slot.
    printf 'id : unique=Q boolean=Q field=id\ndate : value=0\ntext : field=sample index\n' >script
    scriptindex slots script records >/dev/null 2>&1
    shard slots slotted
    status 0 search --timeline=month --format=csv slotted ferry
    out_has '2024-01,1,'
    out_has '2024-03,1,'

    # One whose slot has times of four bytes, as omindex writes them: they are not dates to sort by.
    printf 'id : unique=Q boolean=Q field=id\ndate : date=yyyymmdd\nchanged : valuepacked=0\ntext : index\n' >script
    for n in $(seq 100); do
        printf 'id=%s\ndate=%s\nchanged=%s\ntext=The ferry sails.\n\n' "$n" $((20240000 + n / 28 * 100 + 100 + n % 28 + 1)) \
            $((1700000000 - n * 86400))
    done >records
    scriptindex times script records >/dev/null 2>&1
    shard times timed
    status 0 search --sort=newest --limit=1 --format=ids timed ferry
    out_is 100
else
    skip "no scriptindex here"
fi
