/* Counts matches by year or month, or by the terms of a field. */
#include "searcher/engine/facet.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/schema.h"
#include "snapshot/articles.h"
#include "snapshot/terms.h"
#include "snapshot/values.h"

static const char *const facet_list[] = {
    [FACET_YEAR] = "year",
    [FACET_MONTH] = "month",
    [FACET_SOURCE] = "source",
    [FACET_LANG] = "lang",
};

const struct names facet_names = NAMES("facet", facet_list);

static void add_facet_value(struct facet_values *v, struct span value, uint64_t matches)
{
    if (!matches)
        return;
    GROW(v->list, v->len, v->cap);
    v->list[v->len++] = (struct facet_value){
        {value.len ? arena_copy(&v->text, value.data, value.len) : NULL, value.len}, matches};
}

/* ---- Terms --------------------------------------------------------------- */

/* The matching documents: one bit each, by segment. */
struct chosen {
    struct chosen_part {
        uint64_t *bits;
        uint32_t last;
    } * parts;
    size_t n;
};

static void chosen_from_listing(const struct match_listing *listed, struct chosen *out)
{
    out->n = listed->n;
    out->parts = must_zalloc(listed->n * sizeof *out->parts);
    for (size_t i = 0; i < listed->n; i++) {
        const struct match_listed *from = &listed->segments[i];
        struct chosen_part *p = &out->parts[i];

        p->last = from->len ? from->numbers[from->len - 1] : 0;
        p->bits = must_zalloc((p->last / 64 + 1) * sizeof *p->bits);
        for (size_t k = 0; k < from->len; k++)
            p->bits[from->numbers[k] / 64] |= (uint64_t)1 << from->numbers[k] % 64;
    }
}

static void chosen_free(struct chosen *c)
{
    for (size_t i = 0; i < c->n; i++)
        free(c->parts[i].bits);
    free(c->parts);
}

static bool chosen_has(const struct chosen *c, size_t part, uint32_t number)
{
    const struct chosen_part *p = &c->parts[part];

    return number <= p->last && p->bits[number / 64] >> number % 64 & 1;
}

/* Counts the documents of C that have TERM; *ONE is one of them. */
static dateline_status count_chosen_term(struct snapshot *s, struct span term,
                                         const struct chosen *c, uint64_t *matches,
                                         snapshot_doc *one, dateline_error *err)
{
    struct snapshot_posting posting;
    struct snapshot_postings *list;
    bool more = true;
    dateline_status status = snapshot_postings_open(s, term, &list, err);

    *matches = 0;
    if (status != DATELINE_OK)
        return status;
    while ((status = snapshot_postings_next(list, 0, &posting, &more, err)) == DATELINE_OK &&
           more) {
        uint32_t number;
        size_t part = snapshot_segment(s, posting.doc, &number);

        if (!chosen_has(c, part, number))
            continue;
        *one = posting.doc;
        ++*matches;
    }
    snapshot_postings_close(list);
    return status;
}

/* Adds the value of a term. A long term is truncated: read the value from article ONE. */
static dateline_status add_term_value(struct snapshot *s, enum schema_field field, struct span term,
                                      uint64_t matches, snapshot_doc one, struct facet_values *v,
                                      dateline_error *err)
{
    struct span value = span_from(term, strlen(schema_prefix(field)));
    struct buf record = {0};
    struct article a;
    dateline_status status = DATELINE_OK;

    if (term.len + 4 > SCHEMA_TERM_MAX && matches) {
        status = snapshot_head(s, one, &record, &a, err);
        if (status == DATELINE_OK && a.id.len)
            value = field == FIELD_SOURCE ? a.source : a.lang;
    } else if (strlen(schema_prefix(field)) > 1 && value.len && *value.data == ':') {
        value = span_from(value, 1);
    }
    if (status == DATELINE_OK)
        add_facet_value(v, value, matches);
    buf_free(&record);
    return status;
}

/* Counts by the postings of each of the field's terms: a document of another program's database may
 * have several. */
static dateline_status count_field_terms(struct snapshot *s, enum schema_field field,
                                         const struct chosen *c, struct facet_values *v,
                                         dateline_error *err)
{
    struct span prefix = span_of(schema_prefix(field));
    uint64_t matches;
    struct snapshot_term t;
    struct snapshot_terms *terms;
    snapshot_doc one = 0;
    bool more = true;
    dateline_status status = snapshot_terms_open(s, prefix, &terms, err);

    if (status != DATELINE_OK)
        return status;
    while ((status = snapshot_terms_next(terms, &t, &more, err)) == DATELINE_OK && more) {
        status = count_chosen_term(s, t.term, c, &matches, &one, err);
        if (status == DATELINE_OK)
            status = add_term_value(s, field, t.term, matches, one, v, err);
        if (status != DATELINE_OK)
            break;
    }
    snapshot_terms_close(terms);
    return status;
}

