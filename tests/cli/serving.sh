# A server under test, after lib.sh: started on a port that the system chooses, asked with curl,
# and stopped at the end.
have curl || skip_all "no curl here"

served=
cleanup() { [ -z "$served" ] || kill "$served" 2>/dev/null; }

# serve OPTION... INDEX: starts dateline-serve, its messages into the file served, and sets $site.
serve() {
    : >served
    "$SERVER" --listen=127.0.0.1:0 "$@" 2>served &
    served=$!
    site=
    for try in $(seq 300); do
        site=$(sed -n 's|^dateline-serve: listening at http://\(.*\)/$|\1|p' served)
        [ -z "$site" ] || return 0
        kill -0 "$served" 2>/dev/null || break
        sleep 0.1
    done
    command="dateline-serve $*"
    cat served
    wrong "it does not listen"
    exit 1
}

# stop [N]: ends the server, which must exit with N (0).
stop() {
    kill -TERM "$served"
    wait "$served"
    got=$?
    served=
    checks=$((checks + 1))
    command="dateline-serve, stopped"
    [ "$got" -eq "${1:-0}" ] || { cat served; wrong "exit status $got, expected ${1:-0}"; }
}

# get STATUS TARGET [OPTION...]: asks for TARGET; the head into the file head, the body into $out.
get() {
    expected=$1 target=$2
    shift 2
    command="curl $* $target"
    checks=$((checks + 1))
    : >"$err" >"$out"
    got=$(curl -sS --path-as-is -g -o "$out" -D head -w '%{http_code}' "$@" "http://$site$target" 2>"$err")
    tr -d '\r' <head >head.lines && mv head.lines head
    [ "$got" = "$expected" ] || wrong "status $got, expected $expected"
}

head_has() {
    checks=$((checks + 1))
    grep -qiF -e "$1" head || wrong "the head lacks: $1 ($(tr '\n' '|' <head))"
}
head_lacks() {
    checks=$((checks + 1))
    ! grep -qiF -e "$1" head || wrong "the head has: $1"
}
