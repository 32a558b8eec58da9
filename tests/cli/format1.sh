#!/bin/sh
# An index of format 1 is searched as it is, changed, and brought up to date by compact.
. "$(dirname "$0")/lib.sh"
printf 'Harbour notice 7\n\nThe harbour of Quillhaven is dredged.\n' >dredged.txt

# old [SCHEMA]: the fixture, of schema 1 or as if it was of SCHEMA, in the directory a.
old() {
    rm -rf a
    tar -xzf "$FIXTURES/format1.tar.gz" && mv format1.idx a
    [ $# -eq 0 ] || "$FORGE_MANIFEST" a schema "$1"
}
segments() { grep -c "^# segment " a/XAPIANDB; }

old
status 0 search --format=ids a harbour
sort "$out" >all
ok [ "$(wc -l <all)" -eq 5 ]
matches a 3 date:2025-03-03..2025-03-05 harbour
matches a 4 '"harbour of quillhaven opens"'
status 0 search --show=2025-03-03-notice.txt a
out_has "ferry 3 sails"
status 0 index check a
status 0 index info a
ok grep -qE '^format +1, schema 1$' "$out"
ok grep -qE '^xapian +full$' "$out"
out_has "lists     missing in 2 of 2 segments, which are of format 1: searches are slower until dateline-index compact"
status 0 search --explain a harbour
out_has "plan      Query("

# No other program has written to it: its files have the sizes that it says.
for file in a/seg-*/columns.*; do
    printf x >>"$file"
    status 3 search a harbour
    err_is "dateline-search: $file is damaged: its size has changed since it was written"
    old
done

# A new article leaves the old segments as they are, unless their schema is older.
status 3 index add a dredged.txt
old 4
status 0 index add a dredged.txt
ok grep -qx '# format 2' a/XAPIANDB
ok [ "$(segments)" -eq 3 ]
ok [ "$(grep -c '^# component lists.terms ' a/XAPIANDB)" -eq 1 ]
status 0 index check a
matches a 6 harbour
matches a 4 '"harbour of quillhaven opens"'
matches a 1 dredged
status 0 index info a
out_has "missing in 2 of 3 segments"
status 2 index add --xapian=lean a dredged.txt

# So do deletions, until they are half of a segment.
status 0 index delete a 2025-03-04-notice.txt
ok [ "$(segments)" -eq 3 ]
ok [ "$(grep -c '^# component lists.terms ' a/XAPIANDB)" -eq 2 ]
status 0 index check a
matches a 5 harbour
matches a 3 '"harbour of quillhaven opens"'

# An article that the old index has in the same form is not built again.
old 4
printf 'Harbour notice 6\n\nThe harbour of Quillhaven is shut.\n' >late.txt
status 0 index add a late.txt
err_has "0 added, 0 replaced, 1 unchanged"
ok grep -qx '# format 1' a/XAPIANDB

# compact makes of it what would have been built, of either kind, by merging or building anew.
mkdir src
for n in 1 3 4 5; do
    printf 'Harbour notice %s\n\nThe harbour of Quillhaven opens at %s; ferry %s sails.\n' $n $n $n \
        >src/2025-03-0$n-notice.txt
done
cp late.txt src
for kind in full lean none; do
    rm -rf new
    index add --xapian=$kind new src 2>/dev/null
    index compact new # which forgets the folder that gave the articles
    bytes_of new >expected
    for schema in 1 4; do
        # Its terms are not of schema 4: merged, it is what merging in two steps makes of it.
        if [ $schema -eq 4 ]; then
            old $schema
            status 0 index compact --xapian=full a
            status 0 index compact --xapian=$kind a
            bytes_of a >expected
        fi
        old $schema
        status 0 index compact --xapian=$kind a
        bytes_of a >got
        same expected got
        status 0 search --format=ids a harbour
        sort "$out" >got
        same all got
    done
done
old
status 0 index compact a
status 0 index info a
ok grep -qE '^xapian +full$' "$out"
out_lacks "lists     missing"

# Damage of an old segment is not merged, nor are articles of it built anew.
old
for file in $(cd a && find seg-*/ -type f -size +0c); do
    for schema in 1 4; do
        old $schema
        spoil "a/$file"
        status 3 index compact a
        status 1 index check a
    done
done

# Eight segments of like size are merged, old ones too.
old 4
for n in 1 2 3 4 5 6; do
    printf 'Word %s\n\nAnd more.\n' $n >$n.txt
    index add a $n.txt 2>/dev/null
done
ok [ "$(segments)" -eq 1 ]
status 0 index check a
matches a 5 harbour
