/* Respells Chinese and Korean syllables. */
#include "text/name_syllables.h"

#include <string.h>

enum { STEPS = 600 /* parts that are tried for a word; no name of a people needs as many */ };

/* A place in the word, and in the spelling that is made of it. */
struct place {
    size_t at, made;
    enum mark mark; /* the strongest so far */
    unsigned syllables;
    size_t second_at, second_made; /* where the second of them begins */
};

bool name_list_next(const char **list, struct span *out)
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

bool name_is_listed(const char *list, struct span word)
{
    struct span one;

    while (name_list_next(&list, &one))
        if (span_eq(one, word))
            return true;
    return false;
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

    if (!span_begins(span_from(r->word, p->at), from) || r->steps++ > STEPS ||
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

void name_keep_respelling(struct name_respellings *out, struct span spelling, size_t second)
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
        name_keep_respelling(r->out, r->word, p->second_at);
        name_keep_respelling(r->out, spelling, p->second_made);
    } else if (r->out && !r->splits && !span_eq(spelling, r->word)) {
        name_keep_respelling(r->out, spelling, 0);
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
            (!chinese_finals[i].after || name_is_listed(chinese_finals[i].after, span_of(initial))))
            return chinese_finals[i].part.others;
    return NULL;
}

static void respell_initial(struct respelling *r, struct place p);

/* Goes on after INITIAL, in all ways. */
static void respell_final(struct respelling *r, struct place p,
                          const struct chinese_initial *initial)
{
    const char *finals = initial->finals;
    struct span final, other;

    while (name_list_next(&finals, &final)) {
        const char *others;
        bool as_it_is;

        if (r->canonical && !span_begins(span_from(r->word, p.at), final))
            continue;
        others = others_of_final(initial->part.canonical, final);
        as_it_is = !others;
        while (as_it_is || name_list_next(&others, &other)) {
            struct place next = p;

            if (pass_part(r, &next, final, as_it_is ? final : other)) {
                next.mark = stronger_mark(next.mark, mark_of_final(final));
                respell_initial(r, next);
            }
            if (as_it_is)
                break;
        }
    }
}

/* Goes on with the next Chinese syllable, in all ways. */
static void respell_initial(struct respelling *r, struct place p)
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

        while (name_list_next(&others, &other)) {
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
static void respell_slot(struct respelling *r, struct place p, enum korean_slot slot)
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

        while (name_list_next(&others, &other)) {
            struct place next = p;

            if (!pass_part(r, &next, span_of(part->canonical), other))
                continue;
            if (i < korean_slots[slot].marks)
                next.mark = MARK_STRONG;
            respell_slot(r, next, (slot + 1) % KOREAN_SLOTS);
        }
    }
}

/* ---- All -------------------------------------------------------------------------------- */

void name_respell_chinese(struct respelling *r)
{
    respell_initial(r, (struct place){.at = 0});
}

void name_respell_korean(struct respelling *r)
{
    respell_slot(r, (struct place){.at = 0}, KOREAN_INITIAL);
}
