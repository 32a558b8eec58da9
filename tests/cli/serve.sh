#!/bin/sh
# dateline-serve: each address, its answers those of dateline-search, its errors, its options.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/serving.sh"
archive news.idx
serve news.idx

# Times differ from run to run.
timeless() { sed -E 's/"seconds":[0-9.]+/"seconds":0/g' "$1"; }

# alike TARGET OPTION...: TARGET's body is what dateline-search prints with the OPTIONs.
alike() {
    target=$1
    shift
    get 200 "$target"
    timeless "$out" >theirs
    search news.idx "$@" >ours.raw 2>"$err"
    timeless ours.raw >ours
    command="$target, against $*"
    same theirs ours
}

# ---- Answers -------------------------------------------------------------------

json=--format=json
alike '/api/search?q=harbour' $json harbour
head_has 'Content-Type: application/json'
alike '/api/search?q=harbour+strike&limit=3&offset=2&sort=newest' $json -n3 --offset=2 --sort=newest harbour strike
alike '/api/search?q=%22salt+cellar%22+-alarm&any=1&marks=1' $json --any --marks '"salt cellar" -alarm'
alike '/api/search' $json
alike '/api/search?q=flood&since=2024-11&until=2024-11-30&no-total' $json --since=2024-11 --until=2024-11-30 --no-total flood
alike '/api/search?q=strike&recent=1y&rank=bm25&fields=id,score' $json --recent=1y --rank=bm25 --fields=id,score strike
alike '/api/search?q=harbour+comet&widen=always' $json --widen=always harbour comet
alike '/api/search?q=B%C3%BClent+Aydo%C4%9Fan&min-match=1' $json --min-match=1 'Bülent Aydoğan'
alike '/api/search?q=(a+b&literal=yes' $json --literal '(a b'
alike '/api/search?q=nosuchword' $json nosuchword
for format in jsonl csv tsv ids trec; do
    alike "/api/search?q=harbour&format=$format" --format=$format harbour
done
alike '/api/timeline?q=strike&period=quarter&since=2024&until=2025-03' $json --timeline=quarter --since=2024 --until=2025-03 strike
alike '/api/timeline?q=strike' $json --timeline=month strike
alike '/api/timeline?q=strike&timeline=year&format=csv' --format=csv --timeline=year strike
for facet in year month source lang; do
    alike "/api/facets?q=strike&facet=$facet" $json --facet=$facet strike
    alike "/api/facets?q=strike&facet=$facet&sort=value" $json --facet=$facet --sort=value strike
done
alike /api/articles/nmp-1 $json --show=nmp-1
alike /api/articles/agency/2025-03-06-harbour-offer.txt $json --show=agency/2025-03-06-harbour-offer.txt
alike /api/articles/agency%2F2025-03-06-harbour-offer.txt $json --show=agency/2025-03-06-harbour-offer.txt
alike '/api/like/nmp-1?limit=4' $json --like=nmp-1 -n4
alike '/api/like/nmp-1?q=strike&since=2025-03-05' $json --like=nmp-1 --since=2025-03-05 strike
alike '/api/why?q=harbour+strike&id=nmp-2' $json --why=nmp-2 harbour strike
alike '/api/explain?q=harbour+OR+comet' $json --explain harbour OR comet
alike '/api/export?q=harbour' --format=jsonl -n0 harbour
alike '/api/export?format=csv&sort=oldest' --format=csv -n0 --sort=oldest
alike '/api/export?q=nosuchword' --format=jsonl -n0 nosuchword

printf 'q1\tharbour strike\n\n{"id":"j","q":"mine","limit":2,"since":"2025"}\r\ncomet' >lines
get 200 '/api/batch?limit=3' --data-binary @lines
head_has 'Content-Type: application/x-ndjson'
search --format=jsonl -n3 --batch=lines news.idx >ours
same ours "$out"
printf 'date:2025-13\n{"q":1}\nharbour\n' >lines
get 200 '/api/batch?limit=1&fields=id&total' --data-binary @lines
out_has '{"type":"problem","line":1,"detail":"query at 1: '
out_has '{"type":"problem","line":2,"detail":"cannot use the member \"q\""}'
out_has '{"type":"summary","query":"3","matches":16}'
get 200 /api/batch --data-binary ''
out_is ''

