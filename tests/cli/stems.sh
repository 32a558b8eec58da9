#!/bin/sh
# An index whose words another version of libstemmer stemmed is searched with a warning, deleted from,
# and built anew by compact; so is one of an unknown version, without a warning.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/serving.sh"
articles=$FIXTURES/articles
notice="another version of libstemmer stemmed the words of the index, and some are not found: dateline-index compact brings it up to date"
printf 'Not for long\n\nIt goes.\n' >gone.txt
printf 'A new one\n\nHarbour.\n' >other.txt
archive new
index compact new
bytes_of new >expected
ours=$(sed -n 's/^# language //p' new/XAPIANDB)

# made STEMS: the same articles and one more, in two segments, in the directory a.
made() {
    rm -rf a
    archive a
    index add a gone.txt 2>/dev/null
    "$FORGE_MANIFEST" a language "english $1"
}
language_is() { ok grep -qx "# language $1" a/XAPIANDB; }

ok test "${ours#english }" != "$ours"
status 0 search new harbour
err_is ''
status 0 index info new
out_has "stemmer   this program's version"
status 0 index info --json new
out_has '"outdated":false,"stemmer":"same"'

# Another version: whoever searches is told, once.
made 0123456789abcdef
status 0 search --format=ids a harbour
err_is "dateline-search: $notice"
status 0 search -q a harbour
err_is ''
printf 'harbour\nstrike\n' >lines
status 0 search --batch=lines --format=ids a
err_is "dateline-search: $notice"
status 0 index info a
out_has "stemmer   another version than this program's"
status 0 index info --json a
out_has '"outdated":true,"stemmer":"other"'
status 0 index check a
serve a
ok grep -qF "$notice" served
stop

# Nothing is added. Deletions leave the version as it is, also when they drop a segment.
bytes_of a >before
status 3 index add a other.txt
err_has "cannot add to a, whose words another version of libstemmer stemmed: dateline-index compact brings it up to date"
bytes_of a >after
same before after
status 0 index delete a gone.txt
language_is "english 0123456789abcdef"
ok [ "$(grep -c '^# segment ' a/XAPIANDB)" -eq 1 ]

# compact analyses the articles again: it makes the index that this program makes of them.
status 0 index compact a
bytes_of a >got
same expected got
status 0 search a harbour
err_is ''
status 0 index add a other.txt

# The articles are stemmed anew indeed: their words are without stems here before.
rm -rf a
archive a --language=none
"$FORGE_MANIFEST" a language "english 0123456789abcdef"
status 0 index compact a
bytes_of a >got
same expected got

# A repair leaves one version only: if any segment is rebuilt, all are.
made 0123456789abcdef
spoil "$(ls a/seg-*/lists.terms | head -1)"
status 0 index check --repair a
err_has "2 of 2 segments rebuilt"
language_is "$ours"
status 0 index check a

# An unknown version is told by info alone; it stays unknown until compact.
made ''
"$FORGE_MANIFEST" a language english
status 0 search --format=ids a harbour
err_is ''
status 0 index info a
out_has "stemmer   of an unknown version"
status 0 index info --json a
out_has '"outdated":false,"stemmer":"unknown"'
status 0 index add a other.txt
language_is english
printf '%s\n' gone.txt other.txt >ids
status 0 index delete --ids-from=ids a
language_is english
status 0 index compact a
bytes_of a >got
same expected got
