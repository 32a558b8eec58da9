/* A feed's options as they are typed. */
#include "core/fail.h"
#include "indexer/feed/encoding.h"
#include "indexer/feed/format.h"

dateline_status feed_parse_field(const char *pair, struct feed_options *o, dateline_error *err)
{
    struct span name = {pair, strcspn(pair, "=")};
    int role, at = 0;

    if (!pair[name.len] || !pair[name.len + 1])
        return fail(err, DATELINE_BAD_OPTION, "--field=%s: it takes ROLE=NAME", pair);
    role = names_find(&feed_role_names, name, err);
    if (role < 0)
        return DATELINE_BAD_OPTION;
    while (at < FEED_NAMES && o->field_name[role][at])
        at++;
    if (at == FEED_NAMES)
        return fail(err, DATELINE_BAD_OPTION, "--field=%s: a role takes at most %d names", pair,
                    FEED_NAMES);
    o->field_name[role][at] = pair + name.len + 1;
    return DATELINE_OK;
}

int feed_role_unnamed(const struct feed_options *o, const struct feed_counts *counts, int from)
{
    for (int role = from; role < FEED_ROLES; role++)
        if (*o->field_name[role] && !counts->named[role] && counts->records)
            return role;
    return -1;
}

dateline_status feed_check_options(const struct feed_options *o, dateline_error *err)
{
    if (o->encoding && !encoding_known(o->encoding))
        return fail(err, DATELINE_BAD_OPTION, "--encoding=%s: iconv does not know this encoding",
                    o->encoding);
    if (o->date_format && strcmp(o->date_format, "epoch") != 0 &&
        strcmp(o->date_format, "epoch-ms") != 0 && !strchr(o->date_format, '%'))
        return fail(err, DATELINE_BAD_OPTION,
                    "--date-format=%s: it is neither \"epoch\" nor a format with %%",
                    o->date_format);
    if (o->century % 100)
        return fail(err, DATELINE_BAD_OPTION,
                    "--century=%u: it is no century, as 1900 and 2000 are", (unsigned)o->century);
    return DATELINE_OK;
}
