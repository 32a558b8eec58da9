#!/bin/sh
# The page without a script: search, narrowing, paging, reading, the feed; hostile articles.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/serving.sh"
have python3 || skip_all "no python3 here"

archive news.idx
cat >hostile.jsonl <<'J'
{"id":"h/<b>&\"'.txt","title":"<script>alert(1)</script> \"quoted\" & more","body":"qwertz <img src=x onerror=alert(1)> text\n\n</p></div></main><script>alert(2)</script>","date":"2001-02-03","source":"\"><script>alert(3)</script>","url":"javascript:alert(4)"}
{"id":"h/rtl","title":"hostile \u202eimaginary\u202c \u05e9\u05dc\u05d5\u05dd","body":"qwertz \u05e9\u05dc\u05d5\u05dd \u0001\u001b[31m \ue000not a mark\ue001","date":"2001-02","url":"http://example.org/?a=1&b=\"2"}
{"id":"h/marks","title":"asdfgh \ue000title\ue001","source":"\ue000source\ue001","body":"asdfgh \ue000body\ue001 text","date":"2001-02"}
J
index add --input-format=jsonl --body-type=text news.idx hostile.jsonl 2>/dev/null
serve news.idx

# sound: $out is a page whose elements are closed in order, with a label for each field, one h1,
# unique ids, and no script or handler but the page's own; it prints the text of the page.
cat >sound.py <<'PY'
import sys
from html.parser import HTMLParser
VOID = {"meta", "link", "input", "br", "img", "hr"}

class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.ids, self.h1, self.wrong, self.text = [], set(), 0, [], []
    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag not in VOID:
            self.open.append(tag)
        if tag == "script" and given.get("src") != "/page.js":
            self.wrong.append("a script")
        if tag == "img" or any(name.startswith("on") or name == "style" for name in given):
            self.wrong.append("%s %s" % (tag, given))
        if given.get("href", "").startswith("javascript:"):
            self.wrong.append("a link that runs")
        if tag in ("input", "select") and "label" not in self.open:
            self.wrong.append("a field without a label")
        if "id" in given:
            if given["id"] in self.ids:
                self.wrong.append("the id %s twice" % given["id"])
            self.ids.add(given["id"])
        self.h1 += tag == "h1"
    def handle_startendtag(self, tag, attributes):
        if "svg" not in self.open:
            self.wrong.append("<%s/>" % tag)
    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append("</%s>" % tag)
    def handle_data(self, data):
        self.text.append(data)

page = Page()
page.feed(open(sys.argv[1], encoding="utf-8").read())
page.close()
if page.open or page.h1 != 1 or page.wrong:
    print("not sound:", page.open, page.h1, page.wrong)
    sys.exit(1)
print(" ".join("".join(page.text).split()))
PY
page() {
    get "$@"
    head_has 'Content-Type: text/html; charset=utf-8'
    head_has "Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'self';"
    cp "$out" html
    status 0 python3 sound.py html
}

page 200 /
out_has '88 articles, from 0079-08-24 to 2025-04-01'
out_has 'Articles must have all words, whatever their endings and accents.'
page 200 '/?q=harbour+strike&since=&until=&sort=relevance&period='
out_has '12 matches'
out_has 'Cranes stand still as harbour strike begins'
ok grep -q '<mark>strike</mark>' html
ok grep -q 'dated by its file name' html
ok grep -q '<input id="q" name="q"[^>]* value="harbour strike">' html
ok grep -q 'href="/feed?q=harbour%20strike"' html
ok grep -q '<li><a href="/?sort=relevance&amp;q=harbour%20strike%20source%3A%22nmp%22">' html
ok grep -q '<th scope="row"><a href="/?q=harbour%20strike&amp;sort=relevance&amp;since=2025-03-01&amp;until=2025-03-31">2025-03</a></th><td>10</td>' html
ok grep -q '<rect class="gap"' html
page 200 '/?q=harbour&since=2025-03-01&until=2025-03-31&period=week'
out_has 'since 2025-03-01, until 2025-03-31'
out_has '2025-W10'
# The form shows what was asked for.
ok grep -q '<input name="since"[^>]* value="2025-03-01">' html
ok grep -q '<input name="until"[^>]* value="2025-03-31">' html
ok grep -q '<select name="period">.*<option selected>week</option>' html
# So many months are charted by years.
page 200 '/?q=*&period=month'
ok grep -q 'data-since="0079-01-01" data-until="0079-12-31"' html
for period in day week month quarter year; do page 200 "/?q=strike&period=$period"; done

