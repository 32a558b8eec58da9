#!/bin/sh
# --xapian says which of Xapian's tables an index has, and compact changes it.
. "$(dirname "$0")/lib.sh"
printf 'Last\n\nA harbour strike.\n' >last.txt

# segment INDEX: the directory of its only segment.
segment() { echo "$1/$(sed -nE 's/^(glass|dateline) //p' "$1/XAPIANDB")"; }

# tables INDEX FILE...: its segment has these files of Xapian's and no others.
tables() {
    in=$1
    shift
    printf '%s\n' "$@" | sort >expected
    ls "$(segment "$in")" | grep -E 'glass' | sort >got
    same expected got
}

for kind in none lean full; do
    status 0 index add --xapian=$kind $kind "$FIXTURES/articles"
    status 0 index check $kind
    status 0 index info $kind
    ok grep -qE "^xapian +$kind\$" "$out"
    ok grep -qE '^  lists.postings +[0-9]+$' "$out"
    status 0 index info --json $kind
    out_has "\"xapian\":\"$kind\""
    out_has '{"name":"texts.bodies","version":1,"bytes":'
done
: >expected
ls "$(segment none)" | grep glass >got
same expected got
tables lean iamglass postlist.glass docdata.glass
tables full iamglass postlist.glass docdata.glass position.glass termlist.glass

# Any kind becomes any other, with the same bytes as if it had been built so; a compact also forgets
# the folders that were never synced.
for kind in none lean full; do
    status 0 index compact $kind
done
for from in none lean full; do
    for to in none lean full; do
        rm -rf changed && cp -R $from changed
        status 0 index compact --xapian=$to changed
        bytes_of changed >got
        bytes_of $to >expected
        same expected got
    done
done

# An index is of one kind: add takes its own, or none at all.
rm -rf changed && cp -R lean changed
bytes_of changed >expected
status 2 index add --xapian=full changed last.txt
err_has "the index changed has Xapian's tables as --xapian=lean says; compact --xapian=full changes them"
bytes_of changed >got
same expected got
status 2 index add --xapian=most changed last.txt
err_has "there are none, lean, full"
status 0 index add --xapian=lean changed last.txt
status 0 index add changed last.txt
status 0 index compact changed
status 0 index info changed
ok grep -qE '^xapian +lean$' "$out"

# One by one and with deletions, by merges, it stays of its kind.
for kind in none lean; do
    rm -rf changed && cp -R $kind changed
    for n in 1 2 3 4 5 6 7 8; do
        printf 'Word %s\n\nAnd more of them.\n' $n >$n.txt
        status 0 index add changed $n.txt
    done
    status 0 index delete changed 3.txt nmp-1
    status 0 index check changed
    status 0 index compact changed
    status 0 index check changed
    status 0 index info changed
    ok grep -qE "^xapian +$kind\$" "$out"
done

# Other programs: none refuses them, lean has words, titles and samples, full has phrases.
if have quest; then
    status 1 quest -d none harbour
    out_has "Bad line"
    status 0 quest -d lean -m 100 harbour
    ok [ "$(grep -cE '^[0-9]+: \[' "$out")" -eq 16 ]
    out_has "sample="
    ok [ "$(grep -c '^sample=' "$out")" -eq 16 ]
    out_lacks "text="
    status 0 quest -d full -m 100 '"harbour strike"'
    ok [ "$(grep -cE '^[0-9]+: \[' "$out")" -eq 4 ]
    out_has "text="
else
    skip "no quest here"
fi
if have xapian-check; then
    for kind in lean full; do
        status 0 xapian-check $kind/XAPIANDB
        out_has "No errors found"
    done
    ok [ "$(xapian-check none/XAPIANDB >/dev/null 2>&1; echo $?)" -ne 0 ]
else
    skip "no xapian-check here"
fi
