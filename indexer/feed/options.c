/* A feed's options as they are typed. */
#include <errno.h>

#include "core/fail.h"
#include "indexer/feed/encoding.h"
#include "indexer/feed/filter.h"
#include "indexer/feed/format.h"
#include "indexer/feed/words.h"
#include "text/date_parse.h"

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

/* Checks that COMMAND, of the filter PAIR, can be run. */
static dateline_status check_filter(const char *pair, const char *command, dateline_error *err)
{
    struct words w;
    struct buf program = {0};
    const char *wrong = words_split(command, "/dev/stdin", &w);
    dateline_status status = DATELINE_OK;

    if (wrong)
        status = fail(err, DATELINE_BAD_OPTION, "--filter=%s: %s", pair, wrong);
    else if (!words_find_program(&w, &program))
        status = fail(err, DATELINE_BAD_OPTION, "--filter=%s: cannot run %s: %s", pair, *w.list,
                      strerror(errno));
    words_free(&w);
    buf_free(&program);
    return status;
}

dateline_status feed_parse_filter(const char *pair, struct feed_options *o, dateline_error *err)
{
    struct span ext = {pair, strcspn(pair, "=")};
    dateline_status status;
    int at = 0;

    if (!ext.len || !pair[ext.len] || strcspn(pair, "./") < ext.len)
        return fail(err, DATELINE_BAD_OPTION,
                    "--filter=%s: it takes EXT=COMMAND, EXT without a dot", pair);
    if (filter_command(o, ext))
        return fail(err, DATELINE_BAD_OPTION, "--filter=%s: '%.*s' has a filter already", pair,
                    (int)ext.len, ext.data);
    status = check_filter(pair, pair + ext.len + 1, err);
    while (at < FEED_FILTERS && o->filter[at])
        at++;
    if (status == DATELINE_OK && at == FEED_FILTERS)
        status = fail(err, DATELINE_BAD_OPTION, "--filter=%s: there are more than %d filters", pair,
                      FEED_FILTERS);
    if (status == DATELINE_OK)
        o->filter[at] = pair;
    return status;
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
    if (o->date_format && date_format_wrong(o->date_format))
        return fail(err, DATELINE_BAD_OPTION, "--date-format=%s: strptime has no conversion '%.2s'",
                    o->date_format, date_format_wrong(o->date_format));
    if (o->century % 100)
        return fail(err, DATELINE_BAD_OPTION,
                    "--century=%u: it is no century, as 1900 and 2000 are", (unsigned)o->century);
    return DATELINE_OK;
}