static dateline_status count_by_terms(struct snapshot *s, enum schema_field field,
                                      const struct match_listing *listed, struct facet_values *v,
                                      dateline_error *err)
{
    struct chosen chosen;
    dateline_status status;

    chosen_from_listing(listed, &chosen);
    status = count_field_terms(s, field, &chosen, v, err);
    chosen_free(&chosen);
    return status;
}

/* ---- Values ---------------------------------------------------------------- */

/* The matches with a value, and the last of them. */
struct value_count {
    uint64_t matches;
    snapshot_doc one;
};

static void count_listed_values(struct snapshot *s, const struct snapshot_values *values,
                                const struct match_listing *listed, struct value_count *counts)
{
    for (size_t i = 0; i < listed->n; i++) {
        const struct match_listed *l = &listed->segments[i];

        for (size_t k = 0; k < l->len; k++) {
            struct value_count *c = &counts[snapshot_value(values, i, l->numbers[k])];

            c->matches++;
            c->one = snapshot_document(s, i, l->numbers[k]);
        }
    }
}

static dateline_status count_by_values(struct snapshot *s, enum schema_field field,
                                       const struct snapshot_values *values,
                                       const struct match_listing *listed, struct facet_values *v,
                                       dateline_error *err)
{
    struct value_count *counts = must_zalloc((values->len + 1) * sizeof *counts);
    dateline_status status = DATELINE_OK;

    count_listed_values(s, values, listed, counts);
    for (size_t i = 1; i <= values->len && status == DATELINE_OK; i++)
        status = add_term_value(s, field, values->terms[i - 1], counts[i].matches, counts[i].one, v,
                                err);
    free(counts);
    return status;
}

/* ---- Facets -------------------------------------------------------------- */

static int most_first(const void *a, const void *b)
{
    const struct facet_value *x = a, *y = b;

    if (x->matches != y->matches)
        return x->matches < y->matches ? 1 : -1;
    return span_cmp(x->value, y->value);
}

static void sort_values(struct facet_values *v)
{
    if (v->len)
        qsort(v->list, v->len, sizeof *v->list, most_first);
}

static int by_value(const void *a, const void *b)
{
    const struct facet_value *x = a, *y = b;

    if (!x->value.len != !y->value.len)
        return x->value.len ? -1 : 1;
    return span_cmp(x->value, y->value);
}

void facet_sort_by_value(struct facet_values *v)
{
    if (v->len)
        qsort(v->list, v->len, sizeof *v->list, by_value);
}

void facet_of_periods(enum period_unit unit, const struct timeline_counts *c,
                      struct facet_values *out)
{
    struct facet_values v = {.total = c->total};
    char text[PERIOD_TEXT];

    for (size_t i = 0; i < c->len; i++) {
        size_t len = period_format(unit, c->first + (int32_t)i, text);

        add_facet_value(&v, (struct span){text, len}, c->counts[i]);
    }
    add_facet_value(&v, (struct span){0}, c->undated);
    sort_values(&v);
    *out = v;
}

/* The matches of V that have no value; a document with several counts for another without. */
static uint64_t matches_without(const struct facet_values *v)
{
    uint64_t known = 0;

    for (size_t i = 0; i < v->len; i++)
        known += v->list[i].matches;
    return known < v->total ? v->total - known : 0;
}

dateline_status facet_of_terms(struct snapshot *s, enum facet f, const struct match_listing *listed,
                               struct facet_values *out, dateline_error *err)
{
    enum schema_field field = f == FACET_SOURCE ? FIELD_SOURCE : FIELD_LANG;
    struct facet_values v = {.total = listed->total};
    const struct snapshot_values *values;
    dateline_status status = snapshot_values(s, field, &values, err);

    if (status == DATELINE_OK)
        status = values ? count_by_values(s, field, values, listed, &v, err)
                        : count_by_terms(s, field, listed, &v, err);
    if (status != DATELINE_OK) {
        facet_free(&v);
        return status;
    }
    add_facet_value(&v, (struct span){0}, matches_without(&v));
    sort_values(&v);
    *out = v;
    return DATELINE_OK;
}

void facet_free(struct facet_values *v)
{
    free(v->list);
    arena_free(&v->text);
    *v = (struct facet_values){0};
}
