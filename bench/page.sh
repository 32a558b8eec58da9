#!/bin/sh
# docs/performance.md and its plots, of the last ./dev bench query --full
#
#     ./dev bench page [RESULTS [DIRECTORY]]
#
# Without arguments from build/bench/results/query-full.tsv into docs/. Figures of the last
# ./dev bench build and ./dev bench relevance are quoted where there are any.
set -eu
root=${DATELINE_BUILD:-build}
kept=$root/bench/results
results=${1:-$kept/query-full.tsv}

if [ ! -r "$results" ]; then
    echo "bench: no $results: run ./dev bench query --full" >&2
    exit 3
fi
exec python3 bench/report/page.py "$results" "${2:-docs}" "$kept/build.txt" "$kept/relevance.txt"
