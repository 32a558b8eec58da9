#!/bin/sh
# A disk that takes no more: the index is as before, and works again with room.
. "$(dirname "$0")/lib.sh"
mkdir src
printf 'First\n\nAlpha.\n' >src/one.txt
seq 1 60000 | awk '{ printf "word%d %s", $1, $1 % 12 ? "" : "\n" }' >long.txt

# unharmed INDEX: one article, nothing left over, another can be added.
unharmed() {
    matches "$1" 1 alpha
    bytes_of "$1" >after
    same before after
    printf 'Second\n\nAlpha.\n' >src/two.txt
    status 0 index add "$1" src
    matches "$1" 2 alpha
    rm src/two.txt
}

# A limit on the size of files.
index add a src 2>/dev/null
bytes_of a >before
command='index add a long.txt, with files of 256 KiB at most'
(
    trap '' XFSZ
    ulimit -f 512
    index add a long.txt
) >"$out" 2>"$err"
ok [ $? -eq 3 ]
err_has "a/tmp-segment"
err_has "File too large"
unharmed a

# A small disk.
mkdir disk
if ! mount -t tmpfs -o size=2m none disk 2>/dev/null; then
    skip "no disk can be mounted here"
    exit 0
fi
cleanup() { umount "$home/here/disk"; }
index add disk/a src 2>/dev/null
bytes_of disk/a >before
status 3 index add disk/a long.txt
err_has "No space left on device"
unharmed disk/a
status 3 index add disk/b long.txt
ok [ ! -e disk/b ]
