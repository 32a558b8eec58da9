#!/bin/sh
# Descriptors that run out: a line and status 3, or the whole answer.
. "$(dirname "$0")/lib.sh"
archive a
mkdir -p deep/b/c/d
printf 'First\n\nAlpha.\n' | tee deep/one.txt deep/b/two.txt deep/b/c/three.txt >deep/b/c/d/four.txt
(cd deep && tar cf ../deep.tar . && mv ../deep.tar .)
printf 'harbour\nstrike\n' >batch

# limited N COMMAND...: runs it with descriptors below N.
limited() {
    limit=$1
    shift
    command="ulimit -n $limit; $*"
    checks=$((checks + 1))
    (ulimit -n "$limit" && exec "$@") >"$out" 2>"$err" </dev/null
    got=$?
}

# enough COMMAND...: with more and more descriptors, until as many do as two times before.
enough() {
    undo
    "$@" >expected 2>/dev/null </dev/null
    undo
    done=0
    for n in 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 26 28 30 40 50 60 80 100; do
        limited $n "$@"
        case $got in
        0) same expected "$out" && done=$((done + 1)) ;;
        3) ok [ -s "$err" ] ;;
        127) ;; # not even loaded
        # The undefined-behaviour sanitizer takes a pipe to look at memory.
        *) grep -q 'invalid vptr' "$err" || wrong "exit status $got" ;;
        esac
        unharmed
        undo
        [ $done -lt 3 ] || break
    done
    ok [ $done -eq 3 ]
}
undo() { :; }
unharmed() { :; }
enough "$SEARCHER" --format=ids a harbour
enough "$SEARCHER" --timeline=year --format=tsv a harbour
enough "$SEARCHER" --show=nmp-1 a
enough "$SEARCHER" --batch=batch --threads=3 --format=ids a
enough "$INDEXER" info a
undo() { rm -rf b; }
unharmed() {
    [ "$got" -eq 0 ] || return 0
    err_has "8 added"
}
enough "$INDEXER" add --threads=2 b deep
