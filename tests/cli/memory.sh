#!/bin/sh
# Memory that runs out: whichever allocation fails, a program ends with a line and status 3, or
# goes on as if nothing had happened. DATELINE_LONG=1 tries each allocation, else a sample of them.
. "$(dirname "$0")/lib.sh"
[ -e "${PRELOAD:-}" ] || skip_all "no library to be loaded first"
ASAN_OPTIONS="$ASAN_OPTIONS:verify_asan_link_order=0:detect_leaks=0:alloc_dealloc_mismatch=0"
archive a
printf '{"id":"new","date":"2025-03-31","title":"Harbour","body":"The harbour is open."}\n' >new.jsonl
printf 'harbour\nstrike\n' >batch
cat >new.html <<'END'
<!doctype html><html><head><title>Harbour</title>
<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-03-31"}</script>
</head><body><article><h1 class="a">Harbour</h1><p>The harbour is open, and all ferries are back
after <em>many</em> weeks of wind &amp; ice.</p></article></body></html>
END
printf '<rss><channel><item><guid>a</guid><title>Harbour</title>%s</item></channel></rss>\n' \
    '<pubDate>Mon, 31 Mar 2025 10:00:00 GMT</pubDate>' >new.rss

# starved KIND:N COMMAND...: runs it with that allocation failing; false if it asked for fewer.
starved() {
    fault=$1
    shift
    rm -f faulted
    command="DATELINE_FAULTS=$fault $*"
    env DATELINE_FAULTS="$fault" DATELINE_FAULTED="$PWD/faulted" LD_PRELOAD="$PRELOAD" "$@" \
        >"$out" 2>"$err" </dev/null
    got=$?
    [ -e faulted ]
}

# survives STEP KIND COMMAND...: runs it with its first allocation failing, then with one STEP
# further, as long as it asks for so many.
survives() {
    step=${DATELINE_LONG:-$1} kind=$2 nth=1
    shift 2
    "$@" 2>/dev/null </dev/null >expected
    undo
    while starved "$kind:$nth" "$@"; do
        checks=$((checks + 1))
        if [ $got -eq 3 ]; then
            ok [ -s "$err" ]
        elif grep -q 'CHECK failed: sanitizer_' "$err"; then
            : # the sanitizer itself wanted the memory, to start a thread
        elif [ $got -ne 0 ]; then
            wrong "exit status $got"
        else
            same expected "$out"
        fi
        unharmed
        undo
        nth=$((nth + step))
    done
    undo
    ok [ $nth -gt "$step" ]
}

undo() { :; }
unharmed() { :; }
# libxapian and the C++ library too, which a database of Xapian's needs, allocate while they are
# loaded.
archive full --xapian=full
survives 29 alloc "$SEARCHER" --plan=xapian --count full harbour
# But for --help: argp asserts that there is memory for it.
for program in "$SEARCHER" "$INDEXER"; do survives 1 load "$program" --version; done
query='harbour OR "the strike" OR ha* OR title:open OR x XOR y'
survives 13 alloc "$SEARCHER" --format=tsv a "$query"
survives 5 alloc "$SEARCHER" --count a harbour
survives 11 alloc "$SEARCHER" --facet=year --format=tsv a harbour
survives 11 alloc "$SEARCHER" --show=nmp-1 a
survives 7 alloc "$INDEXER" info a
survives 29 alloc "$SEARCHER" --threads=2 --format=ids --batch=batch a
survives 97 alloc "$INDEXER" check a

# A writer leaves the index as it was, or as it was to become.
cp -R a before
undo() { rm -rf a && cp -R before a; }
# after N: N articles match once it is done.
after() { now=$1; }
unharmed() {
    count=$(search --count a harbour 2>&1)
    checks=$((checks + 1))
    [ "$count" = "$now" ] || { [ "$count" = 16 ] && [ $got -ne 0 ]; } || wrong "matches: $count"
}
after 17
for threads in 1 2; do survives 53 alloc "$INDEXER" add --threads=$threads a new.jsonl; done
# A page or a feed is whole or is not there.
for format in html rss; do survives 89 alloc "$INDEXER" add a new.$format; done
after 15
survives 17 alloc "$INDEXER" delete a "$(search --format=ids -n1 a harbour)"
index add a new.jsonl 2>/dev/null
rm -rf before && cp -R a before
after 17
unharmed() {
    [ "$(search --count a harbour)" = 17 ] || wrong "other matches"
}
survives 97 alloc "$INDEXER" compact a
