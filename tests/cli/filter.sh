#!/bin/sh
# --filter: files that a command turns into text.
. "$(dirname "$0")/lib.sh"
mkdir src "$home/tmp"
export TMPDIR="$home/tmp"
printf 'ALPHA REPORT\n\nBRAVO WORDS OF IT.\n' >src/one.up
printf 'date 2025-03-01 Plain\n\nPlain words.\n' >src/plain.txt

# The command reads the file on standard input, its words are split without a shell, the text is an article's.
status 0 index add --strict --filter='up=tr A-Z a-z' a src
err_has "2 added"
matches a 1 bravo
status 0 search --fields=id,title --format=tsv a bravo
out_has "one.up	alpha report"
status 0 index add --filter="up=sed 's/BRAVO W/\$HOME; w/'" b src
matches b 1 '"home words of it"'
status 0 index add --filter="up=sed -e \"s/BRAVO/two  words/\" -e s/OF\\ IT/'>'x/" b src
matches b 1 '"two words words x"'

# The header line, the path and the file's time date it as any text.
printf 'date 2024-05-06 Header\n\nWords.\n' >src/dated.UP
status 0 index add --filter=up=cat c src
matches c 1 date:2024-05-06
rm src/dated.UP

# Several filters; {} is the path, of a file that looks like an option, too.
printf 'Delta\n\nDelta words.\n' >src/two.other
status 0 index add --filter=up=cat --filter='OTHER=cat {}' d src
matches d 1 title:delta
cp src/one.up ./-n.up
status 0 index add --filter='up=cat {}' d -- -n.up
matches d 1 id:-n.up
rm ./-n.up

# Packed files, by the name without the compression; members of archives; a format that is a zip itself.
gzip -c src/one.up >packed.up.gz
tar cf members.tar src/one.up src/two.other
tar czf members.tgz src/one.up
for packed in packed.up.gz members.tar members.tgz; do
    rm -rf e
    status 0 index add --filter='up=tr A-Z a-z' e $packed
    matches e 1 title:'"alpha report"'
    rm -rf e
    status 0 index add --filter='up=sed -n 2,3p {}' e $packed
    matches e 1 bravo
    matches e 0 title:alpha
done
cp members.tar book.odt
status 0 index add --filter='odt=tar xOf - src/two.other' e book.odt
matches e 1 delta
ok [ -z "$(ls "$home/tmp")" ]

# A command that fails is told, and its file skipped and counted; the rest is added.
loses() {
    rm -rf f
    status 0 index add "--filter=up=$1" f src
    err_has "src/one.up: skipped: $2"
    err_has "2 added"
    err_has "1 skipped"
    status 5 index add --strict "--filter=up=$1" f src
}
loses false 'its filter false failed with status 1'
loses "sh -c 'echo some words; echo its reason >&2; exit 4'" 'its filter sh failed with status 4: its reason'
loses "sh -c 'kill -9 \$\$'" 'its filter sh was ended by signal 9 (Killed)'
loses yes 'its filter yes wrote more than 64 MiB'
loses true 'it is empty'
loses 'head -c 100 /dev/zero' 'it is binary, not text'
rm -rf f
gzip -c src/one.up | head -c 30 >src/cut.up.gz
status 0 index add --filter=up=cat f src
err_has "src/cut.up.gz: skipped: cannot copy it for its filter: truncated gzip input"
rm src/cut.up.gz

# A file that its filter loses is there, for --sync.
status 0 index add --sync --filter=up=false f src
err_has "src: nothing is removed"

# lint runs filters, too.
status 5 index lint --strict --filter=up=false src
out_has "skipped: src/one.up: skipped: its filter false failed"
status 0 index lint --filter=up=cat src
out_has "articles  3,"

# A filter that cannot be is refused before anything is created.
for refused in up up= =cat .up=cat a/b=cat "up='cat" 'up=no-such-program -x' up=./src up=/etc/passwd; do
    status 2 index add --filter="$refused" new src
    err_has "--filter=$refused: "
done
status 2 index add --filter=up=cat --filter=UP=cat new src
err_has "'UP' has a filter already"
ok [ ! -e new ]

# Without one, the file is what it seems to be.
status 0 index add g src
matches g 1 title:'"alpha report"'
