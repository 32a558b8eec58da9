#!/bin/sh
# dateline-serve and clients that mean harm: slow, silent, endless, nonsensical, many.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/serving.sh"
have python3 || skip_all "no python3 here"
clients=$(dirname "$0")/hostile_clients.py
archive news.idx
serve --client-timeout=2 --max-connections=500 news.idx
status 0 python3 "$clients" "$site" 2 "$served"
out_lacks FAILED
stop
command='cat served'
checks=$((checks + 1))
! grep -aq -e ERROR: -e 'runtime error' served || { grep -a -A5 -e ERROR: -e 'runtime error' served; wrong "a sanitizer's complaint"; }
