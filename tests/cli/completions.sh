#!/bin/sh
# Shells complete words and options from the programs' own lists.
. "$(dirname "$0")/lib.sh"
have bash || skip_all "no bash here"
archive a
PATH=$(dirname "$SEARCHER"):$(dirname "$INDEXER"):$PATH
export PATH

# completed WORDS...: what bash makes of the last of them, one a line, in order.
completed() {
    checks=$((checks + 1))
    command="completion of $*"
    bash -c '. "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _dateline 2>/dev/null
        printf "%s\n" "${COMPREPLY[@]}"' "$COMPLETIONS/dateline.bash" "$@" 2>"$err" | sort >"$out"
}
completed dateline-index d
out_is 'delete
dump'
completed dateline-search --sa
out_is --safe-csv
completed dateline-search a --format = j
out_is 'json
jsonl'
completed dateline-search a --format =
out_has trec
completed dateline-search a --fields = id,dat
out_is 'id,date
id,date_confidence
id,date_source'
completed dateline-search a --show = nmp-2
out_is 'nmp-2'
completed dateline-index add --input-format = m
out_is 'markdown
mbox'
completed dateline-index add --strict a
out_is a
# Every option is listed, and nothing else.
for words in "$SEARCHER" "$INDEXER add" "$INDEXER info"; do
    status 0 $words --list-options
    cut -f 1 "$out" | sort >listed
    $words --help | grep -oE '^ +(-., )?--[a-z-]+' | sed 's/.*--//' | grep -vxE 'help|usage|version' | sort -u >shown
    same listed shown
done

# The other shells read theirs.
if have zsh; then status 0 zsh -n "$COMPLETIONS/_dateline"; else skip "zsh"; fi
if have fish; then
    for words in "dateline-search" "dateline-index info"; do
        status 0 fish --no-config -c "function commandline; string split ' ' '$words'; end
            source $COMPLETIONS/dateline.fish; __dateline_options"
        cut -f 1 "$out" >listed
        ok grep -qE '^--(format=jsonl|json)$' listed
    done
else
    skip "fish"
fi
