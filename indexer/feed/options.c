/* A feed's options as they are typed. */
#include "core/fail.h"
#include "indexer/feed/format.h"

dateline_status feed_parse_field(const char *pair, struct feed_options *o, dateline_error *err)
{
    struct span name = {pair, strcspn(pair, "=")};
    int role;

    if (!pair[name.len] || !pair[name.len + 1])
        return fail(err, DATELINE_BAD_OPTION, "--field=%s: it takes ROLE=NAME", pair);
    role = names_find(&feed_role_names, name, err);
    if (role < 0)
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
    return DATELINE_OK;
}
