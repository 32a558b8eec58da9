#!/bin/sh
# Calls that a signal interrupts are made again: every second call of the programs is.
. "$(dirname "$0")/lib.sh"
[ -e "${PRELOAD:-}" ] || skip_all "no library to be loaded first"
ASAN_OPTIONS="$ASAN_OPTIONS:verify_asan_link_order=0:alloc_dealloc_mismatch=0"
archive a
archive expected
awk 'BEGIN { for (i = 0; i < 3000; i++) printf "{\"id\":\"%d\",\"date\":\"2025-03-%02d\",\"body\":\"alpha w%d\"}\n", i, 1 + i % 31, i }' >many.jsonl
gzip -k many.jsonl
printf 'harbour\nstrike\n' >batch
echo nmp-1 >ids

interrupted() {
    expected=$1
    shift
    status "$expected" env DATELINE_FAULTS=eintr LD_PRELOAD="$PRELOAD" "$@"
}
interrupted 0 "$INDEXER" add b "$FIXTURES/articles"
interrupted 0 "$INDEXER" add b many.jsonl.gz
interrupted 0 "$INDEXER" delete --ids-from=ids b
interrupted 0 "$INDEXER" compact b
interrupted 0 "$INDEXER" check b
interrupted 0 "$INDEXER" info b
index add expected many.jsonl.gz 2>/dev/null
index delete --ids-from=ids expected 2>/dev/null
index compact expected
bytes_of b >got
bytes_of expected >bytes
same bytes got
for words in "-n0 --format=jsonl" --timeline=month --batch=batch --show=nmp-2; do
    interrupted 0 "$SEARCHER" $words --no-total a
done

# A lock that is free is not another writer's.
for again in 1 2 3 4; do interrupted 0 "$INDEXER" delete --ids-from=/dev/null b; done
