/* Spells Chinese, Korean and Japanese names in other romanisations. */
#include "text/name_respelt.h"

#include <string.h>

#include "text/name_syllables.h"

enum { LONGEST = 24 /* bytes of a word that is spelt in other ways */ };

/* The spellings of the name WORD; NULL if it is not listed. */
static const char *listed_spellings(struct span word)
{
    for (size_t i = 0; i < n_listed_names; i++)
        if (name_is_listed(listed_names[i], word))
            return listed_names[i];
    return NULL;
}

/* A word without its apostrophes. */
struct plain_word {
    char letters[LONGEST];
    size_t len;
};

/* Returns false if WORD is too long. */
static bool strip_apostrophes(struct span word, struct plain_word *out)
{
    out->len = 0;
    for (size_t i = 0; i < word.len; i++) {
        if (word.data[i] == '\'')
            continue;
        if (out->len == LONGEST)
            return false;
        out->letters[out->len++] = word.data[i];
    }
    return true;
}

static struct span plain_span(const struct plain_word *w)
{
    return (struct span){w->letters, w->len};
}

static void respell(struct respelling *r)
{
    r->canonical = true;
    for (unsigned i = 0; i < 2; i++, r->canonical = false) {
        r->steps = 0;
        name_respell_chinese(r);
        name_respell_korean(r);
    }
}

void name_respellings(struct span word, struct name_respellings *out)
{
    struct plain_word plain;
    struct respelling r = {.out = out};
    const char *listed = listed_spellings(word);
    struct span one;

    out->len = 0;
    while (listed && name_list_next(&listed, &one))
        if (!span_eq(one, word))
            name_keep_respelling(out, one, 0);
    if (!strip_apostrophes(word, &plain))
        return;
    r.word = plain_span(&plain);
    respell(&r);
    name_respell_japanese(&r);
}

void name_splits(struct span word, struct name_respellings *out)
{
    struct plain_word plain;
    struct respelling r = {.out = out, .splits = true};

    out->len = 0;
    if (!strip_apostrophes(word, &plain))
        return;
    r.word = plain_span(&plain);
    respell(&r);
}

bool name_is_syllables(struct span word)
{
    struct plain_word plain;
    struct respelling r = {.out = NULL};

    if (!strip_apostrophes(word, &plain))
        return false;
    r.word = plain_span(&plain);
    respell(&r);
    return r.mark != NO_MARK;
}

unsigned name_with_apostrophe(struct span spelling, char out[NAME_RESPELT_ROOM + 1])
{
    static const char *const aspirated[] = {"ch", "ts", "tz", "k", "p", "t"};

    for (size_t i = 0; i < sizeof aspirated / sizeof *aspirated; i++) {
        struct span initial = span_of(aspirated[i]);

        if (!span_begins(spelling, initial))
            continue;
        memcpy(out, spelling.data, initial.len);
        out[initial.len] = '\'';
        memcpy(out + initial.len + 1, spelling.data + initial.len, spelling.len - initial.len);
        return (unsigned)spelling.len + 1;
    }
    return 0;
}

/* Whether spellings of one name may begin with A and B: most that are asked for begin otherwise. */
static bool may_begin(char a, char b)
{
    static const char pairs[] =
        "bp dt gk jc jk jt qc qk qt xh xs zc zt ct rj yi lr ly ry rn wh fh jz jd";

    if (a == b)
        return true;
    for (const char *p = pairs; *p; p += p[2] ? 3 : 2)
        if ((p[0] == a && p[1] == b) || (p[0] == b && p[1] == a))
            return true;
    return false;
}

bool name_respelt(struct span a, struct span b)
{
    struct plain_word plain, wanted;
    struct respelling r = {.out = NULL};
    const char *listed;

    if (!a.len || !b.len || !may_begin(*a.data, *b.data) || span_eq(a, b) ||
        !strip_apostrophes(a, &plain) || !strip_apostrophes(b, &wanted))
        return false;
    listed = listed_spellings(a);
    if (listed && name_is_listed(listed, b))
        return true;
    r.word = plain_span(&plain);
    r.wanted = plain_span(&wanted);
    respell(&r);
    if (r.mark == NO_MARK)
        name_respell_japanese(&r);
    return r.mark != NO_MARK;
}

/* Whether WORD is pinyin, and hardly any other language's. */
static bool is_pinyin(struct span word)
{
    struct plain_word plain;
    struct respelling r = {.canonical = true};

    if (!strip_apostrophes(word, &plain))
        return false;
    r.word = plain_span(&plain);
    name_respell_chinese(&r);
    return r.mark == MARK_STRONG;
}

bool name_spelt_apart(struct span a, struct span b)
{
    return is_pinyin(a) && is_pinyin(b) && !span_eq(a, b) && !name_respelt(a, b);
}
