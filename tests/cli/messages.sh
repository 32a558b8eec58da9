#!/bin/sh
# A message names the thing and the act, on standard error, and standard output
# stays free of it.
. "$(dirname "$0")/lib.sh"
archive a
echo text >file

# tells N WHAT COMMAND...: it fails so, and says WHAT.
tells() {
    n=$1 what=$2
    shift 2
    status "$n" "$@"
    err_has "$what"
    out_is ''
}

tells 3 "dateline-search: no index at nowhere" search nowhere harbour
tells 3 "no index at file" search file harbour
tells 2 "--since: cannot read the date '2025-02-30'" search --since=2025-02-30 a x
tells 2 "2025-01-01 to 2024-12-31 ends before it begins" search --since=2025 --until=2024 a x
tells 2 "query at 9: 'date:2025-13'" search a harbour date:2025-13
tells 2 "unknown format 'yaml': there are text, json, jsonl, csv, tsv, trec, ids" search --format=yaml a x
tells 2 "unknown field 'colour': there are query, rank," search --fields=id,colour a x
tells 2 "unknown sort order 'random': there are relevance, newest, oldest" search --sort=random a x
tells 2 "unknown period 'aeon': there are day, week, month, quarter, year" search --timeline=aeon a
tells 2 "unknown facet 'shoe': there are year, month, source, lang" search --facet=shoe a
tells 2 "unknown --color 'red': there are auto, always, never" search --color=red a x
tells 2 "unknown --color 'red': there are auto, always, never" search --colour=red a x
tells 2 "unknown field '': there are query, rank, id, date, score, title, snippet, date_source, date_confidence, source, url, lang" \
    search --fields=id,,rank a x
tells 2 "the field 'id' is named twice in 'id,rank,id'" search --fields=id,rank,id a x
tells 2 "--timeout takes a number of seconds, not 'nan'" search --timeout=nan a x
tells 2 "--limit takes a number from 0 to 4294967295, not 'few'" search --limit=few a x
tells 2 "--limit takes a number from 0 to 4294967295, not '4294967296'" search -n 4294967296 a x
tells 2 "cannot open nowhere: No such file or directory" search --batch=nowhere a
tells 1 "no article has the id 'nmp-99'" search --show=nmp-99 a
tells 2 "'frobnicate' is not a dateline-index command" index frobnicate a
tells 2 "cannot read nowhere: No such file or directory" index add a nowhere
for command in "add --threads=200 a file" "compact --threads=200 a"; do
    tells 2 "--threads takes a number from 1 to 64, not '200'" index $command
done
tells 2 "--memory takes a size of at least 16777216 bytes, such as 512M, not '64 '" \
    index add '--memory=64 ' a file
tells 2 "unknown --progress 'often': there are auto, always, never" index add --progress=often a file
tells 2 "no INDEX is named" index info
tells 2 "one INDEX at a time" index info a b
tells 2 "no SOURCE is named" index add a
tells 2 "no ID is named" index delete a
tells 2 "unknown language \"klingon\"" index add --language=klingon new file
tells 2 "the index a is in english, not german" index add --language=german a file
tells 2 "unknown date source 'moon': there are field, header," index add --date-from=moon a file
tells 2 "unknown date source 'moon': there are field," index add --date-from=field,moon a file
tells 2 "unknown date source '': there are field," index add --date-from=field, a file
tells 2 "the date source 'path' is named twice in 'path,path'" index add --date-from=path,path a file
tells 2 "unknown role 'head': there are id, title, date, body, source, url, lang" index add --field=head=x a file
tells 2 "unknown input format 'odt': there are jsonl," index add --input-format=odt a file
tells 3 "file is not an index: it is not a directory" index add file file
tells 1 "no article has the id 'nmp-99'" index delete a nmp-99
tells 3 "no index at nowhere" index info nowhere

# Options that contradict each other, in either order.
excludes() {
    first=$1
    shift
    for second; do
        pair="--${first%%=*} cannot be combined with --${second%%=*}"
        tells 2 "$pair" search "--$first" "--$second" a
        tells 2 "$pair" search "--$second" "--$first" a
    done
}
excludes batch=file show=nmp-1
excludes like=nmp-1 batch=file show=nmp-1
excludes why=nmp-1 explain batch=file show=nmp-1 count fields=id
excludes explain batch=file show=nmp-1 count fields=id limit=1 offset=1 sort=newest marks
excludes why=nmp-1 limit=1 offset=1 sort=newest marks
excludes timeline=day recent rank=bm25
excludes facet=year recent rank=bm25
excludes list marks
excludes show=nmp-1 literal min-match=2 recent rank=bm25 widen=always timeout=1 plan=lists
excludes timeline=day facet=year count show=nmp-1 why=nmp-1 explain fields=id
excludes facet=year count show=nmp-1 why=nmp-1 explain fields=id
tells 2 "--batch cannot be combined with a QUERY" search --batch=file a x
tells 2 "--no-pager goes with --show" search --no-pager a x
status 0 search --show=nmp-1 a ''
tells 2 "--why is printed as text, json or jsonl" search --why=nmp-1 --format=csv a x
tells 2 "--explain is printed as text, json or jsonl" search --explain --format=csv a x
tells 2 "--timeline is printed as text, json, jsonl, csv or tsv" \
    search --timeline=day --format=trec a x
tells 2 "--facet is printed as text, json, jsonl, csv or tsv" search --facet=year --format=ids a x

# Warnings do not stop an answer.
status 0 search --format=ids a 'title:harbour shoes:"none of these" OR museum ('
err_has "shoes:"
err_has "bracket"
out_lacks "dateline-search"
fed 0 'museum\n(museum\n' search --batch=- --format=ids a
err_has "standard input:2: "
err_lacks "standard input:1: "

# Trouble with input: where it stands and what it is; a few of a kind, then how many more.
mkdir many
for n in 1 2 3 4 5 6 7 8; do : >many/$n.txt; done
status 0 index add b many
err_has "many/1.txt: skipped: it is empty"
ok [ "$(grep -c 'it is empty' "$err")" -eq 5 ]
err_has "... and 3 more"
err_has "0 added, 0 replaced, 0 unchanged, 8 skipped, 0 undated"
out_is ''

printf '{"id":"1","title":"Good","date":"2025-02-30","body":"text"}\n' >bad.jsonl
status 0 index add b bad.jsonl
err_has 'bad.jsonl:1: no date can be read from "2025-02-30"'
