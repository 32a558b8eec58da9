# What help2man makes of argp's --help, put right.
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
