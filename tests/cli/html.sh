#!/bin/sh
# A folder of web pages: found by their text, not by what stands around it.
. "$(dirname "$0")/lib.sh"
cp -R "$FIXTURES/pages" pages

status 0 index add news.idx pages
err_has "3 added, 0 replaced, 0 unchanged, 0 skipped, 0 undated"
err_has "parom.html: not UTF-8, read as WINDOWS-1251 (sure)"
status 0 search --format=tsv --fields=id,date,title,source,lang,url news.idx
cat >wanted <<'END'
id	date	title	source	lang	url
parom.html	2025-04-09	Паром снова ходит	vestnik.example	ru	https://vestnik.example/2025/04/09/parom
harbour-pilot.html	2025-04-07	Pilot found for the Quillhaven ferry	The Lindow Courier	en	https://www.lindow-courier.example/harbour/pilot-found
notes/gulls.htm	2006-11-03	Counting gulls			
END
same wanted "$out"

# Lead, text, table and heading.
for words in retired drawer 'brass band' Crossings 'Tuesday 7.40' customs лоцман; do
    matches news.idx 1 "$words"
done
# Cookies, navigation, shares, captions, related articles, comments, side bar, mail, footer.
for word in crumbs Weather Photo regatta Merrow Gannet42 votes tide Imprint cormorant \
    Главная Буря 412 ldquo class; do
    matches news.idx 0 "$word"
done
status 0 search --show=harbour-pilot.html news.idx
out_has "“They had my number,” he said"
out_lacks "<"

# The same again, packed, and as a stream.
status 0 index add news.idx pages
err_has "0 added, 0 replaced, 3 unchanged"
tar czf pages.tar.gz pages
status 0 index add packed.idx pages.tar.gz
matches packed.idx 3
status 0 sh -c '"$INDEXER" add stream.idx - <pages/harbour-pilot.html'
matches stream.idx 1 drawer
# As text, with its tags, where that is asked for.
status 0 index add --input-format=text raw.idx pages/harbour-pilot.html
matches raw.idx 1 crumbs

# HTML in a record: read as such where it plainly is, or as it is said to be.
printf '{"id":"a","title":"Ferry","body":"<p>The pilot <b>stay</b>ed.</p><p class=\\"gull\\">Late.</p>"}\n' >a.jsonl
status 0 index add auto.idx a.jsonl
matches auto.idx 1 stayed late
matches auto.idx 0 gull
status 0 index add --body-type=text text.idx a.jsonl
matches text.idx 1 gull
status 2 index add --body-type=pdf none.idx a.jsonl
err_has "there are auto, text, html"
