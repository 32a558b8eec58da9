#!/bin/sh
# The handed cases of ../shared/cases: inputs that went wrong, with their right values.
. "$(dirname "$0")/lib.sh"
[ -d "$SHARED/cases" ] || skip_all "there is no $SHARED/cases"
mkdir bin
ln -s "$INDEXER" bin/dateline-index
ln -s "$SEARCHER" bin/dateline-search
PATH=$PWD/bin:$PATH
export PATH

# case_is NAME EXPECTED: the commands of case NAME print EXPECTED.
case_is() {
    [ -f "$SHARED/cases/$1.cmd" ] || { skip "case $1"; return; }
    command="case $1"
    checks=$((checks + 1))
    mkdir "$1"
    for input in "$SHARED/cases/$1--"*; do
        name=${input##*/"$1"--}
        case $name in
        d_*) mkdir -p "$1/d" && cp "$input" "$1/d/${name#d_}" ;;
        *) cp "$input" "$1/$name" ;;
        esac
    done
    (cd "$1" && . "$SHARED/cases/$1.cmd") >"$out" 2>"$err" </dev/null
    tr "\t" "|" <"$out" >got
    [ -z "$(tail -c 1 got)" ] || echo >>got
    printf '%s\n' "$2" >wanted
    same wanted got
}

case_is 19-bom-sgml 'id|date|title
S2|2020-01-02|Two
S1|2020-01-01|One
rc=0'
case_is 24-csv-cr 'rc=0
2
rc=0'
case_is 27-csv-sep-line 1
case_is 30-json-array 'rc=0
id|date|title
a2|2020-01-03|T
b2|2020-01-03|T
d2|2020-01-03|T
a1|2020-01-02|T
b1|2020-01-02|T
c1|2020-01-02|T
d1|2020-01-02|T
1'
case_is 34-body-list-of-objects 'rc=0
rc=0
2'
case_is 35-field-typo 'rc=2
rc=0'
case_is 39-md-rule 'rc=0
1
The kestrel letter follows.
date: undated
id: a.md

---

marlowe body'
case_is 40-md-toml 'id|date|title
a.md|2020-01-02|Ferry late'
case_is 42-md-colon 'id|date|title
a.md|2020-01-02|Ferry: late again'
case_is 64-sgml-joined '1
1
1
1
Ferry late again Harbour closed
date: 1990-01-01 (field)
id: G1

The kestrel left.
Marlowe stayed
lantern'
case_is 69-sgml-doc-attr 'id|date|title
D1|2020-01-01|marlowe
D2|2020-01-01|marlowe'
case_is 65-csv-legacy-encoding '20
title
Premier pojechał do Łodzi
1
title
市长访问港口
新桥明年春天开通'
case_is 43-zip-utf8-names 'rc=0
id|date|title
a.zip/2022-01-01 plain.txt|2022-01-01|Third
a.zip/2021-05-06 Straße.txt|2021-05-06|Second story
a.zip/2020-03-04 Büro.txt|2020-03-04|First story
1'
case_is 46-mbox-as-text 'rc=0
id|date|title
2@example.org|1994-02-04|Re: minutes
1@example.org|1994-02-03|Café minutes
rc=0
rc=0'
case_is 68-xml-as-text 'rc=0
id|date|title
r.xml:2.2|2020-05-07|Item two
r.xml:2|2020-05-06|Item one
n.xml||Kestrel story
0'
case_is 76-zstd-long 0
ok grep -q 'use: zstd -dc --long=31 FILE | dateline-index add INDEX -' "$err"
case_is 02-go-time-string 'id|date|title
b|2021-09-02|T
a|2017-08-01|T'
case_is 03-edition-dates 'id|date|title
b|1989-10-31|T
LA-1|1989-01-01|KEEPERS RETIRE'
case_is 14-nbsp-dateline 'id|date|title
a.txt|2020-01-02|Harbour news
b|2020-01-02|T
1'
case_is 66-web-dates-at 'id|date|title
c|2014-12-11|T
d|2014-11-19|T
a|2013-04-09|T
b|2012-08-09|T'
case_is 49-soft-hyphen '1
1
0'
case_is 52-arabic-marks '2
1
1'
case_is 53-eol-hyphen '1
1
1
1'
case_is 56-facet-case 'value|matches
Reuters|2
reuters|1
2
1'
case_is 73-elision '1
1
1
1
1
1
1
1
1'
case_is 75-apostrophe-kinds '3 3 3 1 1 2 '
# 59-moved-file awaits --sync.
