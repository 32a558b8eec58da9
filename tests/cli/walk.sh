#!/bin/sh
# A newcomer's walk after README's tour (readme.sh) and the first steps (manual.sh): every command of
# the manual pages' EXAMPLES runs as it stands there, page by page, over files of the names that it
# has, and finds something. Then README's commands about the server.
. "$(dirname "$0")/lib.sh"
[ -f "$MANUAL/dateline-search.1" ] || skip_all "no manual pages were built (no help2man)"
. "$(dirname "$0")/serving.sh"
PATH=$home/bin:$(dirname "$INDEXER"):$PATH
export PATH

# ---- The files that the examples speak of ------------------------------------

mkdir desk "$home/bin"
cp -R "$FIXTURES/articles" desk
mkdir -p desk/articles/2025/03 desk/reports
printf 'date 2025-03-31 Tides\n\nHarbour tides for April.\n' >desk/articles/2025/03/31.txt
printf 'Undated\n\nHarbour lore.\n' >desk/articles/undated/lore.txt
rm desk/articles/undated/empty.txt # add --strict would count it
printf '{"id":"g1","source":"gazette","title":"Tolls","body":"Harbour tolls rise.","date":"2025-03-30"}\n' \
    >desk/articles/gazette.jsonl
(cd desk && tar -czf archive.tar.gz articles)
printf '{"id":"d1","title":"Dump","published":"2025-03-29","content":{"text":"Harbour dump."}}\n' |
    gzip >desk/dump.jsonl.gz
printf 't1\tharbour strike\nt2\trare-earth mine\n' >desk/topics.tsv
cp desk/topics.tsv desk/queries
printf '%%PDF-1.4 is not read: the filter is\n' >desk/reports/report.pdf
have pdftotext || skip "no pdftotext here: another stands for it"
printf '#!/bin/sh\necho "Harbour report"\n' >"$home/bin/pdftotext"
chmod +x "$home/bin/pdftotext"
(cd desk && index add news.idx articles 2>/dev/null)

# ---- The manual's examples -----------------------------------------------------

# examples PAGE: its commands, a line each.
examples() {
    sed -n '/^\.SH EXAMPLES/,/^\.SH "\{0,1\}SEE ALSO/p' "$1" | grep -v '^\.' |
        sed 's/\\-/-/g; s/\\(aq/'"'"'/g; s/\\e/\\/g' | grep -E '(^|[| ])(dateline-|curl )'
}

# run_example COMMAND: it succeeds, and tells nobody of trouble.
run_example() {
    command=$1
    case $command in
    *"| jq "*) have jq || { skip "no jq here: $command"; return; } ;;
    *"| zstd "*) have zstd || { skip "no zstd here: $command"; return; } ;;
    esac
    checks=$((checks + 1))
    run=$(echo "$command" | sed "s|/backup|$home/here/backup|g; s|127\.0\.0\.1:8080|$site|g")
    eval "$run" >"$out" 2>"$err" </dev/null || wrong "exit status $?"
    err_lacks "dateline-search:"
    case $command in
    dateline-index*compact* | dateline-index*dump* | *">"* | *" add "*) ;;
    *"| dateline-index delete"*) err_has "1 deleted, 0 not there" ;;
    "dateline-index delete"*) err_has "1 deleted, 0 not there" ;;
    *) ok [ -s "$out" ] ;;
    esac
}

mkdir backup
site=
ran=0
for page in "$MANUAL"/dateline-index*.1 "$MANUAL"/dateline-search.1; do
    examples "$page" >commands
    cp -R desk page
    cd page || exit 1
    while IFS= read -r line; do
        run_example "$line"
        ran=$((ran + 1))
    done <../commands
    case $page in
    *dateline-search.1) ok [ "$(wc -l <run)" -gt 20 ] ;;
    *index-dump.1) matches neu.idx 19 harbour ;;
    *index.1) matches news.idx 18 harbour ;;
    *index-add.1)
        matches news.idx 1 id:d1 date:2025-03-29
        matches news.idx 1 id:report.pdf report
        matches news.idx 38 harbour
        ;;
    esac
    cd .. && rm -rf page
done
ok [ "$ran" -ge 20 ]

# ---- The server's, and README's -------------------------------------------------

cd desk || exit 1
serve news.idx
examples "$MANUAL/dateline-serve.1" | grep -v '^dateline-serve' >commands
sed -n 's/^    \(curl .*api.*\)/\1/p' "$README" >>commands
while IFS= read -r line; do
    run_example "$line"
done <commands
ok [ "$(wc -l <commands)" -ge 4 ]
ok [ "$(wc -l <harbour.csv)" -eq 20 ]
stop
