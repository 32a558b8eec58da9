#!/bin/sh
# The first five minutes with five articles as users have them.
. "$(dirname "$0")/lib.sh"
[ -d "$SHARED/seeds" ] || skip_all "no $SHARED/seeds here"

status 0 index add news.idx "$SHARED/seeds"
err_has "5 added, 0 replaced, 0 unchanged, 0 skipped, 2 undated"
matches news.idx 5
matches news.idx 3 date:2025
matches news.idx 2 date:none
matches news.idx 2 --since=2025-03-31 --until=2025-03-31
matches news.idx 1 --until=2025-02

# Every article is about one thing; what is said of it differs.
matches news.idx 5 rare earth minerals
matches news.idx 5 MINERAL
status 0 search --format=ids news.idx '"big, big problems"' --since=2025-03
out_has 000_3fc5272558f35ea3.txt
out_has 001_86427dd2e7ff6f4a.txt
status 0 search --format=ids news.idx 'title:aides'
out_is 003_4f627d9020626443.txt
matches news.idx 0 zeppelin

# They spell one man in two ways.
matches news.idx 3 Zelenskyy
matches news.idx 5 name:Zelenskyy
matches news.idx 5 'name:"Zelensky, President Volodymyr"'
matches news.idx 5 name:Selenskyj
matches news.idx 3 --exact-names name:Zelensky
matches news.idx 0 name:Zelenska
status 0 search --explain news.idx name:zelensky
out_has "zelensky 3, zelenskyy 3"

# The date line is not searched, and is not in the title.
matches news.idx 0 '"date 2025"'
status 0 search --format=tsv --fields=title news.idx id:000_3fc5272558f35ea3.txt
out_lacks 'date 2025'

# One has a share bar, the headlines of other articles and a form after its text.
for words in Kohli '"bugs away"' facebook 'title:interested' '"required fields"' "gardner's"; do
    matches news.idx 0 "$words"
done
matches news.idx 1 '"greatest salesman"'

printf 'q1\trare earth\nnato membership\n' >queries
status 0 search --batch=queries --format=trec news.idx
ok grep -q '^q1 Q0 ' "$out"
ok grep -q '^2 Q0 ' "$out"

status 0 index delete news.idx 004_6753756ff1a3e3e8.txt
matches news.idx 4
status 0 index add news.idx "$SHARED/seeds"
err_has "1 added, 0 replaced, 4 unchanged"
matches news.idx 5
