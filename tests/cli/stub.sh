#!/bin/sh
# Stub files of others: what each line opens, and that none starts a program.
. "$(dirname "$0")/lib.sh"

archive ours --xapian=full
segment=$PWD/ours/$(sed -n 's/^glass //p' ours/XAPIANDB)
echo text >text
mkdir sub
cat >program <<END
#!/bin/sh
echo "\$@" >>"$PWD/ran"
exec xapian-progsrv "$segment"
END
chmod +x program

# stub LINE...: makes the file stub of these lines, and the directory dir with the same.
stub() {
    rm -rf dir && mkdir dir
    printf '%s\n' "$@" >stub
    cp stub dir/XAPIANDB
}

# ---- Programs -------------------------------------------------------------------

# never FILE LINE: every command refuses the indexes at hand for this line of FILE.
never() {
    for index in stub dir; do
        file=stub
        [ $index = stub ] || file=dir/XAPIANDB
        for words in "search $index harbour" "search --count $index" "search --show=nmp-1 $index" \
            "search --explain $index harbour" "search --why=nmp-1 $index harbour" \
            "search --timeline=year $index" "search --batch=text $index" "index info $index"; do
            status 3 $words
            err_has "${1:-$file}:$2: this line would start a program"
            out_is ''
        done
        for words in "index add $index text" "index add --dry-run $index text" "index delete $index nmp-1" \
            "index compact $index" "index check $index"; do
            status 3 $words
        done
        ok [ ! -e ran ]
    done
    for words in "index add dir text" "index delete dir nmp-1" "index compact dir"; do
        status 3 $words
        err_has "${1:-dir/XAPIANDB}:$2: this line would start a program"
    done
    if [ -x "${DATELINE_EXAMPLE:-}" ]; then
        status 1 "$DATELINE_EXAMPLE" dir harbour
        ok [ ! -e ran ]
    fi
}

stub "remote :$PWD/program a b"
never '' 1
stub "remote :$PWD/program"
never '' 1
stub '# a comment' '' "glass $segment" "remote :$PWD/program" 
never '' 4
printf 'remote :%s/program' "$PWD" >stub # no newline
cp stub dir/XAPIANDB
never '' 1

# In a stub that a line names, by any way.
printf 'glass %s\nremote :%s/program\n' "$segment" "$PWD" >sub/inner
cp sub/inner sub/XAPIANDB
stub "auto $PWD/sub/inner"
never "$PWD/sub/inner" 2
stub "auto $PWD/sub"
never "$PWD/sub/XAPIANDB" 2
echo "auto inner" >sub/outer
stub "auto $PWD/sub/outer"
never "$PWD/sub/inner" 2

# Lines that libxapian would not take for one are not ours to run either.
for line in " remote :$PWD/program" "	remote :$PWD/program" "remote  :$PWD/program" "remote	:$PWD/program" \
    "Remote :$PWD/program" "remote :$PWD/program:80x" "remote"; do
    stub "$line"
    for index in stub dir; do
        status 3 search $index harbour
        status 3 index info $index
    done
    status 3 index add dir text
    ok [ ! -e ran ]
done

# A stub in the place of a segment is none.
cp -R ours faked
rm -r faked/seg-*/*
echo "remote :$PWD/program" >"$(echo faked/seg-*/)XAPIANDB"
status 3 search faked harbour
status 3 index info faked
status 3 index compact faked
ok [ ! -e ran ]

# ---- Loops ----------------------------------------------------------------------

echo "auto loop" >loop
status 3 search loop harbour
err_has "too many stub files"
for n in 1 2 3 4 5 6 7 8 9; do echo "auto $PWD/wide"; done >wide
status 3 search wide harbour

# ---- What a stub may name ---------------------------------------------------------

status 0 search --limit=0 --format=tsv "$segment" harbour
cp "$out" expected

# opens LINE...: the same as the segment by itself.
opens() {
    stub "$@"
    for index in stub dir; do
        status 0 search --limit=0 --format=tsv $index harbour
        same expected "$out"
        status 0 index info $index
    done
}
ln -s "$segment" sub/segment
opens "glass $segment"
opens "auto $segment"
opens '# a comment' '' "auto $PWD/ours"
opens inmemory "glass $segment"
printf 'auto segment\n' >sub/XAPIANDB
opens "auto $PWD/sub"
status 0 search --limit=0 --format=tsv sub harbour
same expected "$out"
cd sub || exit 1
printf 'glass segment' >relative
status 0 search --limit=0 --format=tsv relative harbour
cd ..
same expected "$out"
status 0 search --limit=0 --format=tsv sub/relative harbour
same expected "$out"
stub "glass $segment" "glass $segment"
matches stub $((2 * ($(wc -l <expected) - 1))) harbour
if have xapian-compact; then
    xapian-compact --single-file "$segment" single >/dev/null 2>&1
    opens "auto $PWD/single"
    status 0 search --limit=0 --format=tsv single harbour
    same expected "$out"
else
    skip "no xapian-compact here"
fi

# Nothing, and what is nowhere or cannot be read.
for line in '# nothing' auto 'auto nowhere' 'glass nowhere' 'chert nowhere' "glass $PWD/sub" "chert $segment" 'flint x' \
    'inmemory x' 'glass' 'word' "remote host" "remote [::1]" "remote host:" "remote host:port" \
    "remote host:65536" "$(printf '%5000s' ' ')"; do
    stub "$line"
    status 3 search stub harbour
    err_has "no index at stub"
    status 3 index info dir
done

stub "glass $segment" '# a comment' 'glass' "glass $segment"
status 3 search stub harbour
err_has 'no index at stub: stub:3: not a line of a stub file'
stub "glass $segment" 'auto nowhere'
status 3 search stub harbour
err_has 'no index at stub: no database at nowhere'
stub '# nothing'
status 3 search stub harbour
err_has 'no index at stub: stub lists no database'

# Another machine.
if have xapian-tcpsrv && have setsid; then
    port=
    for try in 1 2 3 4 5; do
        port=$((20000 + ($$ * 7 + try * 1009) % 20000))
        # Alone in its process group, all of which it takes along when it is ended.
        setsid xapian-tcpsrv --interface 127.0.0.1 --port $port "$segment" >server 2>&1 &
        server=$!
        for wait in 1 2 3 4 5 6 7 8 9 10; do
            if grep -q Listening server || ! kill -0 $server 2>/dev/null; then break; fi
            sleep 0.2
        done
        if kill -0 $server 2>/dev/null; then break; fi
    done
    cleanup() { kill $server 2>/dev/null; }
    opens "remote 127.0.0.1:$port"
    opens "remote [127.0.0.1]:$port"
    stub "remote 127.0.0.1:$port"
    status 0 search --sort=newest stub harbour
    kill $server
    wait $server 2>/dev/null
    cleanup() { :; }
    stub "remote 127.0.0.1:$port"
    status 3 search stub harbour
else
    skip "no xapian-tcpsrv or setsid here"
fi
