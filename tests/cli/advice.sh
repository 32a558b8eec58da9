#!/bin/sh
# Advice where nothing matches: always of dates, to people also of words and clauses.
. "$(dirname "$0")/lib.sh"
archive a

# Ranges without articles, on standard error; the data stay what they are.
status 1 search --format=ids --since=2030 a harbour
out_is ''
err_is 'dateline-search: no article is dated 2030-01-01 or later; the index covers 0079-08-24 to 2025-04-01'
status 1 search --count --until=1905 --since=1900 a
out_is 0
err_has 'no article is dated from 1900-01-01 to 1905-12-31'
status 1 search a harbour date:1905-05-05
err_has 'no article is dated on 1905-05-05'
status 0 search --since=2025 a harbour
err_is ''
fed 0 'harbour date:1905\nharbour\n' search --batch=- --format=ids a
err_is 'dateline-search: standard input:1: no article is dated from 1905-01-01 to 1905-12-31; the index covers 0079-08-24 to 2025-04-01'
printf '{"id":"1","body":"alpha"}\n' >undated.jsonl
index add b undated.jsonl 2>/dev/null
status 1 search --since=2020 b alpha
err_has 'no article of the index is dated'

# Advice is for people: none where either stream is no terminal.
status 1 search a harbuor strike
err_is ''
status 2 search --explain --why=nmp-1 a x
status 2 search --explain --batch=/dev/null a
status 2 search --explain --count a x
status 2 search --explain --format=csv a x
status 2 search --why=nmp-1 --show=nmp-1 a
status 2 search --why=nmp-1 --batch=/dev/null a
status 2 search --why=nmp-1 --facet=year a x
status 2 search --why=nmp-1 --fields=id a x
status 2 search --like=nmp-1 --batch=/dev/null a
status 2 search --like=nmp-1 --show=nmp-1 a
status 1 search --like= a

# JSON gives the same advice as text.
status 0 search --why=nmp-1 --format=json a harbour strike
ok [ "$(wc -l <"$out")" -eq 1 ]
out_has '"matches":true'
status 0 search --why=nmp-1 --format=jsonl a zeppelin
out_has '"reason":"lacks the word, in any form"'
status 0 search --explain --format=json a harbour
out_has '"articles":16'

have script && script -qec true /dev/null </dev/null >/dev/null 2>&1 || {
    skip "no terminal to be had from script(1)"
    exit 0
}

# on_terminal ARGUMENTS: a search whose streams are a terminal.
on_terminal() {
    command="on a terminal: search $1"
    script -qec "'$SEARCHER' $1" /dev/null </dev/null >"$out" 2>"$err"
}
on_terminal 'a harbuor strike'
out_has "no article has 'harbuor'; did you mean harbour?"
out_has 'without harbuor: 17 matches'
on_terminal '--since=2025-03 a museum'
out_has 'without museum: 43 matches'
out_has 'without --since and --until: 3 matches'
on_terminal '--format=json a museum football'
out_has 'without football: 3 matches'
on_terminal 'a harbour'
out_lacks 'did you mean'
out_lacks 'without '
on_terminal '--offset=100 a harbour'
out_lacks 'without '
on_terminal 'a harbuor 2>/dev/null'
out_lacks 'harbour'
