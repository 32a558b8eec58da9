#!/bin/sh
# The example of the C API does what its comment says, and can do it again.
. "$(dirname "$0")/lib.sh"

status 0 "$DATELINE_EXAMPLE" notes.idx harbour
out_is "2 matches
20250331  1  Harbour open
20250402  2  Ferries back"
status 0 "$DATELINE_EXAMPLE" notes.idx hourly
out_is "1 matches
20250402  2  Ferries back"
status 1 "$DATELINE_EXAMPLE" notes.idx 'date:2025-02-30'
err_has "example: cannot search: query at 1"
status 2 "$DATELINE_EXAMPLE"

# The index that it made is like any other.
matches notes.idx 2 harbour
