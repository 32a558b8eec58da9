#!/bin/sh
# What is installed works from where it is: programs, library, header, pages.
. "$(dirname "$0")/lib.sh"
have pkg-config || skip_all "no pkg-config here"

status 0 cmake --install "$BUILD" --prefix "$PWD/prefix"
status 0 prefix/bin/dateline-index add a "$FIXTURES/articles"
status 0 prefix/bin/dateline-search --count a harbour
out_is 16

pc=$(find prefix -name dateline.pc)
PKG_CONFIG_PATH=$(dirname "$PWD/$pc")
export PKG_CONFIG_PATH
status 0 pkg-config --cflags --libs dateline
flags=$(cat "$out")
for name in example example_timeline example_lookup; do
    status 0 $CC $CFLAGS "$EXAMPLE_SOURCES/$name.c" $flags -Wl,-rpath,"$(pkg-config --variable=libdir dateline)" -o $name
done
status 0 ./example b harbour
out_has "2 matches"
status 0 ./example_timeline b harbour ferries
out_has "2025-03	1 (100.0%)	0 (0.0%)"
echo harbour >queries
status 0 ./example_lookup b queries
out_has "1	2	20250402"

for page in $(cd "$MANUAL" && ls ./*.[137] 2>/dev/null); do
    ok [ -f "prefix/share/man/man${page##*.}/$page" ]
done
