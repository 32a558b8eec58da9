#!/bin/sh
# add --sync: what a folder no longer gives goes from the index, and nothing else.
. "$(dirname "$0")/lib.sh"
mkdir d e
printf 'date 2025-03-01 First\n\nAlpha apples.\n' >d/a.txt
printf 'date 2025-03-02 Second\n\nAlpha bananas.\n' >d/b.txt
printf '{"id":"j1","title":"J","date":"2025-03-03","body":"alpha"}\n{"id":"j2","title":"K","date":"2025-03-03","body":"alpha"}\n' >d/list.jsonl
printf 'date 2025-03-04 Other\n\nAlpha elsewhere.\n' >e/other.txt
printf 'date 2025-03-05 Loose\n\nAlpha loose.\n' >loose.txt
status 0 index add i d e loose.txt
matches i 6 alpha

# A file that moved, and a record that vanished.
mv d/a.txt d/c.txt
sed -i 1d d/list.jsonl
status 0 index add --dry-run --sync i d
err_has "1 added, 0 replaced, 2 unchanged, 2 removed"
matches i 6 alpha
status 0 index add i d
matches i 7 alpha
status 0 index add --sync i ./d/../d/ # the same folder by another name
err_has "0 added, 0 replaced, 3 unchanged, 2 removed"
matches i 5 alpha
matches i 0 id:a.txt
matches i 0 id:j1
matches i 1 id:other.txt
matches i 1 id:loose.txt

# Nothing more to remove: not a byte changes.
bytes_of i >before
status 0 index add --sync i d
err_has "0 added, 0 replaced, 3 unchanged, 0 removed"
bytes_of i >after
same before after

# It survives a merge and a repair's rewriting; an id that went to another folder stays.
status 0 index compact i
mv d/b.txt e/b.txt
status 0 index add --sync i d e
err_has "0 added, 0 replaced, 4 unchanged, 0 removed"
matches i 1 id:b.txt
rm e/b.txt
status 0 index add --sync i e
err_has "1 removed"
matches i 0 id:b.txt

# A list that is cut off between two records may have had more: nothing is removed.
mkdir cut
printf '[{"id":"c1","body":"harbour"},\n{"id":"c2","body":"harbour"}]\n' >cut/list.json
status 0 index add --sync c cut
printf '[{"id":"c1","body":"harbour"},\n' >cut/list.json
status 0 index add --sync c cut
err_has "cut/list.json:2: ends too early: a list is not closed"
err_has "cut: nothing is removed, as a part of it could not be read"
matches c 2 harbour
rm cut/list.json
status 0 index add --sync c cut
matches c 0 harbour
# Nor is a damaged record gone.
printf '{"id":"l1","body":"ferry"}\n{"id":"l2","body":"ferry"}\n' >cut/lines.jsonl
printf 'id,body\n"t1",ferry\n"t2","ferry"\n' >cut/table.csv
status 0 index add --sync c cut
for damage in 'lines.jsonl {"id":"l1","body":"ferry"}\n{"id":"l2","bo' 'table.csv id,body\n"t1",ferry\n"t2","fe'; do
    file=cut/${damage%% *}
    cp "$file" whole
    printf "${damage#* }" >"$file"
    status 0 index add --sync c cut
    err_has "nothing is removed, as a part of it could not be read"
    matches c 4 ferry
    cp whole "$file"
done

# A file that could not be read may be there still: nothing is removed.
gzip -c d/list.jsonl | head -c 20 >d/list.jsonl.gz
rm d/list.jsonl
status 0 index add --sync i d
err_has "d: nothing is removed, as a part of it could not be read"
err_has ", 0 removed"
matches i 1 id:j2
rm d/list.jsonl.gz
status 0 index add --sync i d
matches i 0 id:j2

# Only directories have what they gave before.
status 2 index add --sync i loose.txt
err_has "--sync takes directories, and loose.txt is none"
status 2 index add --sync i -

# compact forgets folders that were never synced: its bytes do not depend on where articles came from.
rm -rf i k
cp -R d d2
status 0 index add i d
status 0 index compact i
bytes_of i >expected
status 0 index add k d2
status 0 index compact k
bytes_of k >got
same expected got
rm d/c.txt
status 0 index add --sync i d
err_has "d: nothing is removed, as it is not known what it gave before"
matches i 1 id:c.txt

# The file of what folders gave is part of the index: check finds its damage and loss, and repair goes on
# without it.
ok test -f i/seg-folders.*
spoil i/seg-folders.*
status 1 index check i
err_has "seg-folders."
status 3 index add --sync i d
err_has "seg-folders."
status 0 index check --repair i
err_has "what directories gave is forgotten"
ok [ ! -e i/XAPIANDB.tmp ]
status 0 index check i
status 0 index add i d
rm i/seg-folders.*
status 3 search i apples
err_has "is missing"

# A folder whose files are called as another's: the articles that it replaces are told of.
mkdir north south
for folder in north south; do
    for n in 1 2 3 4 5 6 7; do printf 'date 2025-03-01 Report\n\nHarbour %s.\n' $folder >$folder/$n.txt; done
    printf 'date 2025-03-01 Same\n\nHarbour.\n' >$folder/same.txt
done
status 0 index add two north
err_lacks "another folder"
status 0 index add two north
err_lacks "another folder"
status 0 index add --dry-run two south
err_has "another folder"
status 0 index add two south
err_has "south/1.txt: replaces '1.txt' of another folder; --id-prefix would keep both"
err_has "... and 2 more articles that replace those of another folder (see --verbose)"
err_lacks "same.txt"
status 0 index add --verbose two north
ok [ "$(grep -c 'of another folder' "$err")" -eq 7 ]
status 0 index add --id-prefix=south/ two south
err_lacks "another folder"
matches two 16 harbour
