#!/bin/sh
# Damage is found, wherever it is, and told.
. "$(dirname "$0")/lib.sh"
mkdir empty
printf 'Last\n\nAlpha.\n' >last.txt

# All is well: one segment; several and deletions; nothing at all.
archive a --xapian=full
status 0 index check a
out_is "a: no damage found"
index add a last.txt 2>/dev/null
index delete a nmp-1 nmp-2 2>/dev/null
status 0 index check a
index add b empty 2>/dev/null
status 0 index check b
status 3 index check empty
status 3 index check nowhere

# spoiled HOW FILE: with FILE so, the check says which it is.
spoiled() {
    rm -rf copy && cp -R a copy
    case $1 in
    changed) spoil "copy/$2" ;;
    longer) printf x >>"copy/$2" ;;
    shorter) truncate -s -1 "copy/$2" ;;
    esac
    status 1 index check copy
    err_has "copy/$2"
    out_is ''
}
for file in $(cd a && find . -type f -size +0c -path './seg-*' | sort | sed 's/^..//'); do
    for how in changed longer shorter; do spoiled "$how" "$file"; done
done

# unread FILE HOW: what is not there, or cannot be read, is no damage that was found: status 3.
for file in $(cd a && find . -type f -size +0c -path './seg-*' | sort | sed 's/^..//'); do
    grep -q "${file#*/}" a/XAPIANDB || continue # deletions of the state before
    rm -rf copy && cp -R a copy && rm "copy/$file"
    status 3 index check copy
    err_is "dateline-index: copy/$file is missing"
    out_is ''
    rm -rf copy && cp -R a copy
    [ -e "${PRELOAD:-}" ] || continue
    ASAN_OPTIONS="$ASAN_OPTIONS:verify_asan_link_order=0:alloc_dealloc_mismatch=0" \
        status 3 env DATELINE_FAULTS="eio:$file" LD_PRELOAD="$PRELOAD" "$INDEXER" check copy
    err_has "copy/$file: Input/output error"
    err_lacks "missing"
    out_is ''
done

# Each file is in its place.
rm -rf copy && cp -R a copy
segment=$(sed -n 's/^glass //p' a/XAPIANDB | head -1)
mv copy/$segment elsewhere && ln -s "$PWD/elsewhere" copy/$segment
status 1 index check copy
err_has "copy/$segment: it is a link"

# Files that are whole, but of another segment: what they say is compared.
for n in 1 2 3; do
    printf '{"id":"a%s","date":"2025-01-0%s","body":"alpha beta"}\n' $n $n >>ours.jsonl
    printf '{"id":"b%s","date":"2025-01-0%s","body":"gamma delta"}\n' $n $n >>theirs.jsonl
done
index add --xapian=none ours ours.jsonl 2>/dev/null
index add --xapian=none theirs theirs.jsonl 2>/dev/null

# taken FILE...: puts FILEs of the segment of theirs into the one of copy.
taken() {
    rm -rf copy && cp -R ours copy
    for file; do
        cp theirs/seg-*/$file copy/seg-*/
        "$FORGE_MANIFEST" copy "component $file" \
            "$(sed -n "s/^# component $file //p" theirs/XAPIANDB)" || failures=$((failures + 1))
    done
}
taken columns.ids columns.rows
status 1 index check copy
err_has "the columns do not agree with 'a3'"
taken lists.terms lists.postings lists.positions lists.lengths
status 1 index check copy
err_has "the lists do not agree with 'a3'"
taken texts.heads texts.bodies
status 1 index check copy
err_has "the lists do not agree with 'b3'"
rm -rf copy && cp -R ours copy
segment=$(sed -n 's/^dateline //p' ours/XAPIANDB)
"$FORGE_MANIFEST" copy "segment $segment" \
    "$(sed -n "s/^# segment $segment //p" ours/XAPIANDB | sed 's/20250103/20250104/;s/2025-01-03/2025-01-04/')"
status 1 index check copy
err_has "the manifest has other first and last days"

# The manifest is what all else is held against.
rm -rf copy && cp -R a copy && sed -i '3d' copy/XAPIANDB
status 1 index check copy
err_has copy/XAPIANDB

# An index that another program has written to: told, still searched, refused by writers.
if have xapian-metadata; then
    rm -rf copy && cp -R a copy
    for segment in copy/seg-*; do
        if [ -d "$segment" ]; then xapian-metadata set "$segment" key value >/dev/null; fi
    done
    status 1 index check copy
    err_has "another program"
    status 0 search --count copy harbour
    status 3 index add copy last.txt
    err_has "another program"
    status 3 index delete copy nmp-3
else
    skip "no xapian-metadata here"
fi
