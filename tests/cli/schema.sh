#!/bin/sh
# An index of an older schema is searched as it is, deleted from, and built anew by compact.
. "$(dirname "$0")/lib.sh"
articles=$FIXTURES/articles
mkdir part
cp -R "$articles/agency" part
said="schema 1: made by an older analysis; dateline-index compact brings it up to date"

# new [OPTION...]: an index of this version, compacted, in the directory new.
new() {
    rm -rf new
    index add "$@" new "$articles" 2>/dev/null
    index compact new
    bytes_of new >expected
}
# old [OPTION...]: the same articles and one deleted, in several segments of schema 1, in the directory a.
old() {
    rm -rf a
    printf 'Not for long\n\nIt goes.\n' >gone.txt
    index add "$@" a part gone.txt 2>/dev/null
    index add a "$articles" 2>/dev/null
    index delete a gone.txt 2>/dev/null
    "$FORGE_MANIFEST" a schema 1
}
schema_is() { ok grep -qx "# schema $1" a/XAPIANDB; }

# It is searched, and info says of which schema it is.
new
status 0 search --limit=0 --format=tsv new harbour
cp "$out" found
status 0 index info new
out_lacks "older analysis"
status 0 index info --json new
out_has '"outdated":false'
old
ok [ "$(grep -c '^# segment ' a/XAPIANDB)" -gt 1 ]
matches a 16 harbour
status 0 index check a
status 0 index info a
out_has "$said"
status 0 index info --json a
out_has '"schema":1,"outdated":true'

# Nothing is added to it, whether its articles are new, changed or as they were.
bytes_of a >before
printf 'A new one\n\nHarbour.\n' >other.txt
status 3 index add a other.txt
err_has "cannot add to a, which an older analysis made (schema 1): dateline-index compact brings it up to date"
status 3 index add a "$articles"
status 3 index add --dry-run a other.txt
bytes_of a >after
same before after

# Deletions leave it at its schema, also when they merge segments.
printf '%s\n' agency/2025-03-05-steel-mill.txt agency/2025-03-04-harbour-strike-begins.txt >ids
status 0 index delete --ids-from=ids a
schema_is 1
status 0 index check a
status 0 search --format=ids --limit=0 --sort=oldest a '*'
cp "$out" ids
status 0 index delete --ids-from=ids a
schema_is 1
ok [ "$(grep -c '^# segment ' a/XAPIANDB)" -eq 1 ]
status 0 index compact a
schema_is 4
matches a 0 harbour
status 0 index check a
status 0 index add a "$articles"
matches a 16 harbour

# compact makes the index that this version makes of the articles, whatever it has of Xapian's tables.
for kind in none lean full; do
    new --xapian=$kind
    old --xapian=$kind
    status 0 index compact a
    schema_is 4
    bytes_of a >got
    same expected got
    old
    status 0 index compact --xapian=$kind a
    bytes_of a >got
    same expected got
done
status 0 search --limit=0 --format=tsv a harbour
same found "$out"
status 0 index check a
status 0 index add a other.txt
matches a 17 harbour

# The articles are analysed again: with the stems of another language here, so that their terms differ.
new --language=none
rm -rf a
mv new a
"$FORGE_MANIFEST" a language english
"$FORGE_MANIFEST" a schema 1
new
status 0 index compact a
bytes_of a >got
same expected got

# With any number of threads, in little memory.
new
for option in --threads=1 --threads=4 --memory=16M; do
    old
    status 0 index compact $option a
    bytes_of a >got
    same expected got
done
status 2 index compact --memory=1K a

# Once more there is nothing to do.
bytes_of a >before
status 0 index compact a
bytes_of a >after
same before after

# An index that only its schema makes old keeps its segment, if that is whole.
"$FORGE_MANIFEST" a schema 1
status 0 index compact a
bytes_of a >got
same expected got
for file in $(cd a && find seg-*/ -type f -size +0c); do
    rm -rf b
    cp -R a b
    spoil "b/$file"
    "$FORGE_MANIFEST" b schema 1
    status 3 index compact b
    ok grep -qx "# schema 1" b/XAPIANDB
done

# So is one of format 1, of articles in docdata.
rm -rf a
tar -xzf "$FIXTURES/format1.tar.gz" && mv format1.idx a
status 0 index info a
out_has "$said"
status 0 index info --json a
out_has '"format":1,"schema":1,"outdated":true'
status 3 index add a other.txt
status 0 index delete a 2025-03-04-notice.txt
schema_is 1
status 0 index compact a
schema_is 4
status 0 index check a
matches a 4 harbour

# A schema of a later version is refused.
"$FORGE_MANIFEST" a schema 5
status 3 search a harbour
err_has "the index a has schema 5; this program reads 1 to 4"
