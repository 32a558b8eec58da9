#!/bin/sh
# dateline-serve over shards on other machines: Xapian's servers, named by a stub file.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/serving.sh"
. "$(dirname "$0")/sharding.sh"

cleanup() {
    [ -z "$served" ] || kill "$served" 2>/dev/null
    end_shards
}

index add --xapian=full a.idx "$FIXTURES/articles/agency" 2>/dev/null
index add --xapian=full b.idx "$FIXTURES/articles/courier" 2>/dev/null
shard a.idx both
shard b.idx both
serve both
timeless() { sed -E 's/"seconds":[0-9.]+/"seconds":0/g' "$1"; }
for query in harbour 'harbour strike' 'flood -dam' '"salt cellar"'; do
    get 200 "/api/search?q=$(printf '%s' "$query" | sed 's/ /+/g; s/"/%22/g')&since=2020"
    head_lacks ETag
    timeless "$out" >theirs
    search --format=json --since=2020 both "$query" >ours.raw 2>"$err"
    timeless ours.raw >ours
    same theirs ours
done
get 200 /api/articles/2025-03-06-harbour-offer.txt
get 200 '/api/explain?q=harbour'
get 200 '/api/suggest?prefix=harb'
out_has '"word":"harbour"'
get 200 '/api/search?q=harbour&sort=newest&limit=1'
out_has '"id":"2025-03-07-harbour-deal.txt"'
get 200 '/api/timeline?q=harbour&period=year'
out_has '"period":"2025","matches":'
get 200 '/api/facets?q=harbour&facet=source'
out_has '"values":['
get 200 '/api/export?q=harbour'
get 200 /api/batch --data-binary 'harbour'
# Time is looked at before and after what the shards answer.
for target in 'search?q=harbour' 'search?q=harbour&sort=oldest' 'timeline?q=harbour'; do
    get 503 "/api/$target&timeout=0.000001"
    out_has 'not done within'
done
get 200 /healthz
stop
