# Shards of an archive, for tests of databases on other machines; after lib.sh. Each is served by
# Xapian's own server on this machine, and all end with the test.
have python3 && have xapian-tcpsrv && have setsid || skip_all "no python3, xapian-tcpsrv or setsid here"

shards=
end_shards() {
    for pid in $shards; do kill -CONT "-$pid" 2>/dev/null; kill -TERM "-$pid" 2>/dev/null; done
}
cleanup() { end_shards; }

# free_port: a port on which nothing listens.
free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# shard INDEX STUB: serves INDEX, alone in its process group ($shard), at $port, and names it in STUB.
shard() {
    for try in 1 2 3; do
        port=$(free_port)
        : >"$1.log"
        setsid xapian-tcpsrv --interface 127.0.0.1 --port "$port" "$1" >>"$1.log" 2>&1 &
        shard=$!
        shards="$shards $shard"
        for wait in 1 2 3 4 5 6 7 8 9 10; do
            ! grep -q Listening "$1.log" || { echo "remote 127.0.0.1:$port" >>"$2" && return; }
            sleep 0.2
        done
    done
    skip_all "no port for xapian-tcpsrv"
}

# divide N: the fixtures' articles in N folders part.N.0 and so on, every Nth file, with an index of each.
divide() {
    i=0
    (cd "$FIXTURES/articles" && find . -type f | sort) >files
    while read -r file; do
        folder=part.$1.$((i % $1))
        mkdir -p "$folder/$(dirname "$file")"
        cp "$FIXTURES/articles/$file" "$folder/$file"
        i=$((i + 1))
    done <files
    for folder in part."$1".*; do
        (cd "$folder" && index add --xapian=full "../${folder#part.}.idx" . 2>/dev/null)
    done
}
