#!/bin/sh
# Something else in the place of an index's file: a link, a FIFO, a device or a directory is refused, at
# once, and nothing outside the index is read or written.
. "$(dirname "$0")/lib.sh"
archive good
index delete good nmp-1 2>/dev/null
status 0 search --count good harbour
cp "$out" expected
echo text >text
echo untouched >outside
have timeout || skip_all "no timeout here"
if mknod zero c 1 5 2>/dev/null; then device=device; else device= && skip "no devices to be made here"; fi
rm -f zero

# in_place KIND FILE: puts it where FILE of the index bad is.
in_place() {
    mv "bad/$2" moved
    case $1 in
    link) ln -s "$PWD/moved" "bad/$2" ;;
    fifo) mkfifo "bad/$2" ;;
    device) mknod "bad/$2" c 1 5 ;;
    directory) mkdir "bad/$2" ;;
    esac
}

for file in $(cd good && find . -type f ! -name lock | sed 's,^\./,,') $(cd good && ls -d seg-*/ | tr -d /); do
    for kind in link fifo $device directory; do
        [ -d "good/$file" ] && [ $kind = directory ] && continue
        rm -rf bad moved && cp -R good bad
        in_place $kind "$file"
        if [ $kind = fifo ]; then
            set -- "search --count bad" "index info bad" "index delete bad nmp-2" "index compact bad"
        else
            set --
        fi
        for words in "search bad harbour" "index add bad text" "$@"; do
            program=$INDEXER
            [ "${words%% *}" = index ] || program=$SEARCHER
            status 3 timeout 20 "$program" ${words#* }
            ok [ -s "$err" ]
        done
        [ $kind$file != "linkseg-${file#seg-}" ] || continue # found by opening, not by check
        command="index check bad with a $kind for $file"
        timeout 20 "$INDEXER" check bad >"$out" 2>"$err"
        got=$?
        ok [ $got -eq 1 -o $got -eq 3 ]
    done
done

# A writer follows no link either.
for name in lock tmp-XAPIANDB; do
    rm -rf bad && cp -R good bad
    rm -f "bad/$name"
    ln -s "$PWD/outside" "bad/$name"
    status 3 index add bad text
    err_has "$name"
    ok [ "$(cat outside)" = untouched ]
done
rm -rf bad && cp -R good bad
mkfifo bad/tmp-XAPIANDB
status 3 timeout 20 "$INDEXER" add bad text

# INDEX itself.
mkfifo fifo
for index in fifo /dev/zero /dev/null; do
    status 3 timeout 20 "$SEARCHER" "$index" harbour
    status 3 timeout 20 "$INDEXER" info "$index"
    status 3 timeout 20 "$INDEXER" add "$index" text
    printf 'auto %s\n' "$index" >stub
    status 3 timeout 20 "$SEARCHER" stub harbour
done
ln -s good linked
status 0 search --count linked harbour
same expected "$out"

# Databases of others: a link to a file is one, a FIFO or device none.
segment=$(cd good && ls -d seg-*/ | tr -d /)
for file in iamglass postlist.glass docdata.glass; do
    for kind in fifo $device; do
        rm -rf bad moved && cp -R "good/$segment" bad
        in_place $kind $file
        for line in "glass $PWD/bad" "auto $PWD/bad"; do
            echo "$line" >stub
            status 3 timeout 20 "$SEARCHER" stub harbour
        done
        status 3 timeout 20 "$SEARCHER" bad harbour
    done
done
rm -rf bad moved && cp -R "good/$segment" bad
in_place link postlist.glass
status 0 search --count bad harbour
