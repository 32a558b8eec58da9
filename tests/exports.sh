#!/bin/sh
# exports.sh LIBRARY HEADER: what LIBRARY, shared or static, exports is what HEADER declares. A
# static one may have weak symbols besides, of C++'s templates.
set -u
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT

case $1 in
*.a) nm -g --defined-only "$1" | awk '$2 ~ /^[A-TX-Z]$/ { print $3 }' ;;
*) nm -D --defined-only "$1" | awk '$2 ~ /^[A-Za-z]$/ { print $3 }' ;;
esac | sort >"$dir/exported"
# A declaration may go over several lines; its name stands before the first bracket.
tr '\n' ' ' <"$2" | sed 's/DATELINE_API/\n&/g' |
    sed -n 's/^DATELINE_API [^(]*[ *]\(dateline_[a-z_]*\)(.*/\1/p' | sort >"$dir/declared"

[ -s "$dir/declared" ] || { echo "exports: no declarations found in $2"; exit 1; }
if ! diff "$dir/declared" "$dir/exported" >"$dir/difference"; then
    echo "exports: < declared in $2, > exported by $1"
    cat "$dir/difference"
    exit 1
fi
echo "$(wc -l <"$dir/declared") functions"
