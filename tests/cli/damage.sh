#!/bin/sh
# A damaged index is neither searched as if it were whole nor merged into a new one.
. "$(dirname "$0")/lib.sh"

# ---- Merging ------------------------------------------------------------------

# named INDEX: what its manifest names, byte for byte.
named() { bytes_of "$1" | grep -E "XAPIANDB$(sed -n 's/^glass /|/p' "$1/XAPIANDB" | tr -d '\n')"; }

# refused COMMAND...: with a byte of any file of the first segment changed it fails,
# names the file and leaves the index as it was; check still finds the damage.
refused() {
    for file in $(cd whole && find $(sed -n 's/^glass //p' XAPIANDB | head -1) -type f -size +0c); do
        rm -rf a && cp -R whole a
        spoil "a/$file"
        named a >before
        status 3 "$@"
        case $file in
        */iamglass) err_has "a/${file%/*}" ;; # libxapian refuses to open it
        *) err_has "a/$file is not as it was written" ;;
        esac
        named a >after
        same before after
        status 1 index check a
    done
}

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
