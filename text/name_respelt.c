/* Spells Chinese and Korean names in other romanisations. */
#include "text/name_respelt.h"

#include <string.h>

#include "text/name_systems.h"

/* ---- Spelling --------------------------------------------------------------------------- */

enum {
    LONGEST = 24, /* bytes of a word that is spelt in other ways */
    STEPS = 600   /* parts that are tried for a word; no name of a people needs as many */
};

/* The respelling of a word. */
struct respelling {
    struct span word;
    bool canonical;     /* the word is, and its spellings are not */
    struct span wanted; /* the only spelling of interest; no data: all are */
    char made[NAME_RESPELT_ROOM];
    enum mark mark; /* the strongest of what is made */
    unsigned steps;
    struct name_respellings *out; /* NULL: only the mark is of interest */
    bool splits;                  /* only words of two syllables are, also the word as it is */
};

/* A place in the word, and in the spelling that is made of it. */
struct place {
    size_t at, made;
    enum mark mark; /* the strongest so far */
    unsigned syllables;
    size_t second_at, second_made; /* where the second of them begins */
};

/* Takes the next word of *LIST, in which blanks stand between; an empty list has one empty word.
 * Returns false at the end. */
static bool next_listed(const char **list, struct span *out)
{
    size_t len = 0;

    if (!*list)
        return false;
    while ((*list)[len] && (*list)[len] != ' ')
        len++;
    *out = (struct span){*list, len};
    *list = (*list)[len] ? *list + len + 1 : NULL;
    return true;
}

static bool is_listed(const char *list, struct span word)
{
    struct span one;

    while (next_listed(&list, &one))
        if (span_eq(one, word))
            return true;
    return false;
}

static bool begins_with(struct span word, struct span beginning)
{
    return word.len >= beginning.len && !memcmp(word.data, beginning.data, beginning.len);
}

/* Appends LETTERS to the spelling. Returns false if it is not wanted, or too long. */
static bool make_letters(struct respelling *r, size_t *made, struct span letters)
{
    size_t len = *made + letters.len;

    if (len > sizeof r->made || (r->wanted.data && len > r->wanted.len))
        return false;
    memcpy(r->made + *made, letters.data, letters.len);
    *made = len;
    return !r->wanted.data || !memcmp(r->made, r->wanted.data, len);
}

/* Passes a part that is CANONICAL in one system and OTHER in another. Returns false if the word at
 * *P does not have it, or the spelling is not wanted. */
static bool pass_part(struct respelling *r, struct place *p, struct span canonical,
                      struct span other)
{
    struct span from = r->canonical ? canonical : other;

    if (!begins_with(span_from(r->word, p->at), from) || r->steps++ > STEPS ||
        !make_letters(r, &p->made, r->canonical ? other : canonical))
        return false;
    p->at += from.len;
    return true;
}

static bool has_respelling(const struct name_respellings *all, struct span spelling, size_t second)
{
    for (unsigned i = 0; i < all->len; i++)
        if (all->list[i].second == second &&
            span_eq((struct span){all->list[i].letters, all->list[i].len}, spelling))
            return true;
    return false;
}

/* Keeps SPELLING, whose second syllable begins at SECOND if that is of interest. */
static void keep_respelling(struct name_respellings *out, struct span spelling, size_t second)
{
    struct name_respelling *r = &out->list[out->len];

    if (out->len == NAME_RESPELT_MAX || spelling.len > NAME_RESPELT_ROOM ||
        has_respelling(out, spelling, second))
        return;
    memcpy(r->letters, spelling.data, spelling.len);
    r->len = (unsigned)spelling.len;
    r->second = (unsigned)second;
    out->len++;
}

/* Keeps what is made of the whole word. */
static void end_respelling(struct respelling *r, const struct place *p)
{
    struct span spelling = {r->made, p->made};

    if (p->mark == NO_MARK || (r->wanted.data && !span_eq(spelling, r->wanted)))
        return;
    r->mark = p->mark > r->mark ? p->mark : r->mark;
    if (r->splits && p->syllables == 2) {
        keep_respelling(r->out, r->word, p->second_at);
        keep_respelling(r->out, spelling, p->second_made);
    } else if (r->out && !r->splits && !span_eq(spelling, r->word)) {
        keep_respelling(r->out, spelling, 0);
    }
}

static enum mark stronger_mark(enum mark a, enum mark b)
{
    return a > b ? a : b;
}

/* Counts a syllable that begins at *P. */
static void begin_syllable(struct place *p)
{
    if (++p->syllables == 2) {
        p->second_at = p->at;
        p->second_made = p->made;
    }
}

/* ---- Chinese ---------------------------------------------------------------------------- */

static bool is_vowel(char c)
{
    return strchr("aeiou", c) && c;
}

static enum mark mark_of_final(struct span final)
{
    if (final.data[final.len - 1] == 'g' || (final.len > 2 && is_vowel(final.data[1])))
        return MARK_STRONG;
    return final.len > 1 && is_vowel(final.data[1]) ? MARK_WEAK : NO_MARK;
}

