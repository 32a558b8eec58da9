#!/bin/sh
# libxapian is loaded for Xapian's databases alone; a module that is missing or foreign is told.
. "$(dirname "$0")/lib.sh"
have readelf || skip_all "no readelf here"

archive a --xapian=full
command="readelf -dW $SEARCHER"
readelf -dW "$SEARCHER" >"$out" 2>"$err"
ok grep -q NEEDED "$out"
ok [ "$(grep -c 'libxapian' "$out")" -eq 0 ]

# From where it is installed.
status 0 cmake --install "$BUILD" --prefix "$PWD/prefix"
SEARCHER=$PWD/prefix/bin/dateline-search
module=$(find "$PWD/prefix" -name dateline-xapian.so)
status 0 search --count --plan=xapian a harbour
out_is 16

cp "$(find /lib /usr/lib -name libm.so.6 2>/dev/null | head -n 1)" other.so
mv other.so "$module"
status 3 search --count --plan=xapian a harbour
err_has "dateline-xapian.so is of another version than this program"
status 0 search --count a harbour
out_is 16
rm "$module"
status 3 search --count --plan=xapian a harbour
err_has "cannot load what reads Xapian's databases: "
err_has dateline-xapian.so
status 0 search --count a harbour
out_is 16
