# Completion of dateline-search, dateline-index and dateline-serve for bash. The programs themselves
# list their options and values (--list-options).

# _dateline_index: the index on the command line so far, or that of the environment.
_dateline_index() {
    local word
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        if [[ -e $word/XAPIANDB || -e $word/iamglass ]]; then
            printf '%s' "$word"
            return
        fi
    done
    printf '%s' "${DATELINE_INDEX-}"
}

# _dateline_value COMMAND NAME: completes the value $cur of the option NAME.
_dateline_value() {
    local line argument keywords before=
    line=$($1 --list-options 2>/dev/null | grep "^$2"$'\t') || return
    argument=$(cut -f 3 <<<"$line") keywords=$(cut -f 4 <<<"$line")
    case $argument in
    FILE) mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
    ID) mapfile -t COMPREPLY < <(compgen -W "$(dateline-search --format=ids -n 1000 "$(_dateline_index)" 2>/dev/null)" -- "$cur") ;;
    *)
        [[ $cur == *,* && $argument == LIST ]] && before=${cur%,*},
        mapfile -t COMPREPLY < <(compgen -P "$before" -W "$keywords" -- "${cur##*,}")
        ;;
    esac
}

_dateline() {
    local cur=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[0]}
    COMPREPLY=()
    if [[ ${command##*/} == dateline-index ]]; then
        if ((COMP_CWORD == 1)) && [[ $cur != -* ]]; then
            mapfile -t COMPREPLY < <(compgen -W "$($command --list-options 2>/dev/null | cut -f 1)" -- "$cur")
            return
        fi
        command="$command ${COMP_WORDS[1]}"
    fi
    # Bash takes --name=value apart at the sign.
    if [[ $cur == = && $previous == --* ]]; then
        cur=
        _dateline_value "$command" "${previous#--}"
    elif [[ $previous == = ]]; then
        _dateline_value "$command" "${COMP_WORDS[COMP_CWORD-2]#--}"
    elif [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "--help --version $($command --list-options 2>/dev/null |
            awk -F '\t' '{ print "--" $1 ($3 ? "=" : "") }')" -- "$cur")
        [[ ${COMPREPLY[*]} == *= ]] && compopt -o nospace 2>/dev/null
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
    fi
    return 0
}

complete -o filenames -F _dateline dateline-search dateline-index dateline-serve
