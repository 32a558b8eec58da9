#!/bin/sh
# An index is a Xapian database: Xapian's own tools open it.
. "$(dirname "$0")/lib.sh"
archive a --xapian=full
printf 'alpha\n' >one.txt
archive b --xapian=full
index add b one.txt 2>/dev/null # a second segment

# lines PATTERN N: as many lines of the output have it.
lines() {
    checks=$((checks + 1))
    n=$(grep -cE -e "$1" "$out")
    [ "$n" -eq "$2" ] || wrong "$n lines with $1, expected $2"
}

if have quest; then
    status 0 quest -d a -m 100 harbour
    lines '^[0-9]+: \[' 16
    status 0 quest -d b -m 100 '"harbour strike"'
    lines '^[0-9]+: \[' 4
    status 0 quest -d a -b date:D date:20250305
    lines '^[0-9]+: \[' 4
else
    skip "no quest here"
fi

if have xapian-delve; then
    status 0 xapian-delve a
    out_has "number of documents = 85"
    out_has "has positional information = true"
    status 0 xapian-delve b
    out_has "number of documents = 86"
    # Omega's terms: unique id, title, date parts, stemmed forms.
    for term in Qnmp-1 Stimetable D20250401 M202504 Y2025 Dnone Zharbour ZStimet harbour; do
        status 0 xapian-delve -t "$term" a
        out_has "Posting List for term"
    done
    status 0 xapian-delve -t Dnone -1 a
    ok [ "$(grep -cE '^[0-9]+$' "$out")" -eq 7 ]
    status 0 xapian-delve -V0 a
    out_has 20250331
else
    skip "no xapian-delve here"
fi

if have xapian-check; then
    status 0 xapian-check a/XAPIANDB
    out_has "No errors found"
    status 0 xapian-check b/XAPIANDB
    out_has "No errors found"
else
    skip "no xapian-check here"
fi

# A database of another program is searched, and refused by writers.
if have xapian-compact; then
    status 0 xapian-compact a/seg-*/ foreign
    status 0 search --count foreign harbour
    out_is 16
    status 0 index info foreign
    status 3 index add foreign one.txt
    err_has "database of another program"
    status 3 index delete foreign nmp-1
else
    skip "nothing here makes another Xapian database"
fi
