#!/bin/sh
# How fast text becomes terms, beside Xapian's TermGenerator
#
#     ./dev bench analysis [ARTICLES.jsonl]
#
# without a file, on 20,000 generated articles.
set -eu
bin=${DATELINE_BUILD:-build}/bench

if [ $# -gt 0 ]; then
    exec "$bin/analysis" "$@"
fi
"$bin/generate" --articles=20000 | "$bin/analysis"
