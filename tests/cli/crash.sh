#!/bin/sh
# Killed at any moment, and read while being written: before or after, never between.
. "$(dirname "$0")/lib.sh"

# version WORD: 300 articles, all of which have WORD.
version() {
    awk -v word="$1" 'BEGIN {
        srand(7)
        for (i = 0; i < 300; i++) {
            printf "{\"id\":\"%d\",\"date\":\"2025-03-%02d\",\"body\":\"%s", i, 1 + i % 31, word
            for (k = 0; k < 60; k++) printf " w%d", int(rand() * 5000)
            print "\"}"
        }
    }' >"$1.jsonl"
}
version alpha
version beta

# of WORD: how many articles have it; nothing but a number.
of() { search --count a "$1" 2>"$err" || [ $? -eq 1 ] || echo failed; }

# whole: every article is there, all of one version.
whole() {
    checks=$((checks + 1))
    alpha=$(of alpha) beta=$(of beta) all=$(search --count a)
    case "$alpha $beta $all" in
    '300 0 300' | '0 300 300') ;;
    *) wrong "alpha $alpha, beta $beta, all $all" ;;
    esac
}

index add a alpha.jsonl 2>/dev/null
now=beta
for ms in 00 01 02 03 04 05 06 07 08 10 12 15 20 30; do
    command="index add a $now.jsonl, killed after 0.$ms s"
    "$INDEXER" add a $now.jsonl 2>/dev/null &
    writer=$!
    sleep "0.$ms"
    kill -9 "$writer" 2>/dev/null
    wait "$writer" 2>/dev/null
    whole
    status 0 index check a
    if [ "$(of beta)" = 300 ]; then now=alpha; else now=beta; fi
done

# Files that the killed left are gone after the next commits, and the lock is free.
for again in alpha beta alpha; do status 0 index add a $again.jsonl; done
status 0 index check a
ok [ -z "$(find a -name 'tmp-*')" ]
ok [ "$(find a -name 'seg-*' -type d | wc -l)" -le 4 ]

# Readers beside a writer.
(
    for again in 1 2 3 4 5 6; do
        for word in beta alpha; do index add a $word.jsonl 2>/dev/null; done
    done
    echo >finished
) &
reads=0
command='search beside index add'
until [ -e finished ]; do
    got=$(search --limit=0 --format=tsv --fields=id a 'alpha XOR beta' 2>"$err" | wc -l)
    checks=$((checks + 1)) reads=$((reads + 1))
    [ "$got" -eq 301 ] || wrong "$got lines, expected 301"
done
wait
ok [ "$reads" -gt 3 ]
status 0 index check a
