/* Parses a feed's options. */
#include "core/fail.h"
#include "indexer/feed/format.h"

/* Removes the part up to the first comma from *LIST and returns it. */
static struct span take_list_item(const char **list)
{
    struct span item = {*list, strcspn(*list, ",")};

    *list += item.len + ((*list)[item.len] == ',');
    return span_trim(item);
}

static bool has_source(const enum date_source *list, int len, enum date_source source)
{
    for (int i = 0; i < len; i++)
        if (list[i] == source)
            return true;
    return false;
}

dateline_status feed_parse_date_from(const char *list, struct feed_options *o, dateline_error *err)
{
    enum date_source order[FEED_DATE_SOURCES] = {DATE_FROM_NOTHING};
    const char *rest = list;
    int len = 0;

    do {
        struct span name = take_list_item(&rest);
        enum date_source source;

        if (date_source_by_name(name, &source, err) != DATELINE_OK)
            return DATELINE_BAD_OPTION;
        if (has_source(order, len, source))
            return fail(err, DATELINE_BAD_OPTION, "--date-from=%s: %s is listed twice", list,
                        date_source_name(source));
        order[len++] = source;
    } while (*rest);
    memcpy(o->date_from, order, sizeof order);
    return DATELINE_OK;
}

dateline_status feed_parse_field(const char *pair, struct feed_options *o, dateline_error *err)
{
    struct span name = {pair, strcspn(pair, "=")};
    enum feed_role role;

    if (!pair[name.len] || !pair[name.len + 1])
        return fail(err, DATELINE_BAD_OPTION, "--field=%s: expected ROLE=NAME", pair);
    if (feed_role_by_name(name, &role, err) != DATELINE_OK)
        return DATELINE_BAD_OPTION;
    o->field_name[role] = pair + name.len + 1;
    return DATELINE_OK;
}

dateline_status feed_check_options(const struct feed_options *o, dateline_error *err)
{
    if (o->date_format && strcmp(o->date_format, "epoch") != 0 && !strchr(o->date_format, '%'))
        return fail(err, DATELINE_BAD_OPTION,
                    "--date-format=%s: it is neither \"epoch\" nor a format with %%",
                    o->date_format);
    if (!o->input_format || format_by_name(o->input_format, err))
        return DATELINE_OK;
    return DATELINE_BAD_OPTION;
}
