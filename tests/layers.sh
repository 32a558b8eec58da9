#!/bin/sh
# layers.sh ROOT: dependencies point one way. Each #include "LAYER/..." of a
# source must be of a layer that its own may know.
cd "$1" || exit 1
wrong=0

# includes PATTERN PATH...: the lines "file:line:#include ..." of that form.
includes() {
    pattern=$1
    shift
    grep -rnE --include='*.c' --include='*.h' --include='*.cc' --include='*.hh' \
        "^[[:space:]]*#[[:space:]]*include[[:space:]]*$pattern" "$@"
}

# may LAYER KNOWN...: sources of LAYER include only from KNOWN, from LAYER
# itself, and beside themselves.
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
may snapshot shim core
may indexer/feed text core
may indexer/output core
may indexer/glass indexer/output core
may indexer/invert indexer/feed indexer/glass indexer/output text core
may indexer/merge indexer/invert indexer/feed indexer/glass indexer/output text core
may indexer/index indexer/merge indexer/invert indexer/feed indexer/glass indexer/output snapshot shim text core
may indexer/cli indexer/index indexer/feed indexer/output snapshot shim program text core
may searcher/query text core
may searcher/plan searcher/query snapshot shim text core
may searcher/match searcher/plan searcher/query snapshot shim text core
may searcher/snippet searcher/query text core
may searcher/explain searcher/match searcher/plan searcher/query snapshot text core
may searcher/engine searcher/explain searcher/snippet searcher/match searcher/plan searcher/query snapshot text core
may searcher/render searcher/engine searcher/explain searcher/snippet searcher/match searcher/query text core
may searcher/cli searcher program snapshot text core
may api snapshot program text core indexer searcher
may include

# No source lies outside the folders above.
found=$(ls indexer/*.[ch] searcher/*.[ch] 2>/dev/null)
[ -z "$found" ] || { printf 'layers: in no folder:\n%s\n' "$found"; wrong=1; }

# The query parser is built from its base up: a source with its header is a part, and
# no part includes one that includes it, over however many others.
parts=$(find searcher -name 'query*.[ch]' | xargs grep -oE '^#include "searcher/(.*/)?query[a-z_]*\.h"' |
    sed -E 's|^.*/(query[a-z_]*)\.[ch]:#include ".*/(query[a-z_]*)\.h"$|\1 \2|')
found=$(printf '%s\n' "$parts" | tsort 2>&1 >/dev/null)
[ -z "$found" ] || { printf 'layers: parts of the query parser in a circle:\n%s\n' "$found"; wrong=1; }
[ "$(printf '%s\n' "$parts" | wc -l)" -gt 10 ] || { echo 'layers: found no query parser'; wrong=1; }

# Whoever includes <xapian.h> has to be compiled as C++ and to catch its exceptions.
found=$(includes '[<"]xapian' . | grep -vE '^\./(shim|tests|bench|build)/')
[ -z "$found" ] || { printf 'layers: <xapian.h> outside the shim:\n%s\n' "$found"; wrong=1; }
found=$(includes '[<"]xapian' shim --exclude='*.cc' --exclude='*.hh')
[ -z "$found" ] || { printf 'layers: <xapian.h> where C includes it:\n%s\n' "$found"; wrong=1; }

# libxapian is searched by one way to match, and known to nothing else that searches.
found=$(includes '"(shim/xap|snapshot/(database|state|days))\.h' searcher api | grep -vE '^searcher/(plan/plan|match/match)_xapian\.[ch]:')
[ -z "$found" ] || { printf 'layers: libxapian outside the way to match by it:\n%s\n' "$found"; wrong=1; }
# The inside of a snapshot is its own.
found=$(includes '"snapshot/(state|days)\.h' . | grep -vE '^(\./)?(snapshot|build)/')
[ -z "$found" ] || { printf 'layers: the inside of a snapshot outside:\n%s\n' "$found"; wrong=1; }

# C++ is the shim's alone.
found=$(find core snapshot indexer searcher api -name '*.cc' -o -name '*.cpp' -o -name '*.hh')
[ -z "$found" ] || { printf 'layers: C++ outside the shim:\n%s\n' "$found"; wrong=1; }

# Only the programs know of terminals and standard streams.
found=$(grep -rlE 'isatty|stdout|stderr' --include='*.[ch]' searcher indexer api snapshot text |
    grep -vE '^(searcher|indexer)/cli/|^api/example')
[ -z "$found" ] || { printf 'layers: standard streams in\n%s\n' "$found"; wrong=1; }

# The public header stands alone.
found=$(includes '' include | grep -vE '<(stdbool|stddef|stdint)\.h>')
[ -z "$found" ] || { printf 'layers: include/dateline.h includes\n%s\n' "$found"; wrong=1; }

# That the patterns above find anything at all.
for pair in '"core/ snapshot' '"snapshot/ searcher' '[<"]xapian shim' '"snapshot/database searcher' \
    '"snapshot/state snapshot' '"searcher/render/ searcher'; do
    includes "${pair% *}" "${pair##* }" >/dev/null || { echo "layers: found nothing: $pair"; wrong=1; }
done
exit $wrong
