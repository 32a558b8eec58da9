#!/bin/sh
# The annotated pages of ../shared: how much of texts, titles and dates is right.
. "$(dirname "$0")/lib.sh"
[ -f "$SHARED/corpora/webpages.tar.gz" ] || skip_all "there is no $SHARED/corpora/webpages.tar.gz"
command -v python3 >/dev/null || skip_all "there is no python3"

tar xzf "$SHARED/corpora/webpages.tar.gz"
status 0 index add web.idx webpages/pages
status 0 python3 "$SHARED/tools/webpages.py" "$SEARCHER" web.idx webpages/annotations.jsonl
cat "$out"

# least WHAT FIGURE NUMBER: FIGURE is not below NUMBER.
least() {
    ok awk -v figure="$2" -v least="$3" 'BEGIN { exit !(figure >= least) }' || echo "$1: $2"
}

figures=$(sed -n 's/^text: .*F1 \([0-9.]*\)$/f1=\1/p
    s/^title: \([0-9.]*\) .*/titles=\1/p
    s/^date: \([0-9.]*\) right, \([0-9.]*\) wrong.*/dates=\1 wrong=\2/p' "$out")
f1=0 titles=0 dates=0 wrong=1
eval "$figures"
ok grep -q 'pages 253, not indexed 0' "$out"
least "text F1" "$f1" 0.93
least titles "$titles" 0.85
least dates "$dates" 0.88
least "dates not wrong" "$(awk -v wrong="$wrong" 'BEGIN { print 1 - wrong }')" 0.92
