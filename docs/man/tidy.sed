# Mends the pages that help2man makes of argp's --help.
# A group's heading is a heading.
/^\.IP$/{
    N
    s/^\.IP\n\(.*:\)$/.SS "\1"/
}
# The last paragraph has a section of its own.
/^\.PP$/{
    N
    /\nExit status: /{
        :rest
        /\.$/d
        N
        b rest
    }
}
