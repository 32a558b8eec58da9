#!/bin/sh
# dump: the articles of an index as JSON Lines that add makes the same index of.
. "$(dirname "$0")/lib.sh"
archive a
printf 'date 2025-03 The month\n\nof a 50%% tide.\n' >"$(printf '50%% \351\n.txt')"
printf '{"id":"x\\u0001","body":"<p>Harbour</p> is no page \\u2028 \\u0085 \\"quoted\\" \\\\"}\n' >odd.jsonl
status 0 index add --body-type=text --date-from=header,field,mtime a ./*.txt odd.jsonl
err_has "2 added"
status 0 index delete a nmp-1
status 0 index dump a
cp "$out" a.dump
ok [ "$(wc -l <a.dump)" -eq "$(search --count a)" ]
ok grep -q '"id":"50%25 %E9%0A.txt","date":"2025-03","date_source":"header"' a.dump
ok grep -q '"id":"x%01","date":"[0-9-]*","date_source":"mtime","date_confidence":"guess"' a.dump
ok sh -c '! grep -q "\"nmp-1\"" a.dump'
command -v jq >/dev/null && ok jq -e . a.dump
# The manual names the members of a line.
members=$(head -1 a.dump | grep -o '"[a-z_]*":' | tr -d '":')
if [ -f "$MANUAL/dateline-index-dump.1" ]; then
    for member in $members; do
        ok grep -qF "\fB$member\fP" "$MANUAL/dateline-index-dump.1"
    done
fi

# The same articles make the same bytes.
status 0 index add b a.dump
status 0 index dump b
sort a.dump >sorted
sort "$out" >again
same sorted again
for name in a b; do
    status 0 index compact $name
    (cd $name && find . -type f ! -name lock | LC_ALL=C sort | xargs cat) >$name.bytes
done
same a.bytes b.bytes
status 0 index add b a.dump
err_has "0 added, 0 replaced"
gzip -k a.dump
status 0 index add --dry-run b a.dump.gz
err_has "0 added, 0 replaced"

# Lines that are no article are told and passed over, and its options hold.
{ head -n1 a.dump; echo '{"type":"dateline-article",'; echo '[]'
  echo '{"type":"dateline-article","id":"d","date":"soon","body":"x"}'
  echo '{"type":"dateline-article","id":"s","date_source":"rumour","date":"2025","body":"x"}'
  echo '{"type":"dateline-article","id":"n","body":""}'; } >bad.dump
status 5 index add --strict c bad.dump
err_has "1 added"
err_has "bad.dump:2: skipped: not a line of a dump"
err_has "5 skipped"
# A line without the source of its date, and one with a source and no date.
{ echo '{"type":"dateline-article","id":"f","date":"2025-03-30","body":"x"}'
  echo '{"type":"dateline-article","id":"u","date_source":"path","body":"x"}'; } >half.dump
status 0 index add e half.dump
status 0 search --fields=id,date_source --format=tsv e
out_has 'f	field'
matches e 1 date:none
status 0 index add --id-prefix=mirror/ d a.dump
ok [ "$(search -l d id:mirror/nmp-2)" = mirror/nmp-2 ]

# Indexes that cannot be dumped.
status 3 index dump none
status 0 index add empty "$FIXTURES/articles" --dry-run
mkdir foreign && echo 'auto ../a' >foreign/XAPIANDB
status 3 index dump foreign
out_is ''
