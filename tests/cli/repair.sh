#!/bin/sh
# check --repair rebuilds what is damaged from the articles that are left, and says what is lost.
. "$(dirname "$0")/lib.sh"
printf 'Last\n\nHarbour, zzebra.\n' >last.txt

# answers INDEX: all that it holds, and what a query finds; scores count deleted articles too.
answers() {
    search -n0 --sort=oldest --format=jsonl "$1" | sed 's/,"seconds":.*//'
    search -n0 --sort=oldest --any --format=ids "$1" harbour strike storm
}

# made KIND: the index `whole` of two segments, with a deletion and a replacement.
made() {
    rm -rf whole
    archive whole --xapian=$1
    index add whole last.txt 2>/dev/null
    index delete whole nmp-1 2>/dev/null
    answers whole >expected
}

# hurt HOW FILE: the index `a` is `whole` with FILE so.
hurt() {
    rm -rf a && cp -R whole a
    case $1 in
    changed) spoil "a/$2" ;;
    first) spoil "a/$2" 0 ;;
    last) spoil "a/$2" $(($(wc -c <"a/$2") - 1)) ;;
    shorter) truncate -s -1 "a/$2" ;;
    longer) printf x >>"a/$2" ;;
    removed) rm "a/$2" ;;
    esac
}

# sound: no damage is left, and a compacted index has the bytes of any other.
sound() {
    status 0 index check a
    status 0 index compact a
    status 0 index check a
}

# ---- All that follows from the articles is made anew ---------------------------

for kind in full none lean; do
    made $kind
    ways="changed removed"
    [ $kind != lean ] || ways="changed last shorter longer removed"
    cp -R whole compacted && index compact compacted && bytes_of compacted >bytes && rm -rf compacted
    for file in $(cd whole && find $(sed -nE 's/^(glass|dateline) //p' XAPIANDB | head -1) -type f -size +0c); do
        for how in $ways; do
            case $file in
            */texts.*) case $how in changed | removed) continue ;; esac ;;
            esac
            hurt $how "$file"
            status 0 index check --repair a
            out_is ''
            err_has "a/$file"
            err_has "a: 1 of 2 segments rebuilt, 8"
            err_has " kept, 0 lost"
            answers a >got
            same expected got
            sound
            bytes_of a >got
            same bytes got
        done
    done
done

# Texts are found without the table of their blocks, also those that share its page.
made none
for file in $(cd whole && ls seg-*/texts.*); do
    rm -rf a && cp -R whole a
    spoil "a/$file" $(($(wc -c <"a/$file") - 60))
    status 0 index check --repair a
    err_has "a/$file"
    err_has " kept, 0 lost"
    answers a >got
    same expected got
    sound
done
made lean

# Nothing to do.
status 0 index check --repair whole
out_is 'whole: no damage found'
err_is ''

# ---- Articles that are lost ----------------------------------------------------

search --format=ids -n0 whole | sort >ids
for file in texts.bodies texts.heads; do
    file=$(cd whole && ls $(sed -nE 's/^(glass|dateline) //p' XAPIANDB | head -1)/$file)
    for how in first changed removed; do
        hurt $how "$file"
        status 1 index check --repair a
        err_has "a/$file"
        cp "$out" lost
        ok [ -s lost ]
        search --format=ids -n0 a >left
        sort left lost >got
        same ids got
        ok grep -qx 'last.txt' left
        # The lost ones only have to be added again.
        index add a "$FIXTURES/articles" 2>/dev/null
        index delete a nmp-1 2>/dev/null
        answers a >got
        same expected got
        sound
    done
done
ok [ "$(wc -l <ids)" -gt "$(wc -l <left)" ]

# Where the ids are lost too, the numbers are told.
hurt removed "$file"
rm a/seg-*/columns.ids
status 1 index check --repair a
err_has " is lost, and its id with it"
sound

# A segment that is gone altogether.
rm -rf a && cp -R whole a
rm -r a/$(sed -nE 's/^(glass|dateline) //p' a/XAPIANDB | head -1)
status 1 index check --repair a
err_has " lost"
status 0 search --count a zzebra
sound

# ---- Deletions ----------------------------------------------------------------

# Deletions that only a later version of an article explains are known all the same.
printf 'Last\n\nAnother harbour.\n' >last.txt
cp -R whole kept && index add whole last.txt 2>/dev/null
for deletions in $(cd whole && ls -d seg-*.*); do
    grep -q "$deletions" whole/XAPIANDB || continue
    hurt changed $deletions
    index check --repair a >"$out" 2>"$err"
    matches a 0 zzebra
    sound
done
rm -rf whole && mv kept whole
deletions=$(sed -nE 's/^# deleted ([^ ]*) .*/\1/p' whole/XAPIANDB)
for how in changed removed; do
    hurt $how $deletions
    status 1 index check --repair a
    out_is ''
    err_has "a: 1 deleted or replaced articles are there again, as a file of deletions is lost"
    status 0 search --show=nmp-1 a
    sound
done

# ---- Nothing is changed ---------------------------------------------------------

# unchanged N INDEX WORDS: the repair ends with status N and WORDS, and alters nothing.
unchanged() {
    bytes_of "$2" >before
    status "$1" index check --repair "$2"
    err_has "$3"
    bytes_of "$2" >after
    same before after
}
hurt changed XAPIANDB
unchanged 3 a "restore XAPIANDB from a copy, or add the sources to a new index"
unchanged 3 nowhere "no index at nowhere"
ok [ ! -e nowhere ]
file=$(cd whole && ls seg-*/texts.bodies | head -1)
hurt removed $file && ln -s "$PWD/whole/$file" a/$file
unchanged 3 a "it is a link"
if [ -e "${PRELOAD:-}" ]; then
    hurt changed $file
    bytes_of a >before
    ASAN_OPTIONS="$ASAN_OPTIONS:verify_asan_link_order=0:alloc_dealloc_mismatch=0" \
        status 3 env DATELINE_FAULTS="eio:columns.ids" LD_PRELOAD="$PRELOAD" "$INDEXER" check --repair a
    err_has "a file cannot be read: nothing was changed"
    bytes_of a >after
    same before after
fi
status 2 index check --wait-lock=1 whole
err_has "--wait-lock needs --repair"

# The damaged files are there until the commit after.
hurt changed $file
find a/${file%/*} -type f | sort >before
index check --repair a >/dev/null 2>&1
find a/${file%/*} -type f | sort >after
same before after

# ---- Older formats ---------------------------------------------------------------

for schema in 1 2; do
    rm -rf whole
    tar -xzf "$FIXTURES/format1.tar.gz" && mv format1.idx whole
    "$FORGE_MANIFEST" whole schema $schema
    answers whole >expected
    segment=$(sed -n 's/^glass //p' whole/XAPIANDB | head -1)
    for file in iamglass postlist.glass position.glass termlist.glass; do
        hurt changed $segment/$file
        status 0 index check --repair a
        err_has "lost"
        ok [ "$(search --count a)" -eq "$(search --count whole)" ]
        sound
    done
    hurt changed $segment/docdata.glass
    index check --repair a >"$out" 2>"$err"
    err_has "a/$segment/docdata.glass"
    sound
done
