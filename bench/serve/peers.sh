# shellcheck shell=sh disable=SC2154 # variables come from bench/serve.sh
# What a user would set up instead, asked the same words for ten hits with snippets: Omega as a CGI
# program of lighttpd, on a copy of an index made with --xapian=full, and datasette over a table of
# FTS5. One that is not there is told as skipped.

skipped=

skip_peer() {
    skipped="$skipped
skipped: $1"
}

# peer_port: a port on which nothing listens.
peer_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# await_peer TARGET: until $site answers.
await_peer() {
    for try in $(seq 100); do
        ! curl -sf -o "$folder/reply" "http://$site$1" || return 0
        sleep 0.1
    done
    return 1
}

# ask_peer NAME TARGET WORD: a row, if the reply for WORD has it.
ask_peer() {
    if await_peer "$2$3" && grep -qi "$3" "$folder/reply"; then
        ask "$1" "$2" ''
    else
        skip_peer "$1: it does not answer"
    fi
    kill "$server"
    wait "$server" 2>/dev/null || :
    server=
}

# bench_omega WORD
bench_omega() {
    cgi=/usr/lib/cgi-bin/omega/omega
    command -v lighttpd >/dev/null && command -v xapian-compact >/dev/null && [ -x $cgi ] || {
        skip_peer 'Omega: lighttpd, xapian-omega and xapian-tools are needed'
        return
    }
    tell 'indexing for Omega'
    "$root/dateline-index" add --xapian=full --input-format=jsonl "$folder/full" "$folder/articles" 2>"$folder/add"
    mkdir -p "$folder/data" "$folder/logs" "$folder/root"
    xapian-compact "$folder"/full/seg-*/ "$folder/data/default" >"$folder/compact" 2>&1
    rm -rf "$folder/full"
    printf 'database_dir %s\ntemplate_dir /var/lib/xapian-omega/templates\nlog_dir %s\n' \
        "$folder/data" "$folder/logs" >"$folder/omega.conf"
    port=$(peer_port)
    cat >"$folder/lighttpd.conf" <<CONF
server.document-root = "$folder/root"
server.bind = "127.0.0.1"
server.port = $port
server.modules = ("mod_cgi", "mod_alias", "mod_setenv")
alias.url = ("/omega" => "$cgi")
\$HTTP["url"] =~ "^/omega" { cgi.assign = ("" => "") }
setenv.set-environment = ("OMEGA_CONFIG_FILE" => "$folder/omega.conf")
CONF
    lighttpd -D -f "$folder/lighttpd.conf" 2>"$folder/lighttpd.log" &
    server=$!
    site=127.0.0.1:$port
    ask_peer "Omega, lighttpd" '/omega?HITSPERPAGE=10&DEFAULTOP=and&P=' "$1"
}

# The datasette to run: the installed one, or one from PyPI.
find_datasette() {
    command -v datasette && return
    [ -x "$work/datasette/bin/datasette" ] ||
        { python3 -m venv "$work/datasette" && "$work/datasette/bin/pip" install -q datasette; } >"$folder/pip" 2>&1 || return
    echo "$work/datasette/bin/datasette"
}

# bench_datasette WORD
bench_datasette() {
    program=$(find_datasette) && [ -n "$program" ] || {
        skip_peer 'datasette: not here, nor from PyPI'
        return
    }
    tell 'indexing for datasette'
    "$bin/fts5_build" --json "$folder/fts.db" "$folder/articles" >"$folder/fts5" 2>&1
    cat >"$folder/metadata.json" <<'JSON'
{"databases": {"fts": {"queries": {"search": {"sql":
 "select id, date, title, snippet(articles, 3, '<b>', '</b>', '…', 30) as snippet from articles where articles match :q order by rank limit 10"}}}}}
JSON
    port=$(peer_port)
    "$program" serve --host 127.0.0.1 --port "$port" --metadata "$folder/metadata.json" "$folder/fts.db" \
        >"$folder/datasette.log" 2>&1 &
    server=$!
    site=127.0.0.1:$port
    ask_peer "datasette, FTS5" '/fts/search.json?_shape=array&q=' "$1"
}
