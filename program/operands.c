/* Finds INDEX among the arguments of a command line, or in the environment. */
#include "program/operands.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/fail.h"

/* Whether PATH is a directory that holds an index of ours or Xapian's. */
static bool is_index(const char *path)
{
    static const char *const marks[] = {"XAPIANDB", "iamglass", "iamchert", "iamhoney"};
    struct buf file = {0};
    bool found = false;

    for (size_t i = 0; i < sizeof marks / sizeof *marks && !found; i++) {
        buf_clear(&file);
        buf_printf(&file, "%s/%s", path, marks[i]);
        found = access(file.data, F_OK) == 0;
    }
    buf_free(&file);
    return found;
}

static bool is_other_file(const char *path)
{
    return !strcmp(path, "-") || (access(path, F_OK) == 0 && !is_index(path));
}

/* Whether the first of N arguments is INDEX although the environment names one. */
static bool names_index(const struct option_set *set, char **argv, int n)
{
    if (!set->rest)
        return n > 0;
    if (set->creates)
        return n > 1 && !is_other_file(argv[0]);
    return n > 0 && (is_index(argv[0]) || strchr(argv[0], '/'));
}

/* Refuses `dateline-search harbour news.idx`; GIVEN: the first argument was taken for INDEX. */
static dateline_status check_order(const struct option_set *set, const struct option_operands *o,
                                   bool given, dateline_error *err)
{
    bool mistaken = !given         ? !set->creates
                    : set->creates ? is_other_file(o->index)
                                   : access(o->index, F_OK) != 0;

    for (int i = 0; i < o->n_rest && mistaken; i++)
        if (is_index(o->rest[i]))
            return fail(err, DATELINE_BAD_OPTION,
                        "INDEX goes before %s: '%s' is an index, '%s' is not", set->rest,
                        o->rest[i], given ? o->index : o->rest[0]);
    return DATELINE_OK;
}

dateline_status operands_read(const struct option_set *set, char **argv, int n,
                              struct option_operands *out, dateline_error *err)
{
    const char *named = getenv("DATELINE_INDEX");
    bool given;

    if (set->no_index) {
        *out = (struct option_operands){.rest = argv, .n_rest = n};
        return DATELINE_OK;
    }
    given = !named || !*named ? n > 0 : names_index(set, argv, n);

    *out = (struct option_operands){given ? argv[0] : named, argv + given, n - given};
    if (!out->index || !*out->index)
        return fail(err, DATELINE_BAD_OPTION, "no INDEX is named, and DATELINE_INDEX is not set");
    if (!set->rest && out->n_rest)
        return fail(err, DATELINE_BAD_OPTION, "one INDEX at a time");
    return check_order(set, out, given, err);
}