/* How others spell FINAL after INITIAL; NULL: as it is. */
static const char *others_of_final(const char *initial, struct span final)
{
    for (size_t i = 0; i < n_chinese_finals; i++)
        if (span_eq(span_of(chinese_finals[i].part.canonical), final) &&
            (!chinese_finals[i].after || is_listed(chinese_finals[i].after, span_of(initial))))
            return chinese_finals[i].part.others;
    return NULL;
}

static void respell_chinese(struct respelling *r, struct place p);

/* Goes on after INITIAL, in all ways. */
static void respell_final(struct respelling *r, struct place p,
                          const struct chinese_initial *initial)
{
    const char *finals = initial->finals;
    struct span final, other;

    while (next_listed(&finals, &final)) {
        const char *others;
        bool as_it_is;

        if (r->canonical && !begins_with(span_from(r->word, p.at), final))
            continue;
        others = others_of_final(initial->part.canonical, final);
        as_it_is = !others;
        while (as_it_is || next_listed(&others, &other)) {
            struct place next = p;

            if (pass_part(r, &next, final, as_it_is ? final : other)) {
                next.mark = stronger_mark(next.mark, mark_of_final(final));
                respell_chinese(r, next);
            }
            if (as_it_is)
                break;
        }
    }
}

/* Goes on with the next Chinese syllable, in all ways. */
static void respell_chinese(struct respelling *r, struct place p)
{
    if (p.at == r->word.len) {
        end_respelling(r, &p);
        return;
    }
    begin_syllable(&p);
    for (size_t i = 0; i < n_chinese_initials; i++) {
        const struct chinese_initial *initial = &chinese_initials[i];
        const char *others = initial->part.others;
        struct span other;

        while (next_listed(&others, &other)) {
            struct place next = p;

            if (!pass_part(r, &next, span_of(initial->part.canonical), other))
                continue;
            next.mark = stronger_mark(next.mark, initial->mark);
            respell_final(r, next, initial);
        }
    }
}

/* ---- Korean ----------------------------------------------------------------------------- */

enum korean_slot { KOREAN_INITIAL, KOREAN_VOWEL, KOREAN_END, KOREAN_SLOTS };

static const struct {
    const struct syllable_part *parts;
    const size_t *len;
    size_t marks; /* the first parts that are a mark */
} korean_slots[KOREAN_SLOTS] = {
    {korean_initials, &n_korean_initials, 0},
    {korean_vowels, &n_korean_vowels, KOREAN_MARKS},
    {korean_ends, &n_korean_ends, 0},
};

/* Goes on with SLOT of a Korean syllable, in all ways. */
static void respell_korean(struct respelling *r, struct place p, enum korean_slot slot)
{
    if (p.at == r->word.len && slot == KOREAN_INITIAL) {
        end_respelling(r, &p);
        return;
    }
    if (slot == KOREAN_INITIAL)
        begin_syllable(&p);
    for (size_t i = 0; i < *korean_slots[slot].len; i++) {
        const struct syllable_part *part = &korean_slots[slot].parts[i];
        const char *others = part->others;
        struct span other;

        while (next_listed(&others, &other)) {
            struct place next = p;

            if (!pass_part(r, &next, span_of(part->canonical), other))
                continue;
            if (i < korean_slots[slot].marks)
                next.mark = MARK_STRONG;
            respell_korean(r, next, (slot + 1) % KOREAN_SLOTS);
        }
    }
}

/* The spellings of the Korean name WORD; NULL if it is not listed. */
static const char *korean_spellings(struct span word)
{
    for (size_t i = 0; i < n_korean_names; i++)
        if (is_listed(korean_names[i], word))
            return korean_names[i];
    return NULL;
}

/* ---- All -------------------------------------------------------------------------------- */

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
    struct place start = {.at = 0};

    r->canonical = true;
    for (unsigned i = 0; i < 2; i++, r->canonical = false) {
        r->steps = 0;
        respell_chinese(r, start);
        respell_korean(r, start, KOREAN_INITIAL);
    }
}

void name_respellings(struct span word, struct name_respellings *out)
{
    struct plain_word plain;
    struct respelling r = {.out = out};
    const char *listed = korean_spellings(word);
    struct span one;

    out->len = 0;
    while (listed && next_listed(&listed, &one))
        if (!span_eq(one, word))
            keep_respelling(out, one, 0);
    if (!strip_apostrophes(word, &plain))
        return;
    r.word = plain_span(&plain);
    respell(&r);
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

        if (!begins_with(spelling, initial))
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
    static const char pairs[] = "bp dt gk jc jk jt qc qk qt xh xs zc zt ct rj yi lr ly ry rn wh";

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
    listed = korean_spellings(a);
    if (listed && is_listed(listed, b))
        return true;
    r.word = plain_span(&plain);
    r.wanted = plain_span(&wanted);
    respell(&r);
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
    respell_chinese(&r, (struct place){.at = 0});
    return r.mark == MARK_STRONG;
}

bool name_spelt_apart(struct span a, struct span b)
{
    return is_pinyin(a) && is_pinyin(b) && !span_eq(a, b) && !name_respelt(a, b);
}
