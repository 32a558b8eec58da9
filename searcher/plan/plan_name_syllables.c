/* The forms of Chinese and Korean names in which two syllables are one word, or two words. */
#include "searcher/plan/plan_names.h"
#include "text/name_respelt.h"

enum {
    SPLITS = 4, /* of a word, at most */
    FORMS = 16, /* of a name with one of them, or with two words joined */
};

/* ---- Two words as one --------------------------------------------------------------- */

/* Adds WORD without its apostrophes. */
static void join_plainly(struct buf *out, struct span word)
{
    for (size_t i = 0; i < word.len; i++)
        if (word.data[i] != '\'')
            buf_char(out, word.data[i]);
}

/* Sets OUT to the spellings of the words I and I + 1 of the name as one that the index has. */
static dateline_status find_joined(struct name_planning *p, size_t i, struct name_words *out,
                                   dateline_error *err)
{
    struct buf joined = {0};
    struct span first = plan_bare(p->planning, p->node->words[i]);
    struct span second = plan_bare(p->planning, p->node->words[i + 1]);
    dateline_status status = DATELINE_OK;

    out->len = 0;
    join_plainly(&joined, first);
    join_plainly(&joined, second);
    if (first.len > 1 && second.len > 1 && name_is_syllables(buf_span(&joined))) {
        status = plan_name_listed(p->planning, p->node->field, buf_span(&joined), out, err);
        if (status == DATELINE_OK)
            status =
                plan_name_respellings(p->planning, p->node->field, buf_span(&joined), out, err);
    }
    buf_free(&joined);
    return status;
}

/* Adds the forms with WORDS, as all of them are, in place of the words I and I + 1. */
static dateline_status add_joined(struct name_planning *p, size_t i, const struct name_words *words,
                                  dateline_error *err)
{
    struct name_planning joined = *p;
    dateline_status status;

    joined.parts[i] = (struct name_part){.words = *words, .spelt = words->len};
    memmove(&joined.parts[i + 1], &joined.parts[i + 2],
            (p->n_parts - i - 2) * sizeof *joined.parts);
    joined.n_parts--;
    status = plan_name_forms(&joined, FORMS, err);
    p->forms = joined.forms;
    return status;
}

static dateline_status join_words(struct name_planning *p, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i + 1 < p->n_parts && p->n_parts > 2 && status == DATELINE_OK; i++) {
        struct name_words words;

        status = find_joined(p, i, &words, err);
        if (status == DATELINE_OK && words.len)
            status = add_joined(p, i, &words, err);
    }
    return status;
}

/* ---- One word as two ---------------------------------------------------------------- */

/* Adds the forms with the syllables of SPLIT in place of word I, if the index has both. */
static dateline_status add_split(struct name_planning *p, size_t i,
                                 const struct name_respelling *split, bool *added,
                                 dateline_error *err)
{
    struct name_planning forms = *p;
    struct span whole = {split->letters, split->len};
    struct name_part *first = &forms.parts[i], *second = &forms.parts[p->n_parts];
    dateline_status status;

    first->words.len = second->words.len = 0;
    *added = false;
    status = plan_name_listed(p->planning, p->node->field, (struct span){whole.data, split->second},
                              &first->words, err);
    if (status == DATELINE_OK && first->words.len)
        status = plan_name_listed(p->planning, p->node->field, span_from(whole, split->second),
                                  &second->words, err);
    if (status != DATELINE_OK || !second->words.len)
        return status;
    first->spelt = first->words.len;
    second->spelt = second->words.len;
    forms.n_parts++;
    *added = true;
    status = plan_name_forms(&forms, FORMS, err);
    p->forms = forms.forms;
    return status;
}

static dateline_status split_word(struct name_planning *p, size_t i, dateline_error *err)
{
    struct name_respellings splits;
    unsigned n = 0;
    dateline_status status = DATELINE_OK;

    name_splits(plan_bare(p->planning, p->node->words[i]), &splits);
    for (unsigned k = 0; k < splits.len && n < SPLITS && status == DATELINE_OK; k++) {
        bool added;

        status = add_split(p, i, &splits.list[k], &added, err);
        n += added;
    }
    return status;
}

dateline_status plan_name_syllables(struct name_planning *p, dateline_error *err)
{
    dateline_status status = join_words(p, err);

    for (size_t i = 0; i < p->n_parts && status == DATELINE_OK; i++)
        status = split_word(p, i, err);
    return status;
}
