/* Makes the terms of an article that filter. */
#include "indexer/invert/filter_terms.h"

#include "core/schema.h"

static struct buf *next_filter_term(struct filter_terms *f)
{
    return &f->terms[f->len++];
}

/* Adds a term for each known period of the date. */
static void add_date_terms(dateline_day day, struct filter_terms *f)
{
    enum day_precision known = day_precision(day);

    if (known == DAY_NONE) {
        schema_undated(next_filter_term(f));
        return;
    }
    schema_date(next_filter_term(f), FIELD_YEAR, day);
    if (known >= DAY_MONTH)
        schema_date(next_filter_term(f), FIELD_MONTH, day);
    if (known >= DAY_DAY)
        schema_date(next_filter_term(f), FIELD_DAY, day);
}

void filter_terms(const struct article *a, struct filter_terms *out)
{
    out->len = 0;
    schema_value(next_filter_term(out), FIELD_ID, a->id);
    if (a->source.len)
        schema_value(next_filter_term(out), FIELD_SOURCE, a->source);
    if (a->lang.len)
        schema_value(next_filter_term(out), FIELD_LANG, a->lang);
    add_date_terms(a->day, out);
    if (a->day && a->date_source != DATE_FROM_NOTHING)
        schema_value(next_filter_term(out), FIELD_DATE_SOURCE,
                     span_of(date_source_name(a->date_source)));
}

void filter_terms_free(struct filter_terms *f)
{
    for (size_t i = 0; i < FILTER_TERMS_MAX; i++)
        buf_free(&f->terms[i]);
    *f = (struct filter_terms){0};
}