get 200 '/api/suggest?prefix=old+har'
out_has '"words":[{"word":"harbour","articles":16},'
get 200 '/api/suggest?prefix=cranes+sta'
out_has '"titles":[{"id":"agency/2025-03-04-harbour-strike-begins.txt","title":"Cranes stand still as harbour strike begins","date":"2025-03-04"}]'

# ---- Tags, codings, heads ----------------------------------------------------------

get 200 '/api/search?q=harbour'
tag=$(sed -n 's/^ETag: //p' head)
ok [ -n "$tag" ]
get 304 '/api/search?q=harbour' -H "If-None-Match: $tag"
out_is ''
get 304 '/api/search?q=harbour' -H "If-None-Match: \"x\", $tag"
get 200 '/api/search?q=harbour+strike' -H "If-None-Match: $tag"
get 200 '/api/search?q=harbour' -I
out_lacks summary
ok grep -q '^Content-Length: [1-9]' head
get 200 '/api/search?q=harbour'
timeless "$out" >plain
for coding in gzip zstd; do
    have $coding || { skip "no $coding here"; continue; }
    get 200 '/api/search?q=harbour' -H "Accept-Encoding: br, $coding;q=0.5"
    head_has "Content-Encoding: $coding"
    $coding -dc <"$out" >unpacked
    timeless unpacked >theirs
    same plain theirs
    get 200 '/api/search?q=harbour' -H "Accept-Encoding: $coding;q=0"
    head_lacks Content-Encoding
done
get 200 '/api/search?q=harbour&limit=1&fields=id' -H 'Accept-Encoding: gzip'
head_lacks Content-Encoding
head_has 'X-Content-Type-Options: nosniff'
head_has "Content-Security-Policy: default-src 'none'"
head_lacks Access-Control
get 200 '/api/search?q=harbour+AND'
head_has "Dateline-Warning: query at 9: 'AND'"

# ---- Errors -------------------------------------------------------------------------

problem() {
    get "$@"
    head_has 'Content-Type: application/problem+json'
}
problem 400 '/api/search?q=date:2025-13'
out_has '"status":400'
out_has '"parameter":"q","position":1}'
problem 400 '/api/search?q=strike+date:x'
out_has '"position":8}'
problem 400 '/api/search?since=yesteryear'
out_has '"parameter":"since"'
problem 400 '/api/search?limit=0'
problem 400 '/api/search?limit=1001'
problem 400 '/api/search?limit=10&offset=9991'
out_has '"parameter":"offset"'
problem 400 '/api/search?limit=x'
problem 400 '/api/search?format=text'
problem 400 '/api/search?q=%zz'
problem 400 '/api/search?q=1&q=2'
problem 400 '/api/search?plan=xapian'
problem 400 '/api/timeline?q=x&limit=3'
problem 400 '/api/timeline?q=x&period=decade'
out_has '"parameter":"period"'
problem 400 '/api/timeline?q=x&timeline=year&period=month'
out_has '"parameter":"period"'
get 200 '/api/timeline?q=x&timeline=year&period=year'
problem 400 '/api/facets?q=x'
problem 400 '/api/why?q=x'
problem 400 '/api/suggest'
problem 400 '/api/batch?limit=0' --data-binary x
problem 404 /nothing
problem 404 /api/articles/
problem 404 /api/articles/nosuch
problem 404 /api/like/nosuch
problem 404 '/api/why?q=x&id=nosuch'
for target in ..%2f..%2f..%2f..%2fetc/passwd ../../../etc/passwd %2e%2e/%2e%2e/etc/passwd ..%5c..%5c; do
    problem 404 "/api/articles/$target"
done
problem 405 '/api/search?q=x' -X POST --data-binary ''
head_has 'Allow: GET, HEAD'
problem 405 /api/batch
head_has 'Allow: POST'
for method in PUT DELETE OPTIONS PATCH NOSUCH; do problem 405 '/api/search?q=x' -X $method; done
problem 413 '/api/search?q=x' -X GET --data-binary body

