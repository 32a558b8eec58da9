#!/bin/sh
# Input that is not as it should be: told and passed over, the rest is read.
. "$(dirname "$0")/lib.sh"
mkdir src
printf 'Good\n\nAlpha text.\n' >src/good.txt

# passes WHAT: an `add` of src tells WHAT; the good article is there, nothing else.
passes() {
    rm -rf a
    status 0 index add a src
    err_has "$1"
    err_has "1 added"
    matches a 1
    status 0 search --format=ids a alpha
    out_is good.txt
}

: >src/empty.txt
passes "src/empty.txt: skipped: it is empty"
rm src/empty.txt

head -c 4000 "$INDEXER" >src/program
passes "src/program: skipped: it is binary, not text"
rm src/program

printf '\000\001\002\003' | gzip >src/noise.gz
passes "src/noise.gz: skipped:"
rm src/noise.gz

mkdir src/deep && ln -s .. src/deep/loop
passes "src/deep/loop: skipped: it leads back"
rm -r src/deep

ln -s nowhere src/dangling
passes "src/dangling: skipped: No such file or directory"
rm src/dangling

mkfifo src/pipe
passes "src/pipe: skipped: it is neither a file nor a directory"
rm src/pipe

echo alpha >src/secret && chmod 000 src/secret
if [ -r src/secret ]; then
    skip "no file is unreadable for this user"
else
    passes "src/secret: skipped: Permission denied"
fi
rm -f src/secret

# Hidden files are not articles.
mkdir src/.git && echo alpha >src/.git/config
rm -rf a
status 0 index add a src
err_has "1 added, 0 replaced, 0 unchanged, 0 skipped"
rm -r src/.git

# A bad line costs itself alone.
printf '{"id":"1","body":"alpha"}\n{"id":"2","body":\n[1,2]\n\n{"id":"3","body":"alpha"}\n' >lines.jsonl
status 5 index add --strict b lines.jsonl
err_has "lines.jsonl:2: skipped: not JSON"
err_has "lines.jsonl:3: skipped:"
err_has "2 added, 0 replaced, 0 unchanged, 2 skipped"
status 0 search --format=ids b alpha
sort "$out" >got
printf '1\n3\n' >expected
same expected got

# Half an archive is half an archive: what can be read of it is kept.
(echo 'Long story'; echo; seq 1 20000) >long.txt
gzip -c long.txt >whole.gz
head -c 20000 whole.gz >cut.gz
status 0 index add c cut.gz
err_has "cut.gz: damaged, the readable part is kept"
matches c 1 '"1 2 3"'
matches c 0 19999

# Text in another encoding, and none at all.
printf 'Caf\351\n\nAlpha d\351j\340 vu, garcon, na\357ve, fa\347ade.\n' >latin.txt
status 0 index add d latin.txt
status 0 search --format=tsv --fields=title d deja
out_has "Café"
printf 'Broken \377\376\372 bytes\n\nalpha\n' >broken.txt
status 0 index add d broken.txt
matches d 2 alpha

# Names with a newline, a blank, bytes that are no UTF-8: ids are one line.
mkdir odd
printf 'alpha\n' >"odd/two words.txt"
printf 'alpha\n' >"$(printf 'odd/new\nline.txt')"
printf 'alpha\n' >"$(printf 'odd/\377.txt')"
status 0 index add e odd
status 0 search -n0 --format=ids e
sort "$out" >got
printf '%%FF.txt\nnew%%0Aline.txt\ntwo words.txt\n' >expected
same expected got
status 0 index delete e 'two words.txt' 'new%0Aline.txt'
# A name that looks like an escaped one stays another article's.
mkdir pair
printf 'alpha\n' >"$(printf 'pair/new\nline.txt')"
printf 'beta\n' >'pair/new%0Aline.txt'
status 0 index add pairs pair
matches pairs 2
status 0 search --format=ids pairs beta
out_is 'new%250Aline.txt'
status 0 index delete pairs 'new%0Aline.txt'
matches pairs 1 beta

# A small file that holds very many members is read up to a limit, or as far as told.
mkdir m
i=0
while [ $i -lt 120 ]; do printf 'alpha\n' >m/$i && i=$((i + 1)); done
tar cf in.tar m
for i in 0 1 2 3 4 5 6 7 8 9; do for k in 0 1 2 3 4 5 6 7 8 9; do cp in.tar $i$k.tar; done; done
tar cf all.tar [0-9][0-9].tar
if have xz; then
    xz all.tar
    status 0 index add members all.tar.xz
    err_has "the rest is skipped: it has too many members for its size (see --max-expand)"
    ok [ "$(search --count members alpha)" -lt 11500 ]
    status 5 index add --strict members all.tar.xz
    status 0 index add --strict --max-expand=1G whole all.tar.xz
    matches whole 12000 alpha
    status 5 index add --strict --max-expand=1K less all.tar.xz
fi
rm -rf m ??.tar

# --verbose tells of each trouble, else the first five are told and the others counted.
for i in 1 2 3 4 5 6 7; do printf '{"id":"same","date":"2025-02-3%d","body":"alpha"}\n' $i; done >wrong.jsonl
status 0 index add troubles wrong.jsonl
ok [ "$(grep -c 'no date can be read' "$err")" -eq 5 ]
err_has "... and 2 more records without a date that could be read (see --verbose)"
status 0 index add --verbose verbose wrong.jsonl
ok [ "$(grep -c 'no date can be read' "$err")" -eq 7 ]
ok [ "$(grep -c "id 'same' again" "$err")" -eq 6 ]
err_lacks "... and"

# An id has no length limit.
long=$(printf '%0500d' 7)
printf '{"id":"%s","body":"alpha"}\n{"id":"%sx","body":"alpha"}\n' "$long" "$long" >long.jsonl
status 0 index add f long.jsonl
matches f 2
matches f 1 "id:$long"
status 0 search --show="${long}x" f
status 0 index delete f "$long"
matches f 1

# Standard input and named pipes.
fed 0 '{"id":"1","body":"alpha"}\n{"id":"2","body":"alpha"}\n' index add g -
matches g 2
mkfifo pipe
printf 'Piped\n\nbeta\n' >pipe &
status 0 index add g pipe
matches g 1 beta
wait

# Deeper than anybody files things.
path=deep
for n in 1 2 3 4 5 6; do
    path=$path/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d
done
mkdir -p "$path" && echo alpha >"$path/x.txt" && echo alpha >deep/y.txt
status 0 index add h deep
err_has "directories lie more than 256 deep"
matches h 1

# No way of reading it: an index is not a source.
status 0 index add i h
err_has "it is an index, not a source of articles"

# ---- A --field that no record has
printf '{"id":"a","title":"Ferry","date":"2020","content":"late"}\n' >field.jsonl
status 0 index add --field body=contnet field.idx field.jsonl
err_has '--field body=contnet: no record has such a field'
status 5 index add --strict --field body=contnet field.idx field.jsonl
status 0 index add --strict --field body=content field.idx field.jsonl
err_lacks 'no record has'
printf 'id,title,content\na,Ferry,late\n' >field.csv
status 2 index add --field body=contnet field2.idx field.csv
err_has 'field.csv:1: --field body=contnet names none of its columns'
