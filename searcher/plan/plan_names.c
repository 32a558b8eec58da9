/* Names of people as nodes: the forms in which the index spells them.
 *
 * A name of one word is a synonym of its spellings. A word that sounds like it is one only if it
 * keeps the same company: a given name that stands before both. In a name of several words
 * each has spellings, and a given name its initial too; they check each other, as the given name is
 * the company (plan_name_forms.c). */
#include <stdlib.h>

#include "core/utf8.h"
#include "searcher/plan/plan_names.h"
#include "searcher/query/query_name.h"
#include "text/text.h"

enum { INITIALS = 3 /* places for them */ };

static void keep_alone(struct span word, struct name_words *out)
{
    out->len = 0;
    if (word.len <= SCHEMA_WORD_MAX)
        out->list[out->len++] = plan_spelt_of(word, 0, 0);
}

/* Finds the company of WORD, and reads it up to the first name. */
static dateline_status find_first_company(struct planning *g, enum schema_field field,
                                          struct span word, struct name_company *out,
                                          dateline_error *err)
{
    dateline_status status = plan_company_find(g, field, word, out, err);

    while (status == DATELINE_OK && !out->len && out->n_read < out->n_articles)
        status = plan_company_read(g, out, err);
    return status;
}

/* Keeps the first of WORDS, whose company is OWN, and those that keep the same. */
static dateline_status check_company(struct planning *g, enum schema_field field,
                                     struct name_words *words, struct name_company *own,
                                     dateline_error *err)
{
    struct name_company other;
    size_t kept = words->len > 0;
    dateline_status status = DATELINE_OK;

    for (size_t i = 1; i < words->len && status == DATELINE_OK; i++) {
        struct plan_spelt spelling = words->list[i];
        bool meet = false;

        status = plan_company_find(g, field, plan_spelt_span(&spelling), &other, err);
        if (status == DATELINE_OK)
            status = plan_companies_meet(g, own, &other, &meet, err);
        if (meet)
            words->list[kept++] = spelling;
    }
    words->len = kept;
    return status;
}

/* An ordinary word keeps no company, so it has no spellings: its newest articles are looked at
 * first, which spares it the walk of the dictionary. Measured on a million articles: searches of
 * one such word with a capital 16 to 21 -> 2 to 8 million instructions. */
dateline_status plan_name_spellings(struct planning *g, enum schema_field field, struct span word,
                                    struct name_words *out, dateline_error *err)
{
    struct name_company own;
    dateline_status status = find_first_company(g, field, word, &own, err);

    out->len = 0;
    if (status == DATELINE_OK && own.n_articles && !own.len)
        return plan_name_add(g, field, word, 0, out, err);
    if (status == DATELINE_OK)
        status = plan_name_words(g, field, word, out, err);
    if (status == DATELINE_OK && out->len > 1 && !own.n_articles)
        status = plan_company_find(g, field, plan_spelt_span(&out->list[0]), &own, err);
    return status == DATELINE_OK ? check_company(g, field, out, &own, err) : status;
}

/* The spellings of word I, a lone one's with its company; the word itself if there are none. */
static dateline_status find_part(struct name_planning *p, size_t i, dateline_error *err)
{
    struct name_words *words = &p->parts[i].words;
    struct span word = plan_bare(p->planning, p->node->words[i]);
    dateline_status status = DATELINE_OK;

    if (!p->node->exact)
        status = (p->node->n_words == 1 ? plan_name_spellings : plan_name_words)(
            p->planning, p->node->field, word, words, err);
    if (status == DATELINE_OK && (p->node->exact || !words->len))
        keep_alone(word, words);
    p->parts[i].spelt = words->len;
    return status;
}

/* ---- Several words ------------------------------------------------------------------ */

