#!/bin/sh
# Why: --explain, --why and --like, and a batch at any number of threads.
. "$(dirname "$0")/lib.sh"
archive a

# How a query is understood, with how many articles each of its clauses has.
status 0 search --explain a 'harbour date:2025-03 -flood'
out_has '(NOT (AND harbour date:2025-03-01..2025-03-31) flood)'
out_has "$(search --count a 'harbour date:2025-03 -flood') of 85 articles"
ok grep -qE "^-flood +$(search --count a flood) " "$out"
ok grep -qE "^harbour +16 " "$out"
status 0 search --explain a zeppelin
status 2 search --explain a date:soon

# How an article scores: the parts add up, and are what a search prints.
status 0 search --format=tsv --fields=score a harbour strike id:nmp-1
score=$(tail -1 "$out")
status 0 search --why=nmp-1 a harbour strike
out_has "score $score"
ok awk -v score="$score" '/wdf/ { left += $1; n++ }
    END { left -= score; exit !(n && left < n * 1e-6 && left > -n * 1e-6) }' "$out"
# ... or what keeps it out.
status 0 search --why=nmp-2 a harbour strike
out_has "does not match"
out_has "harbour: lacks the word"
status 0 search --why=nmp-1 a -- strike -harbour
out_has "-harbour: matches what the query excludes"
status 1 search --why=nmp-99 a strike
err_has "nmp-99"

# Others like this one, which is not among them.
status 0 search --like=agency/2025-03-06-harbour-offer.txt --format=ids a
ok [ "$(head -1 "$out")" = agency/2025-03-06-harbour-offer-update.txt ]
ok [ "$(grep -cx agency/2025-03-06-harbour-offer.txt "$out")" -eq 0 ]
status 0 search --like=agency/2025-03-06-harbour-offer.txt --format=ids --limit=0 a date:2019
ok grep -q '^2019-06-04-harbour-strike.txt$' "$out"
ok [ "$(grep -vc 2019 "$out")" -eq 0 ]
status 1 search --like=nmp-99 a
err_has "nmp-99"

# A batch is the same bytes by any number of threads, on both outputs.
awk 'BEGIN {
    split("harbour strike museum flood ferry mine theatre cup wheat cod", w)
    for (i = 0; i < 200; i++)
        printf "%s %s%s\n", w[i % 10 + 1], i % 3 ? "OR " w[i % 7 + 1] : "", i % 9 ? "" : " date:soon"
}' >queries
for options in '--format=jsonl -n 3' '--format=trec' --count '--timeline=year --format=tsv --since=2000'; do
    status 2 search --batch=queries --threads=1 $options a
    cp "$out" one && cp "$err" told
    ok [ -s one ]
    for n in 2 7; do
        status 2 search --batch=queries --threads=$n $options a
        same one "$out"
        same told "$err"
    done
done
status 2 search --batch=queries --threads=0 a
status 2 search --batch=queries --threads=many a

# Text speaks of dates, whichever way is taken; JSON has the documents.
for plan in lists xapian; do
    status 0 search --explain --plan=$plan --since=2025 a 'strike date:2025-03'
    out_has 'by date'
    out_lacks numbers
    out_lacks PostingSource
done
out_has 'dates'
status 0 search --explain --format=json a 'strike date:2025-03'
out_has '"numbers":[{"segment":'
