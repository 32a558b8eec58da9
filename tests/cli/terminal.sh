#!/bin/sh
# Colour, terminals, closed pipes; what an article may not do to a terminal.
. "$(dirname "$0")/lib.sh"
archive a
escape=$(printf '\033')

# No colour in files and pipes; always where it is asked for, in text alone.
status 0 search a harbour
out_lacks "$escape"
status 0 search --color=never a harbour
out_lacks "$escape"
status 0 search --color=always a harbour
out_has "$escape["
# Without its escapes it is the same text.
sed "s/$escape\\[[0-9;]*m//g" "$out" | sed 's/, .* s$//' >coloured
search a harbour | sed 's/, .* s$//' >plain
same plain coloured
for format in json jsonl csv tsv trec ids; do
    status 0 search --color=always --format=$format a harbour
    out_lacks "$escape"
done
status 0 search --color=always --count a harbour
out_is 16
# --color wins over NO_COLOR.
status 0 env NO_COLOR=1 "$SEARCHER" --color=always a harbour
out_has "$escape["

# On a terminal: colour, unless there is NO_COLOR or it can do none.
terminals=
if have script && script -qec true /dev/null </dev/null >/dev/null 2>&1; then
    terminals=1
    terminal() {
        script -qec "env $1 '$SEARCHER' $2 a harbour" /dev/null </dev/null >"$out" 2>"$err"
        command="on a terminal: $1 search $2 a harbour"
    }
    terminal TERM=xterm ''
    out_has "$escape["
    terminal 'TERM=xterm NO_COLOR=1' ''
    out_has Quillhaven
    out_lacks "$escape["
    terminal TERM=dumb ''
    out_lacks "$escape["
    terminal TERM=xterm --color=never
    out_lacks "$escape["
else
    skip "no terminal to be had from script(1)"
fi

# Controls in titles, texts, ids and queries reach no terminal.
printf '{"id":"\\u001b[31mid","title":"\\u001b]0;title\\u0007 \\u009b1m \\u202ereversed \\u2067\\u200f\\u061c","body":"\\u001b[2J alpha \\u0000\\u0008\\u007f \\r over"}\n' >hostile.jsonl
status 0 index add b hostile.jsonl
controls='[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x{80}-\x{9f}]'
overrides='[\r\x{61c}\x{200e}\x{200f}\x{202a}-\x{202e}\x{2066}-\x{2069}]'
# without PATTERN FILE
without() {
    checks=$((checks + 1))
    ! LC_ALL=C.UTF-8 grep -qP "$1" "$2" || wrong "controls: $(cat -v "$2")"
}
# harmless FILE: of all controls only newline and tab, and the text's direction is its own.
harmless() { without "$controls" "$1" && without "$overrides" "$1"; }
status 0 search b alpha
harmless "$out"
status 0 search --format=ids b alpha
harmless "$out"
status 0 search --show="$(cat "$out")" b
harmless "$out"
status 0 search a halibut
harmless "$out"
status 0 search --format=tsv b alpha
ok [ "$(wc -l <"$out")" -eq 2 ]
ok [ "$(tail -1 "$out" | tr -dc '\t' | wc -c)" -eq 4 ]
without "$controls" "$out"
status 0 search --format=csv b alpha
without "$controls" "$out"
status 1 search b "zeppelin ${escape}[31m(" "$(printf '\007')"
harmless "$err"
status 1 search --show="${escape}[31m" b
harmless "$err"
status 1 index delete b "${escape}[31m"
harmless "$err"
status 3 search "${escape}[31m" alpha
harmless "$err"

# Messages pass one filter, whoever is named in them: options, files, ids, batches.
escape_bell="$(printf '\033[31m\007')" c1="$(printf '\302\2331m')" latin="$(printf '\233')"
reversed="$(printf '\342\200\256')"
hostile="x$escape_bell$c1$latin$reversed"
for option in --sort --timeline --facet --color --limit --timeout; do
    status 2 search "$option=$hostile" b alpha
    harmless "$err"
done
status 2 index "$hostile"
harmless "$err"
for option in "-$hostile" "--$hostile" "--$hostile=1" "--sort$hostile"; do
    status 2 search "$option" b alpha
    harmless "$err"
    status 2 index "$option"
    harmless "$err"
    status 2 index add "$option" c x
    harmless "$err"
