#!/bin/sh
# Fields that no --field takes but that seem to be the id, title, date or body that a file lacks
# are named once, with the options that take them.
. "$(dirname "$0")/lib.sh"

# hinted FILE OPTIONS: adding FILE says that OPTIONS would help, once; with them nothing is said.
hinted() {
    rm -rf i
    status 0 index add i "$1"
    err_has "$1: has "
    ok grep -q ":$2\$" "$err"
    ok [ "$(grep -c -e '--field' "$err")" -eq 1 ]
    rm -rf i
    status 0 index add i $2 "$1"
    err_lacks "--field"
    err_has "1 added, 0 replaced, 0 unchanged, 0 skipped, 0 undated"
}

printf 'title,body,doc_date\nHarbour,Ships.,2025-03-01\n' >a.csv
hinted a.csv ' --field date=doc_date'
err_lacks "has no date"
printf 'doc_id;headline;story;pubDate\n1;Harbour;Ships.;2025-03-01\n' >all.csv
hinted all.csv ' --field id=doc_id --field title=headline --field date=pubDate --field body=story'
rm -rf i
status 0 index add i all.csv
err_has "all.csv: has doc_id, headline, pubDate, story but no id, title, date, body:"
printf '{"_id":"1","Title":"x","text":"Ships.","updated_at":"2024","published_at":"2025-03-01"}\n' >a.jsonl
hinted a.jsonl ' --field id=_id --field title=Title --field date=published_at --field body=text'
printf '[{"uuid":"1","title":"x","body":"Ships.",\n"time":"2025-03-01","created":"2025-03-02"}]' >a.json
hinted a.json ' --field id=uuid --field date=created'
printf -- '---\ntitle: x\ndoc_date: 2025-03-01\ntags: [a]\n---\nShips.\n' >yaml.md
hinted yaml.md ' --field date=doc_date'
printf -- '+++\nsubject = "x"\n[meta]\nPublicationDate = 2025-03-01\n+++\nShips.\n' >toml.md
hinted toml.md ' --field title=subject --field date=meta.PublicationDate'
printf '{"title":"x","issued":"2025-03-01"}\nShips.\n' >json.md
hinted json.md ' --field date=issued'

# Once a source, however many files and records have it.
mkdir d
for n in 1 2 3; do printf -- '---\ntitle: x\ndoc_date: 2025-03-0%s\n---\nShips.\n' $n >d/$n.md; done
status 0 index add many d
ok [ "$(grep -c -e '--field date=doc_date' "$err")" -eq 1 ]
status 0 index lint d
ok [ "$(cat "$out" "$err" | grep -c -e '--field date=doc_date')" -eq 1 ]

# Nothing is said where nothing is lacking, where the option is given, and of other fields.
quiet() {
    rm -rf i
    status 0 index add i "$@"
    err_lacks "--field"
}
printf 'id,title,date,body,doc_date,content_type,author_id\n1,H,2025-03-01,Ships.,2024-01-01,x,7\n' >whole.csv
quiet whole.csv
printf -- '---\ntitle: x\ndate: 2025-03-01\ndoc_date: 2024-01-01\n---\nShips.\n' >whole.md
quiet whole.md
printf -- '---\ntags: [a]\nlast_modified: 2025-03-01\nimage_title: x\ncandidate: y\n---\n# Head\n\nShips.\n' >other.md
quiet other.md
printf '{"id":"1","title":"x","body":"Ships.","updated_at":"2024","crawl_time_zone":"UTC"}\n' >other.jsonl
quiet other.jsonl
printf 'id,title,body,when,doc_date\n1,H,Ships.,2025-03-01,2024-01-01\n' >given.csv
quiet --field date=when given.csv
printf 'id,title,body,date_%0100d\n1,H,Ships.,2025\n' 0 >long.csv
quiet long.csv
