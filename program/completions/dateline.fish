# Completion of dateline-search, dateline-index and dateline-serve for fish. The programs themselves
# list their options and values (--list-options).

function __dateline_options
    set -l words (commandline -opc)
    set -l program $words[1]
    if string match -q '*dateline-index' -- $program
        set program $program $words[2]
    end
    for line in ($program --list-options 2>/dev/null)
        set -l field (string split \t -- $line)
        set -l keywords (string split -n ' ' -- $field[4])
        if test -z "$field[3]"
            printf '%s\t%s\n' --$field[1] $field[5]
        else if test (count $keywords) -eq 0
            printf '%s\t%s\n' --$field[1]= $field[5]
        else
            for keyword in $keywords
                printf '%s\t%s\n' --$field[1]=$keyword $field[5]
            end
        end
    end
end

complete -c dateline-index -n '__fish_is_first_token' -f -a '(dateline-index --list-options 2>/dev/null | cut -f 1,5)'
complete -c dateline-index -n 'not __fish_is_first_token; and string match -q -- "-*" (commandline -ct)' -f -a '(__dateline_options)'
complete -c dateline-serve -n 'string match -q -- "-*" (commandline -ct)' -f -a '(__dateline_options)'
complete -c dateline-search -n 'string match -q -- "-*" (commandline -ct)' -f -a '(__dateline_options)'
