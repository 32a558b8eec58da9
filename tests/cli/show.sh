#!/bin/sh
# Whole articles: several, the words of a query marked, and through a pager where a person reads.
. "$(dirname "$0")/lib.sh"
printf '{"id":"a","title":"Quays","date":"2025-03-01","body":"The quay is long.\\nQuays of stone; a mark \356\200\200here\356\200\201."}\n' >in.jsonl
printf '{"id":"b","title":"Piers","date":"2025-03-02","body":"A pier, no more."}\n' >>in.jsonl
index add p in.jsonl 2>/dev/null

# One after another; ids that are not there are told, and the others printed.
status 0 search --show=b p
cp "$out" b.txt
status 0 search --show=a p
cp "$out" a.txt
status 0 search --show=b --show=a p
{ cat b.txt; echo; cat a.txt; } >expected
same expected "$out"
status 1 search --show=b --show=none --show=a p
same expected "$out"
err_is "dateline-search: no article has the id 'none'"
status 0 search --show=a --show=b --format=jsonl p
ok [ "$(wc -l <"$out")" -eq 2 ]
status 0 search --show=a --format=json p
ok [ "$(cut -c1 "$out")" = '{' ]
if have jq; then
    search --show=b --show=a --format=json p >"$out"
    ok [ "$(jq -r '.[].id' "$out" | tr '\n' ' ')" = 'b a ' ]
    search --show=none --show=nil --format=json p >"$out" 2>/dev/null
    ok [ "$(jq length "$out")" = 0 ]
fi

# The words of a QUERY are marked where that is seen; an article's own marks never are.
on=$(printf '\033[01;31m') off=$(printf '\033[0m')
status 0 search --color=always --show=a p quay
out_has "The ${on}quay${off} is long."
out_has "${on}Quays${off} of stone; a mark here."
ok [ "$(grep -cF "$on" "$out")" -eq 2 ]
status 0 search --marks --show=a p stone
out_has "$(printf 'of \356\200\200stone\356\200\201; a mark here.')"
status 0 search --marks --show=a --format=json p long
out_has "$(printf 'The quay is \356\200\200long\356\200\201.')"
status 0 search --show=a p quay
same a.txt "$out"
status 2 search --show=a p 'date:x'
out_is ''

# A pager is for terminals alone.
PAGER='sed s/^/paged:/'
export PAGER
status 0 search --show=a p
same a.txt "$out"
status 2 search --no-pager p
err_has '--no-pager goes with --show'

have script && script -qec true /dev/null </dev/null >/dev/null 2>&1 || {
    skip "no terminal to be had from script(1)"
    exit 0
}

# on_terminal ARGUMENTS: a search whose streams are a terminal.
on_terminal() {
    command="on a terminal: search $1"
    script -qec "'$SEARCHER' $1" /dev/null </dev/null 2>"$err" | tr -d '\r' >"$out"
}
on_terminal '--show=a --show=b p quay'
out_has "paged:The ${on}quay${off} is long."
out_has 'paged:A pier, no more.'
on_terminal '--no-pager --show=a p'
out_lacks paged:
out_has 'The quay is long.'
on_terminal 'p quay'
out_lacks paged:
for PAGER in '' cat; do
    on_terminal '--show=a p'
    out_has 'The quay is long.'
done
PAGER=/nowhere/pager
on_terminal '--show=a p'
unset PAGER
TERM=xterm
export TERM
on_terminal '--show=a p'
out_has 'quay is long.'