/* Adds the first letters of a given name's spellings, after them. */
static void add_initials(struct name_part *part)
{
    struct name_words *words = &part->words;

    if (part->spelt > PLAN_NAME_SPELLINGS_MAX - INITIALS)
        part->spelt = words->len = PLAN_NAME_SPELLINGS_MAX - INITIALS;
    for (size_t i = 0; i < part->spelt && words->len < PLAN_NAME_SPELLINGS_MAX; i++) {
        struct span word = plan_spelt_span(&words->list[i]), letter;
        const char *end = word.data;

        text_char(&end, word.data + word.len);
        letter = (struct span){word.data, (size_t)(end - word.data)};
        if (!plan_name_has(words, letter))
            words->list[words->len++] = plan_spelt_of(letter, 0, 0);
    }
}

static dateline_status read_whole_company(struct name_planning *p, struct span word,
                                          struct name_company *out, dateline_error *err)
{
    dateline_status status = plan_company_find(p->planning, p->node->field, word, out, err);

    while (status == DATELINE_OK && out->n_read < out->n_articles)
        status = plan_company_read(p->planning, out, err);
    return status;
}

/* Adds the given names that INITIAL, the only letter of PART, may stand for: those that keep
 * company with the spellings of the family name. */
static dateline_status spell_out_initial(struct name_planning *p, struct name_part *part,
                                         dateline_error *err)
{
    const struct name_words *family = &p->parts[p->node->family].words;
    struct span initial = plan_spelt_span(&part->words.list[0]);
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < family->len && status == DATELINE_OK; i++) {
        struct name_company company;

        status = read_whole_company(p, plan_spelt_span(&family->list[i]), &company, err);
        for (size_t k = 0; k < company.len && status == DATELINE_OK; k++) {
            struct span name = plan_spelt_span(&company.list[k]);

            if (part->words.len < PLAN_NAME_SPELLINGS_MAX && name.len > initial.len &&
                !memcmp(name.data, initial.data, initial.len) && !plan_name_has(&part->words, name))
                part->words.list[part->words.len++] = company.list[k];
        }
    }
    part->spelt = part->words.len;
    return status;
}

/* Gives each given name its other forms: initials for names, names for initials. */
static dateline_status add_short_forms(struct name_planning *p, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < p->node->n_words && status == DATELINE_OK; i++) {
        if (i == p->node->family)
            continue;
        if (utf8_count(plan_spelt_span(&p->parts[i].words.list[0])) == 1)
            status = spell_out_initial(p, &p->parts[i], err);
        else
            add_initials(&p->parts[i]);
    }
    return status;
}

static dateline_status add_all_forms(struct name_planning *p, dateline_error *err)
{
    dateline_status status = p->node->exact ? DATELINE_OK : add_short_forms(p, err);

    if (status == DATELINE_OK)
        status = plan_name_forms(p, PLAN_NAME_FORMS_MAX, err);
    return status == DATELINE_OK && !p->node->exact ? plan_name_syllables(p, err) : status;
}

static dateline_status plan_whole_name(struct name_planning *p, struct plan_node **out,
                                       dateline_error *err)
{
    dateline_status status = add_all_forms(p, err);

    if (status != DATELINE_OK) {
        free(p->forms.list);
        return status;
    }
    *out = plan_join(p->planning, PLAN_OR, &p->forms);
    return DATELINE_OK;
}

dateline_status plan_name(struct planning *g, const struct query_node *n, struct plan_node **out,
                          dateline_error *err)
{
    struct name_planning p = {.planning = g, .node = n, .n_parts = n->n_words};
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < n->n_words && status == DATELINE_OK; i++) {
        status = find_part(&p, i, err);
        if (status == DATELINE_OK && !p.parts[i].words.len) {
            *out = plan_node_new(g, PLAN_NOTHING); /* longer than any word of an index */
            return DATELINE_OK;
        }
    }
    if (status != DATELINE_OK)
        return status;
    if (n->n_words > 1)
        return plan_whole_name(&p, out, err);
    *out = plan_spelt_synonym(g, n->field, p.parts[0].words.list, p.parts[0].words.len);
    return DATELINE_OK;
}
