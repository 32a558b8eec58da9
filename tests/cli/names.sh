#!/bin/sh
# Names that the index spells in several ways: a search by one spelling tells of the others.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/serving.sh"
{
    printf '{"id":"a","title":"t","body":"President Oleksandr Velinsky met ministers. Velinsky spoke of minerals."}\n'
    printf '{"id":"b","title":"t","body":"Oleksandr Velinskyy said no to minerals."}\n'
    printf '{"id":"c","title":"t","body":"Velinskyy and Oleksandr Velinskyy went home."}\n'
    printf '{"id":"d","title":"t","body":"First lady Halyna Velinska spoke of minerals. Velinska was cheered."}\n'
    printf '{"id":"e","title":"t","body":"Robert Velinski, a baker, met nobody."}\n'
    printf '{"id":"g","title":"t","body":"Tall ladder for sale. General Tall Ossker left with Min-hyun."}\n'
    printf '{"id":"h","title":"t","body":"Tall lader for sale. General Tall Osker left with Min-hyeon."}\n'
    printf '{"id":"i","title":"t","body":"The canal of Gamal Abdel Nasser. A bridge of Ayman Sharif."}\n'
    printf '{"id":"j","title":"t","body":"The canal of Gamal Abd an-Nasir. A bridge of Ayman Sherif."}\n'
    printf '{"id":"k","title":"t","body":"The tower of Zoran \304\220uri\304\207."}\n'
    printf '{"id":"l","title":"t","body":"The tower of Zoran Djuric."}\n'
    printf '{"id":"m","title":"t","body":"The novel of Humio Tutiya and Zyunitirou Hasimoto."}\n'
    printf '{"id":"n","title":"t","body":"The novel of Fumio Tsuchiya and Junichiro Hashimoto."}\n'
    printf '{"id":"o","title":"t","body":"قال معمر حسين"}\n'
    printf '{"id":"p","title":"t","body":"A tale by J. R. R. Tolvanen."}\n'
    printf '{"id":"q","title":"t","body":"A tale by J.R.R. Tolvanen."}\n'
    printf '{"id":"r","title":"t","body":"A tale by J. K. Tolvanen, and R. Tolvanen."}\n'
    printf '{"id":"f","title":"t","body":"قال محمد العربي ومحمد"}\n'
} >in.jsonl
index add a in.jsonl 2>/dev/null

notice="dateline-search: 'velinsky' is also spelt velinskyy (2); name:velinsky finds both"
member='"also_spelt":[{"word":"velinsky","spellings":[{"word":"velinskyy","articles":2}],"query":"name:velinsky"}]'

# By company, never by distance alone: neither his wife nor the baker is named.
status 0 search a 'Velinsky minerals'
err_is "$notice"
status 0 search a name:velinsky
ok [ "$(grep -c ' · [abc] · ' "$out")" -eq 3 ]
err_is ''
status 0 search a Velinskyy
err_is "dateline-search: 'velinskyy' is also spelt velinsky (1); name:velinskyy finds both"
for query in Velinska Velinski Velinskiy Oleksandr President Minerals; do
    search a "$query" >"$out" 2>"$err"
    err_lacks 'also spelt'
done

# A name is written with a capital, or after a hyphen: "Tall ladder" at a sentence's start is none.
for word in Ladder Lader; do
    status 0 search a "$word"
    err_is ''
done
status 0 search a Osker
err_has "'osker' is also spelt ossker (1)"
status 0 search a Hyun
err_has "'hyun' is also spelt hyeon (1)"

# The article of Arabic names within a word or beside it, their a that is an e; a Serbian dj.
for name in 'Abdel Nasser' 'Abd al-Nasir' 'Abd an-Nasir' 'Abdul Nasser' 'Ayman Sherif' 'Ayman Sharif' \
    'Zoran Djuric' "$(printf 'Zoran \304\220uri\304\207')"; do
    status 0 search --count a "name:\"$name\""
    out_is 2
done

# Japanese in Hepburn and Kunrei, with long vowels and without; Arabic letters that tell Hussein from Hassan.
for name in 'Fumio Tsuchiya' 'Humio Tutiya' 'Junichiro Hashimoto' 'Zyunitirou Hasimoto' 'Hashimoto, Junichirou'; do
    status 0 search --count a "name:\"$name\""
    out_is 2
done
status 0 search --format=ids a 'name:"Muammar Hussein"'
out_is o
status 1 search --count a 'name:"Muammar Hassan"'

# Initials with dots and blanks, also one that is there twice.
for name in 'J. R. R. Tolvanen' 'J.R.R. Tolvanen' 'J R R Tolvanen' 'Tolvanen, J.R.R.'; do
    status 0 search --format=ids a "name:\"$name\""
    ok [ "$(sort "$out" | tr '\n' ' ')" = 'p q ' ]
done
status 0 search --format=ids --exact-names a 'name:"J.R.R. Tolvanen"'
out_is q

# In phrases, beside operators and signs, once for each word; not where it is excluded, or both are there.
for query in '"Oleksandr Velinsky" ministers' '+Velinsky Velinsky' 'ministers NEAR/20 Velinsky' \
    '(Velinsky OR minerals) Velinsky^2' 'VELINSKY'; do
    status 0 search a "$query"
    err_has "$notice"
    ok [ "$(grep -c 'also spelt' "$err")" -eq 1 ]
done
for query in 'minerals -Velinsky' 'Velinsky OR Velinskyy' 'title:Velinsky OR minerals' 'Velins*'; do
    status 0 search a "$query"
    err_is ''
done

# In each format, and in the summary where there is one.
status 0 search --format=json a Velinsky minerals
err_is "$notice"
out_has "\"matches\":1,$member"
status 0 search --format=jsonl a Velinsky minerals
out_has "{\"type\":\"summary\",\"matches\":1,$member"
status 0 search --format=ids a Velinsky minerals
err_is "$notice"
out_is a
status 0 search --count a Velinsky minerals
err_is "$notice"
out_is 1
status 0 search --facet=year --format=json a Velinsky
out_has "$member"
status 0 search --timeline=year --format=json a Velinsky
out_has "$member"
status 0 search --format=json a velinskyy minerals
out_lacks also_spelt

# Not in small letters, not in batches, and not where names are exact or nothing is to be said.
for option in '' --quiet --exact-names; do
    status 0 search $option a "$([ "$option" ] && echo Velinsky || echo velinsky)"
    err_is ''
done
status 0 search a 'ministers NEAR/20 velinsky'
err_is ''
printf 'Velinsky\n' >lines
status 0 search --batch=lines --format=json a
out_lacks also_spelt
err_is ''
for option in --explain --why=a; do
    status 0 search $option a Velinsky
    err_is ''
done

# Over HTTP: the same member, and a line of the page, where small letters do too.
serve a
get 200 '/api/search?q=Velinsky'
out_has "$member"
get 200 '/api/search?q=velinsky'
out_lacks also_spelt
for query in Velinsky velinsky; do
    get 200 "/?q=$query"
    out_has 'is also spelt velinskyy (2); name:velinsky finds both'
    ok [ "$(grep -c 'also spelt' "$out")" -eq 1 ]
done

have script && script -qec true /dev/null </dev/null >/dev/null 2>&1 || {
    skip "no terminal to be had from script(1)"
    exit 0
}

# A person who reads gets it for small letters, too.
script -qec "'$SEARCHER' a velinsky" /dev/null </dev/null >"$out" 2>"$err"
out_has 'is also spelt velinskyy (2)'
script -qec "'$SEARCHER' --format=json a velinsky" /dev/null </dev/null >"$out" 2>"$err"
out_lacks 'also spelt'
