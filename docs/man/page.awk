# A page of docs/ as a manual page: awk -v name=NAME -v section=N -v version=V -v summary=TEXT -v see='PAGE(N) ...' -f page.awk
# Knows what those pages have: headings, paragraphs, tables, indented examples, `code`, *emphasis*, links.
# A table's row is its first cell with the others below it; cells of code have their column's name.

# TEXT as roff has it: code bold, emphasis italic, links as their text.
function roff(text,    n, i, part, out) {
    gsub(/\\\|/, "|", text)
    gsub(/\\/, "\\e", text)
    gsub(/-/, "\\-", text)
    n = split(text, part, "`")
    for (i = 1; i <= n; i++)
        out = out (i % 2 ? prose(part[i]) : "\\fB" part[i] "\\fR")
    return (out ~ /^[.']/ ? "\\&" : "") out
}

function prose(text,    inside) {
    while (match(text, /\*[^*]+\*/)) {
        inside = substr(text, RSTART + 1, RLENGTH - 2)
        text = substr(text, 1, RSTART - 1) "\\fI" inside "\\fR" substr(text, RSTART + RLENGTH)
    }
    while (match(text, /\[[^]]*\]\([^)]*\)/)) {
        inside = substr(text, RSTART + 1, RLENGTH - 1)
        sub(/\].*/, "", inside)
        text = substr(text, 1, RSTART - 1) inside substr(text, RSTART + RLENGTH)
    }
    return text
}

# Prints a line of a table; the first one has the names of its columns.
function row(line,    n, i, cell, bars) {
    gsub(/\\\|/, "\001", line)
    sub(/^\| */, "", line)
    sub(/ *\|$/, "", line)
    n = split(line, cell, / +\| +/)
    for (i = 1; i <= n; i++)
        gsub(/\001/, "|", cell[i])
    if (cell[1] ~ /^---/)
        return
    if (!in_table) {
        for (i = 1; i <= n; i++)
            title[i] = cell[i]
        in_table = 1
        return
    }
    print ".TP"
    print roff(cell[1])
    for (i = 2; i <= n; i++) {
        if (i > 2)
            print ".br"
        print roff(cell[i] ~ /^`/ || n == 4 ? title[i] ": " cell[i] : cell[i])
    }
}

/^# / {
    printf ".TH %s %s \"\" \"dateline %s\" dateline\n", toupper(name), section, version
    printf ".SH NAME\n%s \\- %s\n.SH DESCRIPTION\n.ad l\n", roff(name), roff(summary)
    next
}
/^## / { printf ".SH \"%s\"\n", toupper(roff(substr($0, 4))); in_table = 0; next }
/^    / {
    if (!in_code)
        print ".PP\n.nf\n.RS"
    in_code = 1
    gap = 0
    text = substr($0, 5)
    gsub(/-/, "\\-", text)
    print text
    next
}
in_code { print ".RE\n.fi"; in_code = 0 }
/^\|/ { row($0); next }
/^$/ { gap = 1; in_table = 0; next }
{
    if (gap)
        print ".PP"
    gap = 0
    print roff($0)
}
END {
    print ".SH \"SEE ALSO\""
    n = split(see, page, " ")
    for (i = 1; i <= n; i++) {
        gsub(/-/, "\\-", page[i])
        sub(/\(/, " (", page[i])
        print ".BR " page[i] (i < n ? "," : "")
    }
}
