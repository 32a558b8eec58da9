/* Filters: source:, lang:, id:, date: and date_source:. */
#include "searcher/query/query_filter.h"

#include <strings.h>

#include "core/article.h"
#include "core/names.h"

static void warn_of_unknown_source(struct query_reader *r, struct span value, uint32_t start,
                                   uint32_t end)
{
    struct buf known = {0};

    for (size_t i = 0; i < date_source_names.len; i++) {
        const char *name = date_source_names.list[i];

        if (name && value.len == strlen(name) && !strncasecmp(name, value.data, value.len))
            return;
    }
    names_list(&date_source_names, ", ", &known);
    query_warn(r, start, end, "matches nothing: there are %s, undated", known.data);
    buf_free(&known);
}

/* Warns of values that no article can have, or that are probably meant otherwise. */
static void warn_of_value(struct query_reader *r, enum schema_field field, struct span value,
                          uint32_t start, uint32_t end)
{
    if (field == FIELD_DATE_SOURCE)
        warn_of_unknown_source(r, value, start, end);
    else if (value.data[value.len - 1] == '*')
        query_warn(r, start, end, "is compared as it is: * is no wildcard in a filter");
}

dateline_status query_filter(struct query_reader *r, enum schema_field field, struct span value,
                             uint32_t start, uint32_t end, struct query_node **out)
{
    bool undated = field == FIELD_DATE_SOURCE && query_days_undated(span_trim(value));
    struct query_node *n = query_node_new(r, undated ? QUERY_DATE : QUERY_FILTER, start, end);
    dateline_status status = query_count_word(r, start, end);

    *out = n;
    n->field = undated ? FIELD_DAY : field;
    if (status != DATELINE_OK || undated)
        return status;
    warn_of_value(r, field, value, start, end);
    n->words = arena_zalloc(&r->memory, sizeof *n->words);
    n->words[0] = query_copy(r, value);
    n->n_words = 1;
    return DATELINE_OK;
}

dateline_status query_date_filter(struct query_reader *r, const struct query_field *f,
                                  struct span value, uint32_t start, uint32_t end,
                                  struct query_node **out)
{
    struct query_days days;
    bool parsed = query_days_parse(span_trim(value), f->bound, r->question->today, &days);
    struct query_node *n;

    *out = NULL;
    if (!parsed && f->strict)
        return query_refuse(
            r, start, end,
            "cannot be read: a date is 2025, 2025-03, 2025-03-31, 7d, 2w, 3m, 1y, "
            "today, yesterday, last-week, none, or two of them but none as FIRST..LAST");
    if (parsed && days.first > days.last && f->strict)
        return query_refuse(r, start, end, "ends before it begins");
    if (!parsed || days.first > days.last)
        return DATELINE_OK;
    n = query_node_new(r, QUERY_DATE, start, end);
    n->field = FIELD_DAY;
    n->days = days;
    n->bound = f->bound != BOUND_WITHIN;
    *out = n;
    return query_count_word(r, start, end);
}