done
status 2 index add --memory="$hostile" c x
harmless "$err"
: >"$hostile"
status 0 index add d "$hostile" hostile.jsonl
err_has 'x?[31m??1m??: skipped: it is empty'
harmless "$err"
printf '{"id":"%s","title":"x","body":"alpha"}\n' "$reversed" "$reversed" >again.jsonl
status 0 index add d again.jsonl
err_has "id '?' again"
harmless "$err"
echo 'alpha OR' >"$hostile"
status 0 search --batch="$hostile" b
err_has 'x?[31m??1m??:1: query at '
harmless "$err"

# The ids of queries: escaped in every format, and in counts.
printf '%sq\talpha\n' "$escape_bell$c1$reversed" >qids
printf '{"id":"tab\\tline\\nend","q":"alpha"}\n' >>qids
for format in text json jsonl csv tsv trec ids; do
    status 0 search --batch=qids --format=$format b
    without "$controls" "$out"
    status 0 search --batch=qids --format=$format --count b
    without "$controls" "$out"
    ok [ "$(wc -l <"$out")" -eq 2 ]
    case $format in trec | ids) continue ;; esac
    for how in --timeline=year --facet=year; do
        status 0 search --batch=qids --format=$format $how b
        without "$controls" "$out"
    done
done
status 0 search --batch=qids --count b
out_has 'tab\tline\nend	1'

# Directions in ids: formats for programs keep ids one-to-one, and change the direction of no line.
printf '{"id":"a%sb","title":"x","body":"alpha"}\n{"id":"a%%E2%%80%%AEb","title":"y","body":"alpha"}\n' \
    "$reversed" >directed.jsonl
status 0 index add e directed.jsonl
for format in json jsonl trec; do
    status 0 search --format=$format e alpha
    harmless "$out"
done
out_has ' Q0 a%E2%80%AEb '
out_has ' Q0 a%2525E2%252580%2525AEb '
status 0 search --format=jsonl e alpha
out_has '"id":"a\u202eb"'
status 0 index dump e
harmless "$out"
out_has '"id":"a\u202eb"'
for format in csv tsv ids; do
    status 0 search --format=$format e alpha
    out_has "a${reversed}b"
done
status 0 search --show="a${reversed}b" e
printf 'q%s\talpha\n' "$reversed" >directed
if [ -n "$terminals" ]; then
    for options in '--format=csv e alpha' '--format=tsv e alpha' '--format=ids e alpha' \
        '--format=json e alpha' '--format=trec e alpha' '--batch=directed --count e' \
        '--batch=directed --format=csv --timeline=year e'; do
        script -qec "'$SEARCHER' $options" /dev/null </dev/null >shown 2>"$err"
        command="on a terminal: search $options"
        tr -d '\r' <shown >"$out"
        harmless "$out"
    done
    command='on a terminal: search --format=ids e alpha'
    script -qec "'$SEARCHER' --format=ids e alpha" /dev/null </dev/null >"$out" 2>"$err"
    out_has "a$(printf '\357\277\275')b"
fi

# A reader that has seen enough is no error, and nothing is said of it.
awk 'BEGIN { for (i = 0; i < 5000; i++) printf "{\"id\":\"%d\",\"body\":\"alpha\"}\n", i }' >many.jsonl
index add c many.jsonl 2>/dev/null
yes alpha | head -200 >batch
command='... | head -1'
for options in --limit=0 '--limit=0 --format=jsonl' '--batch=batch --format=tsv -n0'; do
    { search $options c 2>"$err"; echo $? >code; } | head -1 >"$out"
    case $options in *batch=*) ;; *) ok [ -s "$out" ] ;; esac
    err_is ''
    ok [ "$(cat code)" -eq 141 ] # death by SIGPIPE, as with grep
done
# ... even if the parent had such signals ignored.
(
    trap '' PIPE
    "$SEARCHER" --limit=0 c 2>"$err" | head -1 >"$out"
)
err_is ''

# One that has seen enough messages does not end an add half-way.
awk 'BEGIN { for (i = 0; i < 5000; i++) printf "{\"id\":\"%d\",\"body\":\"alpha\",\"date\":\"x\"}\n{\n", i }' >faulty.jsonl
command='index add f faulty.jsonl 2>&1 | head -1'
{ index add f faulty.jsonl 2>&1; echo $? >code; } | head -1 >"$out"
ok [ "$(cat code)" -eq 0 ]
ok [ -s "$out" ]
matches f 5000
