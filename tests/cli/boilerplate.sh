#!/bin/sh
# Boilerplate: stored and shown, but not searched, unless it is kept.
. "$(dirname "$0")/lib.sh"

mkdir paper
for n in 1 2 3 4 5 6; do
    {
        printf 'date 2025-03-0%d Headline %d\n\nAdvertisement\n\nThe harbour %d opens.\n\n' $n $n $n
        printf 'All zanders leave.\n\nThe Eastgate Mirror online\n\nRelated stories\n\nOtters swim\n'
    } >paper/$n.txt
done
status 0 index add a.idx paper
matches a.idx 6 harbour
matches a.idx 6 '"all zanders"'
for words in mirror otters advertisement 'title:advertisement' '"leave the"' 'zanders NEAR/50 mirror'; do
    matches a.idx 0 "$words"
done

# It is shown, dimmed where there is colour; the snippet is without it.
status 0 search --show=1.txt a.idx
out_has "Otters swim"
out_has "Advertisement"
status 0 search --show=1.txt --color=always a.idx
ok grep -q "$(printf '\033\[2mAdvertisement\033\[0m')" "$out"
ok grep -q "$(printf '^\033\[2mThe Eastgate Mirror')" "$out"
ok [ "$(grep -c "$(printf '\033\[2m')" "$out")" -eq 2 ]
status 0 search --show=1.txt --format=json a.idx
out_has '"marks":"b0+13,b'
status 0 search --format=jsonl a.idx harbour --limit=1
out_lacks "Otters"
out_lacks "Advertisement"
status 0 search --like=1.txt --explain a.idx
out_lacks otter

# The same input, any number of threads, a dump, a merge and a repair leave it as it is.
status 0 index add a.idx paper
err_has "0 added, 0 replaced, 6 unchanged"
status 0 index add --threads=3 b.idx paper
same a.idx/XAPIANDB b.idx/XAPIANDB
index dump a.idx >a.jsonl
status 0 index add c.idx a.jsonl
status 0 index dump c.idx
out_is "$(cat a.jsonl)"
for n in 1 2 3 4 5 6; do
    status 0 index add --id-prefix= d.idx paper/$n.txt
done
matches d.idx 0 otters
matches d.idx 6 mirror
status 0 index check a.idx
printf x | dd of="$(echo a.idx/seg-*/lists.terms)" bs=1 seek=1 conv=notrunc 2>/dev/null
status 0 index check --repair a.idx
matches a.idx 0 mirror
matches a.idx 6 zanders

# Kept, it is text like any other.
status 0 index add --keep-boilerplate k.idx paper
for words in mirror otters advertisement; do matches k.idx 6 "$words"; done
status 0 search --show=1.txt --color=always k.idx
ok [ "$(grep -c "$(printf '\033\[2m')" "$out")" -eq 0 ]
status 0 index add --keep-boilerplate k2.idx a.jsonl
matches k2.idx 6 otters
status 0 index add a.idx --keep-boilerplate paper
err_has "6 replaced"
matches a.idx 6 mirror

# lint tells of it, as no fault.
status 0 index lint --strict paper
out_has "boilerplate: paper/1.txt: '1.txt' has "
out_has 'bytes of boilerplate, which is not searched: "Advertisement"'
out_has "findings  boilerplate 6"

# Quoted lines of a mail are searched, but are not the snippet while its own words match.
printf 'Subject: %s\nFrom: a@b\nDate: Mon, 3 Mar 2025 10:00:00 +0000\nMessage-ID: <m@x>\n\n%s\n' Tides \
    'Ben wrote:
> Is the harbour open for eels?

The harbour opens at noon.
-- 
Ada Orrin' >m.eml
status 0 index add m.idx m.eml
matches m.idx 1 eels
matches m.idx 1 orrin
status 0 search --format=tsv --fields=snippet m.idx harbour
out_has "The harbour opens"
out_lacks "eels"
status 0 search --format=tsv --fields=snippet m.idx eels
out_has "open for eels"
status 0 search --format=tsv --fields=snippet m.idx title:tides
out_lacks "eels"
