#!/bin/sh
# Adding, replacing, deleting; what the same input leaves; what a dry run does not do.
. "$(dirname "$0")/lib.sh"
mkdir src
printf 'date 2025-03-01 First\n\nAlpha apples.\n' >src/one.txt
printf 'date 2025-03-02 Second\n\nAlpha bananas.\n' >src/two.txt

status 0 index add a src
err_has "2 added, 0 replaced, 0 unchanged"
matches a 2 alpha

# The same again: not a byte of the index changes, whatever its files' times.
bytes_of a >before
touch src/*
status 0 index add a src
err_has "0 added, 0 replaced, 2 unchanged"
bytes_of a >after
same before after
status 0 index add a src/one.txt src # by another name it is another article
err_has "1 added, 0 replaced, 2 unchanged"
status 0 index delete a src/one.txt
matches a 2 alpha

# Replaced: the new text is found, the old one is not; so is a date alone.
printf 'date 2025-03-01 First\n\nAlpha cherries.\n' >src/one.txt
status 0 index add a src
err_has "0 added, 1 replaced, 1 unchanged"
matches a 2 alpha
matches a 1 cherries
matches a 0 apples
sed -i 's/2025-03-01/2025-04-01/' src/one.txt
status 0 index add a src
err_has "0 added, 1 replaced, 1 unchanged"
matches a 1 date:2025-04-01
matches a 0 date:2025-03-01

# Added to what is there.
printf 'date 2025-03-03 Third\n\nAlpha dates.\n' >src/three.txt
status 0 index add a src
err_has "1 added, 0 replaced, 2 unchanged"
matches a 3 alpha
status 0 search --format=ids a '*'
ok [ "$(wc -l <"$out")" -eq 3 ]

# Deleted: those that are there, in one commit, and those that are not are told.
status 1 index delete a two.txt nine.txt
err_has "no article has the id 'nine.txt'"
err_has "1 deleted, 1 not there"
matches a 2 alpha
matches a 0 bananas
status 1 search --show=two.txt a
bytes_of a >before
status 1 index delete a two.txt
bytes_of a >after
same before after
status 0 index add a src
err_has "1 added, 0 replaced, 2 unchanged"
matches a 3 alpha

printf 'one.txt\r\n\nthree.txt\n' >ids
status 0 index delete --ids-from=ids a two.txt
err_has "3 deleted, 0 not there"
matches a 0 alpha
status 0 index info --json a
out_has '"articles":0'
status 0 index add a src
fed 0 'one.txt\ntwo.txt' index delete --ids-from=- a
matches a 1 alpha

# An id twice in one run: the last one wins, and both places are told.
printf '{"id":"x","body":"first version"}\n{"id":"y","body":"other"}\n{"id":"x","body":"second version"}\n' >two.jsonl
status 0 index add b two.jsonl
err_has "two.jsonl:3: id 'x' again, after two.jsonl:1: the last one counts"
err_has "2 added"
matches b 2
matches b 1 second
matches b 0 first
# ... where the index had it, too: here it comes back to what it was.
bytes_of b >before
status 0 index add b two.jsonl
bytes_of b >after
same before after

# A dry run tells the same and does nothing, not even make an index.
status 0 index add --dry-run c src
err_has "(dry run) 3 added"
ok [ ! -e c ]
bytes_of b >before
status 0 index add --dry-run b src
err_has "(dry run) 3 added, 0 replaced"
status 0 index delete --dry-run b x
err_has "(dry run) 1 deleted"
bytes_of b >after
same before after

# An index with nothing in it is one.
mkdir nothing
status 0 index add d nothing
status 1 search d '*'
matches d 0 alpha
status 0 index add d src
matches d 3 alpha

# An index inside its source is passed over, and one is moved as a whole.
mkdir home && cp src/* home
status 0 index add home/idx home
err_has "3 added"
status 0 index add home/idx home
err_has "0 added, 0 replaced, 3 unchanged"
mv home/idx elsewhere
matches elsewhere 3 alpha

# A writer that was killed leaves nothing in the way.
mkdir d/tmp-segment d/seg-0123456789abcdef
echo rubbish >d/tmp-segment/postlist.glass
printf 'date 2025-03-04 Fourth\n\nAlpha elderberries.\n' >src/four.txt
status 0 index add d src
matches d 4 alpha
ok [ ! -e d/tmp-segment ]
ok [ ! -e d/seg-0123456789abcdef ]
