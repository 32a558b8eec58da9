/* The forms of a name of several words: windows of one spelling of each, in any order. */
#include <stdlib.h>

#include "core/utf8.h"
#include "searcher/plan/plan_names.h"

enum { BETWEEN = 2 /* particles and middle names that a form may have more than the name */ };

/* Adds the form that has of each part the word at AT. Initials stand beside the next word. */
static dateline_status add_form(struct name_planning *p, const size_t *at, dateline_error *err)
{
    struct planning *g = p->planning;
    struct plan_nodes words = {0};
    struct plan_node *form;
    bool initials = false;
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < p->n_parts && status == DATELINE_OK; i++) {
        struct span word = plan_spelt_span(&p->parts[i].words.list[at[i]]);

        initials |= utf8_count(word) == 1;
        schema_word(&g->term, p->node->field, word);
        form = plan_term(g, buf_span(&g->term));
        status = plan_weigh(g, word, form, err);
        plan_nodes_add(&words, form);
    }
    if (status != DATELINE_OK) {
        free(words.list);
        return status;
    }
    form = plan_join(g, PLAN_NEAR, &words);
    form->window = (uint32_t)(p->n_parts + p->node->repeated) + (initials ? 0 : BETWEEN);
    plan_nodes_add(&p->forms, form);
    return DATELINE_OK;
}

/* Whether two parts have the same word: they would be one word of the article. */
static bool repeats_word(const struct name_planning *p, const size_t *at)
{
    for (size_t i = 1; i < p->n_parts; i++)
        for (size_t k = 0; k < i; k++)
            if (span_eq(plan_spelt_span(&p->parts[i].words.list[at[i]]),
                        plan_spelt_span(&p->parts[k].words.list[at[k]])))
                return true;
    return false;
}

/* Moves AT to the next choice of words; false after the last. */
static bool next_form(const struct name_planning *p, size_t *at)
{
    for (size_t i = 0; i < p->n_parts; i++) {
        if (++at[i] < p->parts[i].words.len)
            return true;
        at[i] = 0;
    }
    return false;
}

static size_t count_forms(const struct name_planning *p)
{
    size_t n = 1;

    for (size_t i = 0; i < p->n_parts; i++)
        n *= p->parts[i].words.len;
    return n;
}

/* The part that has most words, the first of several. */
static struct name_part *longest_part(struct name_planning *p)
{
    struct name_part *longest = &p->parts[0];

    for (size_t i = 1; i < p->n_parts; i++)
        if (p->parts[i].words.len > longest->words.len)
            longest = &p->parts[i];
    return longest;
}

/* Leaves out the farthest spellings of the part that has most words, until there are MOST forms at
 * most. Initials stay as long as the part has two spellings. */
static void limit_forms(struct name_planning *p, size_t most)
{
    while (count_forms(p) > most) {
        struct name_part *part = longest_part(p);
        struct name_words *words = &part->words;

        words->len--;
        if (part->spelt > 1) {
            size_t last = --part->spelt;

            memmove(&words->list[last], &words->list[last + 1],
                    (words->len - last) * sizeof *words->list);
        }
    }
}

dateline_status plan_name_forms(struct name_planning *p, size_t most, dateline_error *err)
{
    size_t at[NAME_PARTS_MAX] = {0};
    dateline_status status = DATELINE_OK;

    limit_forms(p, most);
    do
        if (!repeats_word(p, at))
            status = add_form(p, at, err);
    while (status == DATELINE_OK && next_form(p, at));
    return status;
}
