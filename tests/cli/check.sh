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

# The manifest is what all else is held against.
rm -rf copy && cp -R a copy && sed -i '3d' copy/XAPIANDB
status 1 index check copy
err_has copy/XAPIANDB

# What another program has written to: told, still searched, refused by writers.
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
