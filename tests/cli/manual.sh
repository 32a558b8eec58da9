#!/bin/sh
# The manual pages: whole, and without a complaint from man.
. "$(dirname "$0")/lib.sh"
[ -f "$MANUAL/dateline-search.1" ] || skip_all "no manual pages were built (no help2man)"

# page NAME COMMAND...: NAME.1 has every option of COMMAND's --help.
page() {
    page=$MANUAL/$1.1
    shift
    status 0 "$@" --help
    options=$(grep -oE '^ +(-.,? ?)?(--[a-z-]+)' "$out" | grep -oE -e '--[a-z-]+')
    ok [ -n "$options" ]
    sed 's/\\-/-/g' "$page" >plain
    for option in $options; do
        ok grep -qF -e "$option" plain
    done
    for section in NAME SYNOPSIS DESCRIPTION 'EXIT STATUS' EXAMPLES 'SEE ALSO'; do
        ok grep -qE "^\.SH \"?$section" plain
    done
}

page dateline-search search
page dateline-serve "$SERVER"
page dateline-index index
words=$("$INDEXER" --help | sed -n 's/^  \([a-z]*\)  *[A-Z].*/\1/p')
for word in $words; do
    page "dateline-index-$word" index "$word"
    ok grep -q "^dateline-index-$word - " plain
    ok grep -qF "dateline\\-index\\-$word" "$MANUAL/dateline-index.1"
done

# Its examples run: titles of hits alone reach another program.
if have jq; then
    archive news.idx
    sed -n 's/\\-/-/g; s/\\(aq/'"'"'/g; /| jq .*title/p' "$MANUAL/dateline-search.1" |
        sed "s|^dateline-search|$SEARCHER|" >example
    ok [ -s example ]
    status 0 sh example
    ok [ "$(wc -l <"$out")" -eq 16 ]
    out_lacks null
fi

# dateline-query(7) has the query and the tree of every row of the page that it is made of.
awk '/^\| `/ { gsub(/\\\|/, "|"); sub(/^\| `/, ""); sub(/` \|$/, ""); print }' \
    "$(dirname "$README")/docs/query-language.md" >rows
sed 's/\\f[BRI]//g; s/\\-/-/g; s/\\&//' "$MANUAL/dateline-query.7" >plain
while IFS= read -r row; do
    ok grep -qxF -e "${row%%\` | *}" plain
    ok grep -qxF -e "read as: ${row##* | \`}" plain
done <rows
ok [ "$(wc -l <rows)" -gt 100 ]

# dateline-formats(7) names each format and each source of dates.
formats=$(dirname "$README")/docs/formats.md
status 0 index add --list-options
awk -F '\t' '$1 == "input-format" || $1 == "date-from" { print $4 }' "$out" | tr ' ' '\n' | sed '/^$/d' |
    sort >listed
sed -n 's/^| \(`[a-z`, ]*\) |.*/\1/p' "$formats" | tr -d '`,' | tr ' ' '\n' | sed '/^$/d' | sort >told
same listed told

# The first steps of dateline(7), as they stand there.
ln -s "$FIXTURES/articles" articles
PATH=$(dirname "$SEARCHER"):$PATH
sed -n '/^    /{s/^    //;s/\$HOME\///;p;}' "$(dirname "$README")/docs/overview.md" >steps
ok [ -s steps ]
while IFS= read -r step; do
    command=$step
    checks=$((checks + 1))
    eval "$step" >"$out" 2>"$err" </dev/null || wrong "exit status $?"
done <steps
unset DATELINE_INDEX

have man || { skip "no man here"; exit 0; }
for page in "$MANUAL"/*.[1357]; do
    status 0 env LC_ALL=C.UTF-8 MANWIDTH=80 man -l --warnings "$page"
    err_is ''
    ok [ "$(wc -l <"$out")" -gt 20 ]
done
