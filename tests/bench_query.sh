#!/bin/sh
# bench_query.sh BIN SOURCES -- ./dev bench query's drawing, turns, report and page, on few articles,
# with dateline and Xapian: both find the same number of documents for every set.
set -eu
bin=$1 sources=$2
dir=$(mktemp -d "${TMPDIR:-/tmp}/dateline-test-XXXXXX")
trap 'rm -rf "$dir"' EXIT
export PYTHONDONTWRITEBYTECODE=1

fail() {
    echo "bench_query: $*" >&2
    exit 1
}

mkdir "$dir/queries" "$dir/again"
"$bin/generate" --articles=400 >"$dir/a.jsonl"
"$bin/rows_dump" "$dir/a.rows" "$dir/a.dump" <"$dir/a.jsonl" >/dev/null
"$bin/xapian_build" "$dir/xapian" "$dir/a.rows" >/dev/null
"$bin/dateline_build" "$dir/dateline" "$dir/a.rows" >/dev/null

python3 "$sources/bench/query/draw.py" "$dir/a.jsonl" "$dir/queries"
python3 "$sources/bench/query/draw.py" "$dir/a.jsonl" "$dir/again"
diff -r "$dir/queries" "$dir/again" || fail "two draws differ"
lengths=$(cut -f 3 "$dir/queries/words.tsv" |
    awk '{ n[NF]++ } END { print n[1], n[2], n[3], n[4], n[5] }')
[ "$lengths" = "200 200 200 200 200" ] || fail "lengths of queries: $lengths"

python3 "$sources/bench/query/turns.py" "$dir/results" 400 "$dir/queries" 1 \
    dateline="$bin/dateline_query $dir/dateline" xapian="$bin/xapian_query $dir/xapian" 2>/dev/null
# dateline also finds words without their accents.
awk -F '\t' '$2 == "xapian" && $4 == "found_ratio" {
    n++
    if ($5 < 0.99 || $5 > 1.01)
        print "found " $5 " times as many for " $3
} END { if (n != 9) print n " sets" }' "$dir/results" >"$dir/differences"
[ ! -s "$dir/differences" ] || fail "$(cat "$dir/differences")"

{
    printf -- '-\tmachine\t-\t%s\t%s\n' cpu x cores 2 memory 1048576 system x date x commit abc1234 passes 1
    printf '400\t-\t-\t%s\t%s\n' articles 400 file 400000 title generated
    printf '400\t%s\tindex\tx\t1000000\n' dateline xapian
    printf '400\txapian\tor10\tratio\t0.1000\n'
} >>"$dir/results"
python3 "$sources/bench/report/query.py" "$dir/results" >"$dir/report"
grep -q "^OR, top 10: Xapian's mean / dateline's .* 10.00  at least 8: met" "$dir/report" ||
    fail "no target in the report: $(cat "$dir/report")"
grep -q '^bytes of the index / bytes of the JSON Lines .* 2.50  at most 2.2, aim 1.8: missed' "$dir/report" ||
    fail "no missed target in the report: $(cat "$dir/report")"
python3 "$sources/bench/report/page.py" "$dir/results" "$dir/docs"
grep -q "^| OR, top 10: Xapian's mean / dateline's | 400 | 10.00 | at least 8 | met |" \
    "$dir/docs/performance.md" || fail "no target on the page"
grep -q "^| dateline's commit | abc1234 |" "$dir/docs/performance.md" || fail "no commit on the page"
grep -q prefers-color-scheme "$dir/docs/performance/mean-400.svg" || fail "no plot"
python3 -c "import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])" \
    "$dir/docs/performance/mean-400.svg"
# Whatever the greatest value of a plot is, its axis has a few steps.
PYTHONPATH=$sources/bench/report python3 -c '
import plot
for tenths in range(1, 2000):
    assert 2 <= len(plot.Scale([tenths / 10], False).ticks()) <= 7, tenths' || fail "no axis"
