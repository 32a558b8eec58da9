/* Filters: source:, lang:, id:, date: and date_source:. */
#include "searcher/query/query_filter.h"

#include "text/date_parse.h"

/* Whether S is a period counted back from today, such as 7d. */
static bool is_relative_period(struct span s)
{
    return s.len > 1 && s.data[0] >= '0' && s.data[0] <= '9' && s.data[s.len - 1] > '9';
}

/* Parses FIRST..LAST, either of which may be empty, or a single date. */
static bool parse_filter_days(struct span value, dateline_day today, struct query_days *out)
{
    const char *dots = value.len ? memmem(value.data, value.len, "..", 2) : NULL;
    struct span first = value, last = value;
    struct query_days days = {DAY_FIRST, DAY_LAST};

    if (dots) {
        first.len = (size_t)(dots - value.data);
        last = (struct span){dots + 2, value.len - first.len - 2};
    } else if (is_relative_period(value)) {
        last.len = 0;
    }
    if ((first.len || !dots) && !date_bound(first, today, &days.first))
        return false;
    if (last.len && !date_bound(last, today, &days.last))
        return false;
    *out = (struct query_days){day_first(days.first), day_last(days.last)};
    return true;
}

static bool means_undated(struct span value)
{
    return span_eq(value, span_of("none")) || span_eq(value, span_of("undated"));
}

static dateline_status parse_filter_date(struct query_reader *r, struct span value,
                                         struct query_node *n)
{
    if (means_undated(value))
        return DATELINE_OK;
    if (!parse_filter_days(value, r->question->today, &n->days))
        return query_refuse(r, n->start, n->end,
                            "cannot be read: a date is 2025, 2025-03, 2025-03-31, 7d, 2w, 3m, 1y, "
                            "today, yesterday, none, or two of them but none as FIRST..LAST");
    if (n->days.first > n->days.last)
        return query_refuse(r, n->start, n->end, "ends before it begins");
    return DATELINE_OK;
}

dateline_status query_filter(struct query_reader *r, enum schema_field field, struct span value,
                             uint32_t start, uint32_t end, struct query_node **out)
{
    bool undated = field == FIELD_DATE_SOURCE && means_undated(span_trim(value));
    bool date = field == FIELD_DAY || undated;
    struct query_node *n = query_node_new(r, date ? QUERY_DATE : QUERY_FILTER, start, end);
    dateline_status status = query_count_word(r, start, end);

    n->field = undated ? FIELD_DAY : field;
    if (status == DATELINE_OK && date)
        status = parse_filter_date(r, span_trim(value), n);
    if (status != DATELINE_OK)
        return status;
    if (!date) {
        n->words = query_alloc(r->memory, sizeof *n->words);
        n->words[0] = query_copy(r, value);
        n->n_words = 1;
    }
    *out = n;
    return DATELINE_OK;
}
