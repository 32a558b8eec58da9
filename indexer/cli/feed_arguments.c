/* The arguments that add and lint share: sources, and how they are read. */
#include "indexer/cli/feed_arguments.h"

#include <string.h>
#include <unistd.h>

#include "core/fail.h"
#include "program/program.h"

dateline_status feed_arguments_field(const char *text, void *values, dateline_error *err)
{
    struct feed_arguments *a = values;

    return feed_parse_field(text, &a->feed, err);
}

dateline_status feed_arguments_filter(const char *text, void *values, dateline_error *err)
{
    struct feed_arguments *a = values;

    return feed_parse_filter(text, &a->feed, err);
}

dateline_status feed_arguments_check(const void *values, dateline_error *err)
{
    const struct feed_arguments *a = values;

    if (!a->operands.n_rest)
        return fail(err, DATELINE_BAD_OPTION, "no SOURCE is named");
    return feed_check_options(&a->feed, err);
}

void feed_arguments_take(struct feed_arguments *a)
{
    for (size_t i = 0; i < a->date_from.n; i++)
        a->feed.date_from[i] = (enum date_source)a->date_from.keywords[i];
}

dateline_status feed_arguments_exist(const struct feed_arguments *a, dateline_error *err)
{
    for (int i = 0; i < a->operands.n_rest; i++)
        if (strcmp(a->operands.rest[i], "-") != 0 && access(a->operands.rest[i], F_OK) != 0) {
            fail_errno(err, "cannot read %s", a->operands.rest[i]);
            return DATELINE_BAD_OPTION;
        }
    return DATELINE_OK;
}

bool feed_arguments_warn(const struct feed_arguments *a, const struct feed_counts *counts)
{
    int role = -1;
    bool any = false;

    while ((role = feed_role_unnamed(&a->feed, counts, role + 1)) >= 0) {
        any = true;
        program_warn("--field %s=%s: no record has such a field", feed_role_names.list[role],
                     *a->feed.field_name[role]);
    }
    return any;
}