# ---- Health ----------------------------------------------------------------------------

get 200 /healthz
out_is ok
get 200 /readyz
out_is ready
get 200 /metrics
head_has 'Content-Type: application/openmetrics-text; version=1.0.0'
out_has 'dateline_requests_total{route="/api/explain",status="200"} 1'
out_has 'dateline_requests_total{route="/api/why",status="404"} 1'
out_has 'dateline_requests_total{route="none",status="404"} '
out_has 'dateline_request_seconds_bucket{le="+Inf"}'
out_has 'dateline_articles 85'
out_has 'dateline_index_age_seconds'
out_has '# TYPE dateline_requests counter'
out_has '# TYPE dateline_request_seconds histogram'
out_has '# TYPE dateline_articles gauge'
ok grep -qE '^dateline_memory_bytes [1-9]' "$out"
ok [ "$(tail -n 1 "$out")" = '# EOF' ]
stop
ok grep -qE '^2[0-9T:.-]+Z 127\.0\.0\.1 GET /api/search\?q=harbour 200 [0-9]+ 0\.[0-9]{6}$' served

# ---- Options ------------------------------------------------------------------------------

serve --log=json news.idx
get 200 '/api/search?q=%22salt+cellar%22'
get 404 '/x%1b%22%C2%9B'
stop
have jq && ok sh -c 'sed 1d served | jq -es "length == 2 and .[0].status == 200 and .[0].method == \"GET\" and .[0].target == \"/api/search?q=%22salt+cellar%22\""'

serve --log=no-queries news.idx
get 200 '/api/search?q=secret'
get 200 /api/articles/nmp-1
get 404 /secret
stop
ok grep -q ' GET /api/search 200 ' served
command='cat served'
checks=$((checks + 1))
! grep -q -e secret -e nmp-1 served || wrong "the log tells what was asked for"

serve --allow-origin=https://paper.example news.idx
get 200 '/api/search?q=x'
head_has 'Access-Control-Allow-Origin: https://paper.example'
stop

# A web page elsewhere can't make a browser of this machine read the archive under its own name.
serve --host=archive.example news.idx
problem 421 '/api/search?q=x' -H 'Host: evil.example'
problem 421 / -H 'Host: evil.example:80'
get 200 '/api/search?q=x' -H 'Host: archive.example'
get 200 '/api/search?q=x' -H "Host: localhost:${site#*:}"
stop

printf ' s3cret \nmore\n' >token
serve --token-file=token news.idx
problem 401 '/api/search?q=x'
head_has 'WWW-Authenticate: Basic realm="dateline"'
head_has 'WWW-Authenticate: Bearer realm="dateline"'
problem 401 /nothing
problem 401 /metrics
problem 401 '/api/search?q=x' -H 'Authorization: Bearer s3cre'
get 200 '/api/search?q=x' -H 'Authorization: Bearer s3cret'
get 200 '/api/search?q=x' -u any:s3cret -H 'Host: other.example'
get 200 /healthz
stop

status 2 "$SERVER"
status 2 "$SERVER" news.idx more
status 2 "$SERVER" --nosuch news.idx
for address in 8080 :8080 127.0.0.1 127.0.0.1:65536 ::1:80 127.0.0.1:http 'no such:80'; do
    status 2 "$SERVER" --listen="$address" news.idx
done
for seconds in 0.5 3601; do
    status 2 "$SERVER" --client-timeout=$seconds news.idx
    err_has '--client-timeout is from 1 to 3600 seconds'
done
status 3 "$SERVER" nosuch.idx
err_has 'no index at nosuch.idx'
status 3 "$SERVER" --listen=192.0.2.1:8080 news.idx
err_has 'cannot listen at 192.0.2.1:8080'
status 3 "$SERVER" --token-file=nosuch news.idx
: >empty
status 3 "$SERVER" --token-file=empty news.idx
status 0 "$SERVER" --help
out_has --token-file
status 0 "$SERVER" --version
out_has 'dateline-serve 0'
serve news.idx
status 3 "$SERVER" --listen="$site" news.idx
err_has "cannot listen at $site: Address already in use"
stop
