# shellcheck shell=sh disable=SC2154 # variables come from the other parts

report() {
    echo "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores, $(uname -s)" \
        "$(uname -r); medians of $runs runs in turns; MB are 10^6 bytes"
    awk -f bench/build/report.awk "$results"
    if [ -s "$skipped" ]; then
        echo
        cat "$skipped"
    fi
}
