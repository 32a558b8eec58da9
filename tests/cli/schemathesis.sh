#!/bin/sh
# schemathesis asks a server for all that its description allows, and for much that it does not:
# no reply may be of another status, type or shape than the description says.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/serving.sh"
have "$SCHEMATHESIS" || skip_all "no schemathesis here (./dev test puts it in build/schemathesis, from PyPI)"
archive news.idx
serve --threads=4 news.idx

# A timeout that a request asks for may run out. What a query or a date may be no schema says.
cat >config.toml <<'END'
[checks]
not_a_server_error.expected-statuses = ["2xx", "3xx", "4xx", "503"]
positive_data_acceptance.enabled = false
END
status 0 "$SCHEMATHESIS" --config-file config.toml run "http://$site/api/openapi.json" --max-examples=5 \
    --generation-deterministic --continue-on-failure --warnings=off --no-color
sed -n '/^=* FAILURES/,/^=* SUMMARY/p; /^Test cases/,$p' "$out"
ok grep -qE '[0-9]{4} generated, [0-9]{4} passed' "$out"
ok kill -0 "$served"
stop
