#!/bin/sh
# Programs are linked for random addresses, with read-only tables and guarded stacks.
. "$(dirname "$0")/lib.sh"
have readelf || skip_all "no readelf here"
for program in "$INDEXER" "$SEARCHER" "$SERVER"; do
    command="readelf $program"
    readelf -hldW "$program" >"$out" 2>"$err"
    ok grep -q 'Type: *DYN' "$out"
    ok grep -q 'Flags:.*PIE' "$out"
    ok grep -q 'Flags:.*NOW' "$out"
    out_has GNU_RELRO
    readelf -sW "$program" >"$out"
    out_has __stack_chk_fail
    # Checked copies need optimisation, which counting lines turns off.
    ! grep -q __gcov_ "$out" || continue
    case $(readelf -dW "$program") in
    *libasan* | *libtsan*) ;;
    *) out_has __snprintf_chk ;;
    esac
done
