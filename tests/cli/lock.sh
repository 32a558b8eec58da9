#!/bin/sh
# One writer at a time; readers never wait.
. "$(dirname "$0")/lib.sh"
have flock || skip_all "no flock here"
mkdir src
printf 'date 2025-03-01 First\n\nAlpha.\n' >src/one.txt
index add a src 2>/dev/null
printf 'date 2025-03-02 Second\n\nAlpha.\n' >src/two.txt

# hold: has the lock, in the background, until release.
mkfifo end
hold() {
    flock a/lock sh -c 'echo >held; read -r _ <end' &
    until [ -e held ]; do sleep 0.02; done
    rm held
}
release() { echo >end; }

bytes_of a >before
hold
status 4 index add a src
err_has "another writer"
err_has "holds the index a"
status 4 index add --wait-lock=0.1 a src
status 4 index delete a one.txt
bytes_of a >after
same before after
# To look is not to write.
matches a 1 alpha
status 0 index info a
status 0 index add --dry-run a src
err_has "(dry run) 1 added"
release
wait

hold
(sleep 0.5; release) &
status 0 index add --wait-lock=60 a src
matches a 2 alpha
wait

# The lock file stays: to unlink it would let two in.
ok [ -f a/lock ]
status 0 index delete a one.txt
ok [ -f a/lock ]
