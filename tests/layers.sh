#!/bin/sh
# layers.sh ROOT: checks that dependencies point one way. A source may include
# "LAYER/..." only if its own layer may depend on LAYER.
cd "$1" || exit 1
wrong=0

# includes PATTERN PATH...: the lines "file:line:#include ..." of that form.
includes() {
    pattern=$1
    shift
    grep -rnE --include='*.c' --include='*.h' --include='*.cc' --include='*.hh' \
        "^[[:space:]]*#[[:space:]]*include[[:space:]]*$pattern" "$@"
}

# may LAYER KNOWN...: fails if a source of LAYER includes from other than KNOWN, LAYER
# and its own folder.
may() {
    layer=$1
    shift
    [ -d "$layer" ] || { echo "layers: there is no $layer/"; wrong=1; return; }
    known=$(printf '|%s' "$layer" "$@")
    found=$(includes '"' "$layer" | grep -vE "include[[:space:]]*\"((${known#|})/|dateline\.h\"|[^/]*\")")
    [ -z "$found" ] || { printf 'layers: %s/ may include %s only:\n%s\n' "$layer" "${*:-itself}" "$found"; wrong=1; }
}

may core
may text core
may program core
may shim core
may store core
may lists store core
may snapshot shim lists store core
may indexer/feed text core
may indexer/output store core
may indexer/glass indexer/output lists store core
may indexer/invert indexer/feed indexer/glass indexer/output text lists store core
may indexer/merge indexer/invert indexer/feed indexer/glass indexer/output snapshot text lists store core
may indexer/index indexer/merge indexer/invert indexer/feed indexer/glass indexer/output snapshot shim text lists store core
may indexer/lint indexer/index indexer/feed snapshot shim text store core
may indexer/cli indexer/lint indexer/index indexer/feed indexer/output snapshot shim program text core
may searcher/query text core
may searcher/plan searcher/query snapshot shim text core
may searcher/match searcher/plan searcher/query snapshot shim text lists store core
may searcher/snippet searcher/query text core
may searcher/explain searcher/match searcher/plan searcher/query snapshot text lists store core
may searcher/engine searcher/explain searcher/snippet searcher/match searcher/plan searcher/query snapshot text lists store core
may searcher/render searcher/engine searcher/explain searcher/snippet searcher/match searcher/query text core
may searcher/cli searcher program snapshot text core
may serve searcher program snapshot text core
may api snapshot program text core indexer searcher
may include

# Every source is in one of the folders above.
found=$(ls indexer/*.[ch] searcher/*.[ch] 2>/dev/null)
[ -z "$found" ] || { printf 'layers: in no folder:\n%s\n' "$found"; wrong=1; }

# The parts of the query parser, each a source and its header, do not include each other in
# a circle.
parts=$(find searcher -name 'query*.[ch]' | xargs grep -oE '^#include "searcher/(.*/)?query[a-z_]*\.h"' |
    sed -E 's|^.*/(query[a-z_]*)\.[ch]:#include ".*/(query[a-z_]*)\.h"$|\1 \2|')
found=$(printf '%s\n' "$parts" | tsort 2>&1 >/dev/null)
[ -z "$found" ] || { printf 'layers: parts of the query parser in a circle:\n%s\n' "$found"; wrong=1; }
[ "$(printf '%s\n' "$parts" | wc -l)" -gt 10 ] || { echo 'layers: found no query parser'; wrong=1; }

# Only C++ that catches exceptions may include <xapian.h>.
found=$(includes '[<"]xapian' . | grep -vE '^\./(shim|tests|bench|build)/')
[ -z "$found" ] || { printf 'layers: <xapian.h> outside the shim:\n%s\n' "$found"; wrong=1; }
found=$(includes '[<"]xapian' shim --exclude='*.cc' --exclude='*.hh')
[ -z "$found" ] || { printf 'layers: <xapian.h> where C includes it:\n%s\n' "$found"; wrong=1; }

# Only the Xapian matcher of the searcher uses libxapian.
found=$(includes '"(shim/xap|snapshot/(database|state|days))\.h' searcher serve api | grep -vE '^searcher/(plan/plan_xapian(_least)?|match/match_xapian)\.[ch]:')
[ -z "$found" ] || { printf 'layers: libxapian outside the way to match by it:\n%s\n' "$found"; wrong=1; }
# Only snapshot/ includes its internal headers.
found=$(includes '"snapshot/(state|days)\.h' . | grep -vE '^(\./)?(snapshot|build)/')
[ -z "$found" ] || { printf 'layers: the inside of a snapshot outside:\n%s\n' "$found"; wrong=1; }

# Only the shim is C++.
found=$(find core snapshot indexer searcher serve api -name '*.cc' -o -name '*.cpp' -o -name '*.hh')
[ -z "$found" ] || { printf 'layers: C++ outside the shim:\n%s\n' "$found"; wrong=1; }

# Only the programs use terminals and standard streams.
found=$(grep -rlE 'isatty|stdout|stderr' --include='*.[ch]' searcher indexer serve api snapshot text |
    grep -vE '^(searcher|indexer)/cli/|^api/example|^serve/log\.c$')
[ -z "$found" ] || { printf 'layers: standard streams in\n%s\n' "$found"; wrong=1; }

# The public header includes no other header of dateline.
found=$(includes '' include | grep -vE '<(stdbool|stddef|stdint)\.h>')
[ -z "$found" ] || { printf 'layers: include/dateline.h includes\n%s\n' "$found"; wrong=1; }

# Checks that the patterns above match at all.
for pair in '"core/ snapshot' '"snapshot/ searcher' '[<"]xapian shim' '"snapshot/database searcher' \
    '"snapshot/state snapshot' '"searcher/render/ searcher'; do
    includes "${pair% *}" "${pair##* }" >/dev/null || { echo "layers: found nothing: $pair"; wrong=1; }
done
exit $wrong
