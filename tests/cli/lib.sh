# Shared by the tests of the programs. Each file begins with
#
#     . "$(dirname "$0")/lib.sh"
#
# and then stands in an empty directory of its own, which goes when it ends.
# From the environment: INDEXER, SEARCHER, SERVER (the programs),
# FIXTURES, SHARED (a folder of larger corpora, perhaps absent). It runs to its
# end whatever fails; the exit status is 1 if something did, 77 if all was skipped.
set -u
export LC_ALL=C TZ=UTC
unset NO_COLOR DATELINE_COLOR TERM DATELINE_INDEX

# A sanitizer's complaint must not look like "nothing matched".
export ASAN_OPTIONS="exitcode=99" UBSAN_OPTIONS="exitcode=99:print_stacktrace=1" LSAN_OPTIONS="exitcode=99"

failures=0
checks=0
home=$(mktemp -d) || exit 1
trap 'cleanup; rm -rf "$home"; echo "$checks checks, $failures failed"; [ "$failures" -eq 0 ] || exit 1' EXIT
trap 'exit 1' HUP INT TERM
cd "$home" || exit 1
mkdir here log
out=$home/log/out err=$home/log/err
cd here || exit 1

# A file with more to put away than its directory defines this anew.
cleanup() { :; }

index() { "$INDEXER" "$@"; }
search() { "$SEARCHER" "$@"; }

# archive INDEX [OPTION...]: an index of the fixtures.
archive() { index add "$@" "$FIXTURES/articles" 2>/dev/null; }

# ---- Expectations ----------------------------------------------------------

# wrong TEXT...: the last check failed; says what was run and what came of it.
wrong() {
    failures=$((failures + 1))
    printf 'FAILED: %s\n' "$*"
    printf '  command: %s\n' "${command:-(none)}"
    sed 's/^/  stdout: /' "$out" 2>/dev/null | head -6
    sed 's/^/  stderr: /' "$err" 2>/dev/null | head -6
    return 1
}

# ok COMMAND...: COMMAND, not a program of ours, says that all is well.
ok() {
    checks=$((checks + 1))
    "$@" >/dev/null 2>&1 || wrong "expected: $*"
}

# status N COMMAND...: runs COMMAND, keeping what it prints in $out and $err.
status() {
    expected=$1
    shift
    command=$*
    checks=$((checks + 1))
    "$@" >"$out" 2>"$err" </dev/null
    got=$?
    [ "$got" -eq "$expected" ] || wrong "exit status $got, expected $expected"
}

# fed N INPUT COMMAND...: the same with INPUT, as printf takes it, on standard input.
fed() {
    expected=$1 input=$2
    shift 2
    command="printf '$input' | $*"
    checks=$((checks + 1))
    printf "$input" | "$@" >"$out" 2>"$err"
    got=$?
    [ "$got" -eq "$expected" ] || wrong "exit status $got, expected $expected"
}

# What the last command printed, as a whole (without the last newline)...
out_is() {
    checks=$((checks + 1))
    [ "$(cat "$out")" = "$1" ] || wrong "standard output, expected: $1"
}
err_is() {
    checks=$((checks + 1))
    [ "$(cat "$err")" = "$1" ] || wrong "standard error, expected: $1"
}
# ...and in part.
out_has() {
    checks=$((checks + 1))
    grep -qF -e "$1" "$out" || wrong "standard output lacks: $1"
}
out_lacks() {
    checks=$((checks + 1))
    ! grep -qF -e "$1" "$out" || wrong "standard output has: $1"
}
err_has() {
    checks=$((checks + 1))
    grep -qF -e "$1" "$err" || wrong "standard error lacks: $1"
}
err_lacks() {
    checks=$((checks + 1))
    ! grep -qF -e "$1" "$err" || wrong "standard error has: $1"
}

# same FILE FILE: byte for byte.
same() {
    checks=$((checks + 1))
    cmp -s "$1" "$2" || wrong "$1 and $2 differ: $(diff "$1" "$2" | head -10)"
}

# narrow N FILE: no line of FILE has more than N characters. Each character becomes
# one ASCII byte first, because tools differ in what they count, and locales too.
narrow() {
    checks=$((checks + 1))
    wide=$(LC_ALL=C tr -d '\200-\277' <"$2" | LC_ALL=C tr '\300-\377' '[x*]' | grep -E "^.{$1}.")
    [ -z "$wide" ] || wrong "wider than $1 characters: $wide"
}

# matches INDEX N QUERY...: so many articles match.
matches() {
    in=$1 n=$2
    shift 2
    expected=0
    [ "$n" -gt 0 ] || expected=1
    status "$expected" search --count "$in" "$@"
    out_is "$n"
}

# ---- Passing over ----------------------------------------------------------

skip() { printf 'skipped: %s\n' "$*"; }

skip_all() {
    skip "$*"
    trap 'rm -rf "$home"' EXIT
    exit 77
}

have() { command -v "$1" >/dev/null 2>&1; }

# spoil FILE [PLACE]: another byte there, or in its middle.
spoil() {
    at=${2:-$(($(wc -c <"$1") / 2))}
    was=$(od -An -tx1 -j$at -N1 "$1")
    byte='\252'
    [ "$was" != ' aa' ] || byte='\125'
    printf $byte | dd of="$1" bs=1 seek=$at conv=notrunc 2>/dev/null
}

# bytes_of DIR: a line for each thing in it, which any change alters; the lock
# file, which says who held it last, aside.
bytes_of() {
    (cd "$1" && find . ! -name lock | sort | while read -r name; do
        if [ -f "$name" ]; then cksum "$name"; else echo "$name"; fi
    done)
}
