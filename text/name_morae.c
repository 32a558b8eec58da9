/* Respells Japanese words: Kunrei and Nihon-siki beside Hepburn, and long vowels that are written
 * or not. */
#include <string.h>

#include "text/name_syllables.h"

enum {
    LEAST_LETTERS = 3,  /* of a word in Hepburn without long vowels: Oh and Roh are no O and Ro */
    MORAE_STEPS = 2000, /* morae that are tried for a word */
};

/* Morae that Hepburn spells in another way than others, which come after it. */
static const struct syllable_part morae[] = {
    {"sha", "sya"}, {"shu", "syu"},    {"sho", "syo"},    {"cha", "tya"},    {"chu", "tyu"},
    {"cho", "tyo"}, {"ja", "zya jya"}, {"ju", "zyu jyu"}, {"jo", "zyo jyo"}, {"shi", "si"},
    {"chi", "ti"},  {"tsu", "tu"},     {"fu", "hu"},      {"ji", "zi di"},   {"zu", "du"},
};

/* The consonants that a vowel follows in a mora of any system. */
static const char consonants[] =
    " k g s z t d n h b p m y r w ky gy ny hy by py my ry sh ch ts f j sy "
    "ty zy jy ";

/* A place in the word, and in the spelling that is made of it. */
struct mora_place {
    size_t at, made, plain; /* plain: letters in Hepburn without long vowels */
    bool other;             /* a part is spelt in another way */
};

static void respell_mora(struct respelling *r, struct mora_place p);

static bool is_mora_vowel(char c)
{
    return c && strchr("aiueo", c);
}

/* Passes FROM in the word, for which the spelling has TO. */
static bool pass_letters(struct respelling *r, struct mora_place *p, struct span from,
                         struct span to)
{
    if (!span_begins(span_from(r->word, p->at), from) || p->made + to.len > sizeof r->made ||
        r->steps++ > MORAE_STEPS)
        return false;
    memcpy(r->made + p->made, to.data, to.len);
    p->made += to.len;
    p->at += from.len;
    return true;
}

/* Goes on after a mora that ends in VOWEL, which may be long: o as ou, oh and, where it begins the
 * word, oo; u as uu. */
static void respell_length(struct respelling *r, struct mora_place p, char vowel)
{
    const char *signs = vowel == 'o' ? (p.plain == 1 ? "u h o" : "u h") : vowel == 'u' ? "u" : NULL;
    bool vowel_after = p.at + 1 < r->word.len && is_mora_vowel(r->word.data[p.at + 1]);
    struct span sign;

    respell_mora(r, p);
    while (name_list_next(&signs, &sign)) {
        struct mora_place next = p;
        struct span none = {sign.data, 0};

        if (!pass_letters(r, &next, r->canonical ? none : sign, r->canonical ? sign : none) ||
            (*sign.data == 'h' && !r->canonical && vowel_after))
            continue;
        next.other = true;
        respell_mora(r, next);
    }
}

/* Goes on with a mora that is FROM in the word and TO in the spelling. */
static void pass_mora(struct respelling *r, struct mora_place p, struct span from, struct span to)
{
    if (!pass_letters(r, &p, from, to))
        return;
    p.plain += r->canonical ? from.len : to.len;
    p.other |= !span_eq(from, to);
    respell_length(r, p, to.data[to.len - 1]);
}

/* Goes on with the mora LETTERS as it is, and in all other ways. */
static void pass_mora_in_all_ways(struct respelling *r, struct mora_place p, struct span letters)
{
    pass_mora(r, p, letters, letters);
    for (size_t i = 0; i < sizeof morae / sizeof *morae; i++) {
        struct span canonical = span_of(morae[i].canonical), other;
        const char *others = morae[i].others;

        while (name_list_next(&others, &other))
            if (span_eq(letters, r->canonical ? canonical : other))
                pass_mora(r, p, letters, r->canonical ? other : canonical);
    }
}

/* The length of the mora at byte AT of WORD that ends in a vowel; 0 if none is there. */
static size_t mora_length(struct span word, size_t at)
{
    char listed[6] = " ";
    size_t n = 0;

    while (at + n < word.len && n < 3 && !is_mora_vowel(word.data[at + n]))
        n++;
    if (n == 3 || at + n == word.len)
        return 0;
    memcpy(listed + 1, word.data + at, n);
    memcpy(listed + 1 + n, " ", 2);
    return !n || strstr(consonants, listed) ? n + 1 : 0;
}

/* The length of the consonant at byte AT of WORD if it has no vowel: n, and the first of two. */
static size_t lone_consonant(struct span word, size_t at)
{
    char c = word.data[at], next = at + 1 < word.len ? word.data[at + 1] : '\0';

    return (c == 'n' && !is_mora_vowel(next)) || (next && c == next && strchr("kstp", c));
}

/* Keeps what is made of the whole word, unless it is the word. */
static void end_morae(struct respelling *r, const struct mora_place *p)
{
    struct span spelling = {r->made, p->made};

    if (!p->other || p->plain < LEAST_LETTERS || span_eq(spelling, r->word) ||
        (r->wanted.data && !span_eq(spelling, r->wanted)))
        return;
    r->mark = MARK_STRONG;
    if (r->out)
        name_keep_respelling(r->out, spelling, 0);
}

static void respell_mora(struct respelling *r, struct mora_place p)
{
    struct span rest = span_from(r->word, p.at);

    if (!rest.len) {
        end_morae(r, &p);
        return;
    }
    if (lone_consonant(r->word, p.at)) {
        rest.len = 1;
        if (pass_letters(r, &p, rest, rest)) {
            p.plain++;
            respell_mora(r, p);
        }
        return;
    }
    rest.len = mora_length(r->word, p.at);
    if (rest.len)
        pass_mora_in_all_ways(r, p, rest);
}

/* Whether all of WORD is morae, which spares other words the search. */
static bool is_japanese(struct span word)
{
    for (size_t at = 0, n; at < word.len; at += n) {
        n = lone_consonant(word, at);
        if (!n)
            n = mora_length(word, at);
        if (!n)
            return false;
    }
    return true;
}

void name_respell_japanese(struct respelling *r)
{
    if (!is_japanese(r->word))
        return;
    for (unsigned i = 0; i < 2; i++) {
        r->canonical = !i;
        r->steps = 0;
        respell_mora(r, (struct mora_place){.at = 0});
    }
}
