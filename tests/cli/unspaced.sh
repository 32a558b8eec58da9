#!/bin/sh
# Text of scripts without blanks is found by any part of it.
. "$(dirname "$0")/lib.sh"
cat >news.jsonl <<'TXT'
{"id":"zh","date":"2025-01-02","title":"港口罢工","body":"香港的码头工人星期一宣布罢工要求提高工资并改善工作条件这是二十年来规模最大的一次"}
{"id":"ja","date":"2025-01-03","title":"東京の港","body":"東京港の労働者はストライキを開始した。C++で書かれたシステムがUSBごと停止した。"}
{"id":"ko","date":"2025-01-04","title":"항구 파업","body":"부산항의 노동자들이 월요일에 파업을 시작했다."}
TXT
status 0 index add --xapian=full a news.jsonl

found() {
    status "$([ "$1" ] && echo 0 || echo 1)" search --format=ids --sort=oldest a "$2"
    [ "$(tr '\n' ' ' <"$out")" = "${1:+$1 }" ] || wrong "$2 finds $(cat "$out")"
}
found zh 码头工人
found zh 规模最大的一次
found "" 工人码头 # in another order
found "zh ja" 港
found ja 東京港
found ja '"東京 港"'
found ja ストライキ
found ja 'c++'
found ja usb
found ja USBごと
found ko 노동자
found ko '"항구 파업"'
found "zh ko" '罢工 OR 파업'
found zh '码头 AND 工资'

# The same by libxapian, and what is found is marked as a whole.
for plan in lists xapian; do
    status 0 search --plan="$plan" --format=ids a 码头工人
    out_has zh
done
status 0 search --color=always a 码头工人
out_has "$(printf '\033[01;31m码头工人\033[0m')"
