#!/bin/sh
# Databases of Omega's programs: ids, titles and dates as these write them.
. "$(dirname "$0")/lib.sh"
have omindex && have scriptindex || skip_all "no omindex and scriptindex here"
mkdir pages
for month in 01 02 03; do
    printf '<html><head><title>Harbour %s</title></head><body>The strike at the harbour goes on.</body></html>' \
        $month >pages/$month.html
    touch -d "2025-$month-10 12:00" pages/$month.html
done
omindex --db om --url / pages >/dev/null 2>&1
status 0 search --format=tsv --fields=id,date,title om strike
out_is "id	date	title
/03.html	2025-03-10	Harbour 03
/02.html	2025-02-10	Harbour 02
/01.html	2025-01-10	Harbour 01"
status 0 search --sort=oldest --format=ids om strike
out_is "/01.html
/02.html
/03.html"
status 0 search --count --since=2025-02 om harbour
out_is 2
status 0 search --format=tsv --timeline=month om harbour
out_has "2025-02	1	1	1"
status 0 search --show=/02.html om
out_has "Harbour 02"
status 1 search --show=/04.html om
status 0 search -l om -- strike -id:/04.html
ok [ "$(wc -l <"$out")" -eq 3 ]

# scriptindex: its own fields, its own id, days and months.
cat >script <<'END'
id : unique=Q boolean=Q field=id
date : date=yyyymmdd field=issued
title : field=caption index=S index
text : field=sample index
END
cat >records <<'END'
id=a1
date=20240229
title=Ferry
text=The ferry sails again.

id=a2
title=Undated
text=Nobody knows when the ferry sank.
END
scriptindex sc script records >/dev/null 2>&1
status 0 search --format=tsv --fields=id,date,title,snippet sc ferry
out_has "a1	2024-02-29	Ferry	The ferry sails again."
out_has "a2		Undated	Nobody knows when the ferry sank."
status 0 search --show=a1 --format=jsonl sc
out_has '"date":"2024-02-29"'
status 1 search -l sc ferry date:none
err_has "marks no article as undated"

# Shards of different sizes: each match keeps its number, also where all are listed.
printf 'auto sc\nauto om\n' >both
status 0 search --sort=newest --format=tsv --fields=id,date both -- strike OR ferry
out_is "id	date
/03.html	2025-03-10
/02.html	2025-02-10
/01.html	2025-01-10
a1	2024-02-29
a2	"
status 0 search --format=tsv --timeline=year both -- strike OR ferry
out_has "2024	1	1	1"
out_has "2025	3	3	1"