# A link narrows all of a query with OR, and finds as many as it says.
page 200 '/?q=harbour+OR+comet'
out_has 'nmp 1'
page 200 "$(sed -n 's/.*href="\(\/?q=[^"]*source%3A%22nmp%22\)".*/\1/p' html)"
out_has '1 match'
ok grep -q 'value="(harbour OR comet) source:&quot;nmp&quot;"' html
# It does so where the query is not read as it is written: a quote is not closed by the link.
for text in '%22harbour+strike' 'harbour%22' '-%28comet' '%28comet+OR+%22harbour'; do
    page 200 "/?q=$text&widen=never"
    link=$(sed -n 's/.*href="\(\/?[^"]*source%3A%22nmp%22[^"]*\)">.*<small>\([0-9]*\).*/\2 \1/p' html | sed 's/&amp;/\&/g')
    ok [ "${link%% *}" -gt 0 ]
    page 200 "${link#* }"
    out_has "${link%% *} match"
done
# So does the link to articles without a date, in whatever range the search is.
page 200 '/?q=salt+OR+harbour&since=2025&until=2025-03'
undated=$(search --count news.idx '(salt OR harbour) date:none')
ok [ "$undated" -gt 0 ]
out_has "Dates undated $undated"
page 200 "$(sed -n 's/.*href="\(\/?q=[^"]*date%3Anone\)".*/\1/p' html)"
out_has "$undated match"

# Up to four queries, compared: a line and a column each, over the days of all of them.
page 200 '/?q=harbour&q2=flood&q3=&q4=mine+OR+%3Cb%3E&period=year&since=2018'
out_has 'harbour 14 flood 8 mine OR <b> 7'
ok [ "$(grep -c '<polyline class="line line[123]" points="[0-9]' html)" -eq 6 ]
ok grep -q '<th scope="col">Period</th><th scope="col"><bdi dir="auto">harbour</bdi></th>' html
ok grep -q '">2025</a></th><td>11</td><td>1</td><td>6</td><td>45</td></tr>' html
ok grep -q '<title>2025: 11, 1, 6 of 45</title>' html
ok grep -q '<details open><summary>Compare timelines' html
ok grep -q 'name="q4"[^>]* value="mine OR &lt;b&gt;"' html
ok grep -q 'href="/?q=harbour&amp;q2=flood&amp;q4=[^"]*&amp;since=2025-01-01&amp;until=2025-12-31"' html
cp html compared
page 200 '/?q=harbour&period=year&since=2018'
ok [ "$(grep -c '<polyline' html)" -eq 0 ]
ok grep -q '<details><summary>Compare timelines' html
for year in 2019 2025; do
    one=$(sed -n "s/.*\">$year<\/a><\/th><td>\([0-9]*\).*/\1/p" html)
    ok grep -q "\">$year</a></th><td>$one</td>" compared
done
page 200 '/?q=nonsenseword&q2=comet&period=day'
ok grep -q '<polyline class="line line2"' html
page 400 '/?q=harbour&q2=date:2025-13'
out_has 'query at 1:'
get 400 '/?q=harbour&q2=a&q2=b'
get 400 '/?q=harbour&q5=a'

# The link to the feed has no parameters that a feed refuses.
page 200 '/?q=harbour&since=2025&q2=flood&rank=bm25&widen=never&sort=oldest&period=year'
get 200 "$(sed -n 's/.*href="\(\/feed[^"]*\)".*/\1/p' html | sed 's/&amp;/\&/g')"
out_has 'Cranes stand still as harbour strike begins'
get 400 '/feed?q=harbour&q2=flood'

# A browser keeps the head of an answer that has not changed by that of status 304.
get 200 '/?q=harbour'
get 304 '/?q=harbour' -H "If-None-Match: $(sed -n 's/^ETag: //p' head)"
head_has "Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'self';"

# Pages one after another are the whole answer.
: >seen
target='/?q=strike&limit=5'
for try in 1 2 3 4 5 6 7 8; do
    page 200 "$target"
    grep -o 'class="hit" href="/article/[^?"]*' html >>seen
    target=$(sed -n 's/^<a rel="next" href="\([^"]*\)">.*/\1/p' html | sed 's/&amp;/\&/g')
    [ -n "$target" ] || break
done
ok [ "$(sort -u seen | wc -l)" -eq 17 ]
ok [ "$(wc -l <seen)" -eq 17 ]

# Nothing, a mistake, a warning, fewer than asked for.
page 200 '/?q=harbuor'
out_has '0 matches'
out_has 'did you mean harbour?'
# What may have been meant is a link to it, whatever stands around the word.
ok grep -q "no article has &#39;harbuor&#39;; did you mean <a href=\"/?q=harbour\">harbour</a>?" html
page 200 '/?q=%28title%3AHarbuor+-x%29&offset=0&sort=oldest'
page 200 "$(sed -n 's/.*did you mean <a href="\([^"]*\)".*/\1/p' html | sed 's/&amp;/\&/g')"
ok grep -q '<input id="q" name="q"[^>]* value="(title:harbour -x)">' html
out_lacks 'did you mean'
page 200 '/?q=harbour+AND'
out_has "'AND'"
page 200 '/?q=harbour+comet'
out_has 'These have some of the words:'
page 400 '/?q=date:2025-13'
out_has 'query at 1:'
page 400 '/?q=x&since=soon'
out_has "since: cannot read the date 'soon'"
page 400 '/?q=harbour&limit=5000'
out_has 'limit is from 1 to 1000'
page 400 '/?q=harbour&limit=0'
page 400 '/?q=harbour&limit=many'
out_has "limit"
page 400 '/?q=harbour&offset=99999999'
out_has 'offset and limit reach beyond article 10000'
page 400 '/?q=harbour&offset=-1'
out_has 'offset'

page 200 '/article/nmp-1?q=harbour'
out_has 'dated by the article itself, sure'
out_has 'Why it is found harbour'
out_has 'Like this one'
out_has 'nmp, 2025-03-04. nmp-1. https://wire.example/1'
ok grep -q 'Quillhaven <mark>harbour</mark> closed' html
ok grep -q '<a href="/?since=2025-03-01&amp;until=2025-03-07&amp;sort=oldest">' html
page 200 '/article/nmp-2?q=harbour'
out_has 'Why it is not found harbour'
page 200 /article/archive/1953/06/harbour-works.txt
out_has '1953-06 dated by its file name, likely'
get 404 /article/nosuch
head_has 'Content-Type: text/html; charset=utf-8'
out_has 'no article has the id &#39;nosuch&#39;'
get 404 /article/

# Articles that would be more than text.
page 200 '/?q=qwertz'
out_has '<script>alert(1)</script> "quoted" & more'
page 200 '/article/h%2F%3Cb%3E%26%22%27.txt?q=%22%3E%3Cscript%3E+qwertz'
out_has '</p></div></main><script>alert(2)</script>'
out_has 'javascript:alert(4)'
page 200 '/article/h/rtl?q=qwertz'
out_has 'not a mark'

# Marks of an article's own are none of the page's.
for target in '/?q=asdfgh' /article/h/marks '/article/h/marks?q=asdfgh'; do
    get 200 "$target"
    for own in title source body; do
        out_lacks "<mark>$own"
    done
    ok grep -qF title "$out"
done
out_has '<mark>asdfgh</mark> body text'
get 200 /article/h/marks
out_lacks '<mark>'
ok grep -q '<h1 dir="auto">' html
ok grep -q '<a rel="noreferrer" href="http://example.org/?a=1&amp;b=&quot;2">' html
command='cat html'
checks=$((checks + 1))
! grep -aq "$(printf '\033')" html || wrong "a control in the page"

# The feed is XML, newest first.
cat >feed.py <<'PY'
import sys
import xml.etree.ElementTree as tree
atom = "{http://www.w3.org/2005/Atom}"
feed = tree.parse(sys.argv[1]).getroot()
days = [e.find(atom + "updated").text for e in feed.iter(atom + "entry")]
assert feed.tag == atom + "feed" and days == sorted(days, reverse=True), days
assert feed.find(atom + "id").text and feed.find(atom + "updated").text == days[0]
print(len(days), days[0])
PY
get 200 '/feed?q=harbour&since='
head_has 'Content-Type: application/atom+xml; charset=utf-8'
cp "$out" feed
status 0 python3 feed.py feed
out_is '10 2025-03-07T00:00:00Z'
get 200 '/feed?q=qwertz'
cp "$out" feed
status 0 python3 feed.py feed
out_is '2 2001-02-03T00:00:00Z'
get 400 '/feed?q=date:xx'

# The files of the page, which are small.
get 200 /page.css
head_has 'Content-Type: text/css; charset=utf-8'
bytes=$(wc -c <"$out")
get 200 /page.js
head_has 'Content-Type: text/javascript; charset=utf-8'
get 200 /page.js -H 'Accept-Encoding: gzip'
head_has 'Content-Encoding: gzip'
get 200 /page.js
bytes=$((bytes + $(wc -c <"$out")))
get 200 /
ok [ $((bytes + $(wc -c <"$out"))) -lt 60000 ]

# In a browser. DATELINE_SCREENSHOTS names a folder for pictures, DATELINE_AXE axe-core's script.
if have chromium; then
    pictures=${DATELINE_SCREENSHOTS:-$PWD/pictures}
    mkdir -p "$pictures"
    status 0 python3 "$(dirname "$0")/browser.py" chromium "$site" "$pictures" ${DATELINE_AXE:+"$DATELINE_AXE"}
    [ -n "${DATELINE_AXE:-}" ] || skip "no axe-core here (DATELINE_AXE)"
else
    skip "no chromium here"
fi
stop

# Copies of a report are folded under the best one, on the page alone; two words do not make a copy.
python3 - "$FIXTURES/alike.tsv" >copies.jsonl <<'P'
import json, sys
rows = [line.rstrip("\n").split("\t") for line in open(sys.argv[1], encoding="utf-8") if line[0] != "#"]
texts = {what: b for _, what, _, b in rows}
for n, what in enumerate(("the same text", "two reports", "a dateline before it", "a figure corrected",
                          "a later report that grew by a half", "two words of an editor's")):
    print(json.dumps({"id": "copy-%d" % n, "title": "Copy %d" % n, "body": texts[what] + " qwertz", "date": "2025-06-12"}))
P
index add --body-type=text copies.idx copies.jsonl 2>/dev/null
serve copies.idx
page 200 '/?q=qwertz&sort=newest'
out_has '6 matches'
out_has 'and 2 nearly the same Copy 2'
out_has 'and 1 nearly the same Copy 5'
ok [ "$(grep -c '<details class="alike">' html)" -eq 2 ]
ok [ "$(grep -c '<a class="hit"' html)" -eq 6 ]
page 200 '/?q=qwertz&sort=newest&limit=2'
ok [ "$(grep -c '<details class="alike">' html)" -eq 0 ]
page 200 '/?q=qwertz&sort=newest&limit=2&offset=2'
out_has 'and 1 nearly the same Copy 3'
get 200 '/api/search?q=qwertz&sort=newest'
ok [ "$(jq '.hits | length' "$out")" -eq 6 ]
if have chromium; then
    status 0 python3 "$(dirname "$0")/browser.py" chromium "$site" "$pictures" folded
fi
stop

# An index without articles has a page, too.
index add empty.idx hostile.jsonl 2>/dev/null
index delete empty.idx "h/<b>&\"'.txt" h/rtl 2>/dev/null
index compact empty.idx
serve empty.idx
get 200 /
get 200 '/?q=qwertz'
stop
