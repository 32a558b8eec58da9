#!/bin/sh
# A damaged index is neither searched as if it were whole nor merged into a new one.
. "$(dirname "$0")/lib.sh"

# ---- Opening ------------------------------------------------------------------

archive whole --xapian=full
printf 'Last\n\nHarbour.\n' >last.txt
index add whole last.txt 2>/dev/null
index delete whole nmp-1 2>/dev/null

# unopened FILE HOW: every command refuses the index and names FILE, whatever it needs of it.
unopened() {
    for words in 'search --format=ids a harbour' 'search --count a date:2025' 'search --show=nmp-2 a' \
        'index info a' 'index delete a nmp-3' 'index add a last.txt' 'index compact a'; do
        status 3 $words
        err_has "a/$1"
        err_has "$2"
        out_is ''
    done
}
for file in $(cd whole && find $(sed -n 's/^glass //p' XAPIANDB | head -1) -type f -size +0c); do
    rm -rf a && cp -R whole a
    case $file in
    */iamglass) continue ;; # libxapian's own messages
    esac
    rm "a/$file"
    unopened "$file" "is missing"
    ln -s "${file##*/}" "a/$file"
    unopened "$file" "cannot open"
    rm "a/$file" && mkdir "a/$file"
    unopened "$file" "is damaged"
    rmdir "a/$file" && cp "whole/$file" "a/$file" && echo more >>"a/$file"
    unopened "$file" "is damaged"
done

# A manifest that is damaged where it begins is no stub of another program, nor is one that is
# empty, zeros, or cut off.
for how in 'printf x' 'printf "# x"' 'head -c 9 whole/XAPIANDB' 'head -c 300 /dev/zero' :; do
    rm -rf a && cp -R whole a
    case $how in
    printf*) eval "$how" | dd of=a/XAPIANDB conv=notrunc 2>/dev/null ;;
    *) $how >a/XAPIANDB ;;
    esac
    for words in 'search --count a harbour' 'index info a' 'index add a last.txt' 'index check --repair a'; do
        status 3 $words
        err_has a
    done
done

# A batch for whose threads there are too few descriptors does with fewer threads, unless
# these leave none at all: status 3. A sanitizer that has none left for itself says so.
seq 1 200 | sed 's/.*/q&\tharbour/' >lines
search --batch=lines --threads=1 --format=tsv whole >expected
answered=0
for n in 50 55 60 65 70; do
    command="search with $n descriptors"
    (
        ulimit -n $n
        exec "$SEARCHER" --batch=lines --threads=16 --format=tsv whole
    ) >"$out" 2>"$err"
    code=$?
    if [ $code -eq 3 ] || grep -q "does not point to an object of type" "$err"; then continue; fi
    ok [ $code -eq 0 ]
    same expected "$out"
    answered=$((answered + 1))
done
ok [ $answered -gt 0 ]

# Files that become shorter while a search is using the index end it with a message and
# status 3, mapped or not.
rm -rf a && cp -R whole a
mkfifo lines.fifo
command='search --batch with files that become shorter'
"$SEARCHER" --batch=- --threads=1 --format=tsv a <lines.fifo >"$out" 2>"$err" &
searching=$!
exec 9>lines.fifo
printf 'q\tharbour\n' >&9
tries=0
while [ ! -s "$out" ] && [ $((tries += 1)) -lt 300 ]; do sleep 0.1; done
ok [ -s "$out" ]
for file in a/seg-*/columns.* a/seg-*/lists.* a/seg-*/texts.*; do
    [ ! -f "$file" ] || : >"$file"
done
seq 1 200 | sed 's/.*/q&\tthe OR of OR in/' >&9
exec 9>&-
wait $searching
code=$?
ok [ $code -eq 3 ]
err_has "a/seg-" # by its first reader, or by the handler of SIGBUS (test_program)

# ---- Merging ------------------------------------------------------------------

# named INDEX: what its manifest names, byte for byte.
named() { bytes_of "$1" | grep -E "XAPIANDB$(sed -n 's/^glass /|/p' "$1/XAPIANDB" | tr -d '\n')"; }

# refused COMMAND...: with a byte changed of any file that it reads of the first segment it fails,
# names the file and leaves the index as it was; check still finds the damage. Tables of Xapian's
# are not read but made anew: the damage is gone.
refused() {
    for file in $(cd whole && find $(sed -n 's/^glass //p' XAPIANDB | head -1) -type f -size +0c); do
        rm -rf a && cp -R whole a
        spoil "a/$file"
        named a >before
        case $file in
        *glass)
            status 1 index check a
            status 0 "$@"
            status 0 index check a
            continue
            ;;
        esac
        status 3 "$@"
        err_has "a/$file is not as it was written"
        named a >after
        same before after
        status 1 index check a
    done
}

rm -rf whole
# compact, with a deletion to be dropped on the way.
printf 'First\n\nApple and pear.\n' >first.txt
printf 'Second\n\nZzebra.\n' >second.txt
index add whole first.txt 2>/dev/null
index add whole second.txt 2>/dev/null
index delete whole first.txt 2>/dev/null
index add whole first.txt 2>/dev/null
refused index compact a
rm -rf a && cp -R whole a
status 0 index compact a
status 0 index check a

# An add that finds seven segments of like size merges them with its own.
rm -rf whole
for n in 1 2 3 4 5 6 7; do
    printf 'Title %s\n\nWord%s and more.\n' $n $n >$n.txt
    index add whole $n.txt 2>/dev/null
done
refused index add a first.txt
rm -rf a && cp -R whole a
status 0 index add a first.txt
ok [ "$(grep -c '^glass ' a/XAPIANDB)" -eq 1 ]
